package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.WorkCalendar;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.internal.decision.evaluation.RuleExpressions;
import io.github.cspmalert.internal.decision.policy.PolicySetup;
import io.github.cspmalert.state.StateKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule with everything that it refers to, looked up and found. */
public record RuleSetup(AlertRule rule, RuleExpressions expressions, PolicySetup told, @Nullable AlertPolicy merging) {

    /**
     * Looks up what rules refer to.
     *
     * @throws java.util.NoSuchElementException if an action policy is not defined
     */
    public static List<RuleSetup> of(AlertDefinitions definitions, WorkCalendar calendar, List<AlertRule> rules) {
        Map<String, PolicySetup> policies = PolicySetup.byId(definitions, calendar);
        PolicySetup nobody = PolicySetup.ofNobody(calendar);
        return rules.stream()
                .map(rule -> new RuleSetup(
                        rule,
                        RuleExpressions.of(rule),
                        rule.toldToNobody()
                                ? nobody
                                : Objects.requireNonNull(policies.get(
                                        policy(definitions, rule).orElseThrow().id())),
                        alertPolicy(definitions, rule).orElse(null)))
                .toList();
    }

    /**
     * {@return the action policy of the rule's alert policy, or else the one that the rule names, or that of nobody if it names
     * none; empty if it is not defined}
     */
    public static Optional<ActionPolicy> policy(AlertDefinitions definitions, AlertRule rule) {
        if (rule.toldToNobody()) {
            return Optional.of(ActionPolicy.NOBODY);
        }
        Optional<String> id =
                alertPolicy(definitions, rule).map(AlertPolicy::actionPolicy).or(rule::actionPolicy);
        return definitions.actionPolicies().stream()
                .filter(each -> id.filter(each.id()::equals).isPresent())
                .findFirst();
    }

    private static Optional<AlertPolicy> alertPolicy(AlertDefinitions definitions, AlertRule rule) {
        return definitions.alertPolicies().stream()
                .filter(each -> each.id().equals(rule.alertPolicy()))
                .findFirst();
    }

    /** {@return the action policy that says who is told} */
    public ActionPolicy policy() {
        return told.policy();
    }

    /** {@return the key of what is remembered of who was told of an alert, or of the alerts that it is told together with} */
    StateKey key(Alert alert) {
        return merging == null ? StateKey.told(alert.fingerprint()) : MergePlanner.key(merging, alert);
    }

    boolean inhibits() {
        return merging != null && !merging.inhibitions().isEmpty();
    }

    ContentTemplate.Content content(Action action) {
        return told.content(action);
    }
}
