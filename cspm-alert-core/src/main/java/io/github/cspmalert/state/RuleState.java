package io.github.cspmalert.state;

import io.github.cspmalert.definition.rule.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a rule. Immutable and thread-safe.
 *
 * @param evaluatedTo the instant of the last evaluation that succeeded, up to which all log time of the schedule was
 *     looked at; null if there was none
 * @param hits how many evaluations in a row met a severity's condition, by fingerprint; only those that did. How many
 *     in a row had no data stands under {@value #NO_DATA}
 * @param firing the alerts that fire, by fingerprint
 */
public record RuleState(@Nullable Instant evaluatedTo, Map<String, Integer> hits, Map<String, Firing> firing)
        implements StateValue {

    /** Under this the evaluations in a row that had no data are counted: {@value}. */
    public static final String NO_DATA = "no-data";

    /** The state of a rule that was never evaluated. */
    public static final RuleState EMPTY = new RuleState(null, Map.of(), Map.of());

    /**
     * What is remembered of an alert that fires, so that its end can be told.
     *
     * @param since since when it does
     * @param severity how bad it was when it fired last
     * @param labels its labels, which are part of its identity
     */
    public record Firing(Instant since, Severity severity, Map<String, String> labels) {

        /**
         * Copies the labels, in their order.
         *
         * @param since since when it does
         * @param severity how bad it was when it fired last
         * @param labels its labels
         */
        public Firing {
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(severity, "severity");
            labels = labels.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        }
    }

    /**
     * Copies the maps.
     *
     * @param evaluatedTo the instant of the last evaluation that succeeded, or null
     * @param hits how many evaluations in a row met a severity's condition, by fingerprint
     * @param firing the alerts that fire, by fingerprint
     */
    public RuleState {
        hits = Map.copyOf(hits);
        firing = Map.copyOf(firing);
    }
}
