package io.github.cspmalert.testkit.sls.internal.query.sql;

import com.facebook.presto.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the types that CAST names. */
final class TypeNames {

    private static final Pattern GENERIC = Pattern.compile("(\\w+)\\s*[(<](.*)[)>]");

    private TypeNames() {}

    /**
     * A type to cast to.
     *
     * @param type the type
     * @param sql the engine's name of it
     * @param length the length of {@code varchar(n)}, or -1
     */
    record Target(SqlType type, String sql, int length) {}

    static Target target(String name, Node node) {
        String lower = name.toLowerCase(Locale.ROOT).strip();
        Matcher generic = GENERIC.matcher(lower);
        if (generic.matches()) {
            return generic(generic.group(1), arguments(generic.group(2)), name, node);
        }
        return switch (lower) {
            case "boolean" -> simple(SqlType.BOOLEAN, "BOOLEAN");
            case "tinyint", "smallint", "integer", "int" -> simple(SqlType.INTEGER, lower.toUpperCase(Locale.ROOT));
            case "bigint" -> simple(SqlType.BIGINT, "BIGINT");
            case "real" -> simple(SqlType.REAL, "REAL");
            case "double" -> simple(SqlType.DOUBLE, "DOUBLE");
            case "decimal" -> simple(SqlType.DECIMAL, "DECIMAL(38, 0)");
            case "varchar" -> simple(SqlType.VARCHAR, "VARCHAR");
            case "varbinary" -> simple(SqlType.VARBINARY, "BLOB");
            case "json" -> simple(SqlType.JSON, "JSON");
            case "date" -> simple(SqlType.DATE, "DATE");
            case "timestamp" -> simple(SqlType.TIMESTAMP, "TIMESTAMP");
            case "timestamp with time zone" -> simple(SqlType.TIMESTAMP_WITH_TIME_ZONE, "TIMESTAMPTZ");
            default -> throw Nodes.notServed(node, "type '" + name + "'");
        };
    }

    private static Target generic(String base, List<String> arguments, String name, Node node) {
        if (base.equals("array") && arguments.size() == 1) {
            Target element = target(arguments.get(0), node);
            return simple(SqlType.array(element.type()), element.sql() + "[]");
        } else if (base.equals("map") && arguments.size() == 2) {
            Target key = target(arguments.get(0), node);
            Target value = target(arguments.get(1), node);
            return simple(SqlType.map(key.type(), value.type()), "MAP(" + key.sql() + ", " + value.sql() + ")");
        } else if (base.equals("decimal") && arguments.stream().allMatch(TypeNames::isNumber)) {
            return simple(SqlType.DECIMAL, "DECIMAL(" + String.join(", ", arguments) + ")");
        } else if (base.equals("varchar") && arguments.size() == 1 && isNumber(arguments.get(0))) {
            return new Target(SqlType.VARCHAR, "VARCHAR", Integer.parseInt(arguments.get(0)));
        }
        throw Nodes.notServed(node, "type '" + name + "'");
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,9}");
    }

    /** The parts between commas that stand in no inner parentheses. */
    private static List<String> arguments(String list) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            depth += c == '(' || c == '<' ? 1 : c == ')' || c == '>' ? -1 : 0;
            if (c == ',' && depth == 0) {
                arguments.add(list.substring(start, i).strip());
                start = i + 1;
            }
        }
        arguments.add(list.substring(start).strip());
        return arguments;
    }

    private static Target simple(SqlType type, String sql) {
        return new Target(type, sql, -1);
    }
}
