package io.github.cspmalert.definition.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which days are worked and at what hours, for the {@linkplain Period periods} of actions. In SLS it is the account's global
 * calendar, which is set in its console; here it is part of the engine. Immutable and thread-safe; its {@linkplain Builder
 * builder} is neither.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/create-an-action-policy">SLS: action policies</a>
 */
public final class WorkCalendar {

    private static final int SEARCHED_DAYS = 400;

    private final ZoneId zone;
    private final Set<DayOfWeek> workdays;
    private final LocalTime begin;
    private final LocalTime end;
    private final Set<LocalDate> holidays;
    private final Set<LocalDate> extraWorkdays;
    private final boolean heldUntilOpen;

    private WorkCalendar(Builder builder) {
        this.zone = builder.zone;
        this.workdays = Set.copyOf(builder.workdays);
        this.begin = builder.begin;
        this.end = builder.end;
        this.holidays = Set.copyOf(builder.holidays);
        this.extraWorkdays = Set.copyOf(builder.extraWorkdays);
        this.heldUntilOpen = builder.heldUntilOpen;
    }

    /** {@return a new builder: Monday to Friday, 9:00 to 18:00, UTC+8, no holidays} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return Monday to Friday, 9:00 to 18:00, UTC+8, no holidays; what falls outside is dropped} */
    public static WorkCalendar ofDefaults() {
        return builder().build();
    }

    /** {@return whether what falls outside of its period waits until it opens, instead of being dropped as SLS does} */
    public boolean heldUntilOpen() {
        return heldUntilOpen;
    }

    /**
     * Tells whether an instant lies in a period.
     *
     * @param period the period
     * @param at the instant
     * @return whether it does
     */
    public boolean admits(Period period, Instant at) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        boolean workday = isWorkday(local.toLocalDate());
        boolean hours =
                !local.toLocalTime().isBefore(begin) && local.toLocalTime().isBefore(end);
        return switch (period) {
            case ANY -> true;
            case WORKDAY -> workday;
            case NON_WORKDAY -> !workday;
            case WORKTIME -> workday && hours;
            case NON_WORKTIME -> !(workday && hours);
        };
    }

    /**
     * Works out when a period opens.
     *
     * @param period the period
     * @param from the instant to look from
     * @return the first instant from then on that lies in the period; empty if none does within 400 days
     */
    public Optional<Instant> opens(Period period, Instant from) {
        if (admits(period, from)) {
            return Optional.of(from);
        }
        LocalDate today = LocalDate.ofInstant(from, zone);
        return Stream.iterate(today, day -> day.plusDays(1))
                .limit(SEARCHED_DAYS)
                .flatMap(day -> Stream.of(LocalTime.MIDNIGHT, begin, end)
                        .map(time -> day.atTime(time).atZone(zone).toInstant()))
                .filter(instant -> instant.isAfter(from) && admits(period, instant))
                .findFirst();
    }

    /** {@return the time zone of days and hours} */
    public ZoneId zone() {
        return zone;
    }

    /**
     * Tells whether a day is worked.
     *
     * @param day the day
     * @return whether it is
     */
    public boolean isWorkday(LocalDate day) {
        return extraWorkdays.contains(day) || workdays.contains(day.getDayOfWeek()) && !holidays.contains(day);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WorkCalendar that && values().equals(that.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    private List<Object> values() {
        return List.of(zone, workdays, begin, end, holidays, extraWorkdays, heldUntilOpen);
    }

    /** {@return the hours and the zone} */
    @Override
    public String toString() {
        return "WorkCalendar[%s, %s to %s, %s]"
                .formatted(workdays.stream().sorted().toList(), begin, end, zone);
    }

    /** Puts a {@link WorkCalendar} together. Not thread-safe. */
    public static final class Builder {

        private ZoneId zone = ZoneOffset.ofHours(8);
        private Set<DayOfWeek> workdays = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
        private LocalTime begin = LocalTime.of(9, 0);
        private LocalTime end = LocalTime.of(18, 0);
        private final Set<LocalDate> holidays = new HashSet<>();
        private final Set<LocalDate> extraWorkdays = new HashSet<>();
        private boolean heldUntilOpen;

        private Builder() {}

        /**
         * Sets the time zone of days and hours. Default: UTC+8.
         *
         * @param zone the zone
         * @return this builder
         */
        public Builder zone(ZoneId zone) {
            this.zone = Objects.requireNonNull(zone, "zone");
            return this;
        }

        /**
         * Sets the days of the week that are worked. Default: Monday to Friday.
         *
         * @param workdays the days
         * @return this builder
         */
        public Builder workdays(DayOfWeek... workdays) {
            this.workdays = Set.of(workdays);
            return this;
        }

        /**
         * Sets the hours that are worked. Default: 9:00 to 18:00.
         *
         * @param begin the first moment
         * @param end the first moment behind them; later on the same day
         * @return this builder
         * @throws IllegalArgumentException if the end is not later than the begin
         */
        public Builder hours(LocalTime begin, LocalTime end) {
            if (!end.isAfter(begin)) {
                throw new IllegalArgumentException(
                        "hours must end later than they begin (%s), but end at %s".formatted(begin, end));
            }
            this.begin = begin;
            this.end = end;
            return this;
        }

        /**
         * Adds days that are not worked although their day of the week is.
         *
         * @param days the days
         * @return this builder
         */
        public Builder addHolidays(LocalDate... days) {
            holidays.addAll(List.of(days));
            return this;
        }

        /**
         * Adds days that are worked although their day of the week is not, such as those that make up for a holiday.
         *
         * @param days the days
         * @return this builder
         */
        public Builder addWorkdays(LocalDate... days) {
            extraWorkdays.addAll(List.of(days));
            return this;
        }

        /**
         * Sets whether what falls outside of its period waits until it opens. Default: no; as in SLS it is dropped, and told
         * by a later evaluation if the alert still fires. What posture rules tell always waits, since it is told once.
         *
         * @param heldUntilOpen whether
         * @return this builder
         */
        public Builder heldUntilOpen(boolean heldUntilOpen) {
            this.heldUntilOpen = heldUntilOpen;
            return this;
        }

        /** {@return the calendar; this builder stays as it is} */
        public WorkCalendar build() {
            return new WorkCalendar(this);
        }
    }
}
