package io.github.cspmalert.rule;

import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.query.TimeRange;
import java.time.Duration;
import java.time.Instant;

/**
 * Which range of log time a rule's query looks at, seen from the instant of the evaluation.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/set-query-statistics-statement">SLS: query statistics, time ranges</a>
 */
public sealed interface TimeSpan {

    /**
     * Works out the range.
     *
     * @param evaluation the instant of the evaluation
     * @return the range, half-open, in whole seconds
     */
    TimeRange at(Instant evaluation);

    /**
     * Creates SLS's "relative" time span: the given time up to the evaluation. Evaluated at 12:03:30, one minute is
     * {@code [12:02:30, 12:03:30)}.
     *
     * @param length how far to look back; at least one second
     * @return the time span
     * @throws IllegalArgumentException if the length is less than one second or more than 3650 days
     */
    static TimeSpan relative(Duration length) {
        return new Relative(length);
    }

    /**
     * The given time up to the evaluation.
     *
     * @param length how far to look back; at least one second
     */
    record Relative(Duration length) implements TimeSpan {

        /**
         * Checks the length.
         *
         * @param length how far to look back
         * @throws IllegalArgumentException if the length is less than one second or more than 3650 days
         */
        public Relative {
            if (Checks.positive("length", length).getSeconds() < 1) {
                throw new IllegalArgumentException("length must be at least one second, but is " + length);
            }
        }

        @Override
        public TimeRange at(Instant evaluation) {
            return new TimeRange(evaluation.minus(length), evaluation);
        }
    }
}
