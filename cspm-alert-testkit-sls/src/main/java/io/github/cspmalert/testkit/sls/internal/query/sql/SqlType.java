package io.github.cspmalert.testkit.sls.internal.query.sql;

import java.util.List;
import java.util.Locale;

/**
 * A type of Presto, as far as it is known before a statement runs.
 *
 * @param kind what it is
 * @param parts the element of an array, or the key and the value of a map; empty if not known
 */
public record SqlType(Kind kind, List<SqlType> parts) {

    /** The kinds of types. */
    public enum Kind {
        BOOLEAN,
        INTEGER,
        BIGINT,
        REAL,
        DOUBLE,
        DECIMAL,
        VARCHAR,
        VARBINARY,
        JSON,
        DATE,
        TIMESTAMP,
        TIMESTAMP_WITH_TIME_ZONE,
        INTERVAL,
        ARRAY,
        MAP,
        ROW,
        /** Not known before the statement runs. */
        UNKNOWN
    }

    public static final SqlType BOOLEAN = of(Kind.BOOLEAN);
    public static final SqlType INTEGER = of(Kind.INTEGER);
    public static final SqlType BIGINT = of(Kind.BIGINT);
    public static final SqlType REAL = of(Kind.REAL);
    public static final SqlType DOUBLE = of(Kind.DOUBLE);
    public static final SqlType DECIMAL = of(Kind.DECIMAL);
    public static final SqlType VARCHAR = of(Kind.VARCHAR);
    public static final SqlType VARBINARY = of(Kind.VARBINARY);
    public static final SqlType JSON = of(Kind.JSON);
    public static final SqlType DATE = of(Kind.DATE);
    public static final SqlType TIMESTAMP = of(Kind.TIMESTAMP);
    public static final SqlType TIMESTAMP_WITH_TIME_ZONE = of(Kind.TIMESTAMP_WITH_TIME_ZONE);
    public static final SqlType INTERVAL = of(Kind.INTERVAL);
    public static final SqlType ROW = of(Kind.ROW);
    public static final SqlType UNKNOWN = of(Kind.UNKNOWN);

    private static SqlType of(Kind kind) {
        return new SqlType(kind, List.of());
    }

    static SqlType array(SqlType element) {
        return new SqlType(Kind.ARRAY, List.of(element));
    }

    static SqlType map(SqlType key, SqlType value) {
        return new SqlType(Kind.MAP, List.of(key, value));
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isKnown() {
        return kind != Kind.UNKNOWN;
    }

    boolean isInteger() {
        return kind == Kind.INTEGER || kind == Kind.BIGINT;
    }

    boolean isFloating() {
        return kind == Kind.DOUBLE || kind == Kind.REAL;
    }

    /** {@return whether all its values have about the same size} */
    public boolean isSimple() {
        return isNumeric() || isTime() || kind == Kind.BOOLEAN || kind == Kind.INTERVAL;
    }

    boolean isNumeric() {
        return isInteger() || isFloating() || kind == Kind.DECIMAL;
    }

    boolean isTime() {
        return kind == Kind.DATE || kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMP_WITH_TIME_ZONE;
    }

    /** The element of an array, the value of a map. */
    SqlType element() {
        return parts.isEmpty() ? UNKNOWN : parts.get(parts.size() - 1);
    }

    /** The key of a map. */
    SqlType key() {
        return parts.size() < 2 ? UNKNOWN : parts.get(0);
    }

    /** The type of either of two, as in CASE. */
    SqlType or(SqlType other) {
        if (!isKnown() || equals(other)) {
            return other.isKnown() ? other : this;
        }
        if (!other.isKnown()) {
            return this;
        }
        if (isNumeric() && other.isNumeric()) {
            return kind.compareTo(other.kind) > 0 && !is(Kind.DECIMAL) ? this : other;
        }
        return kind == other.kind ? this : UNKNOWN;
    }

    /** Whether Presto compares the two. It casts neither text to numbers nor numbers to text. */
    boolean comparesWith(SqlType other) {
        return !isKnown() || !other.isKnown() || family() == other.family();
    }

    private Kind family() {
        if (isNumeric()) {
            return Kind.DOUBLE;
        }
        return isTime() ? Kind.TIMESTAMP : kind;
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (parts.isEmpty()) {
            return name;
        }
        return name + parts.toString().replace('[', '(').replace(']', ')');
    }
}
