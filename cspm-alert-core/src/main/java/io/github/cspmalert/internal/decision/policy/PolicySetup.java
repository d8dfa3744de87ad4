package io.github.cspmalert.internal.decision.policy;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.WorkCalendar;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.OncallGroup;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.template.ContentTemplate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An action policy with everything that it refers to, looked up and found. */
public record PolicySetup(
        ActionPolicy policy,
        WorkCalendar calendar,
        Map<String, User> users,
        Map<String, UserGroup> groups,
        Map<String, OncallDuty> oncall,
        Map<String, ContentTemplate> templates) {

    /** {@return all action policies by id, with what they refer to looked up once} */
    public static Map<String, PolicySetup> byId(AlertDefinitions definitions, WorkCalendar calendar) {
        Map<String, User> users = byId(definitions.users(), User::id);
        Map<String, UserGroup> groups = byId(definitions.userGroups(), UserGroup::id);
        Map<String, OncallDuty> oncall = definitions.oncallGroups().stream()
                .collect(Collectors.toUnmodifiableMap(OncallGroup::id, group -> new OncallDuty(group, calendar)));
        Map<String, ContentTemplate> templates = byId(definitions.templates(), ContentTemplate::id);
        return definitions.actionPolicies().stream()
                .collect(Collectors.toUnmodifiableMap(
                        ActionPolicy::id,
                        policy -> new PolicySetup(policy, calendar, users, groups, oncall, templates)));
    }

    /** {@return that of rules that tell nobody} */
    public static PolicySetup ofNobody(WorkCalendar calendar) {
        return new PolicySetup(ActionPolicy.NOBODY, calendar, Map.of(), Map.of(), Map.of(), Map.of());
    }

    private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
        return all.stream().collect(Collectors.toUnmodifiableMap(id, each -> each));
    }

    /**
     * {@return whom an action tells at an instant: its users, whoever is on call, and those members of its groups who have an
     * address on its channel}
     */
    public List<User> recipients(Action action, Instant at) {
        return named(action, at).stream().filter(User::enabled).toList();
    }

    /** {@return whom an action would tell if none of them were disabled; a webhook is a recipient too} */
    public List<User> named(Action action, Instant at) {
        Stream<String> members = action.groups().stream().flatMap(this::members);
        Stream<String> onCall = action.oncallGroups().stream().flatMap(id -> onCall(id, at));
        Stream<User> people = Stream.of(action.users().stream(), members, onCall)
                .flatMap(ids -> ids)
                .distinct()
                .map(id -> Objects.requireNonNull(users.get(id), () -> "no user '" + id + "'"));
        Stream<User> webhook = action.webhook().stream().map(id -> webhook(action, id));
        return Stream.concat(reached(people, action), webhook).toList();
    }

    /** {@return the on-call groups of an action that have nobody on call at an instant} */
    public List<String> unattended(Action action, Instant at) {
        return action.oncallGroups().stream()
                .filter(id -> duty(id).filter(duty -> duty.at(at).isEmpty()).isPresent())
                .toList();
    }

    /**
     * {@return who hears of what is told once and must not be lost: if an action reaches nobody because nobody is on call,
     * everybody who ever is}
     *
     * @param reached whom the action reaches
     * @param problems is told of the gap
     */
    public List<User> orEverybodyOnCall(List<User> reached, Action action, Instant at, Consumer<String> problems) {
        List<String> unattended = unattended(action, at);
        if (!reached.isEmpty() || unattended.isEmpty()) {
            return reached;
        }
        problems.accept("nobody is on call in %s, so everybody of it is told on %s; close the gap in its rotations"
                .formatted(unattended, action.channel()));
        Stream<OncallGroup.Target> ever =
                action.oncallGroups().stream().flatMap(id -> duty(id).stream()).flatMap(duty -> duty.all().stream());
        return reached(ever.flatMap(this::ids).distinct().map(users::get).filter(User::enabled), action)
                .toList();
    }

    private Stream<String> onCall(String id, Instant at) {
        return duty(id).stream().flatMap(duty -> duty.at(at).stream()).flatMap(this::ids);
    }

    private Stream<String> ids(OncallGroup.Target target) {
        return target.type() == OncallGroup.TargetType.USER ? Stream.of(target.id()) : members(target.id());
    }

    /** {@return who is on call in a group; empty if only the service has it, which an engine refuses and a preview does not} */
    Optional<OncallDuty> duty(String id) {
        return Optional.ofNullable(oncall.get(id));
    }

    // What a webhook's address is, and what it is signed with, knows its notifier; none of it is to stand in a store.
    private static User webhook(Action action, String id) {
        return User.builder(id).addAddress(action.channel(), id).build();
    }

    /** {@return when an action may tell whom it tells; empty if that never comes} */
    public Optional<Instant> opens(Action action, Instant now) {
        return calendar.opens(action.period(), now);
    }

    /** {@return those of some users and user groups, as far as there are any, who have an address on an action's channel} */
    public List<User> recipients(List<String> usersOrGroups, Action action) {
        Stream<String> ids = usersOrGroups.stream().flatMap(id -> groups.containsKey(id) ? members(id) : Stream.of(id));
        return reached(ids.distinct().filter(users::containsKey).map(users::get).filter(User::enabled), action)
                .toList();
    }

    /** {@return whether an action has an address of a user, or of somebody in a user group} */
    public boolean reaches(String userOrGroup) {
        return policy.actions().stream()
                .anyMatch(action -> !recipients(List.of(userOrGroup), action).isEmpty());
    }

    private Stream<String> members(String id) {
        UserGroup group = Objects.requireNonNull(groups.get(id));
        return group.enabled() ? group.members().stream() : Stream.empty();
    }

    /** {@return the addresses of users on an action's channel} */
    public static List<Address> addresses(List<User> users, Action action) {
        return users.stream()
                .flatMap(user -> user.addresses(action.channel()).stream())
                .toList();
    }

    private static Stream<User> reached(Stream<User> users, Action action) {
        return users.filter(user -> !user.addresses(action.channel()).isEmpty());
    }

    /** {@return the name that people read of a user or user group} */
    public String name(String userOrGroup) {
        UserGroup group = groups.get(userOrGroup);
        User user = users.get(userOrGroup);
        String name = group != null ? group.name() : user != null ? user.name() : "";
        return name.isBlank() ? userOrGroup : name;
    }

    /** {@return what an action sends, for its channel} */
    public ContentTemplate.Content content(Action action) {
        return Objects.requireNonNull(templates.get(action.template()))
                .content(action.channel())
                .orElseThrow();
    }
}
