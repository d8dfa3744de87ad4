package io.github.cspmalert.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly by RFC 8259 into maps, lists, strings, {@link BigDecimal}s, booleans and null. Refuses, besides what
 * the grammar does not have, names that stand twice in an object, lone surrogates, a byte order mark, nesting deeper than 64
 * and numbers longer than 100 characters. Messages name the place and never show the text, which may hold secrets.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class JsonReader {

    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 100;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]++)?");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{4}");

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException if it is not JSON; the message names line and column
     */
    public static @Nullable Object read(String text) {
        JsonReader reader = new JsonReader(text);
        if (text.startsWith("\uFEFF")) {
            throw reader.problem("text without a byte order mark");
        }
        Object value = reader.value();
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.problem("the end of the text");
        }
        return value;
    }

    private @Nullable Object value() {
        skipSpace();
        return switch (peek()) {
            case '{' -> nested(this::object);
            case '[' -> nested(this::array);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private <T> T nested(Supplier<T> read) {
        if (++depth > DEEPEST) {
            throw problem("nesting of " + DEEPEST + " at most");
        }
        at++;
        T value = read.get();
        depth--;
        return value;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (skip('}')) {
            return fields;
        }
        do {
            skipSpace();
            int start = at;
            String name = string();
            if (fields.containsKey(name)) {
                at = start;
                throw problem("a name that the object does not have already");
            }
            expect(':');
            fields.put(name, value());
        } while (skip(','));
        expect('}');
        return fields;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> values = new ArrayList<>();
        if (skip(']')) {
            return values;
        }
        do {
            values.add(value());
        } while (skip(','));
        expect(']');
        return values;
    }

    private String string() {
        if (peek() != '"') {
            throw problem("'\"'");
        }
        at++;
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            int start = at;
            char c = character();
            if (Character.isHighSurrogate(c) && at < text.length()) {
                char low = peek() == '"' ? c : character();
                requireAt(start, Character.isLowSurrogate(low), "a whole pair of surrogates");
                string.append(c).append(low);
            } else {
                requireAt(start, !Character.isSurrogate(c), "a whole pair of surrogates");
                string.append(c);
            }
        }
        at++;
        return string.toString();
    }

    private char character() {
        char c = peek();
        if (at >= text.length() || c < ' ') {
            throw problem("'\"' at the end of the string, and control characters as escapes");
        }
        at++;
        return c == '\\' ? escaped() : c;
    }

    private char escaped() {
        char c = peek();
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain >= 0 && at < text.length()) {
            at++;
            return "\"\\/\b\f\n\r\t".charAt(plain);
        }
        Matcher hex = HEX.matcher(text).region(Math.min(at + 1, text.length()), text.length());
        if (c != 'u' || !hex.lookingAt()) {
            throw problem("one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits");
        }
        at = hex.end();
        return (char) Integer.parseInt(hex.group(), 16);
    }

    private BigDecimal number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw problem("a value");
        }
        requireAt(at, number.end() - at <= LONGEST_NUMBER, "a number of " + LONGEST_NUMBER + " characters at most");
        try {
            BigDecimal value = new BigDecimal(number.group());
            at = number.end();
            return value;
        } catch (NumberFormatException | ArithmeticException e) {
            throw problem("a number with a smaller exponent");
        }
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw problem("a value");
        }
        at += word.length();
        return value;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean skip(char wanted) {
        skipSpace();
        boolean there = peek() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char wanted) {
        if (!skip(wanted)) {
            throw problem("'" + wanted + "'");
        }
    }

    private void requireAt(int place, boolean holds, String expected) {
        if (!holds) {
            at = place;
            throw problem(expected);
        }
    }

    private IllegalArgumentException problem(String expected) {
        String before = text.substring(0, at);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = at - before.lastIndexOf('\n');
        return new IllegalArgumentException("JSON, line %d, column %d: expected %s".formatted(line, column, expected)
                + (at < text.length() ? "" : ", but the text ends"));
    }
}
