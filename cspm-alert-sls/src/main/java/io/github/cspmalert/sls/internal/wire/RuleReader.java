package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.EventStoreSink;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.RuleTemplate;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.SetOperation;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.Trigger;
import io.github.cspmalert.sls.internal.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a rule as the service gives it. Reports what definitions cannot express; a rule that lacks something essential is
 * not read at all.
 */
final class RuleReader {

    /** The console's own policies, one for each rule in its simple mode. */
    private static final String SIMPLE = "alert.simple.";

    private static final String LEGACY = "is of the kind of legacy alerts, which is not known here";

    private final JsonView alert;
    private final JsonView configuration;
    private final Function<Store, String> sourceName;

    private RuleReader(JsonView alert, Function<Store, String> sourceName) {
        this.alert = alert;
        this.configuration = alert.inside("configuration");
        this.sourceName = sourceName;
    }

    static Decoded<AlertRule> read(JsonNode json, Function<Store, String> sourceName) {
        return Reading.of(json, alert -> new RuleReader(alert, sourceName).rule());
    }

    private @Nullable AlertRule rule() {
        String version = configuration.text("version");
        if (!version.equals(RuleWriter.VERSION)) {
            // Nothing else is told of what is another language as a whole.
            throw new IllegalArgumentException(configuration.path("version")
                    + (version.isEmpty()
                            ? " is missing: this is a legacy alert, which is left alone"
                            : " is '" + Texts.brief(version) + "', which is not known here"));
        }
        return build();
    }

    private @Nullable AlertRule build() {
        Schedule schedule = schedule();
        AlertRuleBuilder rule = AlertRule.builder(alert.text("name"))
                .displayName(alert.text("displayName"))
                .description(alert.text("description"));
        enabled(rule);
        boolean complete = schedule != null;
        if (schedule != null) {
            rule.schedule(schedule);
        }
        JsonView timing = alert.inside("schedule");
        rule.delay(Duration.ofSeconds(timing.number("delay", 0))).runImmediately(timing.bool("runImmediately", false));
        for (JsonView each : configuration.objects("queryList")) {
            Query query = QueryCodec.decode(each, sourceName);
            complete &= query != null;
            if (query != null) {
                rule.addQuery(query);
            }
        }
        complete &= setOperations(rule);
        complete &= severities(rule);
        complete &= group(rule);
        values(rule);
        policy(rule);
        template().ifPresent(rule::template);
        sinks(rule);
        rest();
        return complete ? rule.build() : null;
    }

    private @Nullable Schedule schedule() {
        JsonView json = alert.inside("schedule");
        Schedule schedule = ScheduleCodec.decode(json);
        json.ignore("description", "status", "createTime", "lastModifiedTime").tellTheRest();
        if (schedule == null) {
            alert.leaveOut("schedule", "cannot be expressed");
        }
        return schedule;
    }

    /** The state counts; the status says the same in capitals. */
    private void enabled(AlertRuleBuilder rule) {
        String field = alert.text("state").isEmpty() ? "status" : "state";
        String state = alert.text(field);
        rule.enabled(!state.equalsIgnoreCase("disabled"));
        if (!List.of("", "enabled", "disabled").contains(state.toLowerCase(Locale.ROOT))) {
            alert.leaveOut(field, "is '" + Texts.brief(state) + "', which is not known here");
        }
    }

    private boolean setOperations(AlertRuleBuilder rule) {
        List<SetOperation> operations = new ArrayList<>();
        boolean complete = true;
        for (JsonView each : configuration.objects("joinConfigurations")) {
            SetOperation.Type type =
                    each.neededWord("type", SetOperation.Type.class).orElse(null);
            String condition = each.text("condition");
            each.ignore("ui").tellTheRest();
            complete &= type != null;
            if (type != null && !type.conditional() && !condition.isEmpty()) {
                each.leaveOut("condition", "is given, but " + Words.of(type) + " takes none");
            }
            if (type != null) {
                operations.add(new SetOperation(type, type.conditional() ? condition : ""));
            }
        }
        rule.setOperations(operations.toArray(SetOperation[]::new));
        return complete;
    }

    private boolean severities(AlertRuleBuilder rule) {
        List<JsonView> branches = configuration.objects("severityConfigurations");
        for (JsonView each : branches) {
            JsonView condition = each.inside("evalCondition");
            rule.addSeverity(
                    Severity.ofCode(each.integer("severity", 0)),
                    Trigger.matches(condition.text("condition"), condition.text("countCondition")));
            condition.tellTheRest();
            each.tellTheRest();
        }
        if (branches.isEmpty()) {
            configuration.leaveOut("severityConfigurations", "is empty, so that the rule never fires");
        }
        return !branches.isEmpty();
    }

    /** Groups decide what an alert is, so that no other grouping can take the place of an unknown one. */
    private boolean group(AlertRuleBuilder rule) {
        JsonView json = configuration.inside("groupConfiguration");
        boolean absent = !json.has("type");
        Optional<GroupEvaluation.Type> type = absent
                ? Optional.of(GroupEvaluation.Type.NO_GROUP)
                : json.neededWord("type", GroupEvaluation.Type.class);
        type.ifPresent(known -> rule.groupEvaluation(
                new GroupEvaluation(known, known == GroupEvaluation.Type.CUSTOM ? json.texts("fields") : List.of())));
        json.ignore("type", "fields").tellTheRest();
        return type.isPresent();
    }

