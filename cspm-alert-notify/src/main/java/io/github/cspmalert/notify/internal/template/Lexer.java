package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.notify.internal.template.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts the inside of one {@code {{ }}} or {@code {% %}} into tokens, and finds where it ends. */
final class Lexer {

    // Each token is at most one level of the tree, so this bounds how deep an evaluation can recurse.
    private static final int MAX_TOKENS = 1_000;

    private static final Set<String> DOUBLE_SYMBOLS = Set.of("==", "!=", ">=", "<=", "//", "**", "&&", "||");
    private static final String SYMBOLS = "+-*/%()[]{}.,:|<>=~!?";

    private final Source source;
    private final String text;
    private final String close;
    private final int opened;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private final Deque<Character> brackets = new ArrayDeque<>();

    private Lexer(Source source, int opened, int from, String close) {
        this.source = source;
        this.text = source.text();
        this.opened = opened;
        this.close = close;
        this.at = from;
    }

    /**
     * The inside of a pair of delimiters.
     *
     * @param tokens its tokens, the last of kind END
     * @param end the offset behind the closing delimiter
     * @param trimsRight whether the closing delimiter strips the white space behind it
     */
    record Inside(List<Token> tokens, int end, boolean trimsRight) {}

    /** {@return the inside of the delimiters that open at one offset and whose content starts at another} */
    static Inside read(Source source, int opened, int from, String close) {
        return new Lexer(source, opened, from, close).read();
    }

    private Inside read() {
        while (true) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            boolean trims = brackets.isEmpty() && text.startsWith("-" + close, at);
            if (trims || brackets.isEmpty() && text.startsWith(close, at)) {
                tokens.add(new Token(Kind.END, "", null, at));
                return new Inside(tokens, at + close.length() + (trims ? 1 : 0), trims);
            }
            if (at >= text.length()) {
                throw source.error(
                        opened,
                        "'" + text.substring(opened, opened + 2) + "' is never closed; write '" + close
                                + "' where it ends");
            }
            if (tokens.size() == MAX_TOKENS) {
                throw source.error(opened, "the expression has more than " + MAX_TOKENS + " parts; split it");
            }
            tokens.add(next());
        }
    }

    private Token next() {
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            return string(c);
        }
        if (isDigit(c)) {
            return number();
        }
        if (isNameStart(c)) {
            return name();
        }
        return symbol();
    }

    private Token name() {
        int start = at;
        while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        return new Token(Kind.NAME, text.substring(start, at), null, start);
    }

    private Token number() {
        int start = at;
        digits();
        boolean whole = true;
        if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
            whole = false;
            at++;
            digits();
        }
        if (at < text.length() && isNameStart(text.charAt(at))) {
            throw source.error(start, "a number cannot go on with '" + text.charAt(at) + "'");
        }
        String digits = text.substring(start, at);
        return new Token(Kind.LITERAL, digits, whole ? whole(digits, start) : (Object) Double.valueOf(digits), start);
    }

    private void digits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private Object whole(String digits, int start) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            throw source.error(start, "the number " + digits + " is too large", e);
        }
    }

    private Token string(char quote) {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                at = Escapes.read(text, at, value);
            } else {
                value.append(c);
            }
        }
        if (at >= text.length()) {
            throw source.error(start, "the text that starts here is never closed; write " + quote + " where it ends");
        }
        at++;
        return new Token(Kind.LITERAL, text.substring(start, at), value.toString(), start);
    }

    private Token symbol() {
        int start = at;
        String two = text.substring(at, Math.min(at + 2, text.length()));
        String symbol = DOUBLE_SYMBOLS.contains(two) ? two : two.substring(0, 1);
        if (symbol.length() == 1 && SYMBOLS.indexOf(symbol.charAt(0)) < 0) {
            throw source.error(start, "'" + symbol + "' cannot stand in an expression");
        }
        at += symbol.length();
        bracket(symbol.charAt(0), start);
        return new Token(Kind.SYMBOL, symbol, null, start);
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

    static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The backslash escapes of a string literal; one that Python does not know stands for itself. */
    private static final class Escapes {

        private static final String LETTERS = "ntrbf0\\'\"";
        private static final String MEANINGS = "\n\t\r\b\f\0\\'\"";

        static int read(String text, int at, StringBuilder value) {
            char c = text.charAt(at);
            int known = LETTERS.indexOf(c);
            if (known >= 0) {
                value.append(MEANINGS.charAt(known));
                return at + 1;
            }
            Integer code = c == 'u' ? hex(text, at + 1, 4) : c == 'x' ? hex(text, at + 1, 2) : null;
            if (code != null) {
                value.append((char) code.intValue());
                return at + (c == 'u' ? 5 : 3);
            }
            value.append('\\').append(c);
            return at + 1;
        }

        private static @Nullable Integer hex(String text, int from, int length) {
            if (from + length > text.length()) {
                return null;
            }
            int code = 0;
            for (int i = from; i < from + length; i++) {
                int digit = Character.digit(text.charAt(i), 16);
                if (digit < 0) {
                    return null;
                }
                code = code * 16 + digit;
            }
            return code;
        }
    }
}
