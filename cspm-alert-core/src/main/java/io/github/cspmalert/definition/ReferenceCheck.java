package io.github.cspmalert.definition;

import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.OncallGroup;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.template.ContentTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that everything that definitions name is defined, since SLS drops alerts silently where it is not.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/log-service/latest/alert-errorcode">SLS: alert error codes</a>
 */
final class ReferenceCheck {

    /** Ids that begin with this are the service's own. */
    private static final String BUILT_IN = "sls.";

    private static final Set<Channel> TO_PEOPLE = Set.of(Channel.EMAIL, Channel.SMS, Channel.VOICE);

    private final AlertDefinitions all;
    private final List<DefinitionProblem> problems = new ArrayList<>();
    private final Map<String, User> users;
    private final Map<String, UserGroup> groups;
    private final Map<String, OncallGroup> oncallGroups;
    private final Map<String, Webhook> webhooks;
    private final Map<String, ContentTemplate> templates;
    private final Map<String, ActionPolicy> actionPolicies;
    private final Map<String, AlertPolicy> alertPolicies;

    ReferenceCheck(AlertDefinitions all) {
        this.all = all;
        this.users = byId(ObjectKind.USER, all.users(), User::id);
        this.groups = byId(ObjectKind.USER_GROUP, all.userGroups(), UserGroup::id);
        this.oncallGroups = byId(ObjectKind.ONCALL_GROUP, all.oncallGroups(), OncallGroup::id);
        this.webhooks = byId(ObjectKind.WEBHOOK, all.webhooks(), Webhook::id);
        this.templates = byId(ObjectKind.CONTENT_TEMPLATE, all.templates(), ContentTemplate::id);
        this.actionPolicies = byId(ObjectKind.ACTION_POLICY, all.actionPolicies(), ActionPolicy::id);
        this.alertPolicies = byId(ObjectKind.ALERT_POLICY, all.alertPolicies(), AlertPolicy::id);
        byId(
                ObjectKind.RULE,
                Stream.concat(
                                all.rules().stream().map(AlertRule::id),
                                all.postureRules().stream().map(PostureRule::id))
                        .toList(),
                id -> id);
    }

    /** {@return what keeps the definitions from being built; empty if nothing does} */
    List<DefinitionProblem> run() {
        for (UserGroup group : groups.values()) {
            Where where = new Where(ObjectKind.USER_GROUP, group.id(), "");
            group.members().forEach(id -> require(where, ObjectKind.USER, id, users));
        }
        oncallGroups.values().forEach(this::check);
        actionPolicies.values().forEach(policy -> policy.allActions().forEach(action -> check(policy, action)));
        alertPolicies.values().forEach(this::check);
        all.rules().forEach(this::check);
        all.postureRules().forEach(this::check);
        checkWaivers();
        checkSilences();
        return problems;
    }

    /** A part of an object. */
    private record Where(ObjectKey object, String part) {

        Where(ObjectKind kind, String id, String part) {
            this(new ObjectKey(kind, id), part);
        }
    }

    private void require(Where where, boolean holds, String problem) {
        if (!holds) {
            problems.add(new DefinitionProblem(where.object(), false, where.object() + where.part() + ": " + problem));
        }
    }

    private void check(AlertRule rule) {
        Where where = new Where(ObjectKind.RULE, rule.id(), "");
        require(where, ObjectKind.ALERT_POLICY, rule.alertPolicy(), alertPolicies);
        rule.actionPolicy().ifPresent(id -> require(where, ObjectKind.ACTION_POLICY, id, actionPolicies));
    }

    private void check(PostureRule rule) {
        Where where = new Where(ObjectKind.RULE, rule.id(), "");
        require(where, ObjectKind.ACTION_POLICY, rule.actionPolicy(), actionPolicies);
    }

    private void checkWaivers() {
        Set<String> seen = new HashSet<>();
        for (Waiver waiver : all.waivers()) {
            if (!seen.add(waiver.id())) {
                ObjectKey key = new ObjectKey(ObjectKind.RULE, waiver.id());
                problems.add(new DefinitionProblem(
                        key, true, "waiver '" + waiver.id() + "' is given twice; ids of waivers must differ"));
            }
        }
    }

    // Their ids are one space, since what is remembered of a silence stands under its id.
    private void checkSilences() {
        Set<String> seen = new HashSet<>();
        all.silences().forEach(silence -> checkSilence(silence, new ObjectKey(ObjectKind.SILENCE, silence.id()), seen));
        for (AlertPolicy policy : all.alertPolicies()) {
            ObjectKey key = new ObjectKey(ObjectKind.ALERT_POLICY, policy.id());
            policy.silences().forEach(silence -> checkSilence(silence, key, seen));
        }
    }

    private void checkSilence(Silence silence, ObjectKey where, Set<String> seen) {
        if (!seen.add(silence.id())) {
            problems.add(new DefinitionProblem(
                    where,
                    where.kind() == ObjectKind.SILENCE,
                    "silence '%s' is given twice; ids of silences must differ, those of alert policies too"
                            .formatted(silence.id())));
        }
    }

