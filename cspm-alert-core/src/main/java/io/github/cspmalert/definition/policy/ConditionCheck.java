package io.github.cspmalert.definition.policy;

import io.github.cspmalert.definition.policy.AlertCondition.Combination;
import io.github.cspmalert.definition.policy.AlertCondition.Comparison;
import java.util.List;
import java.util.stream.Stream;

/** Refuses conditions that hold of no alert, or of others than their author thinks, because of a typo. */
final class ConditionCheck {

    private static final List<String> FIELDS = List.of(
            "severity", "status", "alert_id", "alert_name", "aliuid", "region", "project", "fire_results_count");

    private ConditionCheck() {}

    /**
     * Checks a condition on fields of alerts, and on their maps with some names, such as labels.
     *
     * @throws IllegalArgumentException if it names another field, or compares a number with a text
     */
    static void check(String where, AlertCondition condition, String... maps) {
        if (condition instanceof Combination combination) {
            combination.conditions().forEach(each -> check(where, each, maps));
            return;
        }
        Comparison comparison = (Comparison) condition;
        String field = comparison.field().name();
        if (!FIELDS.contains(field) && Stream.of(maps).noneMatch(map -> field.startsWith(map + "."))) {
            throw new IllegalArgumentException(
                    "%s names '%s', which is not kept of alerts; name one of %s, or %s.<name>"
                            .formatted(where, field, String.join(", ", FIELDS), String.join(".<name>, ", maps)));
        }
        if (comparison.field().isNumber() && comparison.value() instanceof String text) {
            throw new IllegalArgumentException(
                    "%s compares '%s' with the text '%s', by which 10 comes before 8; write a number without quotes, such as 8"
                            .formatted(where, field, text));
        }
    }
}
