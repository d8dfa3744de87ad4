package io.github.cspmalert.testkit.sls.internal.alerting;

import java.time.Instant;
import java.time.LocalDateTime;

/**
 * The periods of actions, by a calendar of Monday to Friday, 9:00 to 18:00, UTC+8: the account's own is set in the console, and
 * its form is not published.
 */
final class WorkHours {

    private WorkHours() {}

    static boolean admit(String period, Instant at) {
        LocalDateTime local = LocalDateTime.ofInstant(at, Timetable.CHINA);
        boolean workday = local.getDayOfWeek().getValue() <= 5;
        boolean hours = local.getHour() >= 9 && local.getHour() < 18;
        return switch (period) {
            case "", "any" -> true;
            case "workday" -> workday;
            case "non_workday" -> !workday;
            case "worktime" -> workday && hours;
            case "non_worktime" -> !(workday && hours);
            default -> throw new IllegalArgumentException("period '" + period + "' is not known");
        };
    }
}
