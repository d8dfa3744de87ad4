package io.github.cspmalert.testkit.sls.internal.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.testkit.sls.internal.alerting.Rule.Branch;
import io.github.cspmalert.testkit.sls.internal.alerting.Rule.Join;
import io.github.cspmalert.testkit.sls.internal.alerting.expression.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads alerts, and refuses by name what is not carried out.
 *
 * @see <a href="https://alibabacloud.com/help/en/sls/developer-reference/api-sls-2020-12-30-struct-alert">Alert</a>
 */
final class RuleReader {

    private static final Set<String> CONDITIONAL =
            Set.of("inner_join", "left_join", "right_join", "full_join", "left_exclude", "right_exclude");
    private static final Set<String> UNCONDITIONAL = Set.of("no_join", "cross_join", "concat");

    private final String project;
    private final String region;
    private final JsonNode alert;
    private final JsonNode configuration;
    private final String what;

    private RuleReader(String project, String region, JsonNode alert) {
        this.project = project;
        this.region = region;
        this.alert = alert;
        this.configuration = alert.path("configuration");
        this.what = "alert '" + alert.path("name").asText() + "' of project '" + project + "'";
    }

    static Rule read(String project, String region, JsonNode alert) {
        return new RuleReader(project, region, alert).read();
    }

    private Rule read() {
        refuseOthers();
        JsonNode policy = configuration.path("policyConfiguration");
        long mute = configuration.path("muteUntil").asLong(0);
        String name = alert.path("name").asText();
        return new Rule(
                project,
                name,
                alert.path("displayName").asText(name),
                Timetable.of(what, alert.path("schedule")),
                alert.path("schedule").path("runImmediately").asBoolean(false),
                queries(),
                joins(),
                groupFields(),
                branches(),
                Math.max(1, configuration.path("threshold").asInt(1)),
                configuration.path("noDataFire").asBoolean(false)
                        ? configuration.path("noDataSeverity").asInt(6)
                        : 0,
                configuration.path("sendResolved").asBoolean(false),
                keyed("labels"),
                keyed("annotations"),
                configuration.path("autoAnnotation").asBoolean(false),
                policy.path("alertPolicyId").asText(""),
                policy.path("actionPolicyId").asText(""),
                Spans.read(policy.path("repeatInterval").asText("")).orElse(Duration.ZERO),
                mute > 0 ? Instant.ofEpochSecond(mute) : null,
                configuration.path("sinkAlerthub").path("enabled").asBoolean(false),
                configuration.path("dashboard").asText(""));
    }

    private void refuseOthers() {
        String version = configuration.path("version").asText();
        refuse(!version.startsWith("2"), "configuration.version", "is '" + version + "', and only 2.0 is carried out");
        String type = configuration.path("type").asText("default");
        refuse(
                !type.equals("default"),
                "configuration.type",
                "is '" + type + "'; alerts of templates are not made out");
        refuse(
                configuration.path("sinkCms").path("enabled").asBoolean(),
                "sinkCms",
                "is on, and there is no CloudMonitor");
        refuse(
                configuration.path("sinkEventStore").path("enabled").asBoolean(),
                "sinkEventStore",
                "is on, and there is no EventStore");
        JsonNode gate = configuration.path("conditionConfiguration");
        refuse(
                !gate.path("condition").asText("").isEmpty()
                        || !gate.path("countCondition").asText("").isEmpty(),
                "conditionConfiguration",
                "is not empty, and what it does besides severities is not documented");
        refuse(alert.path("schedule").path("fromTime").asLong(0) != 0, "schedule.fromTime", "is set");
        refuse(alert.path("schedule").path("toTime").asLong(0) != 0, "schedule.toTime", "is set");
    }

    private void refuse(boolean unknown, String field, String why) {
        if (unknown) {
            throw NotRun.refused(what, field, why);
        }
    }

    private List<LogQuery> queries() {
        List<LogQuery> queries = new ArrayList<>();
        for (JsonNode query : configuration.path("queryList")) {
            String type = query.path("storeType").asText("log");
            refuse(!type.equals("log"), "queryList.storeType", "is '" + type + "'; only Logstores are queried");
            String from = query.path("project").asText("");
            String in = query.path("region").asText("");
            queries.add(new LogQuery(
                    in.isEmpty() ? region : in,
                    from.isEmpty() ? project : from,
                    query.path("store").asText(),
                    query.path("query").asText(),
                    query.path("timeSpanType").asText(),
                    query.path("start").asText(),
                    query.path("end").asText(),
                    query.path("roleArn").asText("")));
        }
        refuse(queries.isEmpty() || queries.size() > 3, "queryList", "has not one to three queries");
        return queries;
    }

    private List<Join> joins() {
        List<Join> joins = new ArrayList<>();
        for (JsonNode join : configuration.path("joinConfigurations")) {
            String type = join.path("type").asText();
            refuse(
                    !CONDITIONAL.contains(type) && !UNCONDITIONAL.contains(type),
                    "joinConfigurations.type",
                    "is '" + type + "'");
            joins.add(new Join(
                    type,
                    CONDITIONAL.contains(type)
                            ? Condition.of(join.path("condition").asText())
                            : null));
        }
        refuse(
                joins.size() != configuration.path("queryList").size() - 1,
                "joinConfigurations",
                "are not one less than queries");
        return joins;
    }

    private @Nullable List<String> groupFields() {
        JsonNode group = configuration.path("groupConfiguration");
        String type = group.path("type").asText("no_group");
        refuse(
                type.equals("labels_auto"),
                "groupConfiguration.type",
                "is 'labels_auto', and there are no Metricstores");
        if (!type.equals("custom")) {
            return null;
        }
        List<String> fields = new ArrayList<>();
        group.path("fields").forEach(field -> fields.add(field.asText()));
        return fields;
    }

    private List<Branch> branches() {
        List<Branch> branches = new ArrayList<>();
        for (JsonNode each : configuration.path("severityConfigurations")) {
            JsonNode trigger = each.path("evalCondition");
            branches.add(new Branch(
                    each.path("severity").asInt(),
                    condition(trigger.path("condition").asText("")),
                    condition(trigger.path("countCondition").asText(""))));
        }
        return branches;
    }

    private static @Nullable Condition condition(String text) {
        return text.isEmpty() ? null : Condition.of(text);
    }

    private Map<String, String> keyed(String field) {
        Map<String, String> all = new LinkedHashMap<>();
        configuration
                .path(field)
                .forEach(each ->
                        all.put(each.path("key").asText(), each.path("value").asText()));
        return all;
    }
}
