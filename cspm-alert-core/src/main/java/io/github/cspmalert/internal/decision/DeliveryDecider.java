package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.common.CspmAlertException;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.Settlement;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.Target;
import io.github.cspmalert.state.ToldState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a notification after an attempt to send it. No I/O; thread-safe. */
public final class DeliveryDecider {

    /** How long notifications wait for a channel that is broken, at least. */
    static final Duration WHILE_BROKEN = Duration.ofDays(30);

    private final Backoff backoff;
    private final Duration giveUpAfter;
    private final Map<String, AlertRule> rules;
    private final Set<String> postureRules;

    /** Creates a decider for the notifications of some rules, by id. */
    public DeliveryDecider(
            Backoff backoff, Duration giveUpAfter, Map<String, AlertRule> rules, Set<String> postureRules) {
        this.backoff = backoff;
        this.giveUpAfter = giveUpAfter;
        this.rules = Map.copyOf(rules);
        this.postureRules = Set.copyOf(postureRules);
    }

    /** {@return the longest pause between two attempts} */
    public Duration longestPause() {
        return backoff.longest();
    }

    /**
     * {@return how a claim ends whose item waits for its period; empty if it is to be attempted} It is looked at again
     * within the longest pause, since an item that waits longer counts as written by a clock that ran ahead.
     */
    public Optional<Settlement> waits(Claim claim, Instant now) {
        OutboxItem item = claim.item();
        Instant opens = item.opens();
        if (opens == null || !now.isBefore(opens) || item.enqueuedAt().isAfter(now)) {
            return Optional.empty();
        }
        Instant pause = now.plus(backoff.longest());
        Instant next = opens.isBefore(pause) ? opens : pause;
        return Optional.of(new Settlement(
                claim, new OutboxItem(item.notification(), item.enqueuedAt(), item.failures(), next, opens)));
    }

    /** {@return what became of an item whose notifier answered; null is no answer} */
    public DeliveryAttempt answered(OutboxItem item, @Nullable Receipt receipt, Instant now, RandomGenerator random) {
        return attempt(item, complete(item.notification(), receipt), null, now, random);
    }

    /** {@return what became of an item whose notifier threw} */
    public DeliveryAttempt failed(OutboxItem item, Throwable thrown, Instant now, RandomGenerator random) {
        RuntimeException failure = Faults.absorb(thrown, DeliveryDecider::unforeseen);
        boolean retry = !(failure instanceof CspmAlertException known) || known.retryable();
        String why = Faults.describe(failure);
        Receipt receipt = failure instanceof NotificationException known && known.channelBroken()
                ? Receipt.channelBroken(item.notification(), why)
                : Receipt.all(item.notification(), retry ? Receipt.Status.RETRY : Receipt.Status.REFUSED, why);
        return attempt(item, receipt, failure, now, random);
    }

    /** {@return the keys of the states that {@link #settle} is to know} */
    public static Set<StateKey> toldKeys(Notification notification) {
        return notification.alerts().stream()
                .map(alert -> StateKey.told(alert.fingerprint()))
                .collect(Collectors.toSet());
    }

    /** Ends a claim after an attempt: who was told is remembered, and what is left stays in the outbox. */
    public Commit settle(Claim claim, DeliveryAttempt attempt, Instant now, Known known) {
        List<Change> changes = new ArrayList<>();
        Map<String, ToldState> states = new LinkedHashMap<>();
        for (AlertReference alert : attempt.notification().alerts()) {
            ToldState before = states.getOrDefault(alert.fingerprint(), known.told(alert.fingerprint()));
            states.put(alert.fingerprint(), told(before, alert, attempt, now));
        }
        states.forEach((fingerprint, told) -> {
            StateKey key = StateKey.told(fingerprint);
            if (!told.equals(known.told(fingerprint))) {
                changes.add(new Change(key, known.revision(key), told, expiresAt(attempt.notification(), now)));
            }
        });
        return new Commit(
                changes,
                List.of(),
                Set.of(),
                List.of(new Settlement(
                        claim, remaining(claim.item(), attempt, now).orElse(null))),
                history(attempt, now));
    }

    private DeliveryAttempt attempt(
            OutboxItem item, Receipt receipt, @Nullable RuntimeException failure, Instant now, RandomGenerator random) {
        boolean again = !receipt.with(Receipt.Status.RETRY).isEmpty();
        return new DeliveryAttempt(
                item.notification(), receipt, failure, again ? next(item, receipt, now, random) : null);
    }

    // Nobody can be told before a broken channel is repaired, which takes a person, and so perhaps a long weekend.
    private @Nullable Instant next(OutboxItem item, Receipt receipt, Instant now, RandomGenerator random) {
        Duration age = Duration.between(begun(item), now);
        boolean patient =
                (isToldOnce(item.notification()) || receipt.channelFault().isPresent())
                        && age.compareTo(WHILE_BROKEN) < 0;
        return !patient && age.compareTo(giveUpAfter) >= 0
                ? null
                : now.plus(backoff.pause(item.failures() + 1, random));
    }

    /** {@return from when on an item might have been sent} */
    static Instant begun(OutboxItem item) {
        Instant opens = item.opens();
        return opens == null || opens.isBefore(item.enqueuedAt()) ? item.enqueuedAt() : opens;
    }

