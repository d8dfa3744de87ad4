package io.github.cspmalert.definition.recipient;

import io.github.cspmalert.internal.Checks;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Objects;

/**
 * When a turn of a rotation passes on. Days and times are those of the calendar's zone, also where clocks are put forward or
 * back: a daily shift then has 23 or 25 hours. Immutable and thread-safe.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/rotating-shifts-and-substitute-shifts">SLS: rotations and overrides</a>
 */
public sealed interface Shift {

    /**
     * Passes the turn on after a time, counted from the start of the rotation.
     *
     * @param every the time
     */
    record Hourly(Duration every) implements Shift {

        /**
         * Checks the time.
         *
         * @param every the time
         * @throws IllegalArgumentException if it is less than a minute, or not whole seconds
         */
        public Hourly {
            if (Checks.wholeSeconds("every", every).toMinutes() < 1) {
                throw new IllegalArgumentException("every must be at least one minute, but is " + every);
            }
        }
    }

    /**
     * Passes the turn on at a time of day.
     *
     * @param days every so many days
     * @param at the time of day
     */
    record Daily(int days, LocalTime at) implements Shift {

        /**
         * Checks the parts.
         *
         * @param days every so many days
         * @param at the time of day
         * @throws IllegalArgumentException if the days are not 1 to 365
         */
        public Daily {
            Checks.inRange("days", days, 1, 365);
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * Passes the turn on at a time of a day of the week.
     *
     * @param weeks every so many weeks
     * @param day the day of the week
     * @param at the time of day
     */
    record Weekly(int weeks, DayOfWeek day, LocalTime at) implements Shift {

        /**
         * Checks the parts.
         *
         * @param weeks every so many weeks
         * @param day the day of the week
         * @param at the time of day
         * @throws IllegalArgumentException if the weeks are not 1 to 52
         */
        public Weekly {
            Checks.inRange("weeks", weeks, 1, 52);
            Objects.requireNonNull(day, "day");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * Passes the turn on after a time.
     *
     * @param every the time, counted from the start of the rotation; at least one minute
     * @return the shift
     * @throws IllegalArgumentException if it is less than a minute, or not whole seconds
     */
    static Shift hourly(Duration every) {
        return new Hourly(every);
    }

    /**
     * Passes the turn on every day.
     *
     * @param at the time of day
     * @return the shift
     */
    static Shift daily(LocalTime at) {
        return new Daily(1, at);
    }

    /**
     * Passes the turn on every week.
     *
     * @param day the day of the week
     * @param at the time of day
     * @return the shift
     */
    static Shift weekly(DayOfWeek day, LocalTime at) {
        return new Weekly(1, day, at);
    }
}
