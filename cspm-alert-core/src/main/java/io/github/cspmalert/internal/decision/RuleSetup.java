package io.github.cspmalert.internal.decision;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.template.ContentTemplate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rule with everything that it refers to, looked up and found. */
public record RuleSetup(
        AlertRule rule,
        ActionPolicy policy,
        Map<String, User> users,
        Map<String, UserGroup> groups,
        Map<String, ContentTemplate> templates) {

    /**
     * Looks up what rules refer to.
     *
     * @throws java.util.NoSuchElementException if an action policy is not defined
     */
    public static List<RuleSetup> of(AlertDefinitions definitions, List<AlertRule> rules) {
        Map<String, User> users = byId(definitions.users(), User::id);
        Map<String, UserGroup> groups = byId(definitions.userGroups(), UserGroup::id);
        Map<String, ContentTemplate> templates = byId(definitions.templates(), ContentTemplate::id);
        return rules.stream()
                .map(rule -> new RuleSetup(rule, policy(definitions, rule).orElseThrow(), users, groups, templates))
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

    private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
        return all.stream().collect(Collectors.toUnmodifiableMap(id, each -> each));
    }

    /** {@return whom an action tells: its users, and those members of its groups who have an address on its channel} */
    List<User> recipients(Action action) {
        Stream<String> members = action.groups().stream()
                .map(groups::get)
                .filter(UserGroup::enabled)
                .flatMap(group -> group.members().stream());
        return Stream.concat(action.users().stream(), members)
                .distinct()
                .map(id -> Objects.requireNonNull(users.get(id), () -> "no user '" + id + "'"))
                .filter(user -> !user.addresses(action.channel()).isEmpty())
                .toList();
    }

    ContentTemplate.Content content(Action action) {
        return Objects.requireNonNull(templates.get(action.template()))
                .content(action.channel())
                .orElseThrow();
    }
}
