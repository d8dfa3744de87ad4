package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.internal.decision.MessageComposer.Composed;
import io.github.cspmalert.internal.decision.NotificationPlanner.Plan;
import io.github.cspmalert.internal.decision.NotificationPlanner.Step;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.MergeState;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateValue;
import io.github.cspmalert.state.Target;
import io.github.cspmalert.state.ToldState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides for one rule: from rows and states to notifications and the next states. No I/O; thread-safe. */
public final class RuleDecider {

    // The projects that Security Center makes carry the account's id.
    private static final Pattern ACCOUNT = Pattern.compile("(?:sas-log|sasnew-log|aliyun-cloudsiem-data)-(\\d+)-.+");
    static final int MOST_REFERENCES = 1_000;

    private final RuleSetup setup;
    private final MessageComposer composer;
    private final String accountId;
    private final @Nullable AcknowledgeLinks links;
    private final boolean wordless;

    /** Creates a decider; the id of the account is empty if it is to be read from the project. */
    public RuleDecider(RuleSetup setup, MessageComposer composer, String accountId, @Nullable AcknowledgeLinks links) {
        this(setup, composer, accountId, links, false);
    }

    private RuleDecider(
            RuleSetup setup,
            MessageComposer composer,
            String accountId,
            @Nullable AcknowledgeLinks links,
            boolean wordless) {
        this.setup = setup;
        this.composer = composer;
        this.accountId = accountId;
        this.links = links;
        this.wordless = wordless;
    }

    /** {@return a decider that decides the same, but whose messages and history have no words, where only numbers matter} */
    public static RuleDecider wordless(RuleSetup setup, String accountId) {
        return new RuleDecider(setup, MessageComposer.unrendered(), accountId, null, true);
    }

    /** The instant that an evaluation stands for, and that at which it is made. */
    public record When(Instant at, Instant now) {}

    /** {@return the rule with what it refers to} */
    public RuleSetup setup() {
        return setup;
    }

    /** Works out which alerts fire. {@link #decide} is to know the states under their keys besides that of the rule. */
    public AlertEvaluator.Fired evaluate(Instant at, List<QueryData> data, RuleState state) {
        return AlertEvaluator.evaluate(setup.rule(), setup.expressions(), at, accountId(data), data, state);
    }

    /** {@return the keys of the states that {@link #decide} is to know besides that of the rule} */
    public Set<StateKey> keys(AlertEvaluator.Fired fired) {
        AlertPolicy merging = setup.merging();
        Stream<Alert> ended = (inhibits() ? fired.ended() : fired.resolved()).stream();
        Stream<StateKey> told = Stream.concat(fired.alerts().stream(), ended)
                .map(alert -> merging == null ? StateKey.told(alert.fingerprint()) : MergePlanner.key(merging, alert));
        Stream<StateKey> incidents =
                setup.policy().escalates() ? fired.alerts().stream().map(this::incident) : Stream.empty();
        return Stream.concat(told, incidents).collect(Collectors.toSet());
    }

    // What is told together is one incident.
    private StateKey incident(Alert alert) {
        AlertPolicy merging = setup.merging();
        return StateKey.incident(
                merging == null
                        ? alert.fingerprint()
                        : MergePlanner.key(merging, alert).id());
    }

    private boolean inhibits() {
        AlertPolicy merging = setup.merging();
        return merging != null && !merging.inhibitions().isEmpty();
    }

    /** {@return the keys of the notifications that still wait for somebody, so that a new one may be joined to them} */
    public static Set<String> waiting(Known known) {
        return known.states().values().stream()
                .flatMap(stored -> waiting(stored.value()))
                .collect(Collectors.toSet());
    }

    private static Stream<String> waiting(StateValue value) {
        if (value instanceof MergeState merged) {
            return merged.notifications().stream();
        }
        return value instanceof ToldState told
                ? told.targets().values().stream()
                        .filter(entry -> entry.progress() == ToldState.Progress.WAITING)
                        .map(ToldState.Entry::notification)
                : Stream.empty();
    }

