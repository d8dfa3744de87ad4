package io.github.cspmalert.state;

import io.github.cspmalert.alert.AlertStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
 * @param fresh those of the told alerts of which the last notification told for the first time
 * @param silenced those of the told alerts whose last notification a silence held back, so that they are told anew
 * @param sources which alerts hold others back, each by what tells apart what it is a source of, with the instant up to which
 *     it counts as firing if no evaluation sees it again
 */
public record MergeState(
        Map<String, AlertStatus> told,
        @Nullable Instant toldAt,
        Map<String, AlertStatus> waiting,
        @Nullable Instant opens,
        Set<String> notifications,
        Set<String> fresh,
        Set<String> silenced,
        Map<String, Instant> sources)
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
     * @param fresh those of the told alerts of which the last notification told for the first time
     * @param silenced those of the told alerts whose last notification a silence held back
     * @param sources which alerts hold others back, and up to when they count as firing
     */
    public MergeState {
        told = Map.copyOf(told);
        waiting = Map.copyOf(waiting);
        notifications = Set.copyOf(notifications);
        fresh = Set.copyOf(fresh);
        silenced = Set.copyOf(silenced);
        sources = Map.copyOf(sources);
    }

    /**
     * Notes alerts that no silence holds back, and none of which holds others back.
     *
     * @param told the alerts that were told of and still fire
     * @param toldAt when they were told last, or null
     * @param waiting the alerts that wait to be told together
     * @param opens when they are told, or null
     * @param notifications the keys of the notifications that wait for it
     */
    public MergeState(
            Map<String, AlertStatus> told,
            @Nullable Instant toldAt,
            Map<String, AlertStatus> waiting,
            @Nullable Instant opens,
            Set<String> notifications) {
        this(told, toldAt, waiting, opens, notifications, Set.of(), Set.of(), Map.of());
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
        Set<String> first = new HashSet<>(waiting.keySet());
        first.removeAll(told.keySet());
        first.retainAll(all.keySet());
        Set<String> still = new HashSet<>(silenced);
        still.removeAll(waiting.keySet());
        still.retainAll(all.keySet());
        return new MergeState(all, opens, Map.of(), null, Set.of(), first, still, sources);
    }

    /**
     * Replaces what waits to be told.
     *
     * @param waiting the alerts that wait to be told together
     * @param opens when they are told, or null if none waits
     * @param notifications the keys of the notifications that wait for it
     * @return the state with them
     */
    public MergeState waiting(Map<String, AlertStatus> waiting, @Nullable Instant opens, Set<String> notifications) {
        return new MergeState(told, toldAt, waiting, opens, notifications, fresh, silenced, sources);
    }

    /**
     * Notes that a notification was held back, so that nobody was told what it says.
     *
     * @param alerts the alerts that it was about, by fingerprint
     * @return the state, in which alerts that nobody was told of before are forgotten, and others are to be told anew
     */
    public MergeState heldBack(Collection<String> alerts) {
        Map<String, AlertStatus> known = new HashMap<>(told);
        Set<String> anew = new HashSet<>(silenced);
        for (String fingerprint : alerts) {
            if (fresh.contains(fingerprint)) {
                known.remove(fingerprint);
            } else if (known.containsKey(fingerprint)) {
                anew.add(fingerprint);
            }
        }
        return new MergeState(known, toldAt, waiting, opens, notifications, fresh, anew, sources);
    }

    /**
     * Replaces which alerts hold others back.
     *
     * @param sources which, each by what tells apart what it is a source of, and up to when they count as firing
     * @return the state with them
     */
    public MergeState sources(Map<String, Instant> sources) {
        return new MergeState(told, toldAt, waiting, opens, notifications, fresh, silenced, sources);
    }
}