    private void values(AlertRuleBuilder rule) {
        rule.threshold(configuration.integer("threshold", 1))
                .autoAnnotation(configuration.bool("autoAnnotation", false))
                .sendResolved(configuration.bool("sendResolved", false))
                .dashboard(configuration.text("dashboard"))
                .tags(configuration.texts("tags").toArray(String[]::new));
        if (configuration.bool("noDataFire", false)) {
            rule.fireOnNoData(Severity.ofCode(configuration.integer("noDataSeverity", Severity.MEDIUM.code())));
        }
        configuration.keyed("labels").forEach(rule::addLabel);
        configuration.keyed("annotations").forEach(rule::addAnnotation);
        long mute = configuration.number(RuleSwitches.MUTE, 0);
        if (mute > Instant.MAX.getEpochSecond()) {
            configuration.leaveOut(RuleSwitches.MUTE, "is not a valid time in epoch seconds");
        } else if (mute > 0) {
            rule.muteUntil(Instant.ofEpochSecond(mute));
        }
    }

    private void policy(AlertRuleBuilder rule) {
        JsonView json = configuration.inside("policyConfiguration");
        String alertPolicy = json.text("alertPolicyId");
        String actionPolicy = json.text("actionPolicyId");
        if (alertPolicy.isEmpty()) {
            json.leaveOut("alertPolicyId", "is missing; " + AlertPolicy.DYNAMIC + " is taken");
        } else {
            rule.alertPolicy(alertPolicy);
        }
        if (!actionPolicy.isEmpty()) {
            rule.actionPolicy(actionPolicy);
        }
        if (actionPolicy.startsWith(SIMPLE)) {
            json.leaveOut(
                    "actionPolicyId",
                    "is a policy of the console's simple mode, which belongs to the console; name one of your own");
        }
        String repeat = json.text("repeatInterval");
        DurationText.read(repeat)
                .filter(interval -> !interval.isZero())
                .ifPresentOrElse(
                        rule::repeatInterval,
                        () -> json.leaveOut(
                                "repeatInterval", "is '" + Texts.brief(repeat) + "', which is not a duration"));
        if (json.bool("useDefault", false)) {
            json.leaveOut("useDefault", "is true, which is not known here");
        }
        json.tellTheRest();
    }

    private Optional<RuleTemplate> template() {
        JsonView json = configuration.inside("templateConfiguration");
        String id = json.text("id");
        // The service really spells it so in its newer interface.
        Map<String, String> annotations = new LinkedHashMap<>(json.named("aonotations"));
        annotations.putAll(json.named("annotations"));
        Optional<RuleTemplate> template = id.isEmpty()
                ? Optional.empty()
                : Optional.of(new RuleTemplate(
                        id,
                        json.text("type"),
                        json.text("version"),
                        json.text("lang"),
                        json.named("tokens"),
                        annotations));
        json.ignore("type", "version", "lang", "tokens").tellTheRest();
        String type = configuration.text("type");
        if (!type.isEmpty() && !type.equals(id.isEmpty() ? "default" : "tpl")) {
            String names = id.isEmpty() ? "no template" : "a template";
            configuration.leaveOut("type", "is '" + Texts.brief(type) + "', but templateConfiguration names " + names);
        }
        return template;
    }

    private void sinks(AlertRuleBuilder rule) {
        JsonView alertHub = configuration.inside("sinkAlerthub");
        rule.alertHub(alertHub.bool("enabled", false));
        alertHub.tellTheRest();
        JsonView cms = configuration.inside("sinkCms");
        rule.cloudMonitor(cms.bool("enabled", false));
        cms.tellTheRest();
        JsonView eventStore = configuration.inside("sinkEventStore");
        if (eventStore.bool("enabled", false)) {
            rule.eventStore(new EventStoreSink(
                    eventStore.text("endpoint"),
                    eventStore.text("project"),
                    eventStore.text("eventStore"),
                    eventStore.text("roleArn")));
        }
        eventStore.ignore("endpoint", "project", "eventStore", "roleArn").tellTheRest();
    }

    /** What is left is not known here, but for what the service writes itself and what is left of the old kind of alerts. */
    private void rest() {
        JsonView gate = configuration.inside("conditionConfiguration");
        if (!gate.text("condition").isEmpty() || !gate.text("countCondition").isEmpty()) {
            configuration.leaveOut("conditionConfiguration", "is a gate of the older console, which is not known here");
        }
        gate.ignore("ui", "countCondition").tellTheRest();
        if (!configuration.text("condition").isEmpty()) {
            configuration.leaveOut("condition", LEGACY);
        }
        if (!configuration.objects("notificationList").isEmpty()) {
            configuration.leaveOut("notificationList", LEGACY);
        }
        configuration
                .ignore("noDataSeverity", "notifyThreshold", "sendRecoveryMessage", "throttling")
                .tellTheRest();
        alert.ignore(
                "type", "state", "status", "createTime", "lastModifiedTime", "scheduleId", "apiType", "recyclable");
    }
}
