package io.github.cspmalert.sls.internal.query;

import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogStatement;
import io.github.cspmalert.sls.internal.query.SqlToken.Kind;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A statement, {@code search} or {@code search | SQL}, taken apart as far as paging needs it.
 *
 * @param text the whole statement
 * @param search what stands before the first unquoted {@code |}
 * @param sql the pieces of what stands after it, or null if there is none
 * @param limit the limit that the SQL itself sets, if it sets one
 * @see <a href="https://www.alibabacloud.com/help/en/sls/query-syntax">SLS: query syntax</a>
 * @see <a href="https://www.alibabacloud.com/help/en/sls/limit-clause">SLS: LIMIT clause</a>
 */
public record SlsStatement(String text, String search, @Nullable List<SqlToken> sql, OptionalLong limit) {

    /**
     * Takes a statement apart.
     *
     * @throws LogQueryException if the service could not run it in any case
     */
    public static SlsStatement parse(String text) {
        LogStatement statement = LogStatement.of(text);
        String written = statement.sql();
        if (written == null) {
            return new SlsStatement(text, text, null, OptionalLong.empty());
        }
        List<SqlToken> sql = tokens(written);
        if (sql.isEmpty()) {
            throw unusable("nothing follows '|'; write the SQL there, or leave '|' out to search only");
        }
        if (sql.get(sql.size() - 1).isSymbol(';')) {
            throw unusable("it ends with ';', which Simple Log Service does not take; leave it out");
        }
        return new SlsStatement(text, statement.search(), sql, limit(sql));
    }

    public boolean hasSql() {
        return sql != null;
    }

    /** Appends a limit. On a line of its own, since the SQL may end with a comment. */
    public String page(int offset, int count) {
        return text + "\nLIMIT " + (offset == 0 ? "" : offset + ",") + count;
    }

    private static List<SqlToken> tokens(String sql) {
        try {
            return SqlLexer.tokens(sql);
        } catch (IllegalArgumentException e) {
            throw unusable(e.getMessage() + "; close it");
        }
    }

    /** The last LIMIT outside all parentheses: {@code LIMIT count}, {@code LIMIT offset, count} or {@code LIMIT ALL}. */
    private static OptionalLong limit(List<SqlToken> sql) {
        for (int i = sql.size() - 2; i >= 0; i--) {
            if (sql.get(i).isWord("LIMIT") && sql.get(i).depth() == 0) {
                SqlToken first = sql.get(i + 1);
                if (first.isWord("ALL")) {
                    return OptionalLong.of(Long.MAX_VALUE);
                }
                if (first.kind() == Kind.NUMBER) {
                    boolean pair = i + 3 < sql.size() && sql.get(i + 2).isSymbol(',');
                    return OptionalLong.of(number(pair ? sql.get(i + 3) : first));
                }
            }
        }
        return OptionalLong.empty();
    }

    /** What is no sensible number is left to the service to refuse. */
    private static long number(SqlToken token) {
        return token.text().matches("\\d{1,18}") ? Long.parseLong(token.text()) : Long.MAX_VALUE;
    }

    private static LogQueryException unusable(String why) {
        return new LogQueryException("cannot run the statement: " + why, false, null);
    }
}
