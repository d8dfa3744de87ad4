package io.github.cspmalert.testkit.sls.internal.query.sql;

import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.BIGINT;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.BOOLEAN;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.JSON;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.VARCHAR;

import io.github.cspmalert.testkit.sls.internal.query.SqlText;
import io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Functions of JSON. Text that is no JSON gives NULL, as in Presto, where the engine's functions fail.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/json-functions">JSON functions</a>
 */
final class JsonFunctions {

    private static final Pattern STEP = Pattern.compile(
            "\\.(?<name>[\\p{L}\\p{N}_:\\-]+)|\\[(?<index>\\d{1,9})]|\\[\"(?<double>[^\"]*)\"]|\\['(?<single>[^']*)']");

    private JsonFunctions() {}

    static void addTo(FunctionTable table) {
        table.scalar("json_extract", 2, 2, call -> extract(call, "presto_json_extract", JSON));
        table.scalar("json_extract_scalar", 2, 2, call -> extract(call, "presto_json_scalar", VARCHAR));
        table.scalar("json_size", 2, 2, call -> extract(call, "presto_json_size", BIGINT));
        table.scalar("json_array_length", 1, BIGINT, "presto_json_array_length($1)");
        table.scalar("json_array_get", 2, JSON, "presto_json_array_get($1, $2)");
        table.scalar("json_array_contains", 2, 2, JsonFunctions::contains);
        table.scalar("json_parse", 1, JSON, "CAST($1 AS JSON)");
        table.scalar("json_format", 1, VARCHAR, "CAST($1 AS VARCHAR)");
        table.scalar("is_json_scalar", 1, BOOLEAN, "(json_type($1) NOT IN ('OBJECT', 'ARRAY'))");
    }

    private static Fragment extract(Call call, String function, SqlType type) {
        String path = SqlText.literal(path(call));
        return new Fragment(function + "(" + call.argument(1).sql() + ", " + path + ")", type);
    }

    private static Fragment contains(Call call) {
        boolean text = call.argument(2).type().is(Kind.VARCHAR);
        String value =
                text ? call.argument(2).sql() : "CAST(" + call.argument(2).sql() + " AS VARCHAR)";
        return new Fragment(
                "presto_json_array_contains(" + call.argument(1).sql() + ", " + value + ", " + text + ")", BOOLEAN);
    }

    /** The engine quotes a name as ."name" where Presto writes ["name"]. */
    private static String path(Call call) {
        String path = call.text(2).strip();
        StringBuilder translated = new StringBuilder("$");
        Matcher step = STEP.matcher(path);
        int end = path.startsWith("$") ? 1 : 0;
        while (end < path.length()) {
            if (!step.find(end) || step.start() != end) {
                throw call.rejected(
                        "the JSON path '" + path + "' is not served; use steps such as $.a.b[0] and" + " $[\"a.b\"]");
            }
            translated.append(step(step));
            end = step.end();
        }
        return translated.toString();
    }

    private static String step(Matcher step) {
        if (step.group("index") != null) {
            return "[" + step.group("index") + "]";
        }
        String name = step.group("name");
        name = name != null ? name : step.group("double") != null ? step.group("double") : step.group("single");
        return ".\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
