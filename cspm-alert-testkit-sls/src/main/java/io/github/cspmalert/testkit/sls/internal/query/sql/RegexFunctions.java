package io.github.cspmalert.testkit.sls.internal.query.sql;

import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.BIGINT;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.BOOLEAN;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.VARCHAR;

import io.github.cspmalert.testkit.sls.internal.query.SqlText;

/**
 * Functions of regular expressions. They are RE2's: look-around and back-references are refused when the statement runs.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/regular-expression-functions">Regular expression functions</a>
 */
final class RegexFunctions {

    private RegexFunctions() {}

    static void addTo(FunctionTable table) {
        table.scalar("regexp_like", 2, BOOLEAN, "regexp_matches($1, $2)");
        table.scalar(
                "regexp_split",
                2,
                SqlType.array(VARCHAR),
                "regexp_split_to_array(bounded_text($1, " + Bounds.LONGEST_PARTED + "), $2)");
        table.scalar("regexp_count", 2, BIGINT, "len(regexp_extract_all($1, $2))");
        table.scalar("regexp_extract", 2, 3, RegexFunctions::extract);
        table.scalar("regexp_extract_all", 2, 3, RegexFunctions::extractAll);
        table.scalar("regexp_replace", 2, 3, RegexFunctions::replace);
    }

    /** The engine gives empty text for no match; with all matches as an array, no match is an element that is not there. */
    private static Fragment extract(Call call) {
        return new Fragment("(" + all(call) + ")[1]", VARCHAR);
    }

    private static Fragment extractAll(Call call) {
        return new Fragment(all(call), SqlType.array(VARCHAR));
    }

    private static String all(Call call) {
        long group = call.count() == 2 ? 0 : call.number(3);
        return Template.sql("regexp_extract_all(bounded_text($1, " + Bounds.LONGEST_PARTED + "), $2, ", call) + group
                + ")";
    }

    private static Fragment replace(Call call) {
        String by = call.count() == 2 ? "" : groups(call.text(3));
        int most = Bounds.LONGEST_REPLACED / (by.length() + 1);
        return new Fragment(
                Template.sql("regexp_replace(bounded_text($1, " + most + "), $2, ", call) + SqlText.literal(by)
                        + ", 'g')",
                VARCHAR);
    }

    /** Presto writes a group as $1, the engine as \1. */
    private static String groups(String replacement) {
        return replacement.replace("\\", "\\\\").replaceAll("\\$(\\d)", "\\\\$1");
    }
}
