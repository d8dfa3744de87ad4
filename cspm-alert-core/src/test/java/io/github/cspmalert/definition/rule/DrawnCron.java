package io.github.cspmalert.definition.rule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;

/** A cron expression that comes within some months, with a matcher of its own for each field, asked minute by minute. */
final class DrawnCron {

    private final String expression;
    private final IntPredicate minute;
    private final IntPredicate hour;
    private final IntPredicate day;
    private final IntPredicate week;
    private final boolean either;
    private final boolean fixedMinute;
    private final boolean everyHour;

    DrawnCron(Random random) {
        int first = random.nextInt(60);
        int step = 1 + random.nextInt(40);
        int from = random.nextInt(24);
        int to = from + random.nextInt(24 - from);
        int one = 1 + random.nextInt(28);
        int other = 1 + random.nextInt(28);
        int dayOfWeek = random.nextInt(7);
        boolean anyDay = random.nextBoolean();
        boolean anyWeek = random.nextBoolean();
        fixedMinute = random.nextBoolean();
        everyHour = random.nextInt(4) == 0 || from == 0 && to == 23;
        expression = "%s %s %s * %s"
                .formatted(
                        fixedMinute ? first : first + "/" + step,
                        everyHour ? "*" : from + "-" + to,
                        anyDay ? "*" : one + "," + other,
                        anyWeek ? "?" : dayOfWeek);
        minute = value -> value == first || !fixedMinute && value >= first && (value - first) % step == 0;
        hour = value -> everyHour || value >= from && value <= to;
        day = value -> anyDay || value == one || value == other;
        week = value -> anyWeek || value % 7 == dayOfWeek;
        either = !anyDay && !anyWeek;
    }

    String expression() {
        return expression;
    }

    Instant next(Instant after, ZoneId zone) {
        Instant time = after.truncatedTo(ChronoUnit.MINUTES);
        do {
            time = time.plus(1, ChronoUnit.MINUTES);
        } while (!comes(time, zone));
        return time;
    }

    private boolean comes(Instant instant, ZoneId zone) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, zone);
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        boolean again = offsets.size() == 2
                && zone.getRules().getOffset(instant).equals(offsets.get(1))
                && fixedMinute
                && !everyHour;
        ZoneOffsetTransition transition = zone.getRules().nextTransition(instant.minusNanos(1));
        boolean endsAGap =
                transition != null && transition.getInstant().equals(instant) && transition.isGap() && !everyHour;
        return matches(time) && !again || endsAGap && matchesWithin(transition);
    }

    private boolean matchesWithin(ZoneOffsetTransition gap) {
        LocalDateTime time = gap.getDateTimeBefore();
        while (time.isBefore(gap.getDateTimeAfter())) {
            if (matches(time)) {
                return true;
            }
            time = time.plusMinutes(1);
        }
        return false;
    }

    private boolean matches(LocalDateTime time) {
        boolean ofMonth = day.test(time.getDayOfMonth());
        boolean ofWeek = week.test(time.getDayOfWeek().getValue());
        return minute.test(time.getMinute())
                && hour.test(time.getHour())
                && (either ? ofMonth || ofWeek : ofMonth && ofWeek);
    }
}