    /** Decides what an evaluation means, from what fires by the rule's known state. */
    public Decision decide(
            When when, List<QueryData> data, AlertEvaluator.Fired fired, Known known, List<String> problems) {
        Draft draft = new Draft(when, known);
        if (inhibits()) {
            draft.noteSources(Objects.requireNonNull(setup.merging()), fired);
        }
        if (setup.merging() == null) {
            fired.alerts().forEach(draft::tell);
            fired.resolved().forEach(draft::tellEnd);
        } else {
            draft.tellMerged(setup.merging(), Stream.concat(fired.alerts().stream(), fired.resolved().stream()));
        }
        draft.remember();
        draft.changes.addAll(draft.incidents.changes());
        StateKey ruleKey = StateKey.rule(setup.rule().id());
        draft.changes.add(new Change(ruleKey, known.revision(ruleKey), fired.next(), null));
        draft.problems.addAll(problems);
        draft.problems.addAll(fired.problems());
        Occurrence occurrence = draft.occurrence(data, fired, known);
        HistoryEntry entry = new HistoryEntry(
                when.at(), setup.rule().id(), HistoryEntry.Kind.EVALUATED, wordless ? List.of() : occurrence.facts());
        return new Decision(
                new Commit(draft.changes, draft.items(), draft.withdrawn.keySet(), List.of(), List.of(entry)),
                occurrence);
    }

    /** Works out what {@link #decide} would do, with the messages to all recipients, also those who would be held back. */
    public Occurrence preview(
            Instant at, List<QueryData> data, AlertEvaluator.Fired fired, Known known, List<String> problems) {
        Draft draft = new Draft(new When(at, at), Known.NOTHING);
        fired.alerts().forEach(draft::tell);
        fired.alerts()
                .forEach(alert -> draft.heldBack.addAll(
                        plan(alert, known.told(alert.fingerprint()), at).heldBack()));
        draft.problems.addAll(problems);
        draft.problems.addAll(fired.problems());
        draft.problems.addAll(unknownNames(data));
        return draft.occurrence(data, fired, known);
    }

    private List<String> unknownNames(List<QueryData> data) {
        List<ContentTemplate.Content> contents = setup.policy().allActions().stream()
                .map(setup::content)
                .distinct()
                .toList();
        return composer.unknownNames(RuleNames.of(setup.rule(), data), contents);
    }

    private String accountId(List<QueryData> data) {
        Matcher matcher = ACCOUNT.matcher(data.get(0).result().origin().project());
        return accountId.isEmpty() && matcher.matches() ? matcher.group(1) : accountId;
    }

    private Plan plan(Alert alert, ToldState before, Instant now) {
        return new NotificationPlanner(setup.told(), setup.rule(), alert.alertTime(), now).plan(alert, before);
    }

    /** A decision in the making. */
    private final class Draft {

        private final When when;
        private final Known known;
        private final List<Change> changes = new ArrayList<>();
        private final List<Notification> notifications = new ArrayList<>();
        private final Map<String, Instant> opens = new HashMap<>();
        private final Map<StateKey, MergeState> merged = new LinkedHashMap<>();
        // By key: the key of the notification that says it too.
        private final Map<String, String> withdrawn = new LinkedHashMap<>();
        private final List<String> toNobody = new ArrayList<>();
        private final List<HeldBack> heldBack = new ArrayList<>();
        private final List<Occurrence.RenderingFailure> failures = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        private final IncidentDraft incidents;
        private final Set<Composed> reported = Collections.newSetFromMap(new IdentityHashMap<>());
        private @Nullable Alert composing;
        private MessageComposer.@Nullable ForAlert messages;

        Draft(When when, Known known) {
            this.when = when;
            this.known = known;
            this.incidents = new IncidentDraft(setup.told(), known, when.now());
        }

