package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.sls.internal.DurationText;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a rule is evaluated, as the service writes it.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/log-service/latest/alert-data-structure">SLS: alert data structure</a>
 */
final class ScheduleCodec {

    private ScheduleCodec() {}

    static ObjectNode encode(Schedule schedule, Duration delay, boolean runImmediately) {
        ObjectNode json = JsonText.object();
        json.put("type", schedule.getClass().getSimpleName());
        // Null for what other types have, so that a change of type takes it away.
        json.putNull("interval").putNull("cronExpression").putNull("dayOfWeek").putNull("hour");
        if (schedule instanceof Schedule.FixedRate fixedRate) {
            json.put("interval", DurationText.write(fixedRate.interval()));
        } else if (schedule instanceof Schedule.Cron cron) {
            json.put("cronExpression", cron.expression()).put("timeZone", zone(offset(cron)));
        } else if (schedule instanceof Schedule.Daily daily) {
            json.put("hour", daily.hour());
        } else if (schedule instanceof Schedule.Weekly weekly) {
            // 0 is Sunday.
            json.put("dayOfWeek", weekly.day().getValue() % 7).put("hour", weekly.hour());
        }
        if (delay.isZero()) {
            json.putNull("delay");
        } else {
            json.put("delay", delay.toSeconds());
        }
        return json.put("runImmediately", runImmediately);
    }

    private static ZoneOffset offset(Schedule.Cron cron) {
        // A zone without one is refused before anything is written.
        return cron.offset()
                .orElseThrow(() -> new IllegalArgumentException("the zone " + cron.zone() + " has no steady offset"));
    }

    private static String zone(ZoneOffset zone) {
        int minutes = Math.abs(zone.getTotalSeconds() / 60);
        String sign = zone.getTotalSeconds() < 0 ? "-" : "+";
        return String.format(Locale.ROOT, "%s%02d%02d", sign, minutes / 60, minutes % 60);
    }

    /** {@return the schedule, or null if it cannot be expressed} */
    static @Nullable Schedule decode(JsonView json) {
        json.ignore("jobName", "id", "startTime", "completeTime", "delay", "runImmediately");
        json.unused("belongs to the console, and stays in the service", "displayName");
        bound(json, "fromTime");
        bound(json, "toTime");
        String type = json.text("type");
        try {
            Schedule schedule = read(json, type.toLowerCase(Locale.ROOT));
            json.unused(
                    "says nothing in a schedule of this type",
                    Stream.of("interval", "cronExpression", "timeZone", "dayOfWeek", "hour")
                            .filter(field -> !json.isAsked(field))
                            .toArray(String[]::new));
            return schedule;
        } catch (IllegalArgumentException e) {
            json.leaveOut("type", "is '" + Texts.brief(type) + "' of a time that is not known here: " + e.getMessage());
            return null;
        }
    }

    private static @Nullable Schedule read(JsonView json, String type) {
        return switch (type) {
            case "fixedrate" -> fixedRate(json);
            case "cron" -> cron(json);
            case "hourly" -> Schedule.hourly();
            case "daily" -> Schedule.daily(json.integer("hour", 0));
            case "weekly" -> weekly(json);
            default -> {
                json.leaveOut("type", "is '" + Texts.brief(json.text("type")) + "', which is not known here");
                yield null;
            }
        };
    }

    private static @Nullable Schedule fixedRate(JsonView json) {
        String text = json.text("interval");
        Schedule schedule = DurationText.read(text)
                .filter(interval -> !interval.isZero())
                .map(Schedule::fixedRate)
                .orElse(null);
        if (schedule == null) {
            json.leaveOut("interval", "is '" + Texts.brief(text) + "', which is not a duration");
        }
        return schedule;
    }

    private static @Nullable Schedule weekly(JsonView json) {
        int day = json.integer("dayOfWeek", 0);
        int hour = json.integer("hour", 0);
        if (day < 0 || day > 6) {
            json.leaveOut("dayOfWeek", "is " + day + "; it must be 0 to 6");
            return null;
        }
        return Schedule.weekly(DayOfWeek.of(day == 0 ? 7 : day), hour);
    }

    private static void bound(JsonView json, String field) {
        if (json.number(field, 0) != 0) {
            json.leaveOut(field, "bounds the time in which the rule is evaluated, which is not known here");
        }
    }

    /** An empty zone is that of UTC+8. */
    private static @Nullable Schedule cron(JsonView json) {
        String zone = json.text("timeZone");
        try {
            return Schedule.cron(json.text("cronExpression"), ZoneOffset.of(zone.isEmpty() ? "+0800" : zone));
        } catch (DateTimeException e) {
            json.leaveOut("timeZone", "is '" + Texts.brief(zone) + "', which is not an offset such as +0800");
            return null;
        }
    }
}
