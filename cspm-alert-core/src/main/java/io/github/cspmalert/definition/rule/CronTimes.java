package io.github.cspmalert.definition.rule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The instants of a cron expression in a zone. Between two transitions, at which clocks are put forward or back, local time is
 * as plain as with an offset; so one such part after another is looked through.
 */
final class CronTimes {

    private final CronFields fields;
    private final ZoneRules rules;

    CronTimes(CronFields fields, ZoneRules rules) {
        this.fields = fields;
        this.rules = rules;
    }

    /** {@return the first instant that is later} */
    Instant next(Instant after) {
        ZoneOffsetTransition began = rules.previousTransition(after.plusNanos(1));
        LocalDateTime from = LocalDateTime.ofInstant(after, rules.getOffset(after));
        ZoneOffsetTransition ends = rules.nextTransition(after);
        while (true) {
            ZoneOffset offset = began == null ? rules.getOffset(after) : began.getOffsetAfter();
            LocalDateTime found = fields.next(began == null ? from : later(from, justBefore(beginning(began))));
            if (ends == null || found.isBefore(ends.getDateTimeBefore())) {
                return found.toInstant(offset);
            }
            if (isMadeUpFor(ends)) {
                return ends.getInstant();
            }
            began = ends;
            from = justBefore(ends.getDateTimeAfter());
            ends = rules.nextTransition(ends.getInstant());
        }
    }

    /** {@return the last instant that is not later} */
    Instant latest(Instant now) {
        ZoneOffset offset = rules.getOffset(now);
        LocalDateTime to = LocalDateTime.ofInstant(now, offset);
        ZoneOffsetTransition began = rules.previousTransition(now.plusNanos(1));
        while (true) {
            LocalDateTime found = fields.latest(to);
            if (began == null || !found.isBefore(beginning(began))) {
                return found.toInstant(offset);
            }
            if (isMadeUpFor(began)) {
                return began.getInstant();
            }
            offset = began.getOffsetBefore();
            to = justBefore(began.getDateTimeBefore());
            began = rules.previousTransition(began.getInstant());
        }
    }

    /** {@return the local time from which on the expression counts again after a transition} */
    private LocalDateTime beginning(ZoneOffsetTransition transition) {
        boolean comesAgain = fields.isEveryHour() || fields.isRepeatedWithinTheHour();
        return transition.isGap() || comesAgain ? transition.getDateTimeAfter() : transition.getDateTimeBefore();
    }

    /** {@return whether something falls into the time that a transition leaves out, and is to come nevertheless} */
    private boolean isMadeUpFor(ZoneOffsetTransition transition) {
        return transition.isGap()
                && !fields.isEveryHour()
                && fields.next(justBefore(transition.getDateTimeBefore())).isBefore(transition.getDateTimeAfter());
    }

    private static LocalDateTime justBefore(LocalDateTime time) {
        return time.minusNanos(1);
    }

    private static LocalDateTime later(LocalDateTime a, LocalDateTime b) {
        return a.isAfter(b) ? a : b;
    }
}
