package io.github.cspmalert.testkit.sls.internal.query.sql;

import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.BIGINT;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.DATE;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.DOUBLE;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.TIMESTAMP;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.TIMESTAMP_WITH_TIME_ZONE;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.VARCHAR;

import io.github.cspmalert.testkit.sls.internal.query.SqlText;
import io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.Kind;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Functions of times. Beyond Presto, they take epoch seconds wherever they take a time, as the service does.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/date-and-time-functions-1">Date and time functions</a>
 */
final class TimeFunctions {

    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("year", "year"),
            Map.entry("quarter", "quarter"),
            Map.entry("month", "month"),
            Map.entry("week", "week"),
            Map.entry("week_of_year", "week"),
            Map.entry("year_of_week", "isoyear"),
            Map.entry("yow", "isoyear"),
            Map.entry("day", "day"),
            Map.entry("day_of_month", "day"),
            Map.entry("day_of_week", "isodow"),
            Map.entry("dow", "isodow"),
            Map.entry("day_of_year", "dayofyear"),
            Map.entry("doy", "dayofyear"),
            Map.entry("hour", "hour"),
            Map.entry("minute", "minute"),
            Map.entry("second", "second"));

    private static final Map<String, String> UNITS = Map.of(
            "millisecond", "to_milliseconds",
            "second", "to_seconds",
            "minute", "to_minutes",
            "hour", "to_hours",
            "day", "to_days",
            "week", "to_weeks",
            "month", "to_months",
            "quarter", "to_quarters",
            "year", "to_years");

    private TimeFunctions() {}

    static void addTo(FunctionTable table) {
        PARTS.forEach((name, part) -> table.scalar(name, 1, BIGINT, part + "($1:time)"));
        table.scalar("millisecond", 1, BIGINT, "(millisecond($1:time) % 1000)");
        table.scalar("from_unixtime", 1, 1, TimeFunctions::fromUnixtime);
        table.scalar("to_unixtime", 1, 1, call -> new Fragment(call.casts().toEpoch(call.argument(1)), DOUBLE));
        table.scalar("date_format", 2, 2, call -> format(call, TimeFormats.ofMysql(call.text(2), call)));
        table.scalar("format_datetime", 2, 2, call -> format(call, TimeFormats.ofJoda(call.text(2), call)));
        table.scalar("date_parse", 2, 2, TimeFunctions::parse);
        table.scalar("date_trunc", 2, 2, TimeFunctions::truncate);
        table.scalar("date_add", 3, 3, TimeFunctions::add);
        table.scalar("date_diff", 3, 3, TimeFunctions::difference);
        table.scalar(
                "date",
                1,
                1,
                call -> call.argument(1).type().is(Kind.VARCHAR)
                        ? new Fragment(Template.sql("CAST($1 AS DATE)", call), DATE)
                        : new Fragment(Template.sql("CAST($1:time AS DATE)", call), DATE));
        table.scalar("last_day_of_month", 1, DATE, "last_day($1:time)");
        table.scalar("from_iso8601_date", 1, DATE, "CAST($1 AS DATE)");
        table.scalar("to_iso8601", 1, 1, TimeFunctions::iso);
        table.scalar("now", 0, TIMESTAMP_WITH_TIME_ZONE, "now()");
    }

    /** The engine's function for a part of a time, or null if there is none. */
    static @Nullable String part(String name) {
        return PARTS.get(name);
    }

    private static Fragment fromUnixtime(Call call) {
        if (!call.argument(1).type().isNumeric() && call.argument(1).type().isKnown()) {
            throw call.rejected("the argument must be a number, not "
                    + call.argument(1).type() + "; cast(x as bigint) makes a number of text");
        }
        Fragment number = new Fragment(call.argument(1).sql(), BIGINT);
        return call.casts().asTimestamp(number);
    }

    private static Fragment format(Call call, String pattern) {
        return new Fragment(Template.sql("strftime($1:time, ", call) + SqlText.literal(pattern) + ")", VARCHAR);
    }

    private static Fragment parse(Call call) {
        String pattern = TimeFormats.ofMysql(call.text(2), call);
        return new Fragment(Template.sql("strptime($1, ", call) + SqlText.literal(pattern) + ")", TIMESTAMP);
    }

    private static Fragment truncate(Call call) {
        String unit = unit(call);
        boolean date = call.argument(2).type().is(Kind.DATE);
        String sql = "date_trunc('" + unit + "', " + call.time(2).sql() + ")";
        return date ? new Fragment("CAST(" + sql + " AS DATE)", DATE) : new Fragment(sql, TIMESTAMP);
    }

    private static Fragment add(Call call) {
        boolean date = call.argument(3).type().is(Kind.DATE);
        String interval = UNITS.get(unit(call)) + "(CAST(" + call.argument(2).sql() + " AS INTEGER))";
        String sql = "(" + call.time(3).sql() + " + " + interval + ")";
        return date ? new Fragment("CAST(" + sql + " AS DATE)", DATE) : new Fragment(sql, TIMESTAMP);
    }

    /** Presto counts whole units, as the engine's date_sub does; its date_diff counts boundaries. */
    private static Fragment difference(Call call) {
        String sql = "date_sub('" + unit(call) + "', " + call.time(2).sql() + ", "
                + call.time(3).sql() + ")";
        return new Fragment(sql, BIGINT);
    }

    private static String unit(Call call) {
        String unit = call.text(1).toLowerCase(Locale.ROOT);
        if (!UNITS.containsKey(unit)) {
            throw call.rejected(
                    "'" + unit + "' is no unit; use one of second, minute, hour, day, week, month, quarter," + " year");
        }
        return unit;
    }

    private static Fragment iso(Call call) {
        String pattern = call.argument(1).type().is(Kind.DATE) ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%S.%g";
        return format(call, pattern);
    }
}
