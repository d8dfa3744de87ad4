package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names the engine's types as Presto does. */
final class PrestoTypes {

    private static final Pattern ARRAY = Pattern.compile("(.*)\\[\\d*]");
    private static final Pattern MAP = Pattern.compile("MAP\\((.*?), (.*)\\)");

    private PrestoTypes() {}

    static String name(String type) {
        Matcher array = ARRAY.matcher(type);
        if (array.matches()) {
            return "array(" + name(array.group(1)) + ")";
        }
        Matcher map = MAP.matcher(type);
        if (map.matches()) {
            return "map(" + name(map.group(1)) + ", " + name(map.group(2)) + ")";
        }
        if (type.startsWith("STRUCT") || type.startsWith("TUPLE")) {
            return "row";
        }
        return switch (type) {
            case "HUGEINT", "UBIGINT", "UHUGEINT", "UINTEGER" -> "bigint";
            case "FLOAT" -> "real";
            case "BLOB" -> "varbinary";
            case "INTERVAL" -> "interval";
            case "\"NULL\"" -> "unknown";
            default -> type.toLowerCase(Locale.ROOT);
        };
    }
}
