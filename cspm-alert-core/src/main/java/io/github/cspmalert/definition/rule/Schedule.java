package io.github.cspmalert.definition.rule;

import io.github.cspmalert.internal.Checks;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Objects;

/**
 * When a rule is evaluated.
 *
 * @see <a href="https://alibabacloud.com/help/en/sls/developer-reference/api-sls-2020-12-30-struct-alert">SLS: alert
 *     rule</a>
 */
public sealed interface Schedule {

    /**
     * Works out the next instant of the schedule.
     *
     * @param anchor an instant of the schedule; a fixed rate counts from it, the other schedules do not need it
     * @param after the instant after which to look
     * @return the first instant of the schedule that is later
     */
    Instant next(Instant anchor, Instant after);

    /**
     * Works out the last instant of the schedule that has come.
     *
     * @param anchor an instant of the schedule
     * @param now the present instant, not before the anchor
     * @return the last instant of the schedule that is not later than now; the anchor if there is none after it
     */
    default Instant latest(Instant anchor, Instant now) {
        Instant latest = anchor;
        for (Instant next = next(anchor, anchor); !next.isAfter(now); next = next(anchor, next)) {
            latest = next;
        }
        return latest;
    }

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
     * Creates a schedule by a cron expression of SLS, such as {@code 0/5 * * * *} for every five minutes or
     * {@code 0 8 ? * MON-FRI} for the mornings of working days.
     *
     * @param expression minute, hour, day of month, month and day of week; see {@link Cron}
     * @param zone the offset from UTC of the times in it
     * @return the schedule
     * @throws IllegalArgumentException if the expression has not five fields, has more than 64 characters or a field that
     *     cannot be read, or names days that no month has; or the offset is not whole minutes between -12:00 and +14:00
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

        @Override
        public Instant next(Instant anchor, Instant after) {
            if (after.isBefore(anchor)) {
                return anchor;
            }
            return anchor.plus(interval.multipliedBy(steps(anchor, after) + 1));
        }

        @Override
        public Instant latest(Instant anchor, Instant now) {
            return now.isBefore(anchor) ? anchor : anchor.plus(interval.multipliedBy(steps(anchor, now)));
        }

        private long steps(Instant anchor, Instant now) {
            return Duration.between(anchor, now).dividedBy(interval);
        }
    }

    /**
     * Evaluations by a cron expression of five fields, to the minute. A field is {@code *}, a number, a range such as
     * {@code 1-5}, a step such as {@code 0/5} or {@code *}{@code /5}, or several of these with commas between. Months and
     * days of the week also have names, such as {@code JAN} and {@code MON}; Sunday is 0 and 7. The days may be {@code ?},
     * which is {@code *}. SLS documents no more than that, and leaves open what happens when both the day of month and the
     * day of week are something else than {@code *} or {@code ?}: here, as in Unix, either will do.
     *
     * @param expression minute, hour, day of month, month and day of week
     * @param zone the offset from UTC of the times in it
     * @see <a href="https://www.alibabacloud.com/help/en/log-service/latest/create-an-alert-monitoring-rule-for-logs">SLS:
     *     check frequency</a>
     */
    record Cron(String expression, ZoneOffset zone) implements Schedule {

        private static final int EARLIEST = -12 * 3600;
        private static final int LATEST = 14 * 3600;

        /**
         * Checks the parts.
         *
         * @param expression minute, hour, day of month, month and day of week
         * @param zone the offset from UTC of the times in it
         * @throws IllegalArgumentException if the expression has not five fields, has more than 64 characters or a field
         *     that cannot be read, or names days that no month has; or the offset is not whole minutes between -12:00 and
         *     +14:00
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
            CronFields.of(expression);
        }

        @Override
        public Instant next(Instant anchor, Instant after) {
            return CronFields.of(expression)
                    .next(LocalDateTime.ofInstant(after, zone))
                    .toInstant(zone);
        }

        @Override
        public Instant latest(Instant anchor, Instant now) {
            Instant latest = CronFields.of(expression)
                    .latest(LocalDateTime.ofInstant(now, zone))
                    .toInstant(zone);
            return latest.isAfter(anchor) ? latest : anchor;
        }
    }

    /** Every full hour. */
    record Hourly() implements Schedule {

        @Override
        public Instant next(Instant anchor, Instant after) {
            return after.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        }
    }

    /**
     * Every day, at an hour of UTC+8.
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

        @Override
        public Instant next(Instant anchor, Instant after) {
            OffsetDateTime today =
                    after.atOffset(TimeSpan.ZONE).truncatedTo(ChronoUnit.DAYS).plusHours(hour);
            return (today.toInstant().isAfter(after) ? today : today.plusDays(1)).toInstant();
        }
    }

    /**
     * Every week, at an hour of UTC+8.
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

        @Override
        public Instant next(Instant anchor, Instant after) {
            OffsetDateTime then = after.atOffset(TimeSpan.ZONE)
                    .with(TemporalAdjusters.previousOrSame(day))
                    .truncatedTo(ChronoUnit.DAYS)
                    .plusHours(hour);
            return (then.toInstant().isAfter(after) ? then : then.plusWeeks(1)).toInstant();
        }
    }

    /**
     * Another schedule, later by some time. Made of a rule's schedule and delay by {@link AlertRule#evaluations()}.
     *
     * @param schedule the other schedule
     * @param delay how much later
     */
    record Delayed(Schedule schedule, Duration delay) implements Schedule {

        /**
         * Checks that no part is null.
         *
         * @param schedule the other schedule
         * @param delay how much later
         */
        public Delayed {
            Objects.requireNonNull(schedule, "schedule");
            Objects.requireNonNull(delay, "delay");
        }

        @Override
        public Instant next(Instant anchor, Instant after) {
            return schedule.next(anchor.minus(delay), after.minus(delay)).plus(delay);
        }

        @Override
        public Instant latest(Instant anchor, Instant now) {
            return schedule.latest(anchor.minus(delay), now.minus(delay)).plus(delay);
        }
    }
}
