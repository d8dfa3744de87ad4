package io.github.cspmalert.sls.internal.query;

import io.github.cspmalert.sls.internal.query.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL into pieces, just well enough to tell a keyword from a quoted name, a text or a comment. What it lets pass may
 * still be no SQL; the service judges that.
 */
public final class SqlLexer {

    private final String sql;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int at;
    private int depth;

    private SqlLexer(String sql) {
        this.sql = sql;
    }

    /**
     * Cuts SQL into pieces.
     *
     * @throws IllegalArgumentException if a quote or a comment is not closed
     */
    static List<SqlToken> tokens(String sql) {
        SqlLexer lexer = new SqlLexer(sql);
        while (lexer.at < sql.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end + 1;
        } else if (sql.startsWith("/*", at)) {
            int end = sql.indexOf("*/", at + 2);
            at = closed(end, "comment") + 2;
        } else if (c == '\'') {
            quoted(c, Kind.STRING);
        } else if (c == '"' || c == '`') {
            quoted(c, Kind.QUOTED);
        } else if (Character.isJavaIdentifierStart(c)) {
            run(Kind.WORD);
        } else if (Character.isDigit(c)) {
            run(Kind.NUMBER);
        } else {
            symbol(c);
        }
    }

    private void quoted(char quote, Kind kind) {
        StringBuilder text = new StringBuilder();
        int from = at + 1;
        while (true) {
            int end = closed(sql.indexOf(quote, from), "quote " + quote);
            text.append(sql, from, end);
            from = end + 1;
            // A quote inside is written twice.
            if (from >= sql.length() || sql.charAt(from) != quote) {
                break;
            }
            text.append(quote);
            from++;
        }
        tokens.add(new SqlToken(kind, text.toString(), depth));
        at = from;
    }

    private int closed(int end, String what) {
        if (end < 0) {
            throw new IllegalArgumentException(
                    "the %s at character %d of the SQL is never closed".formatted(what, at + 1));
        }
        return end;
    }

    private void run(Kind kind) {
        int end = at;
        while (end < sql.length()
                && (Character.isJavaIdentifierPart(sql.charAt(end)) || kind == Kind.NUMBER && sql.charAt(end) == '.')) {
            end++;
        }
        tokens.add(new SqlToken(kind, sql.substring(at, end), depth));
        at = end;
    }

    private void symbol(char c) {
        if (c == ')') {
            depth--;
        }
        tokens.add(new SqlToken(Kind.SYMBOL, String.valueOf(c), depth));
        if (c == '(') {
            depth++;
        }
        at++;
    }
}