        void tell(Alert alert) {
            if (setup.merging() != null) {
                tellMerged(setup.merging(), alert);
                return;
            }
            ToldState before = known.told(alert.fingerprint());
            Plan plan = planned(alert, before);
            incidents.fires(
                    incident(alert),
                    alert,
                    IncidentDraft.fate(!plan.steps().isEmpty(), plan.heldBack()),
                    action -> message(alert, action));
            Map<Target, ToldState.Entry> waiting = new HashMap<>();
            for (Step step : plan.steps()) {
                Notification notification = compose(alert, step, before);
                notifications.add(notification);
                for (Target target : step.targets()) {
                    waiting.put(
                            target,
                            new ToldState.Entry(
                                    when.at(), ToldState.Progress.WAITING, notification.key(), before.knows(target)));
                }
            }
            ToldState told = before.with(waiting);
            if (!told.equals(before)) {
                StateKey key = StateKey.told(alert.fingerprint());
                Instant expiresAt =
                        when.at().plus(setup.rule().repeatInterval()).plus(DeliveryDecider.WHILE_BROKEN);
                changes.add(new Change(key, known.revision(key), told, expiresAt));
            }
        }

        private Plan planned(Alert alert, ToldState before) {
            Plan plan = plan(alert, before, when.now());
            heldBack.addAll(plan.heldBack());
            if (plan.steps().isEmpty() && plan.heldBack().isEmpty()) {
                toNobody.add(alert.fingerprint());
            }
            return plan;
        }

        // The end is a change, which is told whenever the alert itself was told last; and whoever is told of it is told
        // at once when the alert fires again.
        void tellEnd(Alert alert) {
            ToldState before = known.told(alert.fingerprint());
            Plan plan = planned(alert, before);
            plan.steps().forEach(step -> notifications.add(compose(alert, step, before)));
            if (!before.equals(ToldState.EMPTY)) {
                StateKey key = StateKey.told(alert.fingerprint());
                changes.add(new Change(key, known.revision(key), ToldState.EMPTY, when.at()));
            }
        }

        // What did not change is told with what did, whichever comes first.
        void tellMerged(AlertPolicy policy, Stream<Alert> alerts) {
            List<Alert> unchanged = new ArrayList<>();
            alerts.forEach(alert -> {
                MergeState state = mergeState(policy, MergePlanner.key(policy, alert));
                if (new MergePlanner(policy, when.now())
                        .opens(state, alert.fingerprint(), alert.status())
                        .isPresent()) {
                    tellMerged(policy, alert);
                } else {
                    unchanged.add(alert);
                }
            });
            unchanged.forEach(alert -> tellMerged(policy, alert));
        }

        private MergeState mergeState(AlertPolicy policy, StateKey key) {
            return new MergePlanner(policy, when.now()).present(merged.getOrDefault(key, known.merged(key)));
        }

        // Whatever waits to be told at one instant is one notification of each action, which grows until then.
        private void tellMerged(AlertPolicy policy, Alert alert) {
            StateKey key = MergePlanner.key(policy, alert);
            MergeState state = mergeState(policy, key);
            MergePlanner planner = new MergePlanner(policy, when.now());
            Plan plan = planned(alert, ToldState.EMPTY);
            Optional<String> source = Inhibitions.of(policy).holding(state, alert, when.now());
            if (source.isPresent()) {
                plan.steps().forEach(step -> heldBack.addAll(step.inhibited(source.get())));
                return;
            }
            Instant at =
                    planner.opens(state, alert.fingerprint(), alert.status()).orElse(null);
            if (alert.status() == AlertStatus.FIRING) {
                boolean told = at != null && !plan.steps().isEmpty();
                boolean known = at == null && !plan.steps().isEmpty();
                incidents.fires(
                        incident(alert),
                        alert,
                        known ? IncidentDecider.Fate.KNOWN : IncidentDraft.fate(told, plan.heldBack()),
                        action -> message(alert, action));
            }
            if (at == null) {
                plan.steps().stream()
                        .flatMap(step -> step.targets().stream())
                        .map(target -> planner.held(state, target))
                        .forEach(heldBack::add);
            } else if (!plan.steps().isEmpty()) {
                Set<String> keys = new HashSet<>(state.notifications());
                for (Step step : plan.steps()) {
                    String slot = slot(key, at, step);
                    Notification notification = compose(
                            slot + "-" + alert.fingerprint() + "-"
                                    + alert.status().text(),
                            alert,
                            step);
                    opens.put(notification.key(), step.opens().isAfter(at) ? step.opens() : at);
                    keys.removeIf(each -> each.startsWith(slot));
                    keys.add(notification.key());
                    merge(slot, notification, state);
                }
                Map<String, AlertStatus> waiting = new HashMap<>(state.waiting());
                waiting.put(alert.fingerprint(), alert.status());
                merged.put(key, state.waiting(waiting, at, keys));
            }
        }

