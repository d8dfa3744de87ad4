package io.github.cspmalert;

import java.time.Instant;

/** Hears how far a replay is. Called on the thread that runs it, once for each simulated day. */
@FunctionalInterface
public interface ReplayListener {

    /**
     * Tells that a simulated day begins.
     *
     * @param at the first instant of an evaluation on that day
     * @param evaluations how many evaluations were made before it
     */
    void reached(Instant at, long evaluations);
}
