package io.github.cspmalert.state;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What happened, for people who ask why. Holds no row, address or secret.
 *
 * @param at when
 * @param ruleId the id of the rule
 * @param kind what it was
 * @param facts what there is to say, one sentence each
 */
public record HistoryEntry(Instant at, String ruleId, Kind kind, List<String> facts) {

    /** What can happen. */
    public enum Kind {
        /** The rule was evaluated. */
        EVALUATED,
        /** The rule could not be evaluated. */
        EVALUATION_FAILED,
        /** A notification was attempted. */
        ATTEMPTED,
        /** An incident was acknowledged or finished, ended by itself, or escalated. */
        INCIDENT,
        /** A notification was held back immediately before it would have been sent. */
        HELD_BACK
    }

    /**
     * Copies the facts.
     *
     * @param at when
     * @param ruleId the id of the rule
     * @param kind what it was
     * @param facts what there is to say, one sentence each
     */
    public HistoryEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(ruleId, "ruleId");
        Objects.requireNonNull(kind, "kind");
        facts = List.copyOf(facts);
    }
}
