package io.github.cspmalert.testkit.sls.internal.alerting;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;

/**
 * A query of an alert.
 *
 * @param region the region of its project
 * @param project the project
 * @param store the Logstore
 * @param statement the statement
 * @param spanType the kind of its time span
 * @param start where its time span begins, as written
 * @param end where it ends
 * @param roleArn the role to read with, which says nothing here
 * @see <a href="https://help.aliyun.com/zh/sls/set-query-statistics-statement">Query statistics</a>
 */
record LogQuery(
        String region,
        String project,
        String store,
        String statement,
        String spanType,
        String start,
        String end,
        String roleArn) {

    /** Half open: from the first instant up to the second, which is not in it. */
    record Window(Instant from, Instant to) {}

    /** {@return which log time an evaluation looks at} */
    Window window(String alert, Instant at) {
        return switch (spanType) {
            case "Relative", "Custom" -> new Window(point(alert, start, at), point(alert, end, at));
            case "Truncated" -> wholeUnits(alert, at);
            case "Today" -> today(at);
            default -> throw NotRun.refused(alert, "queryList.timeSpanType", "is '" + spanType + "'");
        };
    }

    private static Instant point(String alert, String text, Instant at) {
        if (text.equals("now")) {
            return at;
        }
        boolean before = text.startsWith("-");
        Duration span = Spans.read(text.replaceFirst("^[-+]", ""))
                .orElseThrow(() -> NotRun.refused(alert, "queryList.start or .end", "is '" + text + "'"));
        return before ? at.minus(span) : at.plus(span);
    }

    private Window wholeUnits(String alert, Instant at) {
        if (!start.matches("-\\d{1,9}[smhd]")) {
            throw NotRun.refused(alert, "queryList.start", "is '" + start + "'");
        }
        TemporalUnit unit =
                switch (start.charAt(start.length() - 1)) {
                    case 's' -> ChronoUnit.SECONDS;
                    case 'm' -> ChronoUnit.MINUTES;
                    case 'h' -> ChronoUnit.HOURS;
                    default -> ChronoUnit.DAYS;
                };
        LocalDateTime whole = LocalDateTime.ofInstant(at, Timetable.CHINA).truncatedTo(unit);
        long count = Long.parseLong(start.substring(1, start.length() - 1));
        return new Window(whole.minus(count, unit).toInstant(Timetable.CHINA), whole.toInstant(Timetable.CHINA));
    }

    // At midnight there is nothing of the day yet, and a range must not be empty.
    private static Window today(Instant at) {
        Instant midnight = LocalDateTime.ofInstant(at, Timetable.CHINA)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant(Timetable.CHINA);
        return new Window(midnight, at.equals(midnight) ? at.plusSeconds(1) : at);
    }
}