    private void check(AlertPolicy policy) {
        Where where = new Where(ObjectKind.ALERT_POLICY, policy.id(), "");
        require(where, ObjectKind.ACTION_POLICY, policy.actionPolicy(), actionPolicies);
        policy.parent().ifPresent(id -> require(where, ObjectKind.ALERT_POLICY, id, alertPolicies));
        Set<String> seen = new LinkedHashSet<>();
        AlertPolicy next = policy;
        while (next != null && seen.add(next.id())) {
            next = next.parent().map(alertPolicies::get).orElse(null);
        }
        require(
                where,
                next == null,
                "its parents lead in a circle: %s; take one parent away"
                        .formatted(String.join(" -> ", seen) + (next == null ? "" : " -> " + next.id())));
    }

    private void check(ActionPolicy policy, Action action) {
        Channel channel = action.channel();
        Where where = new Where(ObjectKind.ACTION_POLICY, policy.id(), ", action on channel '" + channel + "'");
        action.users().forEach(id -> checkUser(where, channel, id));
        action.groups().forEach(id -> checkGroup(where, channel, id));
        action.oncallGroups().forEach(id -> checkOncallGroup(where, channel, id));
        action.webhook().ifPresent(id -> checkWebhook(where, channel, id));
        require(
                where,
                action.webhook().isEmpty() || !TO_PEOPLE.contains(channel),
                "the channel tells people, not webhooks; name users or groups");
        require(where, ObjectKind.CONTENT_TEMPLATE, action.template(), templates);
        ContentTemplate template = templates.get(action.template());
        require(
                where,
                template == null || template.content(channel).isPresent(),
                "template '%s' has no content for this channel; add it".formatted(action.template()));
    }

    private void checkUser(Where where, Channel channel, String id) {
        require(where, ObjectKind.USER, id, users);
        User user = users.get(id);
        require(
                where,
                user == null || !user.addresses(channel).isEmpty(),
                "user '%s' has no address on this channel; add one to it".formatted(id));
    }

    private void checkGroup(Where where, Channel channel, String id) {
        require(where, ObjectKind.USER_GROUP, id, groups);
        UserGroup group = groups.get(id);
        if (group == null) {
            return;
        }
        boolean reached = group.members().stream()
                .anyMatch(member -> !users.containsKey(member)
                        || !users.get(member).addresses(channel).isEmpty());
        require(where, reached, "no member of user group '%s' has an address on this channel; add one".formatted(id));
    }

    private void check(OncallGroup group) {
        Where where = new Where(ObjectKind.ONCALL_GROUP, group.id(), "");
        targets(group).forEach(target -> {
            if (target.type() == OncallGroup.TargetType.USER) {
                require(where, ObjectKind.USER, target.id(), users);
            } else {
                require(where, ObjectKind.USER_GROUP, target.id(), groups);
            }
        });
    }

    private static Stream<OncallGroup.Target> targets(OncallGroup group) {
        return Stream.concat(
                        group.rotations().stream().flatMap(rotation -> rotation.targets().stream()),
                        group.substitutes().stream().flatMap(each -> Stream.of(each.target(), each.substitute())))
                .distinct();
    }

    // Whoever is on call alone is to be reached.
    private void checkOncallGroup(Where where, Channel channel, String id) {
        require(where, ObjectKind.ONCALL_GROUP, id, oncallGroups);
        OncallGroup group = oncallGroups.get(id);
        if (group != null) {
            Where inside = new Where(where.object(), where.part() + ", on-call group '" + id + "'");
            targets(group).forEach(target -> {
                if (target.type() == OncallGroup.TargetType.USER && users.containsKey(target.id())) {
                    checkUser(inside, channel, target.id());
                } else if (groups.containsKey(target.id())) {
                    checkGroup(inside, channel, target.id());
                }
            });
        }
    }

    private void checkWebhook(Where where, Channel channel, String id) {
        require(where, ObjectKind.WEBHOOK, id, webhooks);
        Webhook webhook = webhooks.get(id);
        require(
                where,
                webhook == null || webhook.type().channel().equals(channel),
                "webhook '%s' is of type %s, which is another channel; use Action.builder(WebhookType.%s.channel())"
                        .formatted(id, webhook == null ? "" : webhook.type(), webhook == null ? "" : webhook.type()));
    }

    private void require(Where where, ObjectKind kind, String id, Map<String, ?> defined) {
        boolean there = defined.containsKey(id)
                || id.startsWith(BUILT_IN)
                || all.existing().contains(new ObjectKey(kind, id));
        require(
                where,
                there,
                "%s '%s' is not defined; define it, or declare with existing(..) that the service has it; defined are %s"
                        .formatted(kind.words(), id, names(kind, defined)));
    }

    private String names(ObjectKind kind, Map<String, ?> defined) {
        return Stream.concat(
                        defined.keySet().stream(),
                        all.existing().stream()
                                .filter(key -> key.kind() == kind)
                                .map(ObjectKey::id))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private <T> Map<String, T> byId(ObjectKind kind, Collection<T> all, Function<T, String> id) {
        Map<String, T> found = new LinkedHashMap<>();
        for (T each : all) {
            ObjectKey key = new ObjectKey(kind, id.apply(each));
            if (found.put(key.id(), each) != null) {
                problems.add(new DefinitionProblem(key, true, key + " is given twice; ids must differ"));
            }
            if (this.all.existing().contains(key)) {
                problems.add(new DefinitionProblem(
                        key, false, key + " is both defined and declared to exist; leave out existing(..)"));
            }
        }
        return found;
    }
}
