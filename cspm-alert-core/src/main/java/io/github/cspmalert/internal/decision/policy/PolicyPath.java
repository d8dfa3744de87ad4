package io.github.cspmalert.internal.decision.policy;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.Branch;
import io.github.cspmalert.definition.policy.PolicyStatement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way of some alerts through an action policy: statement after statement, into the branches whose conditions hold, up to
 * a stop.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/create-an-action-policy">SLS: action policies</a>
 */
public final class PolicyPath {

    private final List<Alert> alerts;
    private @Nullable List<AlertReference> seen;
    private final List<Chosen> chosen = new ArrayList<>();
    private int index;

    private PolicyPath(List<Alert> alerts) {
        this.alerts = alerts;
    }

    /** An action that is carried out, counted from 0 among all actions of the policy, so that its place is always the same. */
    public record Chosen(int index, Action action) {}

    /** {@return the actions that are carried out for alerts which are told together; at least one alert} */
    public static List<Chosen> of(List<PolicyStatement> statements, List<Alert> alerts) {
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
                boolean taken = onTheWay && AlertConditions.hold(branch.condition(), seen());
                boolean goesOn = follow(branch.statements(), taken);
                onTheWay &= !taken || goesOn;
            } else {
                onTheWay = false;
            }
        }
        return onTheWay;
    }

    // Most policies have no branch.
    private List<AlertReference> seen() {
        List<AlertReference> all = seen;
        if (all == null) {
            all = alerts.stream().map(AlertConditions::seen).toList();
            seen = all;
        }
        return all;
    }
}
