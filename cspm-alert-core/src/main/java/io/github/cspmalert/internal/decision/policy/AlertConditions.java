package io.github.cspmalert.internal.decision.policy;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Combination;
import io.github.cspmalert.definition.policy.AlertCondition.Comparison;
import io.github.cspmalert.definition.policy.AlertCondition.Quantifier;
import io.github.cspmalert.definition.policy.AlertField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Tells whether the conditions of policies and silences hold of alerts. Pure. */
public final class AlertConditions {

    private AlertConditions() {}

    /** {@return all that policies see of an alert while it is decided on; what is kept of it has no annotations} */
    public static AlertReference seen(Alert alert) {
        AlertReference kept = AlertReference.to(alert);
        Map<String, String> fields = new HashMap<>(kept.fields());
        alert.annotations().forEach((name, value) -> fields.put("annotations." + name, value));
        return new AlertReference(
                kept.ruleId(), kept.fingerprint(), kept.status(), kept.alertTime(), kept.fireTime(), fields);
    }

    /** {@return whether a condition holds of an alert by itself} */
    public static boolean hold(AlertCondition condition, AlertReference alert) {
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
                ? alerts.stream().allMatch(alert -> comparison.holds(alert.field(comparison.field())))
                : alerts.stream().anyMatch(alert -> comparison.holds(alert.field(comparison.field())));
    }

    /** {@return whether a condition may hold of an alert of which some fields are not known} */
    public static boolean mayHold(AlertCondition condition, AlertReference alert, Predicate<AlertField> unknown) {
        if (condition instanceof Combination combination) {
            return combination.conjunction()
                    ? combination.conditions().stream().allMatch(each -> mayHold(each, alert, unknown))
                    : combination.conditions().stream().anyMatch(each -> mayHold(each, alert, unknown));
        }
        Comparison comparison = (Comparison) condition;
        return unknown.test(comparison.field()) || comparison.holds(alert.field(comparison.field()));
    }
}
