package io.github.cspmalert.state;

import io.github.cspmalert.alert.AlertStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of alerts that an alert policy merges. Immutable and thread-safe.
 *
 * @param told the alerts that were told of and still fire, by fingerprint
 * @param toldAt when they were told last; null if they never were
 * @param waiting the alerts that wait to be told together, by fingerprint
 * @param opens when they are told; null if none waits
 * @param notifications the keys of the notifications that wait for it
 */
public record MergeState(
        Map<String, AlertStatus> told,
        @Nullable Instant toldAt,
        Map<String, AlertStatus> waiting,
        @Nullable Instant opens,
        Set<String> notifications)
        implements StateValue {

    /** No alert was merged. */
    public static final MergeState EMPTY = new MergeState(Map.of(), null, Map.of(), null, Set.of());

    /**
     * Copies the collections.
     *
     * @param told the alerts that were told of and still fire
     * @param toldAt when they were told last, or null
     * @param waiting the alerts that wait to be told together
     * @param opens when they are told, or null
     * @param notifications the keys of the notifications that wait for it
     */
    public MergeState {
        told = Map.copyOf(told);
        waiting = Map.copyOf(waiting);
        notifications = Set.copyOf(notifications);
    }

    /**
     * Tells how it is at an instant.
     *
     * @param now the instant
     * @return the state, in which what waited until then was told; an alert that was told to be over is forgotten
     */
    public MergeState at(Instant now) {
        if (opens == null || opens.isAfter(now)) {
            return this;
        }
        Map<String, AlertStatus> all = new HashMap<>(told);
        all.putAll(waiting);
        all.values().removeIf(status -> status == AlertStatus.RESOLVED);
        return new MergeState(all, opens, Map.of(), null, Set.of());
    }
}
