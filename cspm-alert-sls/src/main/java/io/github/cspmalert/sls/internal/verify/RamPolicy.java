package io.github.cspmalert.sls.internal.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.StoreType;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.sls.internal.json.JsonText;
import io.github.cspmalert.sls.internal.wire.ObjectTypes;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A RAM policy that allows what is needed and no more.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/api-sls-2020-12-30-ram">SLS: RAM actions</a>
 * @see <a href="https://help.aliyun.com/zh/sls/authorized-ram-user-operation-alarm">SLS: RAM actions of alerts</a>
 */
public final class RamPolicy {

    private final ArrayNode statements;
    private final ObjectNode policy = JsonText.object().put("Version", "1");

    private RamPolicy() {
        statements = policy.putArray("Statement");
    }

    /** {@return what an engine in this JVM needs to query a Logstore, and then what {@code verify} looks up besides} */
    public static String toQuery(LogOrigin origin) {
        return new RamPolicy()
                .allow(Set.of(logstore(origin.project(), origin.store())), "log:GetLogStoreLogs")
                .allow(Set.of(logstore(origin.project(), origin.store())), "log:GetLogStore", "log:GetIndex")
                .allow(Set.of("acs:log:*:*:project/" + origin.project()), "log:GetProject")
                .toString();
    }

    /**
     * {@return what it needs to plan, apply, verify and destroy definitions}
     *
     * @param project the project of the rules
     * @param definitions the definitions
     * @param made the objects that are made, of which those of the account are kept as records
     * @param record the resource of the provisioning record
     * @param history the Logstore of how evaluations went
     */
    public static String toProvision(
            String project, AlertDefinitions definitions, Collection<ObjectKey> made, String record, String history) {
        SortedSet<String> written = tables(made);
        written.add(table(record));
        SortedSet<String> read = new TreeSet<>();
        ObjectTypes.all()
                .forEach(type -> read.addAll(tables(type.named(definitions).toList())));
        read.addAll(tables(definitions.existing()));
        read.removeAll(written);
        SortedSet<String> stores = new TreeSet<>(Set.of(logstore(project, history)));
        definitions.sources().values().stream()
                .filter(store -> store.type() == StoreType.LOG)
                .forEach(store -> stores.add(logstore(store.project(), store.name())));
        SortedSet<String> roles = new TreeSet<>();
        definitions.rules().stream()
                .flatMap(rule -> rule.queries().stream())
                .map(Query::roleArn)
                .filter(role -> !role.isEmpty())
                .forEach(roles::add);
        return new RamPolicy()
                // Of these the service knows no smaller resource; some of its interfaces ask for the ones of jobs
                // instead.
                .allow(
                        Set.of("*"),
                        "log:ListAlerts",
                        "log:GetAlert",
                        "log:CreateAlert",
                        "log:UpdateAlert",
                        "log:EnableAlert",
                        "log:DisableAlert",
                        "log:DeleteAlert")
                .allow(
                        Set.of("acs:log:*:*:project/" + project + "/job/*"),
                        "log:ListJobs",
                        "log:GetJob",
                        "log:CreateJob",
                        "log:UpdateJob",
                        "log:DeleteJob")
                .allow(
                        written,
                        "log:ListResourceRecords",
                        "log:GetResourceRecord",
                        "log:CreateResourceRecord",
                        "log:UpdateResourceRecord",
                        "log:DeleteResourceRecord")
                .allow(read, "log:ListResourceRecords", "log:GetResourceRecord")
                .allow(Set.of(table(record)), "log:CreateResource")
                .allow(stores, "log:GetLogStoreLogs")
                .allow(Set.of(logstore(project, history)), "log:GetLogStore")
                .allow(roles, "ram:PassRole")
                .toString();
    }

    private static SortedSet<String> tables(Collection<ObjectKey> keys) {
        SortedSet<String> tables = new TreeSet<>();
        keys.forEach(key -> ObjectTypes.of(key.kind()).resource().ifPresent(name -> tables.add(table(name))));
        return tables;
    }

    private static String table(String resource) {
        return "acs:log:*:*:resource/" + resource;
    }

    private static String logstore(String project, String logstore) {
        return "acs:log:*:*:project/" + project + "/logstore/" + logstore;
    }

    private RamPolicy allow(Collection<String> resources, String... actions) {
        if (!resources.isEmpty()) {
            ObjectNode statement = statements.addObject().put("Effect", "Allow");
            ArrayNode allowed = statement.putArray("Action");
            List.of(actions).forEach(allowed::add);
            ArrayNode on = statement.putArray("Resource");
            resources.forEach(on::add);
        }
        return this;
    }

    /** {@return the policy as JSON} */
    @Override
    public String toString() {
        return policy.toPrettyString();
    }
}
