package io.github.cspmalert.json;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.StoreType;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Branch;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.policy.MergeField;
import io.github.cspmalert.definition.policy.Period;
import io.github.cspmalert.definition.policy.PolicyStatement;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.policy.Stop;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.DutyHours;
import io.github.cspmalert.definition.recipient.OncallGroup;
import io.github.cspmalert.definition.recipient.Rotation;
import io.github.cspmalert.definition.recipient.Shift;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.recipient.WebhookType;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentLocale;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.SendType;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes definitions at random that fit together, with every feature of every value. The same seed makes the same. */
final class DefinitionsGenerator {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final Channel CHAT = new Channel("chat");
    private static final List<Channel> TO_PEOPLE = List.of(Channel.EMAIL, Channel.SMS, Channel.VOICE, CHAT);
    private static final List<Channel> CHANNELS = List.of(
            Channel.EMAIL,
            Channel.SMS,
            Channel.VOICE,
            CHAT,
            Channel.DINGTALK,
            Channel.WECHAT,
            Channel.LARK,
            Channel.SLACK,
            Channel.WEBHOOK);

    private final Random random;
    private final RandomValues values;
    private final AlertDefinitionsBuilder all = AlertDefinitions.builder();
    private final List<String> sources = new ArrayList<>();
    private final List<User> users = new ArrayList<>();
    private final List<UserGroup> groups = new ArrayList<>();
    private final List<OncallGroup> oncallGroups = new ArrayList<>();
    private final List<Webhook> webhooks = new ArrayList<>();
    private final List<ContentTemplate> templates = new ArrayList<>();
    private final List<String> actionPolicies = new ArrayList<>();
    private final List<String> alertPolicies = new ArrayList<>();

    private DefinitionsGenerator(long seed) {
        this.random = new Random(seed);
        this.values = new RandomValues(random);
    }

    /** Makes definitions. */
    static AlertDefinitions generate(long seed) {
        return new DefinitionsGenerator(seed).generate();
    }

    private AlertDefinitions generate() {
        upTo(3, i -> source("source" + values.bit() + i));
        upTo(3, i -> users.add(user("user-" + i)));
        upTo(3, i -> groups.add(group("Group." + i)));
        upTo(3, i -> oncallGroups.add(oncallGroup("on-call-" + i)));
        upTo(4, i -> webhooks.add(webhook("hook_" + i)));
        upTo(3, i -> templates.add(template("template-" + i)));
        upTo(3, i -> actionPolicy("action-" + i));
        upTo(3, i -> alertPolicy("merge-" + i));
        RuleGenerator rules = new RuleGenerator(random, values);
        upTo(
                3,
                i -> all.addRule(rules.rule(
                        "rule-" + i,
                        this::sourceName,
                        () -> reference(ObjectKind.ALERT_POLICY, alertPolicies),
                        () -> reference(ObjectKind.ACTION_POLICY, actionPolicies))));
        PostureGenerator posture = new PostureGenerator(random, values);
        upTo(
                3,
                i -> all.addPostureRule(posture.rule(
                        "posture-" + i, rules::schedule, () -> reference(ObjectKind.ACTION_POLICY, actionPolicies))));
        upTo(3, i -> all.addWaiver(posture.waiver("rule-" + i)));
        upTo(3, i -> all.addSilence(silence("silence-" + i)));
        users.forEach(all::addUser);
        groups.forEach(all::addUserGroup);
        oncallGroups.forEach(all::addOncallGroup);
        webhooks.forEach(all::addWebhook);
        templates.forEach(all::addTemplate);
        return all.build();
    }

    private void upTo(int most, java.util.function.IntConsumer make) {
        IntStream.rangeClosed(1, random.nextInt(most + 1)).forEach(make);
    }

    private String source(String name) {
        all.source(name, store());
        sources.add(name);
        return name;
    }

    private String sourceName() {
        return sources.isEmpty() || random.nextInt(4) == 0
                ? source(values.oneOf(List.of("default", "other", "名")))
                : values.oneOf(sources);
    }

    private Store store() {
        return switch (values.oneOf(StoreType.values())) {
            case LOG -> Store.log(values.name(), values.name(), values.name());
            case METRIC -> Store.metric(values.name(), values.name(), values.name());
            case META ->
                values.bit() ? Store.meta(values.name()) : new Store(StoreType.META, values.line(), "", values.name());
        };
    }

    private User user(String id) {
        User.Builder user =
                User.builder(id).enabled(values.bit()).smsEnabled(values.bit()).voiceEnabled(values.bit());
        values.maybe(() -> user.name(values.line()));
        values.maybe(() -> user.phone("" + random.nextInt(10_000), "0" + random.nextInt(1_000_000)));
        upTo(3, i -> user.addEmail("mail" + i + "@例.example"));
        upTo(2, i -> user.addAddress(CHAT, values.name() + i));
        upTo(2, i -> user.addAddress(new Channel("own-channel"), "https://example.com/" + values.name() + i));
        return user.build();
    }

