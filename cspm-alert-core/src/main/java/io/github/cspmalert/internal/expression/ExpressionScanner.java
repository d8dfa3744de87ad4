package io.github.cspmalert.internal.expression;

import io.github.cspmalert.common.Cursor;
import io.github.cspmalert.internal.Checks;
import java.util.Locale;

/** Reads the words of an expression: numbers, texts, names and operators; and says where one is wrong. For one thread. */
final class ExpressionScanner {

    private static final Cursor.Kind BLANKS = new Cursor.Kind(Character::isWhitespace);
    private static final Cursor.Kind DIGITS = new Cursor.Kind(c -> c >= '0' && c <= '9');
    private static final Cursor.Kind NAME = new Cursor.Kind(c -> Character.isLetterOrDigit(c) || c == '_');
    private static final Cursor.Kind OPERATOR = new Cursor.Kind(c -> "=<>!~&|+-*/%^,;:?".indexOf(c) >= 0);

    private final String name;
    private final String text;
    private final Cursor in;

    ExpressionScanner(String name, String text, Cursor in) {
        this.name = name;
        this.text = text;
        this.in = in;
    }

    /** Takes a name; empty if none stands here. */
    String name() {
        return in.takeWhile(NAME);
    }

    /** Takes a name in brackets. */
    String bracketed() {
        int at = in.at();
        in.next();
        int start = in.at();
        if (!in.skipTo(']')) {
            throw bad(at, "the bracket is not closed");
        }
        String field = in.since(start);
        in.next();
        if (field.isBlank()) {
            throw bad(at, "the name of a field is expected in the brackets");
        }
        return field;
    }

    /** Takes a number without a sign. */
    Node.NumberConstant number() {
        int at = in.at();
        in.skipWhile(DIGITS);
        if (in.accept('.')) {
            in.skipWhile(DIGITS);
        }
        if ((in.peek() == 'e' || in.peek() == 'E') && exponentFollows()) {
            in.next();
            in.next();
            in.skipWhile(DIGITS);
        }
        String written = in.since(at);
        String rest = in.takeWhile(NAME);
        if (!rest.isEmpty() || in.peek() == '.') {
            throw bad(
                    at,
                    "'%s' is no number; a field that begins with a digit stands in brackets, as in [5xx]"
                            .formatted(written + rest));
        }
        return new Node.NumberConstant(Double.parseDouble(written), written);
    }

    private boolean exponentFollows() {
        char sign = in.peek(1);
        char digit = sign == '+' || sign == '-' ? in.peek(2) : sign;
        return digit >= '0' && digit <= '9';
    }

    /** Takes a text in quotes, and gives what it stands for. */
    String quoted() {
        int at = in.at();
        char quote = in.next();
        StringBuilder value = new StringBuilder();
        while (!in.atEnd()) {
            char c = in.next();
            if (c == quote) {
                return value.toString();
            }
            value.append(c == '\\' ? escaped() : c);
        }
        throw bad(at, "the text is not closed; end it with " + quote);
    }

    private char escaped() {
        int at = in.at() - 1;
        char c = in.next();
        return switch (c) {
            case '\\', '"', '\'' -> c;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> throw bad(at, "a backslash must be doubled, as in \"\\\\w+\"");
        };
    }

    boolean acceptOperator(String operator) {
        blanks();
        return in.accept(operator);
    }

    void expect(char wanted, int from) {
        blanks();
        if (!in.accept(wanted)) {
            throw bad(
                    in.at(),
                    "'%s' is expected instead of %s, for what begins at character %d"
                            .formatted(wanted, here(), from + 1));
        }
    }

    void blanks() {
        in.skipWhile(BLANKS);
    }

    /** Says what stands here, for messages. */
    String here() {
        if (in.atEnd()) {
            return "the end";
        }
        int at = in.at();
        String word = in.takeWhile(NAME);
        String found = word.isEmpty() ? in.takeWhile(OPERATOR) : word;
        in.moveTo(at);
        return "'" + Checks.printable(found.isEmpty() ? String.valueOf(in.peek()) : found) + "'" + hint(found);
    }

    private static String hint(String found) {
        return switch (found.toLowerCase(Locale.ROOT)) {
            case "and", "&" -> " (and is written &&)";
            case "or", "|" -> " (or is written ||)";
            case "not" -> " (not is written !)";
            case "like", "in", "between" -> " (SLS has no such operator here; filter in the query)";
            default -> "";
        };
    }

    IllegalArgumentException bad(int at, String problem) {
        return new IllegalArgumentException("%s cannot be read at character %d: %s, in '%s'"
                .formatted(name, at + 1, problem, Checks.printable(text)));
    }
}
