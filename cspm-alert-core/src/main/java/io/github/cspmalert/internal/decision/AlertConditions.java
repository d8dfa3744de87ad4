package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Combination;
import io.github.cspmalert.definition.policy.AlertCondition.Comparison;
import io.github.cspmalert.definition.policy.AlertCondition.Quantifier;
import java.util.List;

/** Tells whether the conditions of policies and silences hold of alerts. Pure. */
final class AlertConditions {

    private AlertConditions() {}

    /** {@return whether a condition holds of an alert by itself} */
    static boolean hold(AlertCondition condition, AlertReference alert) {
        return hold(condition, List.of(alert));
    }

    /** {@return whether a condition holds of alerts that are told together} */
    static boolean hold(AlertCondition condition, List<AlertReference> alerts) {
        if (condition instanceof Combination combination) {
            return combination.conjunction()
                    ? combination.conditions().stream().allMatch(each -> hold(each, alerts))
                    : combination.conditions().stream().anyMatch(each -> hold(each, alerts));
        }
        Comparison comparison = (Comparison) condition;
        return comparison.quantifier() == Quantifier.ALL
                ? alerts.stream().allMatch(alert -> holds(comparison, alert))
                : alerts.stream().anyMatch(alert -> holds(comparison, alert));
    }

    private static boolean holds(Comparison comparison, AlertReference alert) {
        String value = alert.field(comparison.field());
        int order;
        if (comparison.value() instanceof Long wanted) {
            if (!value.matches("-?[0-9]{1,18}")) {
                return false;
            }
            order = Long.compare(Long.parseLong(value), wanted);
        } else {
            order = value.compareTo((String) comparison.value());
        }
        return switch (comparison.operator()) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
        };
    }
}