    /** {@return whether a posture rule or an escalation tells it, so that no evaluation tells it again} */
    boolean isToldOnce(Notification notification) {
        return Escalations.isOne(notification)
                || notification.alerts().stream().anyMatch(alert -> postureRules.contains(alert.ruleId()));
    }

    private static Optional<OutboxItem> remaining(OutboxItem item, DeliveryAttempt attempt, Instant now) {
        Instant next = attempt.nextAttempt();
        if (next == null) {
            return Optional.empty();
        }
        // An item from the future was enqueued by a clock that ran ahead, and would never be given up.
        Instant enqueuedAt = item.enqueuedAt().isAfter(now) ? now : item.enqueuedAt();
        Notification rest = item.notification().to(attempt.receipt().with(Receipt.Status.RETRY));
        return Optional.of(new OutboxItem(rest, enqueuedAt, item.failures() + 1, next));
    }

    private ToldState told(ToldState before, AlertReference alert, DeliveryAttempt attempt, Instant now) {
        Map<Target, ToldState.@Nullable Entry> told = new HashMap<>();
        Map<String, Set<Receipt.Status>> statuses = new HashMap<>();
        attempt.receipt().outcomes().forEach(outcome -> statuses.computeIfAbsent(
                        outcome.address().recipientId(), id -> new HashSet<>())
                .add(outcome.status()));
        for (Map.Entry<String, Set<Receipt.Status>> each : statuses.entrySet()) {
            Target target = new Target(attempt.notification().channel(), each.getKey());
            ToldState.Entry entry = before.of(target).orElse(null);
            if (entry != null
                    && entry.notification().equals(attempt.notification().key())) {
                told.put(target, entry(entry, each.getValue(), alert, attempt, now));
            }
        }
        return before.with(told);
    }

    // One accepted address of several makes its owner told. Whoever was given up altogether is forgotten, so that the
    // next evaluation that fires tells anew.
    private ToldState.@Nullable Entry entry(
            ToldState.Entry entry,
            Set<Receipt.Status> statuses,
            AlertReference alert,
            DeliveryAttempt attempt,
            Instant now) {
        if (statuses.contains(Receipt.Status.ACCEPTED)) {
            return new ToldState.Entry(since(entry, alert, now), ToldState.Progress.TOLD, entry.notification());
        }
        if (entry.progress() == ToldState.Progress.TOLD) {
            return entry;
        }
        if (!statuses.contains(Receipt.Status.RETRY)) {
            return new ToldState.Entry(entry.at(), ToldState.Progress.REFUSED, entry.notification(), entry.knows());
        }
        return attempt.gaveUp() ? null : entry;
    }

    // What arrives after further evaluations were held back counts from the last of them, or the next one would follow
    // at its heels. It does not count from its arrival: an evaluation is never a moment too early for its repeat
    // interval.
    private Instant since(ToldState.Entry entry, AlertReference alert, Instant now) {
        AlertRule rule = rules.get(alert.ruleId());
        Instant latest = rule == null ? entry.at() : rule.evaluations().latest(alert.alertTime(), now);
        return latest.isAfter(entry.at()) ? latest : entry.at();
    }

    /** {@return from when on it may be forgotten who was told of the alerts of a notification} */
    Instant expiresAt(Notification notification, Instant now) {
        Duration repeat = notification.alerts().stream()
                .map(alert -> rules.get(alert.ruleId()))
                .map(rule -> rule == null ? Duration.ofDays(1) : rule.repeatInterval())
                .max(Duration::compareTo)
                .orElse(Duration.ofDays(1));
        return now.plus(repeat).plus(giveUpAfter);
    }

    // A notifier that says nothing of an address has not delivered to it as far as anybody can tell.
    private static Receipt complete(Notification notification, @Nullable Receipt receipt) {
        Map<Address, Receipt.Outcome> said = new HashMap<>();
        if (receipt != null) {
            receipt.outcomes().forEach(outcome -> said.put(outcome.address(), outcome));
        }
        List<Receipt.Outcome> outcomes = new ArrayList<>();
        for (Address address : notification.to()) {
            outcomes.add(said.getOrDefault(
                    address,
                    new Receipt.Outcome(
                            address, Receipt.Status.RETRY, "the notifier's receipt says nothing of this address")));
        }
        return new Receipt(outcomes, receipt == null ? Optional.empty() : receipt.channelFault());
    }

    private static List<HistoryEntry> history(DeliveryAttempt attempt, Instant now) {
        return attempt.notification().alerts().stream()
                .map(AlertReference::ruleId)
                .distinct()
                .map(rule -> new HistoryEntry(now, rule, HistoryEntry.Kind.ATTEMPTED, facts(attempt)))
                .toList();
    }

    private static List<String> facts(DeliveryAttempt attempt) {
        List<String> facts = new ArrayList<>();
        facts.add(HistoryExplainer.ATTEMPTED + attempt.notification().key());
        facts.addAll(attempt.describe());
        return facts;
    }

    private static NotificationException unforeseen(Throwable error) {
        return new NotificationException(
                "the notifier failed with " + error.getClass().getName(), true, error);
    }
}