    private UserGroup group(String id) {
        Set<String> members = new LinkedHashSet<>();
        upTo(
                3,
                i -> members.add(
                        reference(ObjectKind.USER, users.stream().map(User::id).toList())));
        return new UserGroup(id, values.bit() ? values.line() : "", values.bit(), List.copyOf(members));
    }

    private Webhook webhook(String id) {
        WebhookType type = values.oneOf(WebhookType.values());
        Webhook.Builder webhook = Webhook.builder(id, type, "https://example.com/" + id + "?token=" + random.nextInt());
        values.maybe(() -> webhook.name(values.line()));
        if (type == WebhookType.CUSTOM) {
            values.maybe(() -> webhook.method(values.oneOf(List.of("GET", "put", "POST", "DELETE", "OPTIONS"))));
            upTo(3, i -> webhook.addHeader(values.name() + i, values.name()));
        } else if (type == WebhookType.DINGTALK || type == WebhookType.LARK) {
            values.maybe(() -> webhook.signingSecret(values.name()));
        }
        return webhook.build();
    }

    private ContentTemplate template(String id) {
        ContentTemplate.Builder template = ContentTemplate.builder(id);
        values.maybe(() -> template.name(values.line()));
        for (Channel channel : values.shuffled(CHANNELS)) {
            template.locale(values.oneOf(ContentLocale.values()));
            if (values.bit()) {
                template.content(channel, values.oneOf(ContentFormat.values()), values.text(), values.text());
            } else {
                template.request(channel, values.oneOf(SendType.values()), random.nextInt(3), values.text());
            }
        }
        return template.build();
    }

    private void actionPolicy(String id) {
        ActionPolicy.Builder policy = ActionPolicy.builder(id).addAction(action());
        values.maybe(() -> policy.name(values.line()));
        upTo(3, i -> policy.addStatement(statement(3)));
        if (values.bit()) {
            policy.addSecondary(Branch.when(condition(1), action()));
            upTo(2, i -> policy.addSecondary(statement(2)));
        }
        values.maybe(() -> policy.escalation(Escalation.after(
                values.bit() ? values.wholeSeconds() : null,
                values.bit() ? values.wholeSeconds() : null,
                values.bit() ? values.wholeSeconds() : null)));
        all.addActionPolicy(policy.build());
        actionPolicies.add(id);
    }

    private PolicyStatement statement(int depth) {
        int kind = random.nextInt(depth == 0 ? 2 : 4);
        if (kind == 0) {
            return new Stop();
        }
        if (kind == 1) {
            return action();
        }
        List<PolicyStatement> statements = new ArrayList<>(List.of(statement(depth - 1)));
        upTo(2, i -> statements.add(statement(depth - 1)));
        return new Branch(condition(2), statements);
    }

    private AlertCondition condition(int depth) {
        if (depth > 0 && values.bit()) {
            List<AlertCondition> parts = new ArrayList<>(List.of(condition(depth - 1), condition(depth - 1)));
            values.maybe(() -> parts.add(condition(depth - 1)));
            return new AlertCondition.Combination(values.bit(), parts);
        }
        AlertField field =
                values.oneOf(List.of(AlertField.SEVERITY, AlertField.ALERT_NAME, AlertField.label("team_" + depth)));
        boolean text = values.bit() && !field.equals(AlertField.SEVERITY);
        Object value = text ? (Object) values.line().replace('"', '\'') : values.number();
        return new AlertCondition.Comparison(
                values.oneOf(AlertCondition.Quantifier.values()),
                field,
                values.oneOf(AlertCondition.Operator.values()),
                value);
    }

    private Action action() {
        boolean people = values.bit();
        Webhook webhook = people || webhooks.isEmpty() ? null : values.oneOf(webhooks);
        Channel channel = people
                ? values.oneOf(TO_PEOPLE)
                : webhook == null ? Channel.WEBHOOK : webhook.type().channel();
        Action.Builder action = Action.builder(channel)
                .template(reference(
                        ObjectKind.CONTENT_TEMPLATE,
                        templates.stream().map(ContentTemplate::id).toList()));
        values.maybe(() -> action.period(values.oneOf(Period.values())));
        if (people) {
            addPeople(action, channel);
        } else {
            action.webhook(webhook == null ? reference(ObjectKind.WEBHOOK, List.of()) : webhook.id());
        }
        return action.build();
    }

    private void addPeople(Action.Builder action, Channel channel) {
        List<String> reached = users.stream()
                .filter(user -> !user.addresses(channel).isEmpty())
                .map(User::id)
                .toList();
        List<String> defined = users.stream().map(User::id).toList();
        List<String> reachedGroups = groups.stream()
                .filter(group -> group.members().stream().anyMatch(id -> reached.contains(id) || !defined.contains(id)))
                .map(UserGroup::id)
                .toList();
        action.users(reference(ObjectKind.USER, reached));
        values.maybe(() -> action.groups(reference(ObjectKind.USER_GROUP, reachedGroups), "sls.group"));
        values.maybe(
                () -> action.oncallGroups(reference(ObjectKind.ONCALL_GROUP, reachedOncallGroups(reached, defined))));
    }

