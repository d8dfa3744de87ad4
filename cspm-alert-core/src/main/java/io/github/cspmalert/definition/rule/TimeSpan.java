package io.github.cspmalert.definition.rule;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.internal.Checks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Which range of log time a rule's query looks at, relative to the instant of the evaluation.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/set-query-statistics-statement">SLS: query statistics, time ranges</a>
 */
public sealed interface TimeSpan {

    /** The offset from UTC that SLS's days begin in. */
    ZoneOffset ZONE = ZoneOffset.ofHours(8);

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
    static Relative relative(Duration length) {
        return new Relative(length);
    }

    /**
     * Creates SLS's "custom" time span: from one time before the evaluation to another. Seventy to ten seconds leaves time
     * for logs to arrive.
     *
     * @param from how long before the evaluation it begins
     * @param to how long before the evaluation it ends; less than {@code from}, negative if it ends after the evaluation
     * @return the time span
     * @throws IllegalArgumentException if one of them is not whole seconds or more than 3650 days, {@code from} is not
     *     positive, or {@code to} is not less than {@code from}
     */
    static Custom custom(Duration from, Duration to) {
        return new Custom(from, to);
    }

    /**
     * Creates SLS's "time frame": whole units up to the one that the evaluation falls into. Evaluated at 12:03:30, one
     * minute is {@code [12:02:00, 12:03:00)}.
     *
     * @param count how many units; 1 or more
     * @param unit seconds, minutes, hours or days; days begin at midnight of UTC+8
     * @return the time span
     * @throws IllegalArgumentException if the count is not positive, or it is another unit
     */
    static Truncated truncated(int count, ChronoUnit unit) {
        return new Truncated(count, unit);
    }

    /** {@return SLS's "today": from midnight of UTC+8 to the evaluation} */
    static Today today() {
        return new Today();
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

    /**
     * From one time before the evaluation to another.
     *
     * @param from how long before the evaluation it begins
     * @param to how long before the evaluation it ends; less than {@code from}, negative if it ends after the evaluation
     */
    record Custom(Duration from, Duration to) implements TimeSpan {

        /**
         * Checks the times.
         *
         * @param from how long before the evaluation it begins
         * @param to how long before the evaluation it ends
         * @throws IllegalArgumentException if one of them is not whole seconds or more than 3650 days, {@code from} is not
         *     positive, or {@code to} is not less than {@code from}
         */
        public Custom {
            Checks.wholeSeconds("from", from);
            Checks.notNegative("to", to.abs());
            if (to.getNano() != 0 || to.compareTo(from) >= 0) {
                throw new IllegalArgumentException(
                        "to must be whole seconds and less than from (%s), but is %s".formatted(from, to));
            }
        }

        @Override
        public TimeRange at(Instant evaluation) {
            return new TimeRange(evaluation.minus(from), evaluation.minus(to));
        }
    }

    /**
     * Whole units up to the one that the evaluation falls into.
     *
     * @param count how many units; 1 or more
     * @param unit seconds, minutes, hours or days
     */
    record Truncated(int count, ChronoUnit unit) implements TimeSpan {

        /**
         * Checks the parts.
         *
         * @param count how many units
         * @param unit seconds, minutes, hours or days
         * @throws IllegalArgumentException if the count is not positive, or it is another unit
         */
        public Truncated {
            Checks.inRange("count", count, 1, 1_000_000);
            switch (Objects.requireNonNull(unit, "unit")) {
                case SECONDS, MINUTES, HOURS, DAYS -> {}
                default ->
                    throw new IllegalArgumentException("unit must be seconds, minutes, hours or days, but is " + unit);
            }
        }

        @Override
        public TimeRange at(Instant evaluation) {
            Instant end = evaluation.atOffset(ZONE).truncatedTo(unit).toInstant();
            return new TimeRange(end.minus(count, unit), end);
        }
    }

    /** From midnight to the evaluation. */
    record Today() implements TimeSpan {

        @Override
        public TimeRange at(Instant evaluation) {
            Instant midnight =
                    LocalDate.ofInstant(evaluation, ZONE).atStartOfDay(ZONE).toInstant();
            Instant end = evaluation.equals(midnight) ? midnight.plusSeconds(1) : evaluation;
            return new TimeRange(midnight, end);
        }
    }
}
