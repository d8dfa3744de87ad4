package io.github.cspmalert.internal.statement;

import io.github.cspmalert.common.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A word, sign or text of SQL; a name in quotation marks has the kind of a name and no meaning but itself.
 *
 * @param text the characters, without quotation marks
 * @param name whether it can be a name
 * @param quoted whether it stands in quotation marks
 * @param at the offset where it begins
 */
public record SqlToken(String text, boolean name, boolean quoted, int at) {

    private static final Cursor.Kind SPACE = new Cursor.Kind(Character::isWhitespace);
    private static final Cursor.Kind NAME = new Cursor.Kind(c -> Character.isLetterOrDigit(c) || c == '_');

    /** {@return the tokens of SQL, without comments} */
    public static List<SqlToken> allOf(String sql) {
        Cursor cursor = new Cursor(sql);
        List<SqlToken> tokens = new ArrayList<>();
        for (skip(cursor); !cursor.atEnd(); skip(cursor)) {
            tokens.add(next(cursor));
        }
        return tokens;
    }

    /** {@return whether it is this word or sign, in any case} */
    public boolean is(String word) {
        return !quoted && text.toLowerCase(Locale.ROOT).equals(word);
    }

    /** {@return whether it is one of these words, in any case} */
    public boolean isAnyOf(Set<String> words) {
        return !quoted && words.contains(text.toLowerCase(Locale.ROOT));
    }

    /** {@return by how much it changes the depth of brackets: 1, -1 or 0} */
    public int depth() {
        boolean opens = !quoted && (text.equals("(") || text.equals("["));
        boolean closes = !quoted && (text.equals(")") || text.equals("]"));
        return opens ? 1 : closes ? -1 : 0;
    }

    private static SqlToken next(Cursor cursor) {
        int start = cursor.at();
        char c = cursor.peek();
        if (c == '"' || c == '\'' || c == '`') {
            cursor.next();
            return quoted(cursor, c, start);
        }
        String word = cursor.takeWhile(NAME);
        if (word.isEmpty()) {
            cursor.next();
            return new SqlToken(cursor.since(start), false, false, start);
        }
        return new SqlToken(word, !Character.isDigit(word.charAt(0)), false, start);
    }

    // A quotation mark in the text is doubled.
    private static SqlToken quoted(Cursor cursor, char mark, int start) {
        StringBuilder text = new StringBuilder();
        while (!cursor.atEnd()) {
            char c = cursor.next();
            if (c == mark && !cursor.accept(mark)) {
                break;
            }
            text.append(c);
        }
        return new SqlToken(text.toString(), mark != '\'', true, start);
    }

    private static void skip(Cursor cursor) {
        int before;
        do {
            before = cursor.at();
            cursor.skipWhile(SPACE);
            if (cursor.accept("--")) {
                cursor.skipPast('\n');
            } else if (cursor.accept("/*")) {
                cursor.skipPast("*/");
            }
        } while (cursor.at() > before);
    }
}
