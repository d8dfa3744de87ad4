package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.internal.decision.NotificationPlanner.Step;
import io.github.cspmalert.state.MergeState;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.ToldState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one evaluation puts into the outbox, and what it takes out, since a new notification says that too. What may have arrived
 * is left as it is, under its own key. For one thread.
 */
final class OutboxDraft {

    /** So many alerts at most does a notification refer to. */
    static final int MOST_REFERENCES = 1_000;

    private final Known known;
    private final Instant now;
    private final List<Notification> notifications = new ArrayList<>();
    private final Map<String, Instant> opens = new HashMap<>();
    // By key: the key of the notification that says it too.
    private final Map<String, String> withdrawn = new LinkedHashMap<>();

    OutboxDraft(Known known, Instant now) {
        this.known = known;
        this.now = now;
    }

    /**
     * Puts a notification in. It says also what an older one to the same people would have said that was not even attempted, so
     * that a channel which comes back after a long time is not flooded.
     */
    void add(Notification notification, Step step, ToldState told) {
        opens.put(notification.key(), step.opens());
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
        notifications.add(older.map(each -> join(notification, each)).orElse(notification));
    }

    /** Puts a notification in that takes the place of the one with the same slot, if there is one, and says what that does. */
    void addInSlot(String slot, Notification notification, Instant opensAt, MergeState state) {
        opens.put(notification.key(), opensAt);
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

    private static Notification join(Notification newer, Notification older) {
        Message message = fingerprints(newer).containsAll(fingerprints(older))
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

    List<Notification> notifications() {
        return Collections.unmodifiableList(notifications);
    }

    List<OutboxItem> items() {
        return notifications.stream()
                .map(each -> OutboxItem.of(each, now).opening(opens.getOrDefault(each.key(), now)))
                .toList();
    }

    /** {@return the keys of what is taken out, each with the key of the notification that says it too} */
    Map<String, String> withdrawn() {
        return Collections.unmodifiableMap(withdrawn);
    }

    /** {@return the instants before which notifications are not to be sent, by key; only those that wait} */
    Map<String, Instant> waiting() {
        return opens.entrySet().stream()
                .filter(each -> each.getValue().isAfter(now))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
