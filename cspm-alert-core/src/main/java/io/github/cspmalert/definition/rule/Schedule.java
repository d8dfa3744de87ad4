package io.github.cspmalert.definition.rule;

import io.github.cspmalert.internal.Checks;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneRules;
import java.util.Objects;
import java.util.Optional;

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
     * @param zone the zone of the times in it: an offset from UTC, which SLS takes, or a zone with daylight saving, in which
     *     only this JVM can evaluate
     * @return the schedule
     * @throws IllegalArgumentException if the expression has not five fields, has more than 64 characters or a field that
     *     cannot be read, or names days that no month has; or the zone is an offset that is not whole minutes between
     *     -12:00 and +14:00
     */
    static Cron cron(String expression, ZoneId zone) {
        return new Cron(expression, zone);
    }

    /**
     * Creates a schedule by a cron expression: every day, at an hour of a zone.
     *
     * @param hour the hour, 0 to 23
     * @param zone the zone of the hour; see {@link #cron(String, ZoneId)}
     * @return the schedule
     * @throws IllegalArgumentException if the hour is out of range, or the zone is an offset that is not whole minutes
     *     between -12:00 and +14:00
     */
    static Cron daily(int hour, ZoneId zone) {
        return cron("0 %d * * *".formatted(new Daily(hour).hour()), zone);
    }

    /**
     * Creates a schedule by a cron expression: every week, at an hour of a zone.
     *
     * @param day the day
     * @param hour the hour, 0 to 23
     * @param zone the zone of the day and hour; see {@link #cron(String, ZoneId)}
     * @return the schedule
     * @throws IllegalArgumentException if the hour is out of range, or the zone is an offset that is not whole minutes
     *     between -12:00 and +14:00
     */
    static Cron weekly(DayOfWeek day, int hour, ZoneId zone) {
        return cron("0 %d * * %d".formatted(new Weekly(day, hour).hour(), day.getValue() % 7), zone);
    }

    /** {@return SLS's old schedule "every hour"} */
    static Hourly hourly() {
        return new Hourly();
    }

    /**
     * Creates SLS's old schedule "every day".
     *
     * @param hour the hour of UTC+8, 0 to 23
     * @return the schedule
     * @throws IllegalArgumentException if the hour is out of range
     */
    static Daily daily(int hour) {
        return new Daily(hour);
    }

    /**
     * Creates SLS's old schedule "every week".
     *
     * @param day the day of UTC+8
     * @param hour the hour of UTC+8, 0 to 23
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
     * <p>SLS knows offsets from UTC only. In a zone with daylight saving the clock is put forward and back, which is dealt
     * with as in Unix: what falls into the time that is left out comes once, when the clock is put forward; of the time that
     * comes twice, what has fixed minutes comes the first time only, while a minute field of {@code *} or with a step goes
     * on through both. An expression of every hour runs by elapsed time, as if no clock were ever put.
     *
     * @param expression minute, hour, day of month, month and day of week
     * @param zone the zone of the times in it; one whose offset from UTC never changed is kept as that offset
     * @see <a href="https://www.alibabacloud.com/help/en/log-service/latest/create-an-alert-monitoring-rule-for-logs">SLS:
     *     check frequency</a>
     */
    record Cron(String expression, ZoneId zone) implements Schedule {

        private static final int EARLIEST = -12 * 3600;
        private static final int LATEST = 14 * 3600;

        // Not the present time, so that the same definitions are taken or refused whenever that is asked.
        private static final Instant STEADY_SINCE = Instant.parse("2026-01-01T00:00:00Z");

        /**
         * Checks the parts.
         *
         * @param expression minute, hour, day of month, month and day of week
         * @param zone the zone of the times in it
         * @throws IllegalArgumentException if the expression has not five fields, has more than 64 characters or a field
         *     that cannot be read, or names days that no month has; or the zone is an offset that is not whole minutes
         *     between -12:00 and +14:00
         */
        public Cron {
            if (!expression.matches("[0-9*/,?A-Za-z#-]+( +[0-9*/,?A-Za-z#-]+){4}") || expression.length() > 64) {
                throw new IllegalArgumentException(
                        "cron expression must have five fields and at most 64 characters, such as 0/5 * * * *, but is '%s'"
                                .formatted(Checks.printable(expression)));
            }
            zone = Objects.requireNonNull(zone, "zone").normalized();
            if (zone instanceof ZoneOffset offset) {
                int seconds = offset.getTotalSeconds();
                if (seconds % 60 != 0 || seconds < EARLIEST || seconds > LATEST) {
                    throw new IllegalArgumentException(
                            "zone must be whole minutes between -12:00 and +14:00, but is " + zone);
                }
            }
            CronFields.of(expression);
        }

        /**
         * Tells the offset from UTC, which is all that SLS knows of zones.
         *
         * @return the offset, if the zone has not changed it since the beginning of 2026, and no change is known; else empty
         */
        public Optional<ZoneOffset> offset() {
            ZoneRules rules = zone.getRules();
            return rules.nextTransition(STEADY_SINCE) == null
                    ? Optional.of(rules.getOffset(STEADY_SINCE))
                    : Optional.empty();
        }

        @Override
        public Instant next(Instant anchor, Instant after) {
            return new CronTimes(CronFields.of(expression), zone.getRules()).next(after);
        }

        @Override
        public Instant latest(Instant anchor, Instant now) {
            Instant latest = new CronTimes(CronFields.of(expression), zone.getRules()).latest(now);
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
