package io.github.cspmalert.internal.decision.policy;

import io.github.cspmalert.definition.policy.WorkCalendar;
import io.github.cspmalert.definition.recipient.DutyHours;
import io.github.cspmalert.definition.recipient.OncallGroup;
import io.github.cspmalert.definition.recipient.OncallGroup.Substitute;
import io.github.cspmalert.definition.recipient.OncallGroup.Target;
import io.github.cspmalert.definition.recipient.Rotation;
import io.github.cspmalert.definition.recipient.Shift;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Stream;

/** Works out who is on call. Pure. */
final class OncallDuty {

    private final OncallGroup group;
    private final WorkCalendar calendar;
    private final ZoneId zone;

    OncallDuty(OncallGroup group, WorkCalendar calendar) {
        this.group = group;
        this.calendar = calendar;
        this.zone = calendar.zone();
    }

    /** {@return who is on call at an instant, each once; empty if nobody is} */
    List<Target> at(Instant now) {
        return group.enabled()
                ? group.rotations().stream()
                        .flatMap(rotation -> turn(rotation, now))
                        .map(target -> substituted(target, now))
                        .distinct()
                        .toList()
                : List.of();
    }

    /** {@return all who are ever on call, each once} */
    List<Target> all() {
        return group.rotations().stream()
                .flatMap(rotation -> rotation.targets().stream())
                .distinct()
                .toList();
    }

    private Target substituted(Target target, Instant now) {
        return group.substitutes().stream()
                .filter(each -> each.target().equals(target)
                        && !now.isBefore(each.start())
                        && now.isBefore(each.end())
                        && within(each.hours(), now))
                .map(Substitute::substitute)
                .findFirst()
                .orElse(target);
    }

    private Stream<Target> turn(Rotation rotation, Instant now) {
        boolean over = rotation.end().filter(end -> !now.isBefore(end)).isPresent();
        if (now.isBefore(rotation.start()) || over || !within(rotation.hours(), now)) {
            return Stream.empty();
        }
        List<Target> targets = rotation.targets();
        long turns = turns(rotation.shift(), rotation.start(), now);
        return Stream.of(targets.get(Math.floorMod(turns, targets.size())));
    }

    private long turns(Shift shift, Instant start, Instant now) {
        if (shift instanceof Shift.Hourly hourly) {
            return Duration.between(start, now).dividedBy(hourly.every());
        } else if (shift instanceof Shift.Daily daily) {
            return ChronoUnit.DAYS.between(shiftDay(start, daily.at()), shiftDay(now, daily.at())) / daily.days();
        }
        Shift.Weekly weekly = (Shift.Weekly) shift;
        LocalDate first = shiftWeek(start, weekly.day(), weekly.at());
        return ChronoUnit.WEEKS.between(first, shiftWeek(now, weekly.day(), weekly.at())) / weekly.weeks();
    }

    // The day on which the turn passed on last. A time that a day does not have, since clocks are put forward, comes as
    // much later as they are.
    private LocalDate shiftDay(Instant instant, LocalTime at) {
        LocalDate day = LocalDate.ofInstant(instant, zone);
        boolean passed = !instant.isBefore(day.atTime(at).atZone(zone).toInstant());
        return passed ? day : day.minusDays(1);
    }

    private LocalDate shiftWeek(Instant instant, DayOfWeek day, LocalTime at) {
        return shiftDay(instant, at).with(TemporalAdjusters.previousOrSame(day));
    }

    private boolean within(DutyHours hours, Instant now) {
        LocalDateTime local = LocalDateTime.ofInstant(now, zone);
        LocalTime time = local.toLocalTime();
        boolean whole = hours.from().equals(hours.to());
        boolean begunYesterday = hours.from().isAfter(hours.to()) && time.isBefore(hours.to());
        boolean inHours = whole
                || begunYesterday
                || !time.isBefore(hours.from()) && (hours.from().isAfter(hours.to()) || time.isBefore(hours.to()));
        LocalDate day = begunYesterday ? local.toLocalDate().minusDays(1) : local.toLocalDate();
        return inHours && within(hours, day);
    }

    private boolean within(DutyHours hours, LocalDate day) {
        boolean ofTheWeek = hours.week().isEmpty() || hours.week().contains(day.getDayOfWeek());
        return ofTheWeek
                && switch (hours.days()) {
                    case ANY -> true;
                    case WORKDAY -> calendar.isWorkday(day);
                    case NON_WORKDAY -> !calendar.isWorkday(day);
                };
    }
}
