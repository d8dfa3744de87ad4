package io.github.cspmalert.log;

import io.github.cspmalert.common.Cursor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A statement, {@code search} or {@code search | SQL}, split at the first {@code |} outside double quotation marks. In a
 * search, {@code \"} is a quotation mark that neither opens nor closes, and {@code \\} a backslash; before anything else a
 * backslash is itself, so {@code \|} splits. Single quotation marks mean nothing in a search.
 *
 * @param search the search, as it is written
 * @param sql what follows the {@code |}, as it is written, or null if there is no {@code |}
 * @see <a href="https://www.alibabacloud.com/help/en/sls/query-syntax">SLS: query syntax</a>
 */
public record LogStatement(String search, @Nullable String sql) {

    private static final Cursor.Kind PLAIN = new Cursor.Kind(c -> c != '|' && c != '"' && c != '\\');

    /**
     * Joins a search and SQL.
     *
     * @param search the search
     * @param sql the SQL, or null for none
     * @throws IllegalArgumentException if {@code search} holds a {@code |} outside double quotation marks, or leaves a
     *     quotation mark open before the SQL
     */
    public LogStatement {
        Objects.requireNonNull(search, "search");
        boolean parts = sql == null ? bar(search) < 0 : bar(search + "|") == search.length();
        if (!parts) {
            throw new IllegalArgumentException(
                    "search holds a '|' outside double quotation marks or leaves a quotation mark open: \"" + search
                            + "\"; quote the '|' or close the quotation mark");
        }
    }

    /**
     * {@return the statement, split}
     *
     * @param text the statement
     */
    public static LogStatement of(String text) {
        int bar = bar(text);
        return bar < 0
                ? new LogStatement(text, null)
                : new LogStatement(text.substring(0, bar), text.substring(bar + 1));
    }

    /** {@return whether there is a {@code |}} */
    public boolean hasSql() {
        return sql != null;
    }

    /** {@return the whole statement} */
    public String text() {
        return sql == null ? search : search + "|" + sql;
    }

    private static int bar(String text) {
        // Most searches quote nothing.
        int first = text.indexOf('|');
        int quote = text.indexOf('"');
        if (quote < 0 || first < quote) {
            return first;
        }
        Cursor cursor = new Cursor(text);
        boolean quoted = false;
        cursor.skipWhile(PLAIN);
        while (!cursor.atEnd()) {
            char c = cursor.next();
            if (c == '|' && !quoted) {
                return cursor.at() - 1;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && !cursor.accept('"')) {
                cursor.accept('\\');
            }
            cursor.skipWhile(PLAIN);
        }
        return -1;
    }
}
