package io.github.cspmalert.testkit.sls.internal.http.validation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a schedule must be like. See
 * <a href="https://www.alibabacloud.com/help/en/log-service/latest/alert-data-structure">Data structure of an alert</a>.
 */
final class ScheduleRules {

    private static final List<String> TYPES = List.of("FixedRate", "Cron", "Hourly", "Daily", "Weekly");
    private static final Pattern INTERVAL = Pattern.compile("([0-9]{1,9})([smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));
    private static final Duration MIN_INTERVAL = Duration.ofMinutes(1);
    private static final Duration MAX_INTERVAL = Duration.ofDays(30);
    private static final Pattern CRON = Pattern.compile("\\S+( +\\S+){4}");
    private static final Pattern TIME_ZONE =
            Pattern.compile("-(0\\d|1[01])[0-5]\\d|-1200|\\+(0\\d|1[0-3])[0-5]\\d|\\+1400");

    private ScheduleRules() {}

    static void check(Fields schedule) {
        switch (schedule.oneOf("type", TYPES)) {
            case "FixedRate" -> checkInterval(schedule);
            case "Cron" -> checkCron(schedule);
            case "Daily" -> schedule.whole("hour", 0, 23);
            case "Weekly" -> {
                schedule.whole("dayOfWeek", 0, 6);
                schedule.whole("hour", 0, 23);
            }
            default -> {
                // Hourly needs no more.
            }
        }
        if (schedule.has("delay")) {
            schedule.whole("delay", 0, 86_400);
        }
        if (schedule.has("runImmediately")) {
            schedule.bool("runImmediately");
        }
        String timeZone = schedule.textOrEmpty("timeZone");
        if (!timeZone.isEmpty() && !TIME_ZONE.matcher(timeZone).matches()) {
            throw schedule.wrong("timeZone", "it must look like +0800, from -1200 to +1400");
        }
    }

    private static void checkInterval(Fields schedule) {
        Matcher interval = INTERVAL.matcher(schedule.text("interval"));
        if (!interval.matches()) {
            throw schedule.wrong("interval", "it must be a number with the unit s, m, h or d, such as 5m");
        }
        Duration unit = UNITS.getOrDefault(interval.group(2), Duration.ZERO);
        Duration length = unit.multipliedBy(Long.parseLong(interval.group(1)));
        if (length.compareTo(MIN_INTERVAL) < 0 || length.compareTo(MAX_INTERVAL) > 0) {
            throw schedule.wrong("interval", "it must be from 60s to 30d");
        }
    }

    private static void checkCron(Fields schedule) {
        String expression = schedule.text("cronExpression");
        if (expression.length() > 64 || !CRON.matcher(expression).matches()) {
            throw schedule.wrong(
                    "cronExpression", "it must have five fields with spaces between, and at most 64 characters");
        }
    }
}
