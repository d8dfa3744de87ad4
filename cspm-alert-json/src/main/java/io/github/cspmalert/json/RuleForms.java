package io.github.cspmalert.json;

import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.EventStoreSink;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.RuleTemplate;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.SetOperation;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.SeverityBranch;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.rule.Trigger;
import java.util.Map;
import java.util.Optional;

/** When there is an alert: rules. */
final class RuleForms {

    private static final Form<Map<String, String>> TEXTS_BY_NAME = Forms.map(Forms.TEXT);
    private static final Form<Severity> SEVERITY = Forms.words(Severity.class);

    private static final Form<Query> QUERY = ObjectForm.record(
                    "query",
                    Query.of("", TimeSpan.today()),
                    values -> new Query(
                            values.get("source"),
                            values.get("statement"),
                            values.get("timeSpan"),
                            values.get("powerSqlMode"),
                            values.get("roleArn"),
                            values.get("dashboardId"),
                            values.get("chartTitle")))
            .optional("source", Forms.TEXT, Query::source)
            .optional("statement", Forms.TEXT, Query::statement)
            .required("timeSpan", TimeForms.TIME_SPAN, Query::timeSpan)
            .optional("powerSqlMode", Forms.words(Query.PowerSqlMode.class), Query::powerSqlMode)
            .optional("roleArn", Forms.TEXT, Query::roleArn)
            .optional("dashboardId", Forms.TEXT, Query::dashboardId)
            .optional("chartTitle", Forms.TEXT, Query::chartTitle);

    private static final Form<SetOperation> SET_OPERATION = ObjectForm.record(
                    "setOperation",
                    SetOperation.of(SetOperation.Type.NO_JOIN),
                    values -> new SetOperation(values.get("type"), values.get("condition")))
            .required("type", Forms.words(SetOperation.Type.class), SetOperation::type)
            .optional("condition", Forms.TEXT, SetOperation::condition);

    private static final Form<GroupEvaluation> GROUP_EVALUATION = ObjectForm.record(
                    "groupEvaluation",
                    GroupEvaluation.none(),
                    values -> new GroupEvaluation(values.get("type"), values.get("fields")))
            .required("type", Forms.words(GroupEvaluation.Type.class), GroupEvaluation::type)
            .optional("fields", Forms.TEXTS, GroupEvaluation::fields);

    private static final Form<SeverityBranch> SEVERITY_BRANCH = ObjectForm.record(
                    "severityBranch",
                    new SeverityBranch(Severity.MEDIUM, Trigger.dataIsReturned()),
                    values -> new SeverityBranch(
                            values.get("severity"), new Trigger(values.get("condition"), values.get("countCondition"))))
            .required("severity", SEVERITY, SeverityBranch::severity)
            .optional("condition", Forms.TEXT, branch -> branch.trigger().condition())
            .optional("countCondition", Forms.TEXT, branch -> branch.trigger().countCondition());

    private static final Form<EventStoreSink> EVENT_STORE = ObjectForm.<EventStoreSink>record(
                    "eventStore",
                    null,
                    values -> new EventStoreSink(
                            values.get("endpoint"),
                            values.get("project"),
                            values.get("eventStore"),
                            values.get("roleArn")))
            .required("endpoint", Forms.TEXT, EventStoreSink::endpoint)
            .required("project", Forms.TEXT, EventStoreSink::project)
            .required("eventStore", Forms.TEXT, EventStoreSink::eventStore)
            .required("roleArn", Forms.TEXT, EventStoreSink::roleArn);

    private static final Form<RuleTemplate> TEMPLATE = ObjectForm.record(
                    "ruleTemplate",
                    new RuleTemplate("usual", "usual", "", "", Map.of(), Map.of()),
                    values -> new RuleTemplate(
                            values.get("id"),
                            values.get("type"),
                            values.get("version"),
                            values.get("lang"),
                            values.get("tokens"),
                            values.get("annotations")))
            .required("id", Forms.TEXT, RuleTemplate::id)
            .required("type", Forms.TEXT, RuleTemplate::type)
            .optional("version", Forms.TEXT, RuleTemplate::version)
            .optional("lang", Forms.TEXT, RuleTemplate::lang)
            .optional("tokens", TEXTS_BY_NAME, template -> Forms.sorted(template.tokens()))
            .optional("annotations", TEXTS_BY_NAME, template -> Forms.sorted(template.annotations()));

