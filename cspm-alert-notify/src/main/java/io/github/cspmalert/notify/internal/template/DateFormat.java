package io.github.cspmalert.notify.internal.template;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A date format in the letters of Python's {@code strftime}. */
final class DateFormat {

    static final String DEFAULT = "%Y-%m-%d %H:%M:%S";

    private static final int MAX_LENGTH = 1_000;
    private static final DateTimeFormatter DEFAULT_FORMATTER = formatter(DEFAULT);

    private final DateTimeFormatter formatter;

    private DateFormat(DateTimeFormatter formatter) {
        this.formatter = formatter;
    }

    /**
     * Reads a format.
     *
     * @param format the format
     * @return the format
     * @throws IllegalArgumentException if it has a letter that does not exist, or is very long
     */
    static DateFormat of(String format) {
        if (format.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("fmt has more than " + MAX_LENGTH + " characters");
        }
        return new DateFormat(format.equals(DEFAULT) ? DEFAULT_FORMATTER : formatter(format));
    }

    String format(ZonedDateTime date) {
        return formatter.format(date);
    }

    /** {@return the date that the text gives, in a zone if it names none, or null if it is not of this format} */
    @Nullable ZonedDateTime parse(String text, ZoneId zone) {
        try {
            TemporalAccessor parsed = formatter.parse(text);
            LocalDate date = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneId own = parsed.query(TemporalQueries.zone());
            return date == null
                    ? null
                    : ZonedDateTime.of(
                            date,
                            Objects.requireNonNullElse(time, LocalTime.MIN),
                            Objects.requireNonNullElse(own, zone));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static DateTimeFormatter formatter(String format) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        Set<Character> letters = new HashSet<>();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                builder.appendLiteral(c);
            } else if (++i < format.length()) {
                append(builder, format.charAt(i));
                letters.add(format.charAt(i));
            } else {
                throw new IllegalArgumentException("fmt ends with '%'; write %% for a percent sign");
            }
        }
        if (letters.contains('I') && !letters.contains('p') && !letters.contains('H')) {
            builder.parseDefaulting(ChronoField.AMPM_OF_DAY, 0);
        }
        return builder.toFormatter(Locale.ENGLISH);
    }

    private static void append(DateTimeFormatterBuilder builder, char letter) {
        switch (letter) {
            case 'Y' -> builder.appendValue(ChronoField.YEAR, 4, 10, SignStyle.NORMAL);
            case 'y' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, 1969);
            case 'm' -> builder.appendValue(ChronoField.MONTH_OF_YEAR, 2);
            case 'd' -> builder.appendValue(ChronoField.DAY_OF_MONTH, 2);
            case 'j' -> builder.appendValue(ChronoField.DAY_OF_YEAR, 3);
            case 'H' -> builder.appendValue(ChronoField.HOUR_OF_DAY, 2);
            case 'I' -> builder.appendValue(ChronoField.CLOCK_HOUR_OF_AMPM, 2);
            case 'p' -> builder.appendText(ChronoField.AMPM_OF_DAY, TextStyle.SHORT);
            case 'M' -> builder.appendValue(ChronoField.MINUTE_OF_HOUR, 2);
            case 'S' -> builder.appendValue(ChronoField.SECOND_OF_MINUTE, 2);
            case 'f' -> builder.appendFraction(ChronoField.MICRO_OF_SECOND, 6, 6, false);
            case 'b' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.SHORT);
            case 'B' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.FULL);
            case 'a' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.SHORT);
            case 'A' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.FULL);
            case 'z' -> builder.appendOffset("+HHMM", "+0000");
            case 'Z' -> builder.appendZoneOrOffsetId();
            case '%' -> builder.appendLiteral('%');
            default ->
                throw new IllegalArgumentException("fmt has '%" + letter
                        + "', which is none of %Y %y %m %d %j %H %I %p %M %S %f %b %B %a %A %z %Z %%");
        }
    }
}
