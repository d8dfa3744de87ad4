package io.github.cspmalert.testkit.sls.internal.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * When an alert is evaluated.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/log-service/latest/alert-data-structure">Alert data structure</a>
 */
interface Timetable {

    /** The service counts days and hours in UTC+8. */
    ZoneOffset CHINA = ZoneOffset.ofHours(8);

    /** {@return the first instant behind another} Equal distances are counted from the anchor. */
    Instant next(Instant anchor, Instant after);

    /** {@return the timetable that the {@code schedule} of an alert says, later by its delay} */
    static Timetable of(String alert, JsonNode schedule) {
        Timetable prompt = prompt(alert, schedule);
        Duration delay = Duration.ofSeconds(schedule.path("delay").asLong(0));
        return delay.isZero()
                ? prompt
                : (anchor, after) ->
                        prompt.next(anchor.minus(delay), after.minus(delay)).plus(delay);
    }

    private static Timetable prompt(String alert, JsonNode schedule) {
        String type = schedule.path("type").asText();
        int hour = schedule.path("hour").asInt(0);
        return switch (type) {
            case "FixedRate" -> fixedRate(alert, schedule.path("interval").asText());
            case "Cron" -> cron(alert, schedule);
            case "Hourly" ->
                (anchor, after) -> after.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
            case "Daily" -> (anchor, after) -> days(after, hour, 1, 0);
            case "Weekly" ->
                (anchor, after) ->
                        days(after, hour, 7, schedule.path("dayOfWeek").asInt(0));
            default -> throw NotRun.refused(alert, "schedule.type", "is '" + type + "'");
        };
    }

    private static Timetable fixedRate(String alert, String text) {
        long interval = Spans.read(text)
                .filter(span -> !span.isZero())
                .orElseThrow(
                        () -> NotRun.refused(alert, "schedule.interval", "is '" + text + "', which is no duration"))
                .toSeconds();
        return (anchor, after) -> {
            long steps = Math.floorDiv(Duration.between(anchor, after).toSeconds(), interval) + 1;
            return anchor.plusSeconds(Math.max(steps, 0) * interval);
        };
    }

    private static Timetable cron(String alert, JsonNode schedule) {
        String zone = schedule.path("timeZone").asText("");
        CronTimes times = CronTimes.of(alert, schedule.path("cronExpression").asText());
        ZoneOffset offset = zone.isEmpty() ? CHINA : ZoneOffset.of(zone);
        return (anchor, after) ->
                times.next(LocalDateTime.ofInstant(after, offset)).toInstant(offset);
    }

    // Sunday is 0. Only weeks look at the day.
    private static Instant days(Instant after, int hour, int step, int dayOfWeek) {
        LocalDateTime day = LocalDateTime.ofInstant(after, CHINA).truncatedTo(ChronoUnit.DAYS);
        LocalDateTime found = day.plusHours(hour);
        while (!found.toInstant(CHINA).isAfter(after)
                || step == 7 && found.getDayOfWeek().getValue() % 7 != dayOfWeek) {
            found = found.plusDays(1);
        }
        return found.toInstant(CHINA);
    }
}
