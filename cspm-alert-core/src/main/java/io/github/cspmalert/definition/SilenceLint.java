package io.github.cspmalert.definition;

import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Combination;
import io.github.cspmalert.definition.policy.AlertCondition.Comparison;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.SeverityBranch;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at silences: whether they hold anything back, and whether they end. */
final class SilenceLint {

    // What an alert holds there is known only when it fires.
    private static final Set<String> OPEN = Set.of("aliuid", "region", "project", "fire_results_count");

    private final AlertDefinitions all;
    private final @Nullable Instant now;
    private final Map<String, AlertPolicy> policies = new LinkedHashMap<>();

    SilenceLint(AlertDefinitions all, @Nullable Instant now) {
        this.all = all;
        this.now = now;
        all.alertPolicies().forEach(policy -> policies.put(policy.id(), policy));
    }

    void check(AlertPolicy policy, Warnings warnings) {
        List<AlertRule> rules =
                all.rules().stream().filter(rule -> inherits(rule, policy)).toList();
        for (int i = 0; i < policy.silences().size(); i++) {
            Silence silence = policy.silences().get(i);
            check(silence, "silences[" + i + "].", rules.stream().anyMatch(rule -> meets(silence, rule)), warnings);
        }
    }

    void check(Silence silence, Warnings warnings) {
        boolean meets = all.rules().stream().anyMatch(rule -> meets(silence, rule))
                || all.postureRules().stream()
                        .anyMatch(rule -> mayHold(
                                silence.condition(),
                                comparison -> !comparison.field().equals(AlertField.ALERT_ID)
                                        || comparison.holds(rule.id())));
        check(silence, "", meets, warnings);
    }

    private void check(Silence silence, String field, boolean meets, Warnings warnings) {
        if (now != null && silence.isOver(now)) {
            warnings.add(
                    LintRule.SILENCE_OVER,
                    field + "until",
                    "it ended at " + silence.until() + " and holds nothing back",
                    "take it away, or set a later end");
            return;
        }
        if (!meets) {
            warnings.add(
                    LintRule.SILENCE_MEETS_NOTHING,
                    field + "condition",
                    "no alert of a rule that it is for can meet it",
                    "correct the condition, or take it away");
        }
        if (silence.until() == null) {
            warnings.add(
                    LintRule.SILENCE_NEVER_ENDS,
                    field + "until",
                    "it has no end, so nobody hears of what it holds back until somebody thinks of it",
                    "set an end; it is told an hour before");
        }
    }

    // Parents of definitions lead nowhere back.
    private boolean inherits(AlertRule rule, AlertPolicy policy) {
        AlertPolicy each = policies.get(rule.alertPolicy());
        while (each != null && !each.id().equals(policy.id())) {
            each = each.parent().map(policies::get).orElse(null);
        }
        return each != null;
    }

    private static boolean meets(Silence silence, AlertRule rule) {
        Stream<Severity> severities =
                Stream.concat(rule.severities().stream().map(SeverityBranch::severity), rule.noDataSeverity().stream());
        return severities.distinct().anyMatch(severity -> Stream.of("firing", "resolved")
                .anyMatch(status ->
                        mayHold(silence.condition(), comparison -> holds(comparison, rule, severity, status))));
    }

    private static boolean holds(Comparison comparison, AlertRule rule, Severity severity, String status) {
        String name = comparison.field().name();
        if (name.startsWith("labels.")) {
            String label = name.substring("labels.".length());
            return !rule.groupEvaluation().equals(GroupEvaluation.none())
                    || comparison.holds(rule.labels().getOrDefault(label, ""));
        }
        return OPEN.contains(name)
                || comparison.holds(
                        switch (name) {
                            case "severity" -> String.valueOf(severity.code());
                            case "alert_id" -> rule.id();
                            case "alert_name" -> rule.displayName();
                            default -> status;
                        });
    }

    private static boolean mayHold(AlertCondition condition, Predicate<Comparison> comparison) {
        if (condition instanceof Combination combination) {
            return combination.conjunction()
                    ? combination.conditions().stream().allMatch(each -> mayHold(each, comparison))
                    : combination.conditions().stream().anyMatch(each -> mayHold(each, comparison));
        }
        return comparison.test((Comparison) condition);
    }
}
