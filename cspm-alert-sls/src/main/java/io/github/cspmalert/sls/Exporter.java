package io.github.cspmalert.sls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.sls.ServiceObjects.Snapshot;
import io.github.cspmalert.sls.internal.wire.ActionPolicyCodec;
import io.github.cspmalert.sls.internal.wire.AlertPolicyCodec;
import io.github.cspmalert.sls.internal.wire.ContentTemplateCodec;
import io.github.cspmalert.sls.internal.wire.Decoded;
import io.github.cspmalert.sls.internal.wire.RuleCodec;
import io.github.cspmalert.sls.internal.wire.UserCodec;
import io.github.cspmalert.sls.internal.wire.UserGroupCodec;
import io.github.cspmalert.sls.internal.wire.WebhookCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the alerts of a project and, kind by kind, what they name. What cannot be expressed is told, and, if something names
 * it, told to exist. For one thread, once.
 */
final class Exporter {

    /** What begins so is the service's own. */
    private static final String BUILT_IN = "sls.";

    private final ServiceObjects objects;
    private final AlertDefinitionsBuilder definitions = AlertDefinitions.builder();
    private final List<String> leftOut = new ArrayList<>();
    private final Map<String, Store> sources = new LinkedHashMap<>();

    Exporter(ServiceObjects objects) {
        this.objects = objects;
    }

    SlsExport export() {
        List<AlertRule> rules = read(objects.rules(), this::rule);
        List<AlertPolicy> alertPolicies = alertPolicies(rules);
        Set<String> actionPolicyIds = new TreeSet<>();
        rules.forEach(rule -> rule.actionPolicy().ifPresent(actionPolicyIds::add));
        alertPolicies.forEach(policy -> actionPolicyIds.add(policy.actionPolicy()));
        List<ActionPolicy> actionPolicies =
                read(keys(ObjectKind.ACTION_POLICY, actionPolicyIds), ActionPolicyCodec::decode);
        List<Action> actions = actionPolicies.stream()
                .flatMap(policy -> policy.allActions().stream())
                .toList();
        read(
                        keys(ObjectKind.CONTENT_TEMPLATE, ids(actions, action -> List.of(action.template()))),
                        ContentTemplateCodec::decode)
                .forEach(definitions::addTemplate);
        read(
                        keys(ObjectKind.WEBHOOK, ids(actions, action -> action.webhook().stream()
                                .toList())),
                        WebhookCodec::decode)
                .forEach(definitions::addWebhook);
        ids(actions, Action::oncallGroups).forEach(id -> definitions.existing(ObjectKind.ONCALL_GROUP, id));
        List<UserGroup> groups =
                read(keys(ObjectKind.USER_GROUP, ids(actions, Action::groups)), UserGroupCodec::decode);
        Set<String> userIds = new TreeSet<>(ids(actions, Action::users));
        groups.forEach(group -> userIds.addAll(group.members()));
        read(keys(ObjectKind.USER, userIds), UserCodec::decode).forEach(definitions::addUser);
        groups.forEach(definitions::addUserGroup);
        actionPolicies.forEach(policy ->
                addIfItFits(new ObjectKey(ObjectKind.ACTION_POLICY, policy.id()), all -> all.addActionPolicy(policy)));
        // Parents come after the policies that name them, and must be there before them.
        for (int i = alertPolicies.size() - 1; i >= 0; i--) {
            AlertPolicy policy = alertPolicies.get(i);
            addIfItFits(new ObjectKey(ObjectKind.ALERT_POLICY, policy.id()), all -> all.addAlertPolicy(policy));
        }
        sources.forEach(definitions::source);
        rules.forEach(definitions::addRule);
        return new SlsExport(definitions.build(), leftOut);
    }

    /** What is in the service need not fit together: an action may be on a channel on which its user has no address. */
    private void addIfItFits(ObjectKey key, Consumer<AlertDefinitionsBuilder> add) {
        try {
            AlertDefinitionsBuilder trial = definitions.build().toBuilder();
            add.accept(trial);
            trial.build();
            add.accept(definitions);
        } catch (AlertConfigurationException e) {
            e.problems().forEach(problem -> leftOut.add(key + ": does not fit together: " + problem));
            definitions.existing(key.kind(), key.id());
        }
    }

    private List<AlertPolicy> alertPolicies(List<AlertRule> rules) {
        List<AlertPolicy> all = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        Set<String> next = new TreeSet<>();
        rules.forEach(rule -> next.add(rule.alertPolicy()));
        while (!next.isEmpty()) {
            next.removeIf(id -> !seen.add(id));
            List<AlertPolicy> some = read(keys(ObjectKind.ALERT_POLICY, next), AlertPolicyCodec::decode);
            all.addAll(some);
            next.clear();
            some.forEach(policy -> policy.parent().ifPresent(next::add));
        }
        return all;
    }

    private Decoded<AlertRule> rule(JsonNode json) {
        Map<String, Store> named = new LinkedHashMap<>();
        Decoded<AlertRule> decoded = RuleCodec.decode(json, store -> {
            named.put(store.toString(), store);
            return store.toString();
        });
        if (decoded.value() != null) {
            sources.putAll(named);
        }
        return decoded;
    }

    private <T> List<T> read(Collection<ObjectKey> keys, Function<JsonNode, Decoded<T>> decode) {
        Snapshot snapshot = objects.read(keys);
        List<T> values = new ArrayList<>();
        for (ObjectKey key : keys) {
            T value = read(key, snapshot, decode);
            if (value != null) {
                values.add(value);
            } else if (key.kind() != ObjectKind.RULE) {
                definitions.existing(key.kind(), key.id());
            }
        }
        return values;
    }

    private <T> @Nullable T read(ObjectKey key, Snapshot snapshot, Function<JsonNode, Decoded<T>> decode) {
        SlsProvisioningException unread = snapshot.unread().get(key);
        Live live = snapshot.found().get(key);
        if (unread != null || live == null) {
            leftOut.add(
                    unread != null
                            ? key + ": could not be looked up: " + unread.getMessage()
                            : key + ": is named, but is not there; the service drops what needs it");
            return null;
        }
        ObjectNode json = live.json().orElse(null);
        if (json == null) {
            leftOut.add(key + ": its value is no JSON object");
            return null;
        }
        Decoded<T> decoded = decode.apply(json);
        decoded.leftOut().forEach(sentence -> leftOut.add(key + ": " + sentence));
        return decoded.value();
    }

    private static Set<String> ids(List<Action> actions, Function<Action, List<String>> ids) {
        Set<String> all = new TreeSet<>();
        actions.forEach(action -> all.addAll(ids.apply(action)));
        return all;
    }

    private static List<ObjectKey> keys(ObjectKind kind, Collection<String> ids) {
        return ids.stream()
                .filter(id -> !id.startsWith(BUILT_IN))
                .map(id -> new ObjectKey(kind, id))
                .toList();
    }
}
