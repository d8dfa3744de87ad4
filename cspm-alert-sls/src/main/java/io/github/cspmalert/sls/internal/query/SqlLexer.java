package io.github.cspmalert.sls.internal.query;

import io.github.cspmalert.common.Cursor;
import io.github.cspmalert.sls.internal.query.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Cuts SQL into pieces, just well enough to tell a keyword from a quoted name, a text or a comment. What it lets pass may
 * still be no SQL; the service judges that.
 */
public final class SqlLexer {

    private final String sql;
    private final Cursor cursor;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int depth;

    private SqlLexer(String sql) {
        this.sql = sql;
        this.cursor = new Cursor(sql);
    }

    /**
     * Cuts SQL into pieces.
     *
     * @throws IllegalArgumentException if a quote or a comment is not closed
     */
    static List<SqlToken> tokens(String sql) {
        SqlLexer lexer = new SqlLexer(sql);
        while (!lexer.cursor.atEnd()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        int start = cursor.at();
        char c = cursor.peek();
        if (Character.isWhitespace(c)) {
            cursor.next();
        } else if (cursor.accept("--")) {
            cursor.skipPast('\n');
        } else if (cursor.accept("/*")) {
            closed(cursor.skipPast("*/"), "comment", start);
        } else if (c == '\'') {
            quoted(Kind.STRING, start);
        } else if (c == '"' || c == '`') {
            quoted(Kind.QUOTED, start);
        } else if (Character.isJavaIdentifierStart(c)) {
            run(Kind.WORD, Character::isJavaIdentifierPart);
        } else if (Character.isDigit(c)) {
            run(Kind.NUMBER, d -> Character.isJavaIdentifierPart(d) || d == '.');
        } else {
            symbol(cursor.next());
        }
    }

    private void quoted(Kind kind, int start) {
        char quote = cursor.next();
        do {
            closed(cursor.skipPast(quote), "quote " + quote, start);
            // A quote inside is written twice.
        } while (cursor.accept(quote));
        String mark = String.valueOf(quote);
        String text = sql.substring(start + 1, cursor.at() - 1);
        tokens.add(new SqlToken(kind, text.replace(mark + mark, mark), depth));
    }

    private static void closed(boolean closed, String what, int start) {
        if (!closed) {
            throw new IllegalArgumentException(
                    "the %s at character %d of the SQL is never closed".formatted(what, start + 1));
        }
    }

    private void run(Kind kind, IntPredicate part) {
        tokens.add(new SqlToken(kind, cursor.takeWhile(part), depth));
    }

    private void symbol(char c) {
        if (c == ')') {
            depth--;
        }
        tokens.add(new SqlToken(Kind.SYMBOL, String.valueOf(c), depth));
        if (c == '(') {
            depth++;
        }
    }
}
