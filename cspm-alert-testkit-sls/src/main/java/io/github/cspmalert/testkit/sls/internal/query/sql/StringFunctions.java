package io.github.cspmalert.testkit.sls.internal.query.sql;

import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.BIGINT;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.BOOLEAN;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.INTEGER;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.VARBINARY;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.VARCHAR;

import io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Functions of text. What is named {@code presto_...} in a template is a macro or function that this module gives the
 * engine; all else is the engine's own.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/string-functions">String functions</a>
 */
final class StringFunctions {

    /** So many texts may be joined before it is known how long the result is. */
    private static final int FEW = 8;

    private StringFunctions() {}

    static void addTo(FunctionTable table) {
        table.scalar("lower", 1, VARCHAR, "lower($1)");
        table.scalar("upper", 1, VARCHAR, "upper($1)");
        table.scalar("trim", 1, VARCHAR, "trim($1)");
        table.scalar("ltrim", 1, VARCHAR, "ltrim($1)");
        table.scalar("rtrim", 1, VARCHAR, "rtrim($1)");
        table.scalar("length", 1, BIGINT, "length($1)");
        table.scalar("strpos", 2, BIGINT, "strpos($1, $2)");
        table.scalar("lpad", 3, 3, call -> padded(call, "lpad"));
        table.scalar("rpad", 3, 3, call -> padded(call, "rpad"));
        table.scalar(
                "split",
                2,
                SqlType.array(VARCHAR),
                "string_split(bounded_text($1, " + Bounds.LONGEST_PARTED + "), $2)");
        table.scalar("split_part", 3, VARCHAR, "presto_split_part($1, $2, $3)");
        table.scalar("chr", 1, VARCHAR, "chr(CAST($1 AS INTEGER))");
        table.scalar("codepoint", 1, INTEGER, "unicode($1)");
        table.scalar("starts_with", 2, BOOLEAN, "starts_with($1, $2)");
        table.scalar("ends_with", 2, BOOLEAN, "ends_with($1, $2)");
        table.scalar("levenshtein_distance", 2, BIGINT, "presto_levenshtein($1, $2)");
        table.scalar("concat", 2, -1, StringFunctions::concat);
        table.scalar("reverse", 1, 1, StringFunctions::reverse);
        twoOrThree(table);
        bytes(table);
        urls(table);
        table.scalar(
                "typeof",
                1,
                1,
                call -> new Fragment("presto_type(typeof(" + call.argument(1).sql() + "))", VARCHAR));
    }

    private static void twoOrThree(FunctionTable table) {
        table.scalar("substr", 2, 3, StringFunctions::substr);
        table.scalar("substring", 2, 3, StringFunctions::substr);
        table.scalar("replace", 2, 3, call -> {
            String by = call.count() == 2 ? "''" : call.argument(3).sql();
            return new Fragment(
                    Template.sql("bounded_replace($1, $2, ", call) + by + ", "
                            + call.bounds().text() + ")",
                    VARCHAR);
        });
    }

    private static Fragment padded(Call call, String function) {
        String length =
                Template.sql("bounded_length($2, ", call) + call.bounds().text() + ")";
        return new Fragment(function + Template.sql("($1, ", call) + length + Template.sql(", $3)", call), VARCHAR);
    }

    private static Fragment substr(Call call) {
        String length =
                call.count() == 2 ? "NULL" : "greatest(" + call.argument(3).sql() + ", 0)";
        return new Fragment(Template.sql("presto_substr($1, $2, ", call) + length + ")", VARCHAR);
    }

    private static void bytes(FunctionTable table) {
        table.scalar("to_utf8", 1, VARBINARY, "encode($1)");
        table.scalar("from_utf8", 1, VARCHAR, "decode($1)");
        table.scalar("md5", 1, VARBINARY, "unhex(md5($1))");
        table.scalar("sha1", 1, VARBINARY, "unhex(sha1($1))");
        table.scalar("sha256", 1, VARBINARY, "unhex(sha256($1))");
        table.scalar("to_hex", 1, VARCHAR, "hex($1)");
        table.scalar("from_hex", 1, VARBINARY, "unhex($1)");
        table.scalar("to_base64", 1, VARCHAR, "to_base64($1)");
        table.scalar("from_base64", 1, VARBINARY, "from_base64($1)");
    }

    private static void urls(FunctionTable table) {
        table.scalar("url_encode", 1, VARCHAR, "presto_url_encode($1)");
        table.scalar("url_decode", 1, VARCHAR, "presto_url_decode($1)");
        table.scalar("url_extract_protocol", 1, VARCHAR, "presto_url_protocol($1)");
        table.scalar("url_extract_host", 1, VARCHAR, "presto_url_host($1)");
        table.scalar("url_extract_port", 1, BIGINT, "presto_url_port($1)");
        table.scalar("url_extract_path", 1, VARCHAR, "presto_url_path($1)");
        table.scalar("url_extract_query", 1, VARCHAR, "presto_url_query($1)");
        table.scalar("url_extract_fragment", 1, VARCHAR, "presto_url_fragment($1)");
        table.scalar("url_extract_parameter", 2, VARCHAR, "presto_url_parameter($1, $2)");
    }

    /** Also what || becomes. NULL if any part is NULL. */
    private static Fragment concat(Call call) {
        SqlType type = VARCHAR;
        List<Fragment> parts = call.parts();
        for (int i = 1; i <= parts.size(); i++) {
            SqlType argument = parts.get(i - 1).type();
            if (argument.is(Kind.ARRAY)) {
                type = argument;
            } else if (argument.isKnown() && !argument.is(Kind.VARCHAR) && !type.is(Kind.ARRAY)) {
                throw call.rejected(
                        "argument " + i + " is " + argument + ", not text; cast(x as varchar) makes text of it");
            }
        }
        Stream<String> sql = parts.stream().map(Fragment::sql);
        if (parts.size() <= FEW) {
            return new Fragment(sql.collect(Collectors.joining(" || ", "(", ")")), type);
        } else if (type.is(Kind.ARRAY)) {
            throw call.rejected("more than " + FEW + " arrays are joined, the most that EmbeddedSls serves");
        }
        String all = sql.collect(Collectors.joining(", ", "bounded_concat([", "], "));
        return new Fragment(all + call.bounds().text() + ")", type);
    }

    private static Fragment reverse(Call call) {
        Fragment value = call.argument(1);
        String function = value.type().is(Kind.ARRAY) ? "list_reverse" : "reverse";
        return new Fragment(function + "(" + value.sql() + ")", value.type());
    }
}
