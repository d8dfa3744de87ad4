package io.github.cspmalert.sls.internal.wire;

import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.SetOperation;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.Trigger;
import io.github.cspmalert.sls.internal.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what a rule asks and when it fires: queries, set operations, severities, groups, threshold, missing data. */
final class RuleConditionReader {

    private final JsonView configuration;
    private final Function<Store, String> sourceName;

    RuleConditionReader(JsonView configuration, Function<Store, String> sourceName) {
        this.configuration = configuration;
        this.sourceName = sourceName;
    }

    /** {@return whether all of it was read; a rule that asks less, or fires otherwise, would be another} */
    boolean read(AlertRuleBuilder rule) {
        boolean complete = queries(rule);
        complete &= setOperations(rule);
        complete &= severities(rule);
        complete &= group(rule);
        int threshold = configuration.integer("threshold", 1);
        Reading.attempt(
                configuration, "threshold", "is " + threshold + "; 1 is taken", () -> rule.threshold(threshold));
        noData(rule);
        return complete;
    }

    private boolean queries(AlertRuleBuilder rule) {
        boolean complete = true;
        for (JsonView each : configuration.objects("queryList")) {
            Query query = QueryCodec.decode(each, sourceName);
            complete &= query != null;
            if (query != null) {
                rule.addQuery(query);
            }
        }
        return complete;
    }

    private boolean setOperations(AlertRuleBuilder rule) {
        List<SetOperation> operations = new ArrayList<>();
        boolean complete = true;
        for (JsonView each : configuration.objects("joinConfigurations")) {
            SetOperation.Type type =
                    each.neededWord("type", SetOperation.Type.class).orElse(null);
            String condition = each.text("condition");
            each.unused(RuleReader.CONSOLE, "ui").tellTheRest();
            if (type != null && !type.conditional() && !condition.isEmpty()) {
                each.leaveOut("condition", "is given, but " + Words.of(type) + " takes none");
            }
            complete &= type != null
                    && Reading.attempt(
                            each,
                            "condition",
                            () -> operations.add(new SetOperation(type, type.conditional() ? condition : "")));
        }
        rule.setOperations(operations.toArray(SetOperation[]::new));
        return complete;
    }

    private boolean severities(AlertRuleBuilder rule) {
        List<JsonView> branches = configuration.objects("severityConfigurations");
        boolean complete = true;
        for (JsonView each : branches) {
            Severity severity = severity(each, "severity", 0).orElse(null);
            JsonView condition = each.inside("evalCondition");
            String rows = condition.text("condition");
            String count = condition.text("countCondition");
            complete &= severity != null
                    && Reading.attempt(
                            each, "evalCondition", () -> rule.addSeverity(severity, Trigger.matches(rows, count)));
            condition.tellTheRest();
            each.tellTheRest();
        }
        if (branches.isEmpty()) {
            configuration.leaveOut("severityConfigurations", "is empty, so that the rule never fires");
        }
        return complete && !branches.isEmpty();
    }

    private static Optional<Severity> severity(JsonView json, String field, int absent) {
        long code = json.number(field, absent);
        Optional<Severity> severity = Arrays.stream(Severity.values())
                .filter(each -> each.code() == code)
                .findFirst();
        if (severity.isEmpty()) {
            json.leaveOut(field, "is " + code + ", which is not known here");
        }
        return severity;
    }

    /** Groups decide what an alert is, so that no other grouping can take the place of an unknown one. */
    private boolean group(AlertRuleBuilder rule) {
        JsonView json = configuration.inside("groupConfiguration");
        boolean absent = !json.has("type");
        Optional<GroupEvaluation.Type> type = absent
                ? Optional.of(GroupEvaluation.Type.NO_GROUP)
                : json.neededWord("type", GroupEvaluation.Type.class);
        boolean custom = type.filter(GroupEvaluation.Type.CUSTOM::equals).isPresent();
        List<String> fields = custom ? Reading.each(json, "fields", Reading::requireNotBlank) : List.of();
        if (!custom) {
            json.unused("is given, but only a group evaluation of type 'custom' has fields", "fields");
        }
        json.ignore("type").tellTheRest();
        return type.isPresent()
                && Reading.attempt(
                        json,
                        "fields",
                        "has none, or a blank one",
                        () -> rule.groupEvaluation(new GroupEvaluation(type.get(), fields)));
    }

    /** Without {@code noDataFire} the severity says nothing yet, and the service's own 6 is what a new rule gets. */
    private void noData(AlertRuleBuilder rule) {
        if (configuration.bool("noDataFire", false)) {
            rule.fireOnNoData(severity(configuration, "noDataSeverity", Severity.MEDIUM.code())
                    .orElse(Severity.MEDIUM));
            return;
        }
        long code = configuration.number("noDataSeverity", 0);
        if (code != 0 && code != Severity.MEDIUM.code()) {
            configuration.leaveOut(
                    "noDataSeverity",
                    "is " + code + ", which says nothing without noDataFire, and stays in the service");
        }
    }
}
