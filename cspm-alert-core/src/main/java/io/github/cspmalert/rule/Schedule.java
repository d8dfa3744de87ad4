package io.github.cspmalert.rule;

import io.github.cspmalert.internal.Checks;
import java.time.Duration;
import java.time.Instant;

/** When a rule is evaluated. */
public sealed interface Schedule {

    /**
     * Works out the next evaluation.
     *
     * @param due the instant at which the last evaluation was due
     * @param now the present instant
     * @return the first instant after {@code now} at which an evaluation is due; evaluations that were missed in between
     *     are left out
     */
    Instant next(Instant due, Instant now);

    /**
     * {@return the time between two evaluations, for {@code alert.next_eval_interval}}
     */
    Duration interval();

    /**
     * Creates SLS's "fixed rate" schedule: first at the start, then at equal distances from it.
     *
     * @param interval the distance; at least one second. SLS itself takes 60 seconds to 30 days
     * @return the schedule
     * @throws IllegalArgumentException if the interval is less than one second or more than 3650 days
     */
    static Schedule fixedRate(Duration interval) {
        return new FixedRate(interval);
    }

    /**
     * Evaluations at equal distances.
     *
     * @param interval the distance; at least one second
     */
    record FixedRate(Duration interval) implements Schedule {

        /**
         * Checks the interval.
         *
         * @param interval the distance
         * @throws IllegalArgumentException if the interval is less than one second or more than 3650 days
         */
        public FixedRate {
            if (Checks.positive("interval", interval).getSeconds() < 1) {
                throw new IllegalArgumentException("interval must be at least one second, but is " + interval);
            }
        }

        @Override
        public Instant next(Instant due, Instant now) {
            if (now.isBefore(due)) {
                return due;
            }
            long steps = Duration.between(due, now).dividedBy(interval) + 1;
            return due.plus(interval.multipliedBy(steps));
        }
    }
}
