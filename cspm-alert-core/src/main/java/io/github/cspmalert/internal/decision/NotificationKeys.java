package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.internal.decision.NotificationPlanner.Step;
import io.github.cspmalert.state.StateKey;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Makes the keys of the notifications of query rules: the same whenever the same is decided again. The place of the action parts
 * the actions of one policy, and a digest of the recipients what is told to somebody who was added meanwhile.
 */
final class NotificationKeys {

    private NotificationKeys() {}

    /**
     * {@return the key of a notification of one alert} The same for every attempt to tell of it within one repeat interval, also
     * after everything was forgotten, since two tellings are a repeat interval apart.
     */
    static String of(AlertRule rule, Alert alert, Step step) {
        Instant at = alert.alertTime();
        long nanos = at.getEpochSecond() * 1_000_000_000L + at.getNano();
        long interval = Math.floorDiv(nanos, rule.repeatInterval().toNanos());
        // An alert whose end is told may fire again within its repeat interval.
        String firing = rule.sendResolved() ? "-" + alert.fireTime().getEpochSecond() : "";
        String told = alert.status() == AlertStatus.RESOLVED ? "-resolved" : "-" + interval;
        return alert.fingerprint() + firing + told + actionAndRecipients(step);
    }

    /** {@return what the key of a notification of merged alerts begins with, as long as it grows} */
    static String slot(StateKey merged, Instant opens, Step step) {
        return merged.id() + "-" + opens.getEpochSecond() + actionAndRecipients(step);
    }

    /** {@return the key of a notification of merged alerts, by the last one that made it grow} */
    static String inSlot(String slot, Alert alert) {
        return slot + "-" + alert.fingerprint() + "-" + alert.status().text();
    }

    /** {@return the key of the state of the alerts that a notification tells together, if they are merged} */
    static StateKey merged(Notification notification) {
        return StateKey.merged(notification.key().split("-")[0]);
    }

    // No format string: some languages write the digits of numbers with their own characters.
    private static String actionAndRecipients(Step step) {
        int recipients = step.recipients().stream().map(User::id).toList().hashCode();
        return "-" + step.index() + "-" + HexFormat.of().toHexDigits(recipients);
    }
}
