package io.github.cspmalert.definition;

import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.EventStoreSink;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.RuleTemplate;
import io.github.cspmalert.definition.rule.SetOperation;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.SeverityBranch;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.rule.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** When there is an alert, as JSON: rules. */
final class RuleCodec {

    private static final String USUAL_DASHBOARD = "internal-alert-analysis";
    private static final List<SeverityBranch> USUAL_SEVERITIES =
            List.of(new SeverityBranch(Severity.MEDIUM, Trigger.dataIsReturned()));

    private RuleCodec() {}

    static ObjectWriter write(AlertRule rule) {
        ObjectWriter json = new ObjectWriter()
                .with("id", rule.id())
                .unless(rule.id(), "displayName", rule.displayName())
                .unless("", "description", rule.description())
                .unless(true, "enabled", rule.enabled())
                .with("muteUntil", rule.muteUntil())
                .with("schedule", TimeCodec.write(rule.schedule()).toMap())
                .unless(Duration.ZERO, "delay", rule.delay())
                .unless(true, "runImmediately", rule.runImmediately())
                .with("queries", ObjectWriter.objects(rule.queries(), RuleCodec::write))
                .with("setOperations", ObjectWriter.objects(rule.setOperations(), RuleCodec::write));
        if (!rule.groupEvaluation().equals(GroupEvaluation.none())) {
            json.with("groupEvaluation", write(rule.groupEvaluation()).toMap());
        }
        if (!rule.severities().equals(USUAL_SEVERITIES)) {
            json.with("severities", ObjectWriter.objects(rule.severities(), RuleCodec::write));
        }
        return json.unless(1, "threshold", rule.threshold())
                .with("noDataSeverity", rule.noDataSeverity())
                .unless(false, "sendResolved", rule.sendResolved())
                .with("labels", rule.labels())
                .with("annotations", rule.annotations())
                .unless(true, "autoAnnotation", rule.autoAnnotation())
                .unless(AlertRule.DEFAULT_ALERT_POLICY, "alertPolicy", rule.alertPolicy())
                .with("actionPolicy", rule.actionPolicy())
                .unless(Duration.ofHours(4), "repeatInterval", rule.repeatInterval())
                .unless(true, "alertHub", rule.alertHub())
                .unless(false, "cloudMonitor", rule.cloudMonitor())
                .with("eventStore", rule.eventStore().map(RuleCodec::write))
                .with("tags", rule.tags())
                .unless(USUAL_DASHBOARD, "dashboard", rule.dashboard())
                .with("template", rule.template().map(RuleCodec::write));
    }

    static AlertRule read(ObjectReader json) {
        AlertRuleBuilder rule = json.required("id", AlertRule::builder);
        json.text("displayName", rule::displayName)
                .text("description", rule::description)
                .flag("enabled", rule::enabled)
                .instant("muteUntil", rule::muteUntil)
                .duration("delay", rule::delay)
                .flag("runImmediately", rule::runImmediately)
                .number("threshold", rule::threshold)
                .flag("sendResolved", rule::sendResolved)
                .textMap("labels", rule::addLabel)
                .textMap("annotations", rule::addAnnotation)
                .flag("autoAnnotation", rule::autoAnnotation)
                .text("alertPolicy", rule::alertPolicy)
                .text("actionPolicy", rule::actionPolicy)
                .duration("repeatInterval", rule::repeatInterval)
                .flag("alertHub", rule::alertHub)
                .flag("cloudMonitor", rule::cloudMonitor)
                .texts("tags", tags -> rule.tags(tags.toArray(String[]::new)))
                .text("dashboard", rule::dashboard);
        rule.schedule(json.requiredObject("schedule", TimeCodec::readSchedule));
        json.objects("queries", RuleCodec::readQuery).forEach(rule::addQuery);
        rule.setOperations(
                json.objects("setOperations", RuleCodec::readSetOperation).toArray(SetOperation[]::new));
        json.object("groupEvaluation", RuleCodec::readGroupEvaluation).ifPresent(rule::groupEvaluation);
        json.objects("severities", RuleCodec::readSeverity)
                .forEach(branch -> rule.addSeverity(branch.severity(), branch.trigger()));
        json.optional("noDataSeverity", JsonValues.constant(Severity.class)).ifPresent(rule::fireOnNoData);
        json.object("eventStore", RuleCodec::readEventStore).ifPresent(rule::eventStore);
        json.object("template", RuleCodec::readTemplate).ifPresent(rule::template);
        return json.finish(rule::build);
    }

