package io.github.cspmalert.state;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of an alert. Only what a channel accepted counts as told; what still waits in the outbox is remembered as
 * waiting. Immutable and thread-safe.
 *
 * @param targets what is known of each target
 */
public record ToldState(Map<Target, Entry> targets) implements StateValue {

    /** Nobody was told. */
    public static final ToldState EMPTY = new ToldState(Map.of());

    /** How far the telling of one target is. */
    public enum Progress {
        /** A notification waits in the outbox, or is being sent. */
        WAITING,
        /** The channel accepted it. */
        TOLD,
        /** The channel refused the address for good. */
        REFUSED,
        /** A silence held the last notification back. */
        SILENCED
    }

    /**
     * What is known of one target.
     *
     * @param at from when the repeat interval counts
     * @param progress how far the telling is
     * @param notification the key of the last notification
     * @param knows whether the channel accepted any notification of the alert since it fires
     */
    public record Entry(Instant at, Progress progress, String notification, boolean knows) {

        /**
         * Checks that no part is null.
         *
         * @param at from when the repeat interval counts
         * @param progress how far the telling is
         * @param notification the key of the last notification
         * @param knows whether the channel accepted any notification of the alert since it fires
         */
        public Entry {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(progress, "progress");
            Objects.requireNonNull(notification, "notification");
        }

        /**
         * Notes the first notification to a target.
         *
         * @param at from when the repeat interval counts
         * @param progress how far the telling is; the target knows of the alert if it is {@link Progress#TOLD}
         * @param notification the key of the notification
         */
        public Entry(Instant at, Progress progress, String notification) {
            this(at, progress, notification, progress == Progress.TOLD);
        }
    }

    /**
     * Copies the map.
     *
     * @param targets what is known of each target
     */
    public ToldState {
        targets = Map.copyOf(targets);
    }

    /**
     * Returns what is known of a target.
     *
     * @param target the target
     * @return what is known, or empty if it was never to be told
     */
    public Optional<Entry> of(Target target) {
        return Optional.ofNullable(targets.get(target));
    }

    /**
     * Tells whether a target knows of the alert.
     *
     * @param target the target
     * @return whether the channel accepted a notification to it since the alert fires
     */
    public boolean knows(Target target) {
        return of(target).filter(Entry::knows).isPresent();
    }

    /**
     * Replaces what is known of some targets, all at once: one by one would copy the whole state for each of them.
     *
     * @param entries what is known of them now, or null for those to be forgotten
     * @return the state with them
     */
    public ToldState with(Map<Target, ? extends @Nullable Entry> entries) {
        Map<Target, Entry> next = new HashMap<>(targets);
        entries.forEach((target, entry) -> {
            if (entry == null) {
                next.remove(target);
            } else {
                next.put(target, entry);
            }
        });
        return new ToldState(next);
    }

    /**
     * Replaces what is known of a target.
     *
     * @param target the target
     * @param entry what is known now, or null to forget it
     * @return the state with it
     */
    public ToldState with(Target target, @Nullable Entry entry) {
        return with(Collections.singletonMap(target, entry));
    }
}
