package io.github.cspmalert.notify.internal.template;

import static io.github.cspmalert.notify.internal.template.Function.Parameter.optional;
import static io.github.cspmalert.notify.internal.template.Function.Parameter.required;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Functions on times. A time is a number of seconds since 1970, as a number or a text, or a text such as {@code 2021-08-25
 * 00:00:00}, which is in the renderer's time zone. What is neither gives nothing.
 */
final class TimeFunctions {

    private static final Pattern SECONDS = Pattern.compile("-?\\d{1,18}+");
    private static final long[] UNIT_SECONDS = {86_400, 3_600, 60, 1};
    private static final String[] ENGLISH_UNITS = {"d", "h", "m", "s"};
    private static final String[] CHINESE_UNITS = {"天", "小时", "分钟", "秒"};

    private TimeFunctions() {}

    static void addTo(Library library) {
        library.filter("parse_date", TimeFunctions::parse, required("v"), optional("fmt", DateFormat.DEFAULT));
        library.filter(
                "format_date",
                TimeFunctions::format,
                required("v"),
                optional("tz", null),
                optional("fmt", DateFormat.DEFAULT));
        library.filter("timestamp", TimeFunctions::timestamp, required("v"));
        library.filter(
                "format_duration",
                TimeFunctions::formatDuration,
                required("sec"),
                optional("locale", "en-US"),
                optional("sep", ""));
    }

    private static @Nullable Object parse(Arguments arguments) {
        return date(arguments, format(arguments, 1));
    }

    private static @Nullable Object format(Arguments arguments) {
        ZonedDateTime date = date(arguments, DateFormat.of(DateFormat.DEFAULT));
        DateFormat format = format(arguments, 2);
        ZoneId zone = arguments.isGiven(1) ? zone(arguments) : null;
        if (date == null) {
            return null;
        }
        try {
            return format.format(zone == null ? date : date.withZoneSameInstant(zone));
        } catch (DateTimeException e) {
            // The last day that Java knows is over there.
            return null;
        }
    }

    private static @Nullable Object timestamp(Arguments arguments) {
        ZonedDateTime date = date(arguments, DateFormat.of(DateFormat.DEFAULT));
        return date == null ? null : date.toEpochSecond();
    }

    private static DateFormat format(Arguments arguments, int index) {
        try {
            return DateFormat.of(arguments.text(index));
        } catch (IllegalArgumentException e) {
            throw arguments.problem(String.valueOf(e.getMessage()));
        }
    }

    private static ZoneId zone(Arguments arguments) {
        String zone = arguments.text(1);
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw arguments.problem("tz must be a time zone such as UTC or Asia/Shanghai, but is " + Json.quote(zone));
        }
    }

    private static @Nullable ZonedDateTime date(Arguments arguments, DateFormat format) {
        Object value = arguments.raw(0);
        if (value instanceof ZonedDateTime date) {
            return date;
        }
        String text = Spaces.strip(arguments.text(0));
        ZoneId zone = arguments.rendering().zone();
        if (value instanceof Long seconds) {
            return at(seconds, zone);
        } else if (value instanceof Double seconds) {
            return seconds.isNaN() ? null : at((long) Math.floor(seconds), zone);
        }
        return SECONDS.matcher(text).matches() ? at(Long.parseLong(text), zone) : format.parse(text, zone);
    }

    /** {@return the date, or null if it lies beyond what Java knows} */
    static @Nullable ZonedDateTime at(long seconds, ZoneId zone) {
        try {
            return Instant.ofEpochSecond(seconds).atZone(zone);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Object formatDuration(Arguments arguments) {
        Object value = arguments.raw(0);
        String text = Spaces.strip(arguments.text(0));
        if (value instanceof Double number
                ? !Double.isFinite(number)
                : !SECONDS.matcher(text).matches() && !(value instanceof Long)) {
            return null;
        }
        long seconds = value instanceof Number number ? number.longValue() : Long.parseLong(text);
        String[] units = Language.of(arguments, 1) == Language.CHINESE ? CHINESE_UNITS : ENGLISH_UNITS;
        StringBuilder parts = new StringBuilder();
        // Below zero, where there is one number more than above.
        long rest = -Math.abs(seconds);
        for (int i = 0; i < units.length; i++) {
            long amount = -(rest / UNIT_SECONDS[i]);
            rest %= UNIT_SECONDS[i];
            if (amount > 0) {
                parts.append(parts.isEmpty() ? "" : arguments.text(2))
                        .append(amount)
                        .append(units[i]);
            }
        }
        return parts.isEmpty() ? "0" + units[3] : (seconds < 0 ? "-" : "") + parts;
    }
}
