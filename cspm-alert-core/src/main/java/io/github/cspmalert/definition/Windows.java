package io.github.cspmalert.definition;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;

/** How the windows of consecutive evaluations lie to each other: the extremes of all that recurs within a week. */
final class Windows {

    // Half a minute past, since nothing says when the service begins to count.
    private static final Instant ANCHOR = Instant.EPOCH.plusSeconds(30);

    // A Monday, long ago, since log time ends in 2038 and an interval may be ten years.
    private static final Instant START = Instant.parse("1998-01-05T00:00:00Z");

    // Log time begins in 1970.
    private static final TimeSpan LONGEST = TimeSpan.relative(Duration.ofDays(3650));

    // For the rules of daylight saving that hold now.
    private static final int RECENT_YEAR = 2030;

    private static final int CONSECUTIVE = 130;

    private static final int HOURS = 8 * 24;

    private final TimeSpan span;
    private Duration length = Duration.ZERO;
    private Duration gap = Duration.ZERO;
    private Duration overlap = Duration.ZERO;
    private Duration leastOverlap = Duration.ofDays(Integer.MAX_VALUE);
    private Duration lag = Duration.ofDays(Integer.MAX_VALUE);

    private Windows(TimeSpan span) {
        this.span = span;
    }

    /**
     * Looks at so many evaluations as show all that recurs: some hours of consecutive ones, and those before and after each
     * hour of a week, between which anything longer must lie. A steady rate
     * and window need two.
     */
    static Windows of(AlertRule rule, TimeSpan given) {
        Schedule schedule = rule.evaluations();
        Windows windows = new Windows(isEndless(given) ? LONGEST : given);
        boolean steady = rule.schedule() instanceof Schedule.FixedRate
                && (given instanceof TimeSpan.Relative || given instanceof TimeSpan.Custom);
        Instant end = START.plus(steady ? Duration.ZERO : Duration.ofDays(40));
        Instant before = schedule.next(ANCHOR, START);
        for (int i = 0; i < 1 || i < CONSECUTIVE && before.isBefore(end); i++) {
            Instant after = schedule.next(ANCHOR, before);
            windows.look(before, after);
            before = after;
        }
        boolean uneven = rule.schedule() instanceof Schedule.Cron || rule.schedule() instanceof Schedule.FixedRate;
        for (int i = 0; uneven && !steady && i < HOURS; i++) {
            Instant hour = START.plus(Duration.ofHours(i));
            windows.look(schedule.latest(ANCHOR, hour), schedule.next(ANCHOR, hour));
        }
        if (rule.schedule() instanceof Schedule.Cron cron) {
            windows.lookWhereClocksArePutBack(cron, rule.delay());
        }
        return windows;
    }

    /** Once a year a day has 25 hours, of which a window of 24 leaves one out. The shorter day loses nothing. */
    private void lookWhereClocksArePutBack(Schedule.Cron cron, Duration delay) {
        cron.zone().getRules().getTransitionRules().stream()
                .map(rule -> rule.createTransition(RECENT_YEAR))
                .filter(ZoneOffsetTransition::isOverlap)
                .map(ZoneOffsetTransition::getInstant)
                .forEach(put -> {
                    TimeRange before = span.at(cron.latest(ANCHOR, put).plus(delay));
                    TimeRange after = span.at(cron.next(ANCHOR, put).plus(delay));
                    gap = max(gap, Duration.between(before.to(), after.from()));
                });
    }

    private static boolean isEndless(TimeSpan span) {
        return span instanceof TimeSpan.Truncated truncated
                && truncated
                                .unit()
                                .getDuration()
                                .multipliedBy(truncated.count())
                                .compareTo(Duration.ofDays(3650))
                        > 0;
    }

    private void look(Instant evaluation, Instant next) {
        TimeRange before = span.at(evaluation);
        TimeRange after = span.at(next);
        Duration between = Duration.between(before.to(), after.from());
        gap = max(gap, between);
        overlap = max(overlap, between.negated());
        leastOverlap = min(leastOverlap, max(Duration.ZERO, between.negated()));
        lag = min(lag, Duration.between(after.to(), next));
        length = max(length, max(before.length(), after.length()));
    }

    /** {@return the longest window} */
    Duration length() {
        return length;
    }

    /** {@return the longest log time between two windows; zero if there is none} */
    Duration gap() {
        return gap;
    }

    /** {@return the longest log time that two windows share} */
    Duration overlap() {
        return overlap;
    }

    /** {@return the shortest log time that two windows share; zero if some share none} */
    Duration leastOverlap() {
        return leastOverlap;
    }

    /** {@return the shortest time between the end of a window and its evaluation} */
    Duration lag() {
        return lag;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
