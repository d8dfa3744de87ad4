package io.github.cspmalert.definition.rule;

import io.github.cspmalert.internal.Checks;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What the five fields of a cron expression admit. The day of month and the day of week are joined as Unix cron joins them:
 * when both are restricted, either will do.
 */
final class CronFields {

    // The 29th of February is eight years away at most, from 2096 to 2104; the first day need not be a whole one.
    private static final int SEARCHED_DAYS = 8 * 366 + 1;

    private static final int LONGEST_NAME = 3;

    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    /** A field: what it is called, its bounds, and the names that stand for its values from the least on. */
    private enum Field {
        MINUTE("minute", 0, 59, List.of()),
        HOUR("hour", 0, 23, List.of()),
        DAY_OF_MONTH("day of month", 1, 31, List.of()),
        MONTH("month", 1, 12, MONTHS),
        DAY_OF_WEEK("day of week", 0, 7, DAYS);

        private final String words;
        private final int least;
        private final int most;
        private final List<String> names;

        Field(String words, int least, int most, List<String> names) {
            this.words = words;
            this.least = least;
            this.most = most;
            this.names = names;
        }
    }

    private final String expression;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet daysOfMonth;
    private final BitSet months;
    private final BitSet daysOfWeek;
    private final boolean minutesRepeat;
    private final boolean anyDayOfMonth;
    private final boolean anyDayOfWeek;

    private CronFields(String expression) {
        String[] texts = expression.split(" +");
        this.expression = expression;
        this.minutes = admitted(Field.MINUTE, texts[0]);
        this.hours = admitted(Field.HOUR, texts[1]);
        this.daysOfMonth = admitted(Field.DAY_OF_MONTH, texts[2]);
        this.months = admitted(Field.MONTH, texts[3]);
        this.daysOfWeek = admitted(Field.DAY_OF_WEEK, texts[4]);
        daysOfWeek.set(0, daysOfWeek.get(0) || daysOfWeek.get(7));
        this.minutesRepeat = texts[0].contains("*") || texts[0].contains("/");
        this.anyDayOfMonth = isAny(texts[2]);
        this.anyDayOfWeek = isAny(texts[4]);
        requireSomeDay();
    }

    /**
     * Reads an expression that has five fields.
     *
     * @throws IllegalArgumentException if a field cannot be read, or no day ever meets them; the message names it
     */
    static CronFields of(String expression) {
        return new CronFields(expression);
    }

    /** {@return the first minute that is later} */
    LocalDateTime next(LocalDateTime after) {
        LocalDateTime from = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        LocalDate date = from.toLocalDate();
        int least = minuteOfDay(from);
        for (int i = 0; i < SEARCHED_DAYS; i++, least = 0) {
            int found = admits(date) ? nextMinute(least) : -1;
            if (found >= 0) {
                return date.atStartOfDay().plusMinutes(found);
            }
            date = date.plusDays(1);
        }
        throw new IllegalStateException("no instant follows " + after + " in " + expression);
    }

    /** {@return the last minute that is not later} */
    LocalDateTime latest(LocalDateTime now) {
        LocalDate date = now.toLocalDate();
        int most = minuteOfDay(now);
        for (int i = 0; i < SEARCHED_DAYS; i++, most = 24 * 60 - 1) {
            int found = admits(date) ? latestMinute(most) : -1;
            if (found >= 0) {
                return date.atStartOfDay().plusMinutes(found);
            }
            date = date.minusDays(1);
        }
        throw new IllegalStateException("no instant precedes " + now + " in " + expression);
    }

    /** {@return whether no hour is left out, so that what they admit depends on minutes and days only} */
    boolean isEveryHour() {
        return hours.cardinality() == 24;
    }

    /** {@return whether the minutes are a repetition, as an author writes it: any, or a step} */
    boolean isRepeatedWithinTheHour() {
        return minutesRepeat;
    }

    private static int minuteOfDay(LocalDateTime time) {
        return time.getHour() * 60 + time.getMinute();
    }

    private int nextMinute(int least) {
        int hour = hours.nextSetBit(least / 60);
        int minute = hour == least / 60 ? minutes.nextSetBit(least % 60) : minutes.nextSetBit(0);
        if (hour >= 0 && minute < 0) {
            hour = hours.nextSetBit(hour + 1);
            minute = minutes.nextSetBit(0);
        }
        return hour < 0 ? -1 : hour * 60 + minute;
    }

