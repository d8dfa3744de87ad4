package io.github.cspmalert;

import io.github.cspmalert.alert.AlertState;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.policy.NotificationPlanner;
import io.github.cspmalert.state.PendingNotification;
import io.github.cspmalert.state.RuleState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings what an engine could not save onto what is in the store by now. Pure. */
final class StateMerge {

    private StateMerge() {}

    static RuleState onto(RuleState saved, RuleState unsaved) {
        Map<String, AlertState> alerts = new HashMap<>(saved.alerts());
        unsaved.alerts().forEach((fingerprint, mine) -> alerts.merge(fingerprint, mine, StateMerge::told));
        return saved.withAlerts(alerts)
                .withPending(pending(saved, unsaved))
                .withMissedFrom(earlier(saved.missedFrom(), unsaved.missedFrom()));
    }

    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private static AlertState told(AlertState saved, AlertState unsaved) {
        Map<String, Instant> told = new HashMap<>(saved.told());
        unsaved.told().forEach((target, at) -> told.merge(target, at, (one, two) -> one.isAfter(two) ? one : two));
        return new AlertState(saved.firingSince() == null ? unsaved.firingSince() : saved.firingSince(), told);
    }

    private static List<PendingNotification> pending(RuleState saved, RuleState unsaved) {
        List<PendingNotification> all = new ArrayList<>(saved.pending());
        Set<String> known = all.stream().map(each -> each.notification().key()).collect(Collectors.toSet());
        for (PendingNotification each : unsaved.pending()) {
            List<Address> untold = each.notification().to().stream()
                    .filter(address -> untold(saved, each.notification(), address))
                    .toList();
            if (!untold.isEmpty() && !known.contains(each.notification().key())) {
                all.add(new PendingNotification(
                        each.notification().to(untold), each.failures(), each.nextAttempt(), each.giveUpAt()));
            }
        }
        return all;
    }

    // Whoever the store knows as told of this evaluation or a later one was told, or is being told, by somebody else.
    private static boolean untold(RuleState saved, Notification notification, Address address) {
        String target = NotificationPlanner.target(notification.channel(), address.recipientId());
        return saved.alerts()
                .getOrDefault(notification.alert().fingerprint(), AlertState.NEW)
                .told(target)
                .filter(at -> !at.isBefore(notification.alert().alertTime()))
                .isEmpty();
    }
}
