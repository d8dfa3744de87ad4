package io.github.cspmalert.state;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a rule. Immutable and thread-safe.
 *
 * @param evaluatedTo the instant of the last evaluation that succeeded, up to which all log time of the schedule was
 *     looked at; null if there was none
 * @param hits how many evaluations in a row met a severity's condition, by fingerprint; only those that did
 * @param firing since when each alert that fires does so, by fingerprint
 */
public record RuleState(@Nullable Instant evaluatedTo, Map<String, Integer> hits, Map<String, Instant> firing)
        implements StateValue {

    /** The state of a rule that was never evaluated. */
    public static final RuleState EMPTY = new RuleState(null, Map.of(), Map.of());

    /**
     * Copies the maps.
     *
     * @param evaluatedTo the instant of the last evaluation that succeeded, or null
     * @param hits how many evaluations in a row met a severity's condition, by fingerprint
     * @param firing since when each alert that fires does so, by fingerprint
     */
    public RuleState {
        hits = Map.copyOf(hits);
        firing = Map.copyOf(firing);
    }
}
