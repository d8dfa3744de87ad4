package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.internal.decision.policy.AlertConditions;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.MergeState;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.Settlement;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.Target;
import io.github.cspmalert.state.ToldState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides, immediately before a notification is sent, whether silences hold it back: if they do so with each alert that it is
 * about; else it is sent whole. What is held back is taken as never told, so that the next evaluation of what fires tells it.
 * What no evaluation tells again waits for the silences to end. Pure; thread-safe.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/create-an-alert-policy">SLS: silences are looked at before sending</a>
 */
public final class SilenceDecider {

    private final Silences silences;
    private final DeliveryDecider delivery;

    /** Creates a decider for the silences of definitions. */
    public SilenceDecider(Silences silences, DeliveryDecider delivery) {
        this.silences = silences;
        this.delivery = delivery;
    }

    /**
     * What becomes of a notification that is held back.
     *
     * @param notification the notification
     * @param heldBack who is not told, and why
     * @param commit what changes
     * @param again when the silences are looked at again; null if the notification has left the outbox
     */
    public record Withheld(
            Notification notification, List<HeldBack> heldBack, Commit commit, @Nullable Instant again) {}

    /** {@return the silences that hold a notification back, given those of all rules; none if it is to be sent} */
    public Set<Silence> holding(Notification notification, List<Silence> ofAllRules, Instant now) {
        // Of what it is about besides is not known.
        if (notification.alerts().size() >= OutboxDraft.MOST_REFERENCES) {
            return Set.of();
        }
        Set<Silence> holding = new LinkedHashSet<>();
        for (AlertReference alert : notification.alerts()) {
            Optional<Silence> silence = holding(alert, ofAllRules, now);
            if (silence.isEmpty()) {
                return Set.of();
            }
            holding.add(silence.get());
        }
        return holding;
    }

    // Silence means healthy, so what is told of the health of alerting itself is never silenced. Nor is an alert of
    // which nothing is kept that could be compared, as in older versions.
    private Optional<Silence> holding(AlertReference alert, List<Silence> ofAllRules, Instant now) {
        return alert.ruleId().equals(HealthMessages.ID) || alert.fields().isEmpty()
                ? Optional.empty()
                : Stream.concat(ofAllRules.stream(), silences.ofRule(alert.ruleId()).stream())
                        .filter(silence -> silence.holds(now) && AlertConditions.hold(silence.condition(), alert))
                        .findFirst();
    }

    /** {@return the keys of the states that {@link #hold} is to know} */
    public static Set<StateKey> keys(Notification notification, Set<Silence> holding) {
        Set<StateKey> keys = new HashSet<>(DeliveryDecider.toldKeys(notification));
        keys.add(NotificationKeys.merged(notification));
        holding.forEach(silence -> keys.add(StateKey.silenceUse(silence.id())));
        return keys;
    }

    /** Ends the claim of a notification that silences hold back. */
    public Withheld hold(Claim claim, Set<Silence> holding, Instant now, Known known) {
        OutboxItem item = claim.item();
        Notification notification = item.notification();
        List<HeldBack> heldBack = heldBack(notification, holding);
        List<Change> changes = new ArrayList<>();
        holding.forEach(silence -> Silences.used(silence, known).ifPresent(changes::add));
        if (waits(item, now)) {
            Instant again = again(holding, now);
            OutboxItem next = new OutboxItem(notification, item.enqueuedAt(), item.failures(), again, item.opens());
            List<HistoryEntry> history = isFirst(item) ? history(notification, heldBack, now) : List.of();
            return new Withheld(
                    notification,
                    heldBack,
                    new Commit(changes, List.of(), Set.of(), List.of(new Settlement(claim, next)), history),
                    again);
        }
        Set<String> withdrawn = untold(item, now, known, changes);
        return new Withheld(
                notification,
                heldBack,
                new Commit(
                        changes,
                        List.of(),
                        withdrawn,
                        List.of(new Settlement(claim, null)),
                        history(notification, heldBack, now)),
                null);
    }

    // What a posture rule tells once, and the end of an alert that was told, no evaluation tells again.
    private boolean waits(OutboxItem item, Instant now) {
        Set<String> firing = fingerprints(item.notification(), AlertStatus.FIRING);
        Set<String> ends = fingerprints(item.notification(), AlertStatus.RESOLVED);
        boolean once = delivery.isToldOnce(item.notification()) || !firing.containsAll(ends);
        return once && Duration.between(DeliveryDecider.begun(item), now).compareTo(DeliveryDecider.WHILE_BROKEN) < 0;
    }

    private static Set<String> fingerprints(Notification notification, AlertStatus status) {
        return notification.alerts().stream()
                .filter(alert -> alert.status() == status)
                .map(AlertReference::fingerprint)
                .collect(Collectors.toSet());
    }

