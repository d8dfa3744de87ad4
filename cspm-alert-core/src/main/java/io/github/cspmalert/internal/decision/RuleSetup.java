package io.github.cspmalert.internal.decision;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.template.ContentTemplate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A rule with everything that it refers to, looked up and found. */
public record RuleSetup(
        AlertRule rule, ActionPolicy policy, Map<String, User> users, Map<String, ContentTemplate> templates) {

    /**
     * Looks up what a rule refers to.
     *
     * @throws java.util.NoSuchElementException if the action policy is not defined
     */
    public static RuleSetup of(AlertDefinitions definitions, AlertRule rule) {
        ActionPolicy policy = definitions.actionPolicies().stream()
                .filter(each -> rule.actionPolicy().filter(each.id()::equals).isPresent())
                .findFirst()
                .orElseThrow();
        return new RuleSetup(
                rule, policy, byId(definitions.users(), User::id), byId(definitions.templates(), ContentTemplate::id));
    }

    private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
        return all.stream().collect(Collectors.toUnmodifiableMap(id, each -> each));
    }

    ContentTemplate.Content content(Action action) {
        return Objects.requireNonNull(templates.get(action.template()))
                .content(action.channel())
                .orElseThrow();
    }
}
