package io.github.cspmalert.sls.internal.query;

import io.github.cspmalert.common.Cursor;
import io.github.cspmalert.sls.internal.query.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts SQL into pieces, just well enough to tell a keyword from a quoted name, a text or a comment. What it lets pass may
 * still be no SQL; the service judges that.
 */
final class SqlLexer {

    private static final Cursor.Kind WORD = new Cursor.Kind(Character::isJavaIdentifierPart);
    private static final Cursor.Kind NUMBER = new Cursor.Kind(c -> Character.isJavaIdentifierPart(c) || c == '.');

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
        if (Character.isJavaIdentifierStart(c)) {
            run(Kind.WORD, WORD);
        } else if (Character.isWhitespace(c)) {
            cursor.next();
        } else if (c == '\'') {
            quoted(Kind.STRING, start);
        } else if (c == '"' || c == '`') {
            quoted(Kind.QUOTED, start);
        } else if (Character.isDigit(c)) {
            run(Kind.NUMBER, NUMBER);
        } else if (cursor.accept("--")) {
            cursor.skipPast('\n');
        } else if (cursor.accept("/*")) {
            if (!cursor.skipPast("*/")) {
                throw unclosed("comment", start);
            }
        } else {
            symbol(cursor.next());
        }
    }

    private void quoted(Kind kind, int start) {
        char quote = cursor.next();
        do {
            if (!cursor.skipPast(quote)) {
                throw unclosed("quote " + quote, start);
            }
            // A quote inside is written twice.
        } while (cursor.accept(quote));
        String text = sql.substring(start + 1, cursor.at() - 1);
        if (text.indexOf(quote) >= 0) {
            String mark = String.valueOf(quote);
            text = text.replace(mark + mark, mark);
        }
        tokens.add(new SqlToken(kind, text, depth));
    }

    private static IllegalArgumentException unclosed(String what, int start) {
        return new IllegalArgumentException(
                "the %s at character %d of the SQL is never closed".formatted(what, start + 1));
    }

    private void run(Kind kind, Cursor.Kind part) {
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