        private void merge(String slot, Notification notification, MergeState state) {
            Optional<Notification> ours = notifications.stream()
                    .filter(each -> each.key().startsWith(slot))
                    .findFirst();
            Optional<Notification> theirs = state.notifications().stream()
                    .filter(each -> ours.isEmpty() && each.startsWith(slot))
                    .flatMap(each -> known.untouched(each).stream())
                    .map(OutboxItem::notification)
                    .findFirst();
            ours.ifPresent(each -> {
                notifications.remove(each);
                withdrawn.replaceAll((older, newer) -> newer.equals(each.key()) ? notification.key() : newer);
            });
            theirs.ifPresent(each -> withdrawn.put(each.key(), notification.key()));
            notifications.add(
                    ours.or(() -> theirs).map(each -> join(notification, each)).orElse(notification));
        }

        void remember() {
            merged.forEach((key, state) -> changes.add(
                    new Change(key, known.revision(key), state, MergePlanner.expiresAt(state, when.now()))));
        }

        // Before any of them is told, since a source and what it holds back may begin to fire together.
        private void noteSources(AlertPolicy policy, AlertEvaluator.Fired fired) {
            Inhibitions inhibitions = Inhibitions.of(policy);
            Instant until = inhibitions.until(setup.rule(), when.at(), when.now());
            Stream.concat(fired.alerts().stream(), fired.ended().stream()).forEach(alert -> {
                StateKey key = MergePlanner.key(policy, alert);
                MergeState state = mergeState(policy, key);
                MergeState next = inhibitions.note(state, alert, until, when.now());
                if (!next.equals(state)) {
                    merged.put(key, next);
                }
            });
        }

        private Notification compose(Alert alert, Step step, ToldState told) {
            Notification notification = compose(key(alert, step), alert, step);
            opens.put(notification.key(), step.opens());
            return joined(notification, step, told);
        }

        private Notification compose(String key, Alert alert, Step step) {
            List<Address> to = step.recipients().stream()
                    .flatMap(recipient -> recipient.addresses(step.action().channel()).stream())
                    .toList();
            return new Notification(
                    key,
                    step.action().channel(),
                    to,
                    linked(alert, message(alert, step.action())),
                    List.of(AlertReference.to(alert)));
        }

        private Message linked(Alert alert, Message message) {
            AcknowledgeLinks to = links;
            if (to == null || alert.status() != AlertStatus.FIRING) {
                return message;
            }
            StateKey key = incident(alert);
            return incidents
                    .openedAt(key)
                    .map(openedAt -> message.under(List.of(to.notice(key.id(), openedAt, when.now()))))
                    .orElse(message);
        }

        private MessageComposer.ForAlert about(Alert alert) {
            MessageComposer.ForAlert last = messages;
            if (last == null || composing != alert) {
                last = composer.about(alert);
                messages = last;
                composing = alert;
            }
            return last;
        }

        // Both lists of a policy may have the same template, which fails once.
        private Message message(Alert alert, Action action) {
            ContentTemplate.Content content = setup.content(action);
            Composed composed = about(alert).compose(content);
            RuntimeException failure = composed.failure();
            if (failure != null && reported.add(composed)) {
                failures.add(new Occurrence.RenderingFailure(action.channel(), failure));
                problems.add(composed.problem(content.content(), failure));
            }
            return composed.message();
        }

