package io.github.cspmalert;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.recipient.OncallGroup;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.template.ContentTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds what of a definition only Simple Log Service carries out, so that an engine in this JVM refuses it instead of
 * leaving it out.
 */
final class ServiceOnly {

    /** What is a rule's, in words, the field that asks for it, and whether this JVM carries it out. */
    private record Part(String field, String what, Predicate<AlertRule> carriedOut) {}

    private static final List<Part> OF_RULES = List.of(
            new Part("cloudMonitor", "events for CloudMonitor", rule -> !rule.cloudMonitor()),
            new Part("eventStore", "events for an EventStore", rule -> rule.eventStore()
                    .isEmpty()));

    private final String subject;
    private final List<String> found = new ArrayList<>();

    private ServiceOnly(String subject) {
        this.subject = subject;
    }

    static List<String> of(AlertDefinitions definitions) {
        List<String> all = new ArrayList<>();
        definitions.rules().forEach(rule -> all.addAll(of(rule)));
        all.addAll(elsewhere(definitions));
        return all;
    }

    // What definitions name without holding it: the service's own, or what is told to exist there.
    private static List<String> elsewhere(AlertDefinitions definitions) {
        ServiceOnly all = new ServiceOnly("definitions");
        Set<String> policies = ids(definitions.actionPolicies(), ActionPolicy::id);
        Set<String> users = ids(definitions.users(), User::id);
        Set<String> groups = ids(definitions.userGroups(), UserGroup::id);
        definitions.userGroups().stream()
                .flatMap(group -> group.members().stream())
                .forEach(member -> all.here(users, ObjectKind.USER, member));
        Set<String> oncallGroups = ids(definitions.oncallGroups(), OncallGroup::id);
        definitions.oncallGroups().stream()
                .flatMap(group -> group.rotations().stream())
                .flatMap(rotation -> rotation.targets().stream())
                .forEach(target -> all.here(target, users, groups));
        definitions.oncallGroups().stream()
                .flatMap(group -> group.substitutes().stream())
                .forEach(each -> all.here(each.substitute(), users, groups));
        Set<String> templates = ids(definitions.templates(), ContentTemplate::id);
        definitions.rules().forEach(rule -> rule.actionPolicy()
                .ifPresent(id -> all.here(policies, ObjectKind.ACTION_POLICY, id)));
        Set<String> alertPolicies = ids(definitions.alertPolicies(), AlertPolicy::id);
        definitions.rules().stream()
                .map(AlertRule::alertPolicy)
                .filter(id -> !id.equals(AlertRule.DEFAULT_ALERT_POLICY))
                .forEach(id -> all.here(alertPolicies, ObjectKind.ALERT_POLICY, id));
        definitions.alertPolicies().forEach(each -> all.here(policies, ObjectKind.ACTION_POLICY, each.actionPolicy()));
        // Its silences would apply here too.
        definitions.alertPolicies().stream()
                .flatMap(each -> each.parent().stream())
                .forEach(id -> all.here(alertPolicies, ObjectKind.ALERT_POLICY, id));
        definitions.postureRules().forEach(rule -> all.here(policies, ObjectKind.ACTION_POLICY, rule.actionPolicy()));
        for (ActionPolicy policy : definitions.actionPolicies()) {
            for (Action action : policy.allActions()) {
                action.users().forEach(id -> all.here(users, ObjectKind.USER, id));
                action.groups().forEach(id -> all.here(groups, ObjectKind.USER_GROUP, id));
                action.oncallGroups().forEach(id -> all.here(oncallGroups, ObjectKind.ONCALL_GROUP, id));
                all.here(templates, ObjectKind.CONTENT_TEMPLATE, action.template());
            }
        }
        return all.found.stream().distinct().toList();
    }

    private static <T> Set<String> ids(List<T> all, Function<T, String> id) {
        return all.stream().map(id).collect(Collectors.toSet());
    }

    private void here(OncallGroup.Target target, Set<String> users, Set<String> groups) {
        if (target.type() == OncallGroup.TargetType.USER) {
            here(users, ObjectKind.USER, target.id());
        } else {
            here(groups, ObjectKind.USER_GROUP, target.id());
        }
    }

    private void here(Set<String> defined, ObjectKind kind, String id) {
        if (!defined.contains(id)) {
            found.add("%s: %s '%s' exists in Simple Log Service only; define it".formatted(subject, kind.words(), id));
        }
    }

    static List<String> of(AlertRule rule) {
        return OF_RULES.stream()
                .filter(part -> !part.carriedOut().test(rule))
                .map(part ->
                        "rule '%s': %s are carried out by Simple Log Service only; provision it there, or leave %s out"
                                .formatted(rule.id(), part.what(), part.field()))
                .toList();
    }

    /** {@return in words all that definitions may hold and only the service carries out} */
    static List<String> capabilities() {
        return OF_RULES.stream().map(Part::what).toList();
    }
}
