package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.EventStoreSink;
import io.github.cspmalert.definition.rule.RuleTemplate;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.sls.internal.DurationText;
import io.github.cspmalert.sls.internal.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a rule as the service gives it. Reports what definitions cannot express; a rule that lacks something essential is
 * not read at all.
 */
final class RuleReader {

    /** The console's own policies, one for each rule in its simple mode. */
    private static final String SIMPLE = "alert.simple.";

    private static final String NO_ID = "is no id that definitions take";

    private static final String LEGACY = "is of the kind of legacy alerts, which is not known here";

    static final String CONSOLE = "belongs to the console, and stays in the service";

    private static final Pattern SECOND = Pattern.compile("2(\\.0{1,9})?");

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
        if (!SECOND.matcher(version).matches()) {
            // Nothing else is told of what is another language as a whole.
            throw new IllegalArgumentException(configuration.path("version")
                    + (version.isEmpty()
                            ? " is missing: this is a legacy alert, which is left alone"
                            : " is '" + Texts.brief(version) + "', which is not known here"));
        }
        if (!version.equals(RuleWriter.VERSION)) {
            configuration.leaveOut("version", "is '" + version + "', which is taken for " + RuleWriter.VERSION);
        }
        return build();
    }

    private @Nullable AlertRule build() {
        refuseTemplate();
        Schedule schedule = schedule();
        AlertRuleBuilder rule = AlertRule.builder(alert.text("name")).description(alert.text("description"));
        displayName(rule);
        enabled(rule);
        boolean complete = schedule != null;
        if (schedule != null) {
            rule.schedule(schedule);
        }
        JsonView timing = alert.inside("schedule");
        long delay = timing.number("delay", 0);
        Reading.attempt(
                timing,
                "delay",
                "is " + delay + ", which is not from 0 to 86400; 0 is taken",
                () -> rule.delay(Duration.ofSeconds(delay)));
        rule.runImmediately(timing.bool("runImmediately", false));
        complete &= new RuleConditionReader(configuration, sourceName).read(rule);
        values(rule);
        complete &= policy(rule);
        template(rule);
        sinks(rule);
        rest();
        return complete ? rule.build() : null;
    }

    /** What such a rule asks, and when it fires, stands in the template. */
    private void refuseTemplate() {
        boolean asks = !configuration.objects("queryList").isEmpty()
                && !configuration.objects("severityConfigurations").isEmpty();
        if (!asks && configuration.text("type").equals("tpl")) {
            String id = configuration.inside("templateConfiguration").text("id");
            throw new IllegalArgumentException("%s is 'tpl': template rules are not covered; its template is '%s'"
                    .formatted(configuration.path("type"), Texts.brief(id)));
        }
    }

    private void displayName(AlertRuleBuilder rule) {
        String shown = alert.text("displayName");
        Reading.attempt(
                alert,
                "displayName",
                "is blank or has control characters; the name is taken",
                () -> rule.displayName(shown));
    }

    private @Nullable Schedule schedule() {
        JsonView json = alert.inside("schedule");
        Schedule schedule = ScheduleCodec.decode(json);
        json.unused(CONSOLE, "description")
                .ignore("status", "createTime", "lastModifiedTime")
                .tellTheRest();
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

    private void values(AlertRuleBuilder rule) {
        rule.autoAnnotation(configuration.bool("autoAnnotation", false))
                .sendResolved(configuration.bool("sendResolved", false))
                .tags(Reading.each(configuration, "tags", Reading::requireNotBlank)
                        .toArray(String[]::new));
        String dashboard = configuration.text("dashboard");
        Reading.attempt(configuration, "dashboard", "has control characters", () -> rule.dashboard(dashboard));
        keyed("labels", rule::addLabel);
        keyed("annotations", rule::addAnnotation);
        long mute = configuration.number(RuleSwitches.MUTE, 0);
        if (mute < 0 || mute > Instant.MAX.getEpochSecond()) {
            configuration.leaveOut(RuleSwitches.MUTE, "is not a valid time in epoch seconds");
        } else if (mute > 0) {
            rule.muteUntil(Instant.ofEpochSecond(mute));
        }
    }

    private void keyed(String field, BiConsumer<String, String> add) {
        configuration
                .keyed(field)
                .forEach((key, value) -> Reading.attempt(
                        configuration, field, "has an element without a key", () -> add.accept(key, value)));
    }

    private boolean policy(AlertRuleBuilder rule) {
        JsonView json = configuration.inside("policyConfiguration");
        String alertPolicy = json.text("alertPolicyId");
        String actionPolicy = json.text("actionPolicyId");
        boolean complete = true;
        if (alertPolicy.isEmpty()) {
            json.leaveOut("alertPolicyId", "is missing; " + AlertPolicy.DYNAMIC + " is taken");
        } else {
            complete = Reading.attempt(json, "alertPolicyId", NO_ID, () -> rule.alertPolicy(alertPolicy));
        }
        rule.toldToNobody(actionPolicy.isEmpty() && (alertPolicy.isEmpty() || alertPolicy.equals(AlertPolicy.DYNAMIC)));
        if (!actionPolicy.isEmpty()) {
            complete &= Reading.attempt(json, "actionPolicyId", NO_ID, () -> rule.actionPolicy(actionPolicy));
        }
        if (actionPolicy.startsWith(SIMPLE)) {
            json.leaveOut(
                    "actionPolicyId",
                    "is a policy of the console's simple mode, which belongs to the console; name one of your own");
        }
        repeatInterval(rule, json);
        if (json.bool("useDefault", false)) {
            json.leaveOut("useDefault", "is true, which is not known here");
        }
        json.tellTheRest();
        return complete;
    }

    private static void repeatInterval(AlertRuleBuilder rule, JsonView json) {
        String repeat = json.text("repeatInterval");
        Duration interval = DurationText.read(repeat).orElse(Duration.ZERO);
        Reading.attempt(
                json,
                "repeatInterval",
                "is '" + Texts.brief(repeat) + "', which is not a duration",
                () -> rule.repeatInterval(interval));
    }

    private void template(AlertRuleBuilder rule) {
        JsonView json = configuration.inside("templateConfiguration");
        String id = json.text("id");
        // The service really spells it so in its newer interface.
        Map<String, String> annotations = new LinkedHashMap<>(json.named("aonotations"));
        json.named("annotations").forEach((key, value) -> {
            if (!value.equals(annotations.getOrDefault(key, value))) {
                json.leaveOut("aonotations", "says otherwise than annotations, which is taken");
            }
            annotations.put(key, value);
        });
        String kind = json.text("type");
        String version = json.text("version");
        String lang = json.text("lang");
        Map<String, String> tokens = json.named("tokens");
        boolean taken = !id.isEmpty()
                && Reading.attempt(
                        configuration,
                        "templateConfiguration",
                        "has no type, and is left out",
                        () -> rule.template(new RuleTemplate(id, kind, version, lang, tokens, annotations)));
        if (id.isEmpty()) {
            json.ignore(json.names().toArray(String[]::new));
            configuration.unused("names no template, and is left out", "templateConfiguration");
        }
        json.tellTheRest();
        String type = configuration.text("type");
        if (!type.isEmpty() && !type.equals(taken ? "tpl" : "default")) {
            String names = taken ? "a template" : id.isEmpty() ? "no template" : "one that is left out";
            configuration.leaveOut("type", "is '" + Texts.brief(type) + "', but templateConfiguration names " + names);
        }
    }

    private void sinks(AlertRuleBuilder rule) {
        JsonView alertHub = configuration.inside("sinkAlerthub");
        rule.alertHub(alertHub.bool("enabled", false));
        alertHub.tellTheRest();
        JsonView cms = configuration.inside("sinkCms");
        rule.cloudMonitor(cms.bool("enabled", false));
        cms.tellTheRest();
        eventStore(rule);
    }

    private void eventStore(AlertRuleBuilder rule) {
        JsonView json = configuration.inside("sinkEventStore");
        String endpoint = json.text("endpoint");
        String project = json.text("project");
        String name = json.text("eventStore");
        String role = json.text("roleArn");
        if (json.bool("enabled", false)) {
            Reading.attempt(
                    configuration,
                    "sinkEventStore",
                    "is on, but endpoint, project, eventStore and roleArn are not all given; nothing is taken",
                    () -> rule.eventStore(new EventStoreSink(endpoint, project, name, role)));
        } else {
            json.unused("says nothing while the sink is off", "endpoint", "project", "eventStore", "roleArn");
        }
        json.tellTheRest();
    }

    /** What is left is not known here, but for what the service writes itself and what is left of the old kind of alerts. */
    private void rest() {
        JsonView gate = configuration.inside("conditionConfiguration");
        String rows = gate.text("condition");
        String count = gate.text("countCondition");
        if (!rows.isEmpty() || !count.isEmpty()) {
            configuration.leaveOut("conditionConfiguration", "is a gate of the older console, which is not known here");
        }
        gate.unused(CONSOLE, "ui").tellTheRest();
        if (configuration.number("notifyThreshold", 1) > 1) {
            configuration.leaveOut("notifyThreshold", LEGACY);
        }
        if (configuration.bool("sendRecoveryMessage", false)) {
            configuration.leaveOut("sendRecoveryMessage", LEGACY);
        }
        if (!List.of("0", "0s").contains(configuration.text("throttling"))) {
            configuration.unused(LEGACY, "throttling");
        }
        configuration.unused(LEGACY, "condition", "notificationList").tellTheRest();
        if (!alert.text("type").equals("Alert")) {
            alert.unused("is another than 'Alert'", "type");
        }
        if (alert.bool("recyclable", false)) {
            alert.leaveOut("recyclable", "is true, which is not known here");
        }
        alert.ignore("state", "status", "createTime", "lastModifiedTime", "scheduleId", "apiType");
    }
}
