package io.github.cspmalert.definition.recipient;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

/**
 * When somebody of a rotation is on call. Hours that begin later than they end reach into the next day, and count as those of
 * the day on which they begin. Immutable and thread-safe.
 *
 * @param days on which kind of day
 * @param week on which days of the week, each once; empty for all
 * @param from from which time of day on
 * @param to up to which time of day, exclusive; the same as {@code from} for the whole day
 * @see <a href="https://www.alibabacloud.com/help/en/sls/create-an-on-duty-group">SLS: on-duty groups</a>
 */
public record DutyHours(Days days, List<DayOfWeek> week, LocalTime from, LocalTime to) {

    /** A kind of day. */
    public enum Days {
        /** Any day. */
        ANY,
        /** A day that the calendar has as worked. */
        WORKDAY,
        /** A day that the calendar has as not worked. */
        NON_WORKDAY
    }

    /** At all times. */
    public static final DutyHours ALWAYS = new DutyHours(Days.ANY, List.of(), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    /**
     * Checks the parts, and puts the days of the week in order.
     *
     * @param days on which kind of day
     * @param week on which days of the week
     * @param from from which time of day on
     * @param to up to which time of day
     */
    public DutyHours {
        Objects.requireNonNull(days, "days");
        week = week.isEmpty() ? List.of() : List.copyOf(EnumSet.copyOf(week));
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /**
     * Limits duty to a kind of day.
     *
     * @param days which
     * @return whole days of that kind
     */
    public static DutyHours on(Days days) {
        return new DutyHours(days, List.of(), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
    }

    /**
     * Limits duty to days of the week.
     *
     * @param days which
     * @return those whole days
     */
    public static DutyHours on(DayOfWeek... days) {
        return new DutyHours(Days.ANY, List.of(days), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
    }

    /**
     * Limits duty to a time of those days.
     *
     * @param begin from which time of day on
     * @param end up to which time of day, exclusive; earlier than the begin if it lies in the next day
     * @return the same days with those hours
     */
    public DutyHours between(LocalTime begin, LocalTime end) {
        return new DutyHours(days, week, begin, end);
    }
}
