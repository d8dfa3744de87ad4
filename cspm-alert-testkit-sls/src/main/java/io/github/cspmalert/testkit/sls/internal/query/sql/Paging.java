package io.github.cspmalert.testkit.sls.internal.query.sql;

import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import io.github.cspmalert.testkit.sls.internal.query.sql.SqlTokens.Token;
import java.util.List;

/**
 * {@code LIMIT offset, count}, which Presto lacks: found among the tokens, kept, and replaced by {@code LIMIT count}
 * with all columns where they were.
 *
 * @param sql what Presto's parser may see
 * @param offset the number of rows to skip, 0 if none
 * @param paged whether {@code LIMIT offset, count} was used
 * @see <a href="https://www.alibabacloud.com/help/en/sls/limit-clause">LIMIT clause</a>
 */
record Paging(String sql, long offset, boolean paged) {

    static Paging of(String sql) {
        List<Token> tokens = SqlTokens.of(sql);
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (startsPaging(tokens, i)) {
                if (depth > 0) {
                    throw QueryRejectedException.invalid(
                            "LIMIT offset, count is not allowed in a sub-query; use LIMIT count");
                }
                Token offset = tokens.get(i + 1);
                return new Paging(
                        without(sql, offset.start(), tokens.get(i + 2).end()), Limits.number(offset.text()), true);
            }
        }
        return new Paging(sql, 0, false);
    }

    private static boolean startsPaging(List<Token> tokens, int i) {
        return i + 3 < tokens.size()
                && tokens.get(i).is("limit")
                && tokens.get(i + 1).isNumber()
                && tokens.get(i + 2).is(",")
                && tokens.get(i + 3).isNumber();
    }

    private static String without(String sql, int start, int end) {
        return sql.substring(0, start) + " ".repeat(end - start) + sql.substring(end);
    }
}
