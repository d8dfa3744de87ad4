package io.github.cspmalert.definition;

import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.Branch;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.policy.PolicyStatement;
import io.github.cspmalert.definition.policy.WorkCalendar;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.rule.AlertRule;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Goes every way through action policies, to see which of their statements are reached and tell somebody. */
final class PolicyLint {

    private final WorkCalendar calendar;
    private final Instant from;
    private final AlertWorlds worlds;
    private final Map<String, User> users = new LinkedHashMap<>();
    private final Map<String, UserGroup> groups = new LinkedHashMap<>();

    PolicyLint(AlertDefinitions all, @Nullable Instant now, WorkCalendar calendar) {
        this.calendar = calendar;
        // Whether a period ever opens is asked of the time from here on; holidays are few.
        this.from = now == null ? Instant.EPOCH : now;
        boolean merged = !all.alertPolicies().isEmpty()
                || !all.postureRules().isEmpty()
                || all.rules().stream().anyMatch(rule -> !rule.alertPolicy().equals(AlertRule.DEFAULT_ALERT_POLICY));
        this.worlds = AlertWorlds.all(merged);
        all.users().forEach(user -> users.put(user.id(), user));
        all.userGroups().forEach(group -> groups.put(group.id(), group));
    }

    void check(ActionPolicy policy, Warnings warnings) {
        Way first = new Way(warnings);
        first.follow(policy.statements(), "statements", worlds);
        if (first.actions == 0) {
            warnings.add(
                    LintRule.TELLS_NOBODY,
                    "statements",
                    "no action is ever carried out, so nobody is told",
                    "put an action where something comes to it");
        }
        if (!policy.secondary().isEmpty()) {
            second(policy, warnings);
        }
    }

    private void second(ActionPolicy policy, Warnings warnings) {
        Way second = new Way(warnings);
        second.follow(policy.secondary(), "secondary", worlds);
        boolean never = policy.escalation().equals(Escalation.NONE);
        if (never || second.actions == 0) {
            warnings.add(
                    LintRule.ESCALATION_TELLS_NOBODY,
                    never ? "escalation" : "secondary",
                    never
                            ? "nothing escalates, so the second list is never carried out"
                            : "no action of the second list is ever carried out, so an escalation tells nobody",
                    never ? "say with escalation(..) after which time" : "put an action where something comes to it");
        }
    }

    /** One list, with all its branches. */
    private final class Way {

        private final Warnings warnings;
        private int actions;

        Way(Warnings warnings) {
            this.warnings = warnings;
        }

        /** Goes on with the sets of alerts that come so far. Gives those that come to the end of the list. */
        AlertWorlds follow(List<PolicyStatement> statements, String field, AlertWorlds coming) {
            AlertWorlds here = coming;
            for (int i = 0; i < statements.size(); i++) {
                String at = field + "[" + i + "]";
                if (here.isEmpty()) {
                    warnings.add(
                            LintRule.STATEMENT_UNREACHABLE,
                            at,
                            "what stands before it stops for every alert, so it is never carried out",
                            "put it before the stop, or take it away");
                    return here;
                }
                here = follow(statements.get(i), at, here);
            }
            return here;
        }

        private AlertWorlds follow(PolicyStatement statement, String field, AlertWorlds here) {
            if (statement instanceof Action action) {
                actions++;
                check(action, field, warnings);
                return here;
            } else if (statement instanceof Branch branch) {
                AlertWorlds inside = here.where(branch.condition());
                if (inside.isEmpty()) {
                    warnings.add(
                            LintRule.BRANCH_NEVER_HOLDS,
                            field + ".condition",
                            "no alert that comes here meets it; severities are 2, 4, 6, 8 and 10, statuses firing and resolved",
                            "correct the value");
                    return here;
                }
                return follow(branch.statements(), field + ".statements", inside)
                        .or(here.whereNot(branch.condition()));
            }
            return AlertWorlds.NONE;
        }
    }

    private void check(Action action, String field, Warnings warnings) {
        if (calendar.opens(action.period(), from).isEmpty()) {
            warnings.add(
                    LintRule.PERIOD_NEVER_OPENS,
                    field + ".period",
                    "%s never opens in %s".formatted(action.period(), calendar),
                    "name another period, or set the calendar's workdays and hours");
        }
        if (action.webhook().isEmpty() && action.oncallGroups().isEmpty() && !tells(action)) {
            warnings.add(
                    LintRule.TELLS_NOBODY,
                    field,
                    "all users and groups that it names are disabled",
                    "name one that is enabled, or enable one");
        }
    }

    // Users and groups that are not defined here may be enabled.
    private boolean tells(Action action) {
        Stream<String> members = action.groups().stream()
                .filter(id -> !groups.containsKey(id) || groups.get(id).enabled())
                .flatMap(id -> groups.containsKey(id) ? groups.get(id).members().stream() : Stream.of(id));
        return Stream.concat(action.users().stream(), members)
                .anyMatch(id -> !users.containsKey(id) || users.get(id).enabled());
    }
}