    private List<String> reachedOncallGroups(List<String> reached, List<String> defined) {
        return oncallGroups.stream()
                .filter(group -> targets(group)
                        .allMatch(target -> target.type() == OncallGroup.TargetType.USER
                                && (reached.contains(target.id()) || !defined.contains(target.id()))))
                .map(OncallGroup::id)
                .toList();
    }

    private static Stream<OncallGroup.Target> targets(OncallGroup group) {
        return Stream.concat(
                group.rotations().stream().flatMap(rotation -> rotation.targets().stream()),
                group.substitutes().stream().flatMap(each -> Stream.of(each.target(), each.substitute())));
    }

    private OncallGroup oncallGroup(String id) {
        List<Rotation> rotations = new ArrayList<>(List.of(rotation()));
        upTo(2, i -> rotations.add(rotation()));
        List<OncallGroup.Substitute> substitutes = new ArrayList<>();
        upTo(
                2,
                i -> substitutes.add(new OncallGroup.Substitute(
                        target(), target(), START, START.plusSeconds(1 + random.nextInt(9)), hours())));
        return new OncallGroup(id, values.bit() ? values.line() : "", values.bit(), rotations, substitutes);
    }

    private Rotation rotation() {
        return new Rotation(
                Stream.of(target(), target()).distinct().toList(),
                START,
                values.bit() ? Optional.of(START.plusSeconds(60)) : Optional.empty(),
                shift(),
                values.bit() ? DutyHours.ALWAYS : hours());
    }

    private Shift shift() {
        LocalTime at = LocalTime.of(random.nextInt(24), random.nextInt(60));
        int every = 1 + random.nextInt(3);
        return switch (random.nextInt(3)) {
            case 0 -> Shift.hourly(Duration.ofMinutes(1 + random.nextInt(999)));
            case 1 -> new Shift.Daily(every, at);
            default -> new Shift.Weekly(every, values.oneOf(DayOfWeek.values()), at);
        };
    }

    private DutyHours hours() {
        return new DutyHours(
                values.oneOf(DutyHours.Days.values()),
                values.some(List.of(DayOfWeek.values())),
                LocalTime.of(random.nextInt(24), 0),
                LocalTime.of(random.nextInt(24), 30));
    }

    private OncallGroup.Target target() {
        return values.bit()
                ? OncallGroup.Target.user(
                        reference(ObjectKind.USER, users.stream().map(User::id).toList()))
                : OncallGroup.Target.userGroup(reference(
                        ObjectKind.USER_GROUP,
                        groups.stream().map(UserGroup::id).toList()));
    }

    private void alertPolicy(String id) {
        AlertPolicy.Builder policy =
                AlertPolicy.builder(id).actionPolicy(reference(ObjectKind.ACTION_POLICY, actionPolicies));
        values.maybe(() -> policy.name(values.line()));
        values.maybe(() -> policy.parent(reference(ObjectKind.ALERT_POLICY, alertPolicies)));
        values.maybe(
                () -> policy.mergeBy(values.some(List.of(MergeField.values())).toArray(MergeField[]::new)));
        values.maybe(() -> policy.mergeByAllLabels(false)
                .mergeByLabels(values.some(List.of("team", "env", "_x")).toArray(String[]::new)));
        values.maybe(() -> policy.groupWait(values.wholeSeconds()));
        values.maybe(() -> policy.groupInterval(values.wholeSeconds()));
        values.maybe(() -> policy.repeatInterval(values.wholeSeconds()));
        upTo(2, i -> policy.addSilence(silence("of-" + id + "-" + i)));
        upTo(2, i -> policy.inhibit(condition(1), condition(1)));
        all.addAlertPolicy(policy.build());
        alertPolicies.add(id);
    }

    private Silence silence(String id) {
        Instant from = values.bit() ? null : Instant.ofEpochSecond(random.nextInt());
        Instant until = values.bit() ? null : Instant.ofEpochSecond(1L + Integer.MAX_VALUE, random.nextInt(1_000));
        return new Silence(id, condition(2), "Because: " + values.name(), values.name(), from, until);
    }

    /** Names something that is defined, or is declared to exist, or is the service's own. */
    private String reference(ObjectKind kind, List<String> defined) {
        if (!defined.isEmpty() && random.nextInt(4) > 0) {
            return values.oneOf(defined);
        }
        if (values.bit()) {
            return "sls.builtin.en";
        }
        String id = "existing-" + random.nextInt(3);
        all.existing(kind, id);
        return id;
    }
}
