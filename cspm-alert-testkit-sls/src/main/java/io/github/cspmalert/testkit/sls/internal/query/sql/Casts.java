package io.github.cspmalert.testkit.sls.internal.query.sql;

import io.github.cspmalert.testkit.sls.internal.query.SqlText;
import io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.Kind;
import io.github.cspmalert.testkit.sls.internal.query.sql.TypeNames.Target;
import java.time.Instant;
import java.time.ZoneId;

/** Casts that follow Presto where the engine's own do not, and conversions of times. */
final class Casts {

    private final ZoneId zone;

    Casts(ZoneId zone) {
        this.zone = zone;
    }

    Fragment cast(Fragment value, Target target, boolean safe) {
        String source = source(value, target.type());
        if (target.type().is(Kind.JSON)) {
            return new Fragment("to_json(" + source + ")", target.type());
        }
        if (target.type().is(Kind.VARCHAR) && value.type().is(Kind.DOUBLE)) {
            return new Fragment(cut(source, target), target.type());
        }
        String sql = (safe ? "TRY_CAST(" : "CAST(") + source + " AS " + target.sql() + ")";
        return new Fragment(cut(sql, target), target.type());
    }

    private static String cut(String sql, Target target) {
        return target.length() < 0 ? sql : "left(" + sql + ", " + target.length() + ")";
    }

    private String source(Fragment value, SqlType target) {
        SqlType type = value.type();
        String sql = value.sql();
        if (type.is(Kind.VARCHAR)) {
            return fromText(sql, target);
        } else if (type.is(Kind.JSON) && target.is(Kind.VARCHAR)) {
            return "json_value_text(" + sql + ")";
        } else if (type.isFloating() && target.isInteger()) {
            return "round(" + sql + ")";
        } else if (type.is(Kind.DOUBLE) && target.is(Kind.VARCHAR)) {
            return "double_text(" + sql + ")";
        } else if (type.is(Kind.TIMESTAMP) && target.is(Kind.VARCHAR)) {
            return "strftime(" + sql + ", '%Y-%m-%d %H:%M:%S.%g')";
        } else if (type.is(Kind.TIMESTAMP_WITH_TIME_ZONE) && target.is(Kind.VARCHAR)) {
            return "strftime(" + asTimestamp(value).sql() + ", '%Y-%m-%d %H:%M:%S.%g') || ' ' || "
                    + SqlText.literal(zone.getId());
        } else if (type.is(Kind.TIMESTAMP_WITH_TIME_ZONE) && (target.is(Kind.TIMESTAMP) || target.is(Kind.DATE))) {
            return asTimestamp(value).sql();
        } else if (type.is(Kind.TIMESTAMP) && target.is(Kind.TIMESTAMP_WITH_TIME_ZONE)) {
            return instant(sql);
        }
        return sql;
    }

    private static String fromText(String sql, SqlType target) {
        if (target.isInteger()) {
            return "integer_text(" + sql + ")";
        } else if (target.isFloating()) {
            return "number_text(" + sql + ")";
        } else if (target.is(Kind.BOOLEAN)) {
            return "boolean_text(" + sql + ")";
        }
        return sql;
    }

    /** The wall-clock time of a value that stands for a time; the service reads plain numbers as epoch seconds. */
    Fragment asTimestamp(Fragment value) {
        String sql =
                switch (value.type().kind()) {
                    case TIMESTAMP, UNKNOWN -> value.sql();
                    case DATE -> "CAST(" + value.sql() + " AS TIMESTAMP)";
                    case INTEGER, BIGINT, DOUBLE, REAL, DECIMAL ->
                        wallClock("CAST(epoch_ms(CAST(round(CAST(" + value.sql()
                                + " AS DOUBLE) * 1000) AS BIGINT)) AS TIMESTAMPTZ)");
                    case TIMESTAMP_WITH_TIME_ZONE -> wallClock(value.sql());
                    default -> "";
                };
        return new Fragment(sql, sql.isEmpty() ? SqlType.UNKNOWN : SqlType.TIMESTAMP);
    }

    /** Epoch seconds of a time. */
    String toEpoch(Fragment value) {
        return value.type().isNumeric()
                ? "CAST(" + value.sql() + " AS DOUBLE)"
                : "epoch(" + instant(asTimestamp(value).sql()) + ")";
    }

    /** The engine knows regions by name, but not offsets such as +05:30. */
    private String wallClock(String instant) {
        return zone.getRules().isFixedOffset()
                ? "(timezone('UTC', " + instant + ") + to_seconds(" + offset() + "))"
                : "timezone(" + SqlText.literal(zone.getId()) + ", " + instant + ")";
    }

    private String instant(String wallClock) {
        return zone.getRules().isFixedOffset()
                ? "timezone('UTC', " + wallClock + " - to_seconds(" + offset() + "))"
                : "timezone(" + SqlText.literal(zone.getId()) + ", " + wallClock + ")";
    }

    private int offset() {
        return zone.getRules().getOffset(Instant.EPOCH).getTotalSeconds();
    }
}
