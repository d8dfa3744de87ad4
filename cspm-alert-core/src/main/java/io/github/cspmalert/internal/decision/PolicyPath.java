package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Combination;
import io.github.cspmalert.definition.policy.AlertCondition.Comparison;
import io.github.cspmalert.definition.policy.AlertCondition.Quantifier;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.Branch;
import io.github.cspmalert.definition.policy.PolicyStatement;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of some alerts through an action policy: statement after statement, into the branches whose conditions hold, up to
 * a stop.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/create-an-action-policy">SLS: action policies</a>
 */
final class PolicyPath {

    private final List<Alert> alerts;
    private final List<Chosen> chosen = new ArrayList<>();
    private int index;

    private PolicyPath(List<Alert> alerts) {
        this.alerts = alerts;
    }

    /** An action that is carried out, counted from 0 among all actions of the policy, so that its place is always the same. */
    record Chosen(int index, Action action) {}

    /** {@return the actions that are carried out for alerts which are told together; at least one alert} */
    static List<Chosen> of(List<PolicyStatement> statements, List<Alert> alerts) {
        PolicyPath path = new PolicyPath(alerts);
        path.follow(statements, true);
        return List.copyOf(path.chosen);
    }

    // Actions that are not reached are counted all the same. Tells whether the way goes on behind the statements.
    private boolean follow(List<PolicyStatement> statements, boolean reached) {
        boolean onTheWay = reached;
        for (PolicyStatement statement : statements) {
            if (statement instanceof Action action) {
                if (onTheWay) {
                    chosen.add(new Chosen(index, action));
                }
                index++;
            } else if (statement instanceof Branch branch) {
                boolean taken = onTheWay && holds(branch.condition());
                boolean goesOn = follow(branch.statements(), taken);
                onTheWay &= !taken || goesOn;
            } else {
                onTheWay = false;
            }
        }
        return onTheWay;
    }

    private boolean holds(AlertCondition condition) {
        if (condition instanceof Combination combination) {
            return combination.conjunction()
                    ? combination.conditions().stream().allMatch(this::holds)
                    : combination.conditions().stream().anyMatch(this::holds);
        }
        Comparison comparison = (Comparison) condition;
        return comparison.quantifier() == Quantifier.ALL
                ? alerts.stream().allMatch(alert -> holds(comparison, alert))
                : alerts.stream().anyMatch(alert -> holds(comparison, alert));
    }

    private static boolean holds(Comparison comparison, Alert alert) {
        String value = value(comparison.field(), alert);
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

    /** {@return a field of an alert as a policy sees it; empty if it has none of that name} */
    static String value(AlertField field, Alert alert) {
        String name = field.name();
        if (name.startsWith("labels.")) {
            return alert.labels().getOrDefault(name.substring("labels.".length()), "");
        }
        if (name.startsWith("annotations.")) {
            return alert.annotations().getOrDefault(name.substring("annotations.".length()), "");
        }
        return switch (name) {
            case "severity" -> String.valueOf(alert.severity().code());
            case "alert_id" -> alert.ruleId();
            case "alert_name" -> alert.name();
            case "aliuid" -> alert.accountId();
            case "region" -> alert.region();
            case "project" -> alert.project();
            case "status" -> alert.status().text();
            case "fire_results_count" -> String.valueOf(alert.fireResultsCount());
            default -> "";
        };
    }
}