    // A silence may be ended early, and an item that waits longer counts as written by a clock that ran ahead.
    private Instant again(Set<Silence> holding, Instant now) {
        Instant pause = now.plus(delivery.longestPause());
        return Stream.concat(
                        Stream.of(pause), holding.stream().map(Silence::until).flatMap(Stream::ofNullable))
                .min(Comparator.naturalOrder())
                .orElse(pause);
    }

    private static boolean isFirst(OutboxItem item) {
        return item.failures() > 0 || !item.nextAttempt().isAfter(DeliveryDecider.begun(item));
    }

    // Gives the keys of what is taken out of the outbox besides.
    private Set<String> untold(OutboxItem item, Instant now, Known known, List<Change> changes) {
        Notification notification = item.notification();
        for (StateKey key : DeliveryDecider.toldKeys(notification)) {
            ToldState before = known.told(key.id());
            ToldState next = before.with(silenced(before, notification.key()));
            if (!next.equals(before)) {
                changes.add(new Change(key, known.revision(key), next, delivery.expiresAt(notification, now)));
            }
        }
        StateKey merged = NotificationKeys.merged(notification);
        if (!(known.value(merged) instanceof MergeState before)) {
            return Set.of();
        }
        Set<String> firing = fingerprints(notification, AlertStatus.FIRING);
        List<Notification> ends = endsOfUntold(before, firing, known);
        MergeState next = without(before, ends).at(latest(now, item)).heldBack(firing);
        changes.add(new Change(merged, known.revision(merged), next, MergePlanner.expiresAt(next, now)));
        return ends.stream().map(Notification::key).collect(Collectors.toSet());
    }

    // An evaluation may have taken the alert as told, and its end as news, before this was about to be sent.
    private static List<Notification> endsOfUntold(MergeState state, Set<String> firing, Known known) {
        return state.notifications().stream()
                .flatMap(key -> known.untouched(key).stream())
                .map(OutboxItem::notification)
                .filter(each -> each.alerts().stream()
                        .allMatch(alert -> alert.status() == AlertStatus.RESOLVED
                                && firing.contains(alert.fingerprint())
                                && state.waiting().get(alert.fingerprint()) == AlertStatus.RESOLVED
                                && state.fresh().contains(alert.fingerprint())))
                .toList();
    }

    private static MergeState without(MergeState state, List<Notification> notifications) {
        Instant opens = state.opens();
        if (notifications.isEmpty() || opens == null) {
            return state;
        }
        Map<String, AlertStatus> waiting = new HashMap<>(state.waiting());
        Set<String> keys = new HashSet<>(state.notifications());
        for (Notification each : notifications) {
            keys.remove(each.key());
            each.alerts().forEach(alert -> waiting.remove(alert.fingerprint()));
        }
        return state.waiting(waiting, waiting.isEmpty() ? null : opens, keys);
    }

    // An item that a clock wrote which ran ahead is sent before it opens.
    private static Instant latest(Instant now, OutboxItem item) {
        Instant opens = item.opens();
        return opens != null && opens.isAfter(now) ? opens : now;
    }

    private static Map<Target, ToldState.Entry> silenced(ToldState before, String notification) {
        Map<Target, ToldState.Entry> silenced = new HashMap<>();
        before.targets().forEach((target, entry) -> {
            if (entry.notification().equals(notification) && entry.progress() == ToldState.Progress.WAITING) {
                silenced.put(
                        target,
                        new ToldState.Entry(entry.at(), ToldState.Progress.SILENCED, notification, entry.knows()));
            }
        });
        return silenced;
    }

    private static List<HeldBack> heldBack(Notification notification, Set<Silence> holding) {
        String by = holding.stream().map(Silence::described).collect(Collectors.joining("; "));
        boolean ends = holding.stream().allMatch(silence -> silence.until() != null);
        Instant until = ends
                ? holding.stream()
                        .map(Silence::until)
                        .flatMap(Stream::ofNullable)
                        .max(Comparator.naturalOrder())
                        .orElse(null)
                : null;
        return notification.to().stream()
                .map(Address::recipientId)
                .distinct()
                .map(recipient -> new HeldBack(notification.channel(), recipient, HeldBack.Reason.SILENCED, until, by))
                .toList();
    }

    private static List<HistoryEntry> history(Notification notification, List<HeldBack> heldBack, Instant now) {
        List<String> facts = new ArrayList<>();
        facts.add(HistoryExplainer.ATTEMPTED + notification.key());
        heldBack.forEach(held -> facts.add(HistoryExplainer.HELD_BACK + held.explanation()));
        return notification.alerts().stream()
                .map(AlertReference::ruleId)
                .distinct()
                .map(rule -> new HistoryEntry(now, rule, HistoryEntry.Kind.HELD_BACK, facts))
                .toList();
    }
}