    private int latestMinute(int most) {
        int hour = hours.previousSetBit(most / 60);
        int minute = hour == most / 60 ? minutes.previousSetBit(most % 60) : minutes.previousSetBit(59);
        if (hour > 0 && minute < 0) {
            hour = hours.previousSetBit(hour - 1);
            minute = minutes.previousSetBit(59);
        }
        return hour < 0 || minute < 0 ? -1 : hour * 60 + minute;
    }

    private boolean admits(LocalDate date) {
        if (!months.get(date.getMonthValue())) {
            return false;
        }
        boolean ofMonth = daysOfMonth.get(date.getDayOfMonth());
        boolean ofWeek = daysOfWeek.get(date.getDayOfWeek().getValue() % 7);
        return anyDayOfMonth || anyDayOfWeek ? ofMonth && ofWeek : ofMonth || ofWeek;
    }

    private void requireSomeDay() {
        boolean some = !anyDayOfWeek
                || months.stream()
                        .anyMatch(month ->
                                daysOfMonth.nextSetBit(1) <= Month.of(month).maxLength());
        if (!some) {
            throw new IllegalArgumentException(
                    "cron expression '%s' names days that no month has, so it would never come; correct day or month"
                            .formatted(Checks.printable(expression)));
        }
    }

    private static boolean isAny(String text) {
        return text.equals("*") || text.equals("?");
    }

    private BitSet admitted(Field field, String text) {
        BitSet values = new BitSet();
        for (String part : text.split(",", -1)) {
            addPart(field, part, values);
        }
        return values;
    }

    /** Takes {@code *}, {@code ?}, one value, a range, and each of them with a step; from one value it goes to the end. */
    private void addPart(Field field, String part, BitSet values) {
        int slash = part.indexOf('/');
        String range = slash < 0 ? part : part.substring(0, slash);
        int step = slash < 0 ? 1 : number(field, part, part.substring(slash + 1));
        int[] bounds = bounds(field, range, slash >= 0);
        if (step < 1) {
            throw bad(field, part, "a step is 1 at least");
        }
        if (bounds[0] > bounds[1]) {
            throw bad(field, part, "a range runs upwards; name its two halves with a comma between");
        }
        IntStream.rangeClosed(bounds[0], bounds[1])
                .filter(value -> (value - bounds[0]) % step == 0)
                .forEach(values::set);
    }

    private int[] bounds(Field field, String range, boolean stepped) {
        // The 7 of the days of a week is the same day as their 0, and would be a day too many for a step.
        int most = field == Field.DAY_OF_WEEK ? 6 : field.most;
        if (range.equals("*") || range.equals("?") && (field == Field.DAY_OF_MONTH || field == Field.DAY_OF_WEEK)) {
            return new int[] {field.least, most};
        }
        int dash = range.indexOf('-');
        if (dash < 0) {
            int value = value(field, range);
            return new int[] {value, stepped ? Math.max(value, most) : value};
        }
        int from = value(field, range.substring(0, dash));
        int to = value(field, range.substring(dash + 1));
        // FRI-SUN: a week that ends with Sunday.
        return new int[] {from, field == Field.DAY_OF_WEEK && to == 0 && from > 0 ? 7 : to};
    }

    private int value(Field field, String text) {
        int name = text.length() > LONGEST_NAME ? -1 : field.names.indexOf(text.toUpperCase(Locale.ROOT));
        int value = name >= 0 ? field.least + name : number(field, text, text);
        if (value < field.least || value > field.most) {
            throw bad(field, text, "it must be %d to %d".formatted(field.least, field.most));
        }
        return value;
    }

    // As many zeros as people like may stand before a number, of which nine digits are more than enough.
    private int number(Field field, String part, String text) {
        if (!text.matches("0*[0-9]{1,9}")) {
            throw bad(
                    field,
                    part,
                    "it must be made of *, numbers%s, ranges such as 1-5, steps such as */5 or 0/5, and commas"
                            .formatted(field.names.isEmpty() ? "" : ", names such as " + field.names.get(1)));
        }
        return Integer.parseInt(text);
    }

    private IllegalArgumentException bad(Field field, String part, String fix) {
        return new IllegalArgumentException("cron expression '%s' has the %s '%s'; %s"
                .formatted(Checks.printable(expression), field.words, Checks.printable(part), fix));
    }
}