    static final Form<AlertRule> RULE = ObjectForm.built(
                    "rule",
                    AlertRule.builder("usual")
                            .query("*")
                            .timeSpan(TimeSpan.today())
                            .schedule(Schedule.hourly())
                            .actionPolicy("usual")
                            .build(),
                    "id",
                    values -> AlertRule.builder(values.get("id")),
                    AlertRuleBuilder::build)
            .required("id", Forms.TEXT, AlertRule::id)
            .ifPresent("displayName", Forms.TEXT, RuleForms::ownName, AlertRuleBuilder::displayName)
            .optional("description", Forms.TEXT, AlertRule::description, AlertRuleBuilder::description)
            .optional("enabled", Forms.FLAG, AlertRule::enabled, AlertRuleBuilder::enabled)
            .ifPresent("muteUntil", Forms.INSTANT, AlertRule::muteUntil, AlertRuleBuilder::muteUntil)
            .required("schedule", TimeForms.SCHEDULE, AlertRule::schedule, AlertRuleBuilder::schedule)
            .optional("delay", Forms.DURATION, AlertRule::delay, AlertRuleBuilder::delay)
            .optional("runImmediately", Forms.FLAG, AlertRule::runImmediately, AlertRuleBuilder::runImmediately)
            .required(
                    "queries",
                    Forms.list(QUERY),
                    AlertRule::queries,
                    (rule, queries) -> queries.forEach(rule::addQuery))
            .optional(
                    "setOperations",
                    Forms.list(SET_OPERATION),
                    AlertRule::setOperations,
                    (rule, operations) -> rule.setOperations(operations.toArray(SetOperation[]::new)))
            .optional(
                    "groupEvaluation", GROUP_EVALUATION, AlertRule::groupEvaluation, AlertRuleBuilder::groupEvaluation)
            .each(
                    "severities",
                    SEVERITY_BRANCH,
                    AlertRule::severities,
                    (rule, branch) -> rule.addSeverity(branch.severity(), branch.trigger()))
            .optional("threshold", Forms.WHOLE, AlertRule::threshold, AlertRuleBuilder::threshold)
            .ifPresent("noDataSeverity", SEVERITY, AlertRule::noDataSeverity, AlertRuleBuilder::fireOnNoData)
            .optional("sendResolved", Forms.FLAG, AlertRule::sendResolved, AlertRuleBuilder::sendResolved)
            .entries("labels", Forms.TEXT, AlertRule::labels, AlertRuleBuilder::addLabel)
            .entries("annotations", Forms.TEXT, AlertRule::annotations, AlertRuleBuilder::addAnnotation)
            .optional("autoAnnotation", Forms.FLAG, AlertRule::autoAnnotation, AlertRuleBuilder::autoAnnotation)
            .optional("alertPolicy", Forms.TEXT, AlertRule::alertPolicy, AlertRuleBuilder::alertPolicy)
            .ifPresent("actionPolicy", Forms.TEXT, AlertRule::actionPolicy, AlertRuleBuilder::actionPolicy)
            .optional("toldToNobody", Forms.FLAG, AlertRule::toldToNobody, AlertRuleBuilder::toldToNobody)
            .optional("repeatInterval", Forms.DURATION, AlertRule::repeatInterval, AlertRuleBuilder::repeatInterval)
            .optional("alertHub", Forms.FLAG, AlertRule::alertHub, AlertRuleBuilder::alertHub)
            .optional("cloudMonitor", Forms.FLAG, AlertRule::cloudMonitor, AlertRuleBuilder::cloudMonitor)
            .ifPresent("eventStore", EVENT_STORE, AlertRule::eventStore, AlertRuleBuilder::eventStore)
            .optional("tags", Forms.TEXTS, AlertRule::tags, (rule, tags) -> rule.tags(tags.toArray(String[]::new)))
            .optional("dashboard", Forms.TEXT, AlertRule::dashboard, AlertRuleBuilder::dashboard)
            .ifPresent("template", TEMPLATE, AlertRule::template, AlertRuleBuilder::template);

    private RuleForms() {}

    private static Optional<String> ownName(AlertRule rule) {
        return Optional.of(rule.displayName()).filter(name -> !name.equals(rule.id()));
    }
}
