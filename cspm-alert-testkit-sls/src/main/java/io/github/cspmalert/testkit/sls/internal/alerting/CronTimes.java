package io.github.cspmalert.testkit.sls.internal.alerting;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** The minutes of a cron expression of five fields. Where both the day of the month and that of the week say something, either will do. */
final class CronTimes {

    private static final int MOST_YEARS = 8;
    private static final List<String> MONTHS =
            List.of("", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEK = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private final String alert;
    private final String text;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet week;
    private final boolean anyDay;
    private final boolean anyWeekday;

    private CronTimes(String alert, String text, String[] fields) {
        this.alert = alert;
        this.text = text;
        this.minutes = field(fields[0], 0, 59, List.of());
        this.hours = field(fields[1], 0, 23, List.of());
        this.days = field(fields[2], 1, 31, List.of());
        this.months = field(fields[3], 1, 12, MONTHS);
        this.week = field(fields[4], 0, 7, WEEK);
        if (week.get(7)) {
            week.set(0);
        }
        this.anyDay = fields[2].matches("[*?]");
        this.anyWeekday = fields[4].matches("[*?]");
    }

    static CronTimes of(String alert, String text) {
        String[] fields = text.strip().split(" +");
        if (fields.length != 5) {
            throw NotRun.refused(alert, "schedule.cronExpression", "is '" + text + "', which has no five fields");
        }
        return new CronTimes(alert, text, fields);
    }

    LocalDateTime next(LocalDateTime after) {
        LocalDateTime at = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        LocalDateTime end = at.plusYears(MOST_YEARS);
        while (at.isBefore(end)) {
            if (!isDay(at)) {
                at = at.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!hours.get(at.getHour())) {
                at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minutes.get(at.getMinute())) {
                at = at.plusMinutes(1);
            } else {
                return at;
            }
        }
        throw NotRun.refused(alert, "schedule.cronExpression", "is '" + text + "', which never comes");
    }

    private boolean isDay(LocalDateTime at) {
        boolean day = days.get(at.getDayOfMonth());
        boolean weekday = week.get(at.getDayOfWeek().getValue() % 7);
        return months.get(at.getMonthValue()) && (anyDay || anyWeekday ? day && weekday : day || weekday);
    }

    private BitSet field(String field, int least, int most, List<String> names) {
        BitSet set = new BitSet();
        for (String part : field.split(",")) {
            String[] stepped = part.split("/");
            String[] range = stepped[0].split("-");
            boolean all = stepped[0].matches("[*?]");
            int from = all ? least : number(range[0], names);
            int to = all || stepped.length == 2 && range.length == 1 ? most : number(range[range.length - 1], names);
            int step = stepped.length == 2 ? number(stepped[1], List.of()) : 1;
            for (int i = from; i <= to; i += Math.max(step, 1)) {
                set.set(i);
            }
        }
        return set;
    }

    private int number(String word, List<String> names) {
        int named = names.indexOf(word.toUpperCase(Locale.ROOT));
        if (named >= 0) {
            return named;
        }
        if (!word.matches("\\d{1,2}")) {
            throw NotRun.refused(
                    alert, "schedule.cronExpression", "is '" + text + "', of which '" + word + "' is not read");
        }
        return Integer.parseInt(word);
    }
}
