package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.notify.internal.template.FunctionTable.SlsFunction;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Functions on dates. A date is its epoch second; without a named zone it is shown in the renderer's, by default UTC+8 as
 * in the service.
 */
final class DateFunctions {

    private static final String DEFAULT_FORMAT = "%Y-%m-%d %H:%M:%S";
    private static final Map<Character, String> PATTERNS = Map.ofEntries(
            Map.entry('Y', "uuuu"),
            Map.entry('y', "uu"),
            Map.entry('m', "MM"),
            Map.entry('d', "dd"),
            Map.entry('H', "HH"),
            Map.entry('I', "hh"),
            Map.entry('M', "mm"),
            Map.entry('S', "ss"),
            Map.entry('f', "SSSSSS"),
            Map.entry('p', "a"),
            Map.entry('a', "EEE"),
            Map.entry('A', "EEEE"),
            Map.entry('b', "MMM"),
            Map.entry('B', "MMMM"),
            Map.entry('j', "DDD"),
            Map.entry('z', "xx"),
            Map.entry('Z', "zzz"));
    private static final List<Map.Entry<Long, String[]>> UNITS = List.of(
            Map.entry(86_400L, new String[] {"d", "天"}),
            Map.entry(3_600L, new String[] {"h", "小时"}),
            Map.entry(60L, new String[] {"m", "分钟"}),
            Map.entry(1L, new String[] {"s", "秒"}));

    private DateFunctions() {}

    static void addTo(Map<String, SlsFunction> table) {
        FunctionTable.filter(table, "format_date", DateFunctions::formatDate);
        FunctionTable.filter(table, "parse_date", args -> instant(args, args.text(1, "fmt", DEFAULT_FORMAT)));
        FunctionTable.filter(table, "timestamp", args -> instant(args, DEFAULT_FORMAT));
        FunctionTable.filter(table, "format_duration", DateFunctions::formatDuration);
    }

    private static String formatDate(Arguments args) {
        Long seconds = instant(args, DEFAULT_FORMAT);
        if (seconds == null) {
            return "";
        }
        ZonedDateTime date = Instant.ofEpochSecond(seconds)
                .atZone(zone(args.text(1, "tz", ""), args.environment().zone()));
        return formatter(args.text(2, "fmt", DEFAULT_FORMAT)).format(date);
    }

    private static ZoneId zone(String name, ZoneId defaultZone) {
        try {
            return name.isBlank() ? defaultZone : ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time zone '" + name + "' is unknown", e);
        }
    }

    private static @Nullable Long instant(Arguments args, String format) {
        Object value = args.value();
        if (value instanceof Number number) {
            return number.longValue();
        }
        String text = args.text().strip();
        return text.matches("-?\\d{1,12}")
                ? (Long) Long.parseLong(text)
                : parsed(text, format, args.environment().zone());
    }

    private static @Nullable Long parsed(String text, String format, ZoneId zone) {
        try {
            TemporalAccessor parsed = formatter(format).parse(text);
            LocalDate date = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneId own = parsed.query(TemporalQueries.zone());
            return date == null
                    ? null
                    : (Long) LocalDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time)
                            .atZone(own == null ? zone : own)
                            .toEpochSecond();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Reads a format of C and Python. */
    private static DateTimeFormatter formatter(String format) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                builder.appendLiteral(c);
                continue;
            }
            char letter = format.charAt(++i);
            String pattern = PATTERNS.get(letter);
            if (letter == '%') {
                builder.appendLiteral('%');
            } else if (letter == 'y') {
                builder.appendValueReduced(ChronoField.YEAR, 2, 2, 2000);
            } else if (pattern == null) {
                throw new IllegalArgumentException("date format letter %" + letter + " is unknown");
            } else {
                builder.appendPattern(pattern);
            }
        }
        return builder.toFormatter(Locale.ENGLISH);
    }

    private static String formatDuration(Arguments args) {
        long left = Math.max(0, Values.integer(args.value(), 0));
        int locale = args.text(1, "locale", "en-US").startsWith("zh") ? 1 : 0;
        String separator = args.text(2, "sep", "");
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Long, String[]> unit : UNITS) {
            long count = left / unit.getKey();
            left %= unit.getKey();
            if (count > 0 || unit.getKey() == 1 && text.isEmpty()) {
                text.append(text.isEmpty() ? "" : separator).append(count).append(unit.getValue()[locale]);
            }
        }
        return text.toString();
    }
}
