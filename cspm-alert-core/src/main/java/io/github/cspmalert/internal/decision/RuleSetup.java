package io.github.cspmalert.internal.decision;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.WorkCalendar;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.template.ContentTemplate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A rule with everything that it refers to, looked up and found. */
public record RuleSetup(AlertRule rule, RuleExpressions expressions, PolicySetup told) {

    /**
     * Looks up what rules refer to.
     *
     * @throws java.util.NoSuchElementException if an action policy is not defined
     */
    public static List<RuleSetup> of(AlertDefinitions definitions, WorkCalendar calendar, List<AlertRule> rules) {
        Map<String, PolicySetup> policies = PolicySetup.byId(definitions, calendar);
        return rules.stream()
                .map(rule -> new RuleSetup(
                        rule,
                        RuleExpressions.of(rule),
                        Objects.requireNonNull(policies.get(
                                policy(definitions, rule).orElseThrow().id()))))
                .toList();
    }

    /** {@return the action policy that the rule names, or else its alert policy; empty if it is not defined} */
    public static Optional<ActionPolicy> policy(AlertDefinitions definitions, AlertRule rule) {
        Optional<String> id = rule.actionPolicy().or(() -> definitions.alertPolicies().stream()
                .filter(each -> each.id().equals(rule.alertPolicy()))
                .map(AlertPolicy::actionPolicy)
                .findFirst());
        return definitions.actionPolicies().stream()
                .filter(each -> id.filter(each.id()::equals).isPresent())
                .findFirst();
    }

    /** {@return the action policy that says who is told} */
    public ActionPolicy policy() {
        return told.policy();
    }

    ContentTemplate.Content content(Action action) {
        return told.content(action);
    }
}
