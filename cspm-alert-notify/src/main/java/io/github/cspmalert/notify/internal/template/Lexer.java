package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.common.Cursor;
import io.github.cspmalert.notify.internal.template.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Cuts the inside of one {@code {{ }}} or {@code {% %}} into tokens, and finds where it ends. */
final class Lexer {

    // Each token is at most one level of the tree, so this bounds how deep an evaluation can recurse.
    private static final int MAX_TOKENS = 1_000;

    private static final String SYMBOLS = "+-*/%()[]{}.,:|<>=~!?";

    private static final Cursor.Kind SPACE = new Cursor.Kind(Spaces::is);
    private static final Cursor.Kind DIGITS = new Cursor.Kind(Lexer::isDigit);
    private static final Cursor.Kind NAME = new Cursor.Kind(c -> isNameStart(c) || isDigit(c));

    private final Source source;
    private final Cursor cursor;
    private final String close;
    private final int opened;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Character> brackets = new ArrayDeque<>();

    private Lexer(Source source, Cursor cursor, int opened, String close) {
        this.source = source;
        this.opened = opened;
        this.close = close;
        this.cursor = cursor;
    }

    /**
     * The inside of a pair of delimiters.
     *
     * @param tokens its tokens, the last of kind END
     * @param end the offset behind the closing delimiter
     * @param trimsRight whether the closing delimiter strips the white space behind it
     */
    record Inside(List<Token> tokens, int end, boolean trimsRight) {}

    /** {@return the inside of the delimiters that open at an offset; the cursor goes from its start behind its end} */
    static Inside read(Source source, Cursor cursor, int opened, String close) {
        return new Lexer(source, cursor, opened, close).read();
    }

    private Inside read() {
        String trimming = "-" + close;
        while (true) {
            cursor.skipWhile(SPACE);
            int at = cursor.at();
            boolean trims = brackets.isEmpty() && cursor.accept(trimming);
            if (trims || brackets.isEmpty() && cursor.accept(close)) {
                tokens.add(new Token(Kind.END, "", null, at));
                return new Inside(tokens, cursor.at(), trims);
            }
            if (cursor.atEnd()) {
                String opening = source.text().substring(opened, opened + 2);
                throw source.error(opened, "'" + opening + "' is never closed; write '" + close + "' where it ends");
            }
            if (tokens.size() == MAX_TOKENS) {
                throw source.error(opened, "the expression has more than " + MAX_TOKENS + " parts; split it");
            }
            tokens.add(next(at));
        }
    }

    private Token next(int start) {
        char c = cursor.peek();
        if (c == '"' || c == '\'') {
            return string(start);
        }
        if (isDigit(c)) {
            return number(start);
        }
        if (isNameStart(c)) {
            return new Token(Kind.NAME, cursor.takeWhile(NAME), null, start);
        }
        return symbol(start);
    }

    private Token number(int start) {
        cursor.skipWhile(DIGITS);
        boolean whole = cursor.peek() != '.' || !isDigit(cursor.peek(1));
        if (!whole) {
            cursor.next();
            cursor.skipWhile(DIGITS);
        }
        if (isNameStart(cursor.peek())) {
            throw source.error(start, "a number cannot go on with '" + cursor.peek() + "'");
        }
        String digits = cursor.since(start);
        return new Token(Kind.LITERAL, digits, whole ? whole(digits, start) : (Object) Double.valueOf(digits), start);
    }

    private Object whole(String digits, int start) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            throw source.error(start, "the number " + digits + " is too large", e);
        }
    }

    private Token string(int start) {
        char quote = cursor.next();
        StringBuilder value = new StringBuilder();
        while (!cursor.atEnd() && cursor.peek() != quote) {
            char c = cursor.next();
            if (c == '\\' && !cursor.atEnd()) {
                Escapes.read(cursor, value);
            } else {
                value.append(c);
            }
        }
        if (!cursor.accept(quote)) {
            throw source.error(start, "the text that starts here is never closed; write " + quote + " where it ends");
        }
        return new Token(Kind.LITERAL, cursor.since(start), value.toString(), start);
    }

    private Token symbol(int start) {
        char c = cursor.next();
        boolean two = "=/*&|".indexOf(c) >= 0 && cursor.accept(c) || "!><".indexOf(c) >= 0 && cursor.accept('=');
        if (!two && SYMBOLS.indexOf(c) < 0) {
            String whole = Character.toString(source.text().codePointAt(start));
            throw source.error(start, "'" + whole + "' cannot stand in an expression");
        }
        bracket(c, start);
        return new Token(Kind.SYMBOL, cursor.since(start), null, start);
    }

    // The delimiters close only outside of brackets: in {{ {"a": {}} }} the first }} is two brackets.
    private void bracket(char symbol, int start) {
        int opening = "([{".indexOf(symbol);
        if (opening >= 0) {
            brackets.push(")]}".charAt(opening));
        } else if (")]}".indexOf(symbol) >= 0) {
            Character expected = brackets.poll();
            if (expected == null || expected != symbol) {
                throw source.error(
                        start,
                        expected == null
                                ? "'" + symbol + "' closes what was never opened"
                                : "expected '" + expected + "' before '" + symbol + "'");
            }
        }
    }

    static boolean isNameStart(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** The backslash escapes of a string literal; one that Python does not know stands for itself. */
    private static final class Escapes {

        private static final String LETTERS = "ntrbf0\\'\"";
        private static final String MEANINGS = "\n\t\r\b\f\0\\'\"";

        static void read(Cursor cursor, StringBuilder value) {
            char c = cursor.next();
            int known = LETTERS.indexOf(c);
            int code = known >= 0
                    ? MEANINGS.charAt(known)
                    : c == 'u' ? cursor.takeHex(4) : c == 'x' ? cursor.takeHex(2) : -1;
            if (code >= 0) {
                value.append((char) code);
            } else {
                value.append('\\').append(c);
            }
        }
    }
}