    private static ObjectWriter write(Query query) {
        return new ObjectWriter()
                .unless(AlertRule.DEFAULT_SOURCE, "source", query.source())
                .unless("", "statement", query.statement())
                .with("timeSpan", TimeCodec.write(query.timeSpan()).toMap())
                .unless(Query.PowerSqlMode.AUTO, "powerSqlMode", query.powerSqlMode())
                .unless("", "roleArn", query.roleArn())
                .unless("", "dashboardId", query.dashboardId())
                .unless("", "chartTitle", query.chartTitle());
    }

    private static Query readQuery(ObjectReader json) {
        String source = json.text("source", AlertRule.DEFAULT_SOURCE);
        String statement = json.text("statement", "");
        TimeSpan timeSpan = json.requiredObject("timeSpan", TimeCodec::readTimeSpan);
        Query.PowerSqlMode mode = json.constant("powerSqlMode", Query.PowerSqlMode.AUTO);
        String roleArn = json.text("roleArn", "");
        String dashboardId = json.text("dashboardId", "");
        String chartTitle = json.text("chartTitle", "");
        return json.finish(() -> new Query(source, statement, timeSpan, mode, roleArn, dashboardId, chartTitle));
    }

    private static ObjectWriter write(SetOperation operation) {
        return new ObjectWriter().with("type", operation.type()).unless("", "condition", operation.condition());
    }

    private static SetOperation readSetOperation(ObjectReader json) {
        SetOperation.Type type = json.required("type", JsonValues.constant(SetOperation.Type.class));
        String condition = json.text("condition", "");
        return json.finish(() -> new SetOperation(type, condition));
    }

    private static ObjectWriter write(GroupEvaluation grouping) {
        return new ObjectWriter().with("type", grouping.type()).with("fields", grouping.fields());
    }

    private static GroupEvaluation readGroupEvaluation(ObjectReader json) {
        GroupEvaluation.Type type = json.required("type", JsonValues.constant(GroupEvaluation.Type.class));
        List<String> fields = json.texts("fields");
        return json.finish(() -> new GroupEvaluation(type, fields));
    }

    private static ObjectWriter write(SeverityBranch branch) {
        return new ObjectWriter()
                .with("severity", branch.severity())
                .unless("", "condition", branch.trigger().condition())
                .unless("", "countCondition", branch.trigger().countCondition());
    }

    private static SeverityBranch readSeverity(ObjectReader json) {
        Severity severity = json.required("severity", JsonValues.constant(Severity.class));
        String condition = json.text("condition", "");
        String countCondition = json.text("countCondition", "");
        return json.finish(() -> new SeverityBranch(severity, new Trigger(condition, countCondition)));
    }

    private static Map<String, Object> write(EventStoreSink sink) {
        return new ObjectWriter()
                .with("endpoint", sink.endpoint())
                .with("project", sink.project())
                .with("eventStore", sink.eventStore())
                .with("roleArn", sink.roleArn())
                .toMap();
    }

    private static EventStoreSink readEventStore(ObjectReader json) {
        String endpoint = json.required("endpoint");
        String project = json.required("project");
        String eventStore = json.required("eventStore");
        String roleArn = json.required("roleArn");
        return json.finish(() -> new EventStoreSink(endpoint, project, eventStore, roleArn));
    }

    private static Map<String, Object> write(RuleTemplate template) {
        return new ObjectWriter()
                .with("id", template.id())
                .with("type", template.type())
                .unless("", "version", template.version())
                .unless("", "lang", template.lang())
                .with("tokens", ObjectWriter.sorted(template.tokens()))
                .with("annotations", ObjectWriter.sorted(template.annotations()))
                .toMap();
    }

    private static RuleTemplate readTemplate(ObjectReader json) {
        String id = json.required("id");
        String type = json.required("type");
        String version = json.text("version", "");
        String lang = json.text("lang", "");
        Map<String, String> tokens = json.textMap("tokens");
        Map<String, String> annotations = json.textMap("annotations");
        return json.finish(() -> new RuleTemplate(id, type, version, lang, tokens, annotations));
    }
}