        // What was not even attempted is said by the new notification too, so that a channel which comes back after a
        // long time is not flooded. What may have arrived is left as it is, under its own key.
        private Notification joined(Notification notification, Step step, ToldState told) {
            Set<String> waiting = step.targets().stream()
                    .map(target -> told.of(target)
                            .filter(entry -> entry.progress() == ToldState.Progress.WAITING)
                            .map(ToldState.Entry::notification)
                            .orElse(""))
                    .collect(Collectors.toSet());
            Optional<Notification> older = waiting.size() == 1
                    ? known.untouched(waiting.iterator().next())
                            .map(OutboxItem::notification)
                            .filter(each -> each.to().equals(notification.to())
                                    && !each.key().equals(notification.key()))
                    : Optional.empty();
            older.ifPresent(each -> withdrawn.put(each.key(), notification.key()));
            return older.map(each -> join(notification, each)).orElse(notification);
        }

        List<OutboxItem> items() {
            return notifications.stream()
                    .map(each -> OutboxItem.of(each, when.now()).opening(opens.getOrDefault(each.key(), when.now())))
                    .toList();
        }

        Occurrence occurrence(List<QueryData> data, AlertEvaluator.Fired fired, Known known) {
            Set<String> firing = fired.next().firing().keySet();
            List<String> ended = known.rule(setup.rule().id()).firing().keySet().stream()
                    .filter(fingerprint -> !firing.contains(fingerprint))
                    .sorted()
                    .toList();
            return new Occurrence(
                    setup.rule().id(),
                    when.at(),
                    data,
                    fired.alerts(),
                    ended,
                    List.copyOf(notifications),
                    List.copyOf(heldBack),
                    List.copyOf(failures),
                    List.copyOf(problems),
                    new Why(setup.rule(), fired.verdicts(), List.copyOf(toNobody), waiting(), Map.copyOf(withdrawn)));
        }

        private Map<String, Instant> waiting() {
            return opens.isEmpty()
                    ? Map.of()
                    : opens.entrySet().stream()
                            .filter(each -> each.getValue().isAfter(when.now()))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    private static String slot(StateKey key, Instant opens, Step step) {
        int recipients = step.recipients().stream().map(User::id).toList().hashCode();
        return key.id() + "-" + opens.getEpochSecond() + "-" + step.index() + "-"
                + HexFormat.of().toHexDigits(recipients);
    }

    private static Notification join(Notification newer, Notification older) {
        Set<String> about = fingerprints(newer);
        Message message = about.containsAll(fingerprints(older))
                ? newer.message().with(older.message())
                : newer.message().and(older.message());
        Map<String, AlertReference> alerts = new LinkedHashMap<>();
        Stream.concat(newer.alerts().stream(), older.alerts().stream())
                .forEach(alert -> alerts.putIfAbsent(alert.fingerprint() + alert.status(), alert));
        return new Notification(
                newer.key(),
                newer.channel(),
                newer.to(),
                message,
                alerts.values().stream().limit(MOST_REFERENCES).toList());
    }

    private static Set<String> fingerprints(Notification notification) {
        return notification.alerts().stream().map(AlertReference::fingerprint).collect(Collectors.toSet());
    }

    // The same for every attempt to tell of the alert within one repeat interval, also after everything was forgotten,
    // since two tellings are a repeat interval apart. The place parts the actions of one policy, and the recipients
    // what
    // is told to somebody who was added meanwhile.
    private String key(Alert alert, Step step) {
        Instant at = alert.alertTime();
        long nanos = at.getEpochSecond() * 1_000_000_000L + at.getNano();
        long interval = Math.floorDiv(nanos, setup.rule().repeatInterval().toNanos());
        int recipients = step.recipients().stream().map(User::id).toList().hashCode();
        // An alert whose end is told may fire again within its repeat interval.
        String firing = setup.rule().sendResolved() ? "-" + alert.fireTime().getEpochSecond() : "";
        String told = alert.status() == AlertStatus.RESOLVED ? "-resolved" : "-" + interval;
        // No format string: some languages write the digits of numbers with their own characters.
        return alert.fingerprint() + firing + told + "-" + step.index() + "-"
                + HexFormat.of().toHexDigits(recipients);
    }
}
