package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.EventStoreSink;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.RuleTemplate;
import io.github.cspmalert.sls.internal.DurationText;
import io.github.cspmalert.sls.internal.Words;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.util.Map;
import java.util.Objects;

/**
 * Writes rules as the service keeps them.
 *
 * @see <a href="https://alibabacloud.com/help/en/sls/developer-reference/api-sls-2020-12-30-struct-alert">SLS: alert
 *     rule</a>
 */
final class RuleWriter {

    static final String VERSION = "2.0";

    private RuleWriter() {}

    /**
     * Writes a rule.
     *
     * @param rule the rule
     * @param sources where its log sources lie, by name
     * @return its JSON
     */
    static Wire write(AlertRule rule, Map<String, Store> sources) {
        ObjectNode json = JsonText.object().put("name", rule.id()).put("displayName", rule.displayName());
        if (rule.description().isEmpty()) {
            json.putNull("description");
        } else {
            json.put("description", rule.description());
        }
        json.put("type", "Alert").put("state", rule.enabled() ? "Enabled" : "Disabled");
        json.set("schedule", ScheduleCodec.encode(rule.schedule(), rule.delay(), rule.runImmediately()));
        json.set("configuration", configuration(rule, sources));
        ObjectNode creation = JsonText.object().put("recyclable", false);
        if (rule.noDataSeverity().isEmpty()) {
            creation.putObject("configuration").put("noDataSeverity", 6);
        }
        return new Wire(json, creation);
    }

    private static ObjectNode configuration(AlertRule rule, Map<String, Store> sources) {
        ObjectNode json = JsonText.object()
                .put("version", VERSION)
                .put("type", rule.template().isPresent() ? "tpl" : "default")
                .put("dashboard", rule.dashboard());
        ArrayNode queries = json.putArray("queryList");
        rule.queries()
                .forEach(query -> queries.add(
                        QueryCodec.encode(query, Objects.requireNonNull(sources.get(query.source()), query::source))));
        ArrayNode joins = json.putArray("joinConfigurations");
        rule.setOperations().forEach(operation -> joins.addObject()
                .put("type", Words.of(operation.type()))
                .put("condition", operation.condition()));
        json.set("groupConfiguration", group(rule.groupEvaluation()));
        ArrayNode severities = json.putArray("severityConfigurations");
        rule.severities().forEach(branch -> {
            ObjectNode each =
                    severities.addObject().put("severity", branch.severity().code());
            each.putObject("evalCondition")
                    .put("condition", branch.trigger().condition())
                    .put("countCondition", branch.trigger().countCondition());
        });
        json.put("threshold", rule.threshold())
                .put("autoAnnotation", rule.autoAnnotation())
                .put("sendResolved", rule.sendResolved())
                .put("noDataFire", rule.noDataSeverity().isPresent());
        rule.noDataSeverity().ifPresent(severity -> json.put("noDataSeverity", severity.code()));
        keyed(json.putArray("labels"), rule.labels());
        keyed(json.putArray("annotations"), rule.annotations());
        // A mute that the rule does not set is somebody's at the service, and stays.
        rule.muteUntil().ifPresent(until -> json.put(RuleSwitches.MUTE, until.getEpochSecond()));
        json.putObject("policyConfiguration")
                .put("alertPolicyId", rule.alertPolicy())
                .put("actionPolicyId", rule.actionPolicy().orElse(""))
                .put("repeatInterval", DurationText.write(rule.repeatInterval()));
        template(json, rule);
        sinks(json, rule);
        if (rule.tags().isEmpty()) {
            json.putNull("tags");
        } else {
            rule.tags().forEach(json.putArray("tags")::add);
        }
        return json;
    }

    private static ObjectNode group(GroupEvaluation group) {
        ObjectNode json = JsonText.object().put("type", Words.of(group.type()));
        group.fields().forEach(json.putArray("fields")::add);
        return json;
    }

    private static void keyed(ArrayNode array, Map<String, String> values) {
        values.forEach((key, value) -> array.addObject().put("key", key).put("value", value));
    }

    private static void template(ObjectNode json, AlertRule rule) {
        RuleTemplate template = rule.template().orElse(null);
        if (template == null) {
            json.putNull("templateConfiguration");
            return;
        }
        ObjectNode configuration = json.putObject("templateConfiguration")
                .put("id", template.id())
                .put("type", template.type())
                .put("version", template.version())
                .put("lang", template.lang());
        template.tokens().forEach(configuration.putObject("tokens")::put);
        template.annotations().forEach(configuration.putObject("annotations")::put);
    }

    private static void sinks(ObjectNode json, AlertRule rule) {
        json.putObject("sinkAlerthub").put("enabled", rule.alertHub());
        json.putObject("sinkCms").put("enabled", rule.cloudMonitor());
        EventStoreSink sink = rule.eventStore().orElse(null);
        json.putObject("sinkEventStore")
                .put("enabled", sink != null)
                .put("endpoint", sink == null ? null : sink.endpoint())
                .put("project", sink == null ? null : sink.project())
                .put("eventStore", sink == null ? null : sink.eventStore())
                .put("roleArn", sink == null ? null : sink.roleArn());
    }
}
