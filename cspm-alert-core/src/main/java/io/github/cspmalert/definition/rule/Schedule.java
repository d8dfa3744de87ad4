package io.github.cspmalert.definition.rule;

import io.github.cspmalert.internal.Checks;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * When a rule is evaluated.
 *
 * @see <a href="https://alibabacloud.com/help/en/sls/developer-reference/api-sls-2020-12-30-struct-alert">SLS: alert
 *     rule</a>
 */
public sealed interface Schedule {

    /**
     * Creates SLS's "fixed rate" schedule: first at the start, then at equal distances from it.
     *
     * @param interval the distance; at least one second. SLS itself takes 60 seconds to 30 days
     * @return the schedule
     * @throws IllegalArgumentException if the interval is less than one second or more than 3650 days
     */
    static FixedRate fixedRate(Duration interval) {
        return new FixedRate(interval);
    }

    /**
     * Creates a schedule by a cron expression of SLS.
     *
     * @param expression minute, hour, day of month, month and day of week, such as {@code 0/5 * * * *}
     * @param zone the offset from UTC that it is meant in
     * @return the schedule
     * @throws IllegalArgumentException if the expression has not five fields or more than 64 characters, or the offset is
     *     not whole minutes between -12:00 and +14:00
     */
    static Cron cron(String expression, ZoneOffset zone) {
        return new Cron(expression, zone);
    }

    /** {@return SLS's old schedule "every hour"} */
    static Hourly hourly() {
        return new Hourly();
    }

    /**
     * Creates SLS's old schedule "every day".
     *
     * @param hour the hour, 0 to 23
     * @return the schedule
     * @throws IllegalArgumentException if the hour is out of range
     */
    static Daily daily(int hour) {
        return new Daily(hour);
    }

    /**
     * Creates SLS's old schedule "every week".
     *
     * @param day the day
     * @param hour the hour, 0 to 23
     * @return the schedule
     * @throws IllegalArgumentException if the hour is out of range
     */
    static Weekly weekly(DayOfWeek day, int hour) {
        return new Weekly(day, hour);
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

        /**
         * Works out the next evaluation.
         *
         * @param due the instant at which the last evaluation was due
         * @param now the present instant
         * @return the first instant after {@code now} at which an evaluation is due; evaluations that were missed in
         *     between are left out
         */
        public Instant next(Instant due, Instant now) {
            if (now.isBefore(due)) {
                return due;
            }
            long steps = Duration.between(due, now).dividedBy(interval) + 1;
            return due.plus(interval.multipliedBy(steps));
        }
    }

    /**
     * Evaluations by a cron expression of five fields, to the minute.
     *
     * @param expression minute, hour, day of month, month and day of week
     * @param zone the offset from UTC that it is meant in
     */
    record Cron(String expression, ZoneOffset zone) implements Schedule {

        private static final int EARLIEST = -12 * 3600;
        private static final int LATEST = 14 * 3600;

        /**
         * Checks the parts.
         *
         * @param expression minute, hour, day of month, month and day of week
         * @param zone the offset from UTC that it is meant in
         * @throws IllegalArgumentException if the expression has not five fields or more than 64 characters, or the offset
         *     is not whole minutes between -12:00 and +14:00
         */
        public Cron {
            if (!expression.matches("[0-9*/,?A-Za-z#-]+( +[0-9*/,?A-Za-z#-]+){4}") || expression.length() > 64) {
                throw new IllegalArgumentException(
                        "cron expression must have five fields and at most 64 characters, such as 0/5 * * * *, but is '%s'"
                                .formatted(Checks.printable(expression)));
            }
            int seconds = Objects.requireNonNull(zone, "zone").getTotalSeconds();
            if (seconds % 60 != 0 || seconds < EARLIEST || seconds > LATEST) {
                throw new IllegalArgumentException(
                        "zone must be whole minutes between -12:00 and +14:00, but is " + zone);
            }
        }
    }

    /** Every hour. */
    record Hourly() implements Schedule {}

    /**
     * Every day.
     *
     * @param hour the hour, 0 to 23
     */
    record Daily(int hour) implements Schedule {

        /**
         * Checks the hour.
         *
         * @param hour the hour
         * @throws IllegalArgumentException if the hour is out of range
         */
        public Daily {
            Checks.inRange("hour", hour, 0, 23);
        }
    }

    /**
     * Every week.
     *
     * @param day the day
     * @param hour the hour, 0 to 23
     */
    record Weekly(DayOfWeek day, int hour) implements Schedule {

        /**
         * Checks the parts.
         *
         * @param day the day
         * @param hour the hour
         * @throws IllegalArgumentException if the hour is out of range
         */
        public Weekly {
            Objects.requireNonNull(day, "day");
            Checks.inRange("hour", hour, 0, 23);
        }
    }
}
