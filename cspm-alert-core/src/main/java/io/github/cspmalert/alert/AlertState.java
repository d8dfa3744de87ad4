package io.github.cspmalert.alert;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one alert from one evaluation to the next. Immutable and thread-safe.
 *
 * @param firingSince the instant of the first evaluation in a row that fired, or null if the last one did not fire
 * @param told when each target was last told, by target; see {@link #told(String)}
 */
public record AlertState(@Nullable Instant firingSince, Map<String, Instant> told) {

    /** The state of an alert that nobody has heard of. */
    public static final AlertState NEW = new AlertState(null, Map.of());

    /**
     * Copies the map.
     *
     * @param firingSince the instant of the first evaluation in a row that fired, or null
     * @param told when each target was last told
     */
    public AlertState {
        told = Map.copyOf(told);
    }

    /**
     * Returns when a target was last told of the alert.
     *
     * @param target a recipient on a channel, as the policy writes it
     * @return the instant of the evaluation that it was told of, or, if that reached it only after the next evaluation was
     *     due, the instant at which it did; empty if it never was told
     */
    public Optional<Instant> told(String target) {
        return Optional.ofNullable(told.get(target));
    }

    /**
     * Notes that a target is told, or forgets that it was.
     *
     * @param target a recipient on a channel, as the policy writes it
     * @param at the instant from which the repeat interval counts, or null to forget
     * @return the state with that
     */
    public AlertState withTold(String target, @Nullable Instant at) {
        Map<String, Instant> next = new HashMap<>(told);
        if (at == null) {
            next.remove(target);
        } else {
            next.put(target, at);
        }
        return new AlertState(firingSince, next);
    }

    /**
     * Notes whether the alert fires.
     *
     * @param since the instant of the first evaluation in a row that fired, or null if the last one did not fire
     * @return the state with that
     */
    public AlertState withFiringSince(@Nullable Instant since) {
        return new AlertState(since, told);
    }
}
