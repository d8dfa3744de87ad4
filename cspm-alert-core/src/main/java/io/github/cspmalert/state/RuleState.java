package io.github.cspmalert.state;

import io.github.cspmalert.alert.AlertState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of one rule. Immutable and thread-safe.
 *
 * @param revision the number of times that this state was saved; 0 if never
 * @param alerts what is remembered of each alert, by fingerprint
 * @param pending the notifications that are not yet with all of their recipients, oldest first
 * @param missedFrom the start of the log time that was not looked at because evaluations failed, or null if none was
 *     missed; the next evaluation looks at it too
 */
public record RuleState(
        long revision,
        Map<String, AlertState> alerts,
        List<PendingNotification> pending,
        @Nullable Instant missedFrom) {

    /** The state of a rule of which nothing is remembered. */
    public static final RuleState EMPTY = new RuleState(0, Map.of(), List.of(), null);

    /**
     * Copies the collections.
     *
     * @param revision the number of times that this state was saved
     * @param alerts what is remembered of each alert
     * @param pending the notifications that are not yet with all of their recipients
     * @param missedFrom the start of the log time that was not looked at, or null
     */
    public RuleState {
        alerts = Map.copyOf(alerts);
        pending = List.copyOf(pending);
    }

    /**
     * Replaces the revision.
     *
     * @param revision the number of times that the state was saved
     * @return the state with it
     */
    public RuleState withRevision(long revision) {
        return new RuleState(revision, alerts, pending, missedFrom);
    }

    /**
     * Replaces what is remembered of the alerts.
     *
     * @param alerts what is remembered of each alert, by fingerprint
     * @return the state with it
     */
    public RuleState withAlerts(Map<String, AlertState> alerts) {
        return new RuleState(revision, alerts, pending, missedFrom);
    }

    /**
     * Replaces the pending notifications.
     *
     * @param pending the notifications, oldest first
     * @return the state with them
     */
    public RuleState withPending(List<PendingNotification> pending) {
        return new RuleState(revision, alerts, pending, missedFrom);
    }

    /**
     * Replaces the start of the missed log time.
     *
     * @param missedFrom the start, or null if none was missed
     * @return the state with it
     */
    public RuleState withMissedFrom(@Nullable Instant missedFrom) {
        return new RuleState(revision, alerts, pending, missedFrom);
    }
}
