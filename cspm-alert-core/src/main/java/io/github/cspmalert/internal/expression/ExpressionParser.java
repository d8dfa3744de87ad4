package io.github.cspmalert.internal.expression;

import io.github.cspmalert.common.Cursor;
import io.github.cspmalert.internal.Checks;
import io.github.cspmalert.internal.expression.Node.Comparing;
import io.github.cspmalert.internal.expression.Node.Logical;
import io.github.cspmalert.internal.expression.Node.Type;
import io.github.cspmalert.internal.expression.Node.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Reads an expression by recursive descent, which its greatest length bounds. For one thread. */
final class ExpressionParser {

    private static final Cursor.Kind BLANKS = new Cursor.Kind(Character::isWhitespace);
    private static final Cursor.Kind DIGITS = new Cursor.Kind(c -> c >= '0' && c <= '9');
    private static final Cursor.Kind NAME = new Cursor.Kind(c -> Character.isLetterOrDigit(c) || c == '_');
    private static final Cursor.Kind OPERATOR = new Cursor.Kind(c -> "=<>!~&|+-*/%^,;:?".indexOf(c) >= 0);

    private final String name;
    private final String text;
    private final Cursor in;
    private final Set<Field> fields = new LinkedHashSet<>();

    ExpressionParser(String name, String text) {
        this.name = name;
        this.text = text;
        this.in = new Cursor(text);
    }

    Expression parse() {
        if (text.codePointCount(0, text.length()) > Expression.LONGEST) {
            throw bad(
                    0,
                    "it has %d characters, and SLS takes %d at most; filter in the query, with HAVING"
                            .formatted(text.codePointCount(0, text.length()), Expression.LONGEST));
        }
        Node root = or();
        blanks();
        if (!in.atEnd()) {
            throw bad(in.at(), "an operator such as &&, ||, == or > is expected instead of " + here());
        }
        return new Expression(text, root, fields);
    }

    private Node or() {
        int at = in.at();
        Node first = and();
        List<Logical> parts = new ArrayList<>();
        while (acceptOperator("||")) {
            if (parts.isEmpty()) {
                parts.add(logical(first, at));
            }
            int next = in.at();
            parts.add(logical(and(), next));
        }
        return parts.isEmpty() ? first : new Node.Or(List.copyOf(parts));
    }

    private Node and() {
        int at = in.at();
        Node first = comparison();
        List<Logical> parts = new ArrayList<>();
        while (acceptOperator("&&")) {
            if (parts.isEmpty()) {
                parts.add(logical(first, at));
            }
            int next = in.at();
            parts.add(logical(comparison(), next));
        }
        return parts.isEmpty() ? first : new Node.And(List.copyOf(parts));
    }

    private Node comparison() {
        blanks();
        int start = in.at();
        Node left = sum();
        blanks();
        int at = in.at();
        if (in.accept("=~") || in.accept("!~")) {
            return match(value(left, start), text.startsWith("=~", at));
        }
        for (Comparator operator : Comparator.values()) {
            if (in.accept(operator.symbol())) {
                blanks();
                return compared(operator, left, sum(), at);
            }
        }
        if (in.peek() == '=') {
            throw bad(at, "'=' is no operator; write == for equal");
        }
        return left;
    }

    private Node compared(Comparator operator, Node left, Node right, int at) {
        if (left instanceof Value a && right instanceof Value b) {
            return new Node.Comparison(operator, a, b, comparing(a.type(), b.type(), at));
        }
        if (operator.ordering()) {
            throw bad(at, "what is true or false is not less or greater; compare it with == or !=");
        }
        if (left instanceof Logical a && right instanceof Logical b) {
            return new Node.SameTruth(operator == Comparator.EQUAL, a, b);
        }
        Node truth = left instanceof Logical ? left : right;
        Value value = (Value) (truth == left ? right : left);
        if (value.type() == Type.FIELD && truth instanceof Node.BooleanConstant constant) {
            Value written = new Node.TextConstant(String.valueOf(constant.value()), String.valueOf(constant.value()));
            return new Node.Comparison(operator, value, written, Comparing.TEXTS);
        }
        throw bad(at, "what is true or false cannot be compared with a value");
    }

    private Comparing comparing(Type left, Type right, int at) {
        boolean number = left == Type.NUMBER || right == Type.NUMBER;
        boolean written = left == Type.TEXT || right == Type.TEXT;
        if (number && written) {
            throw bad(at, "a number cannot be compared with a text; write the number without quotes");
        }
        return number ? Comparing.NUMBERS : written ? Comparing.TEXTS : Comparing.EITHER;
    }

    private Logical match(Value value, boolean wanted) {
        blanks();
        int at = in.at();
        if (value.type() == Type.NUMBER) {
            throw bad(at, "a number cannot be matched; only fields and texts can");
        }
        if (in.peek() != '"' && in.peek() != '\'') {
            throw bad(at, "a regular expression in quotes is expected, such as \"\\\\w+\"");
        }
        String pattern = quoted();
        return new Node.Match(value, regex(pattern, at), wanted, in.since(at));
    }

    private LinearRegex regex(String pattern, int at) {
        try {
            return LinearRegex.compile(pattern);
        } catch (IllegalArgumentException e) {
            throw bad(at, "the regular expression cannot be read: " + e.getMessage());
        }
    }

    private Node sum() {
        blanks();
        int start = in.at();
        Node left = product();
        while (true) {
            blanks();
            char operator = in.peek();
            if (operator != '+' && operator != '-') {
                return left;
            }
            left = arithmetic(operator, left, start, this::product);
        }
    }

    private Node product() {
        blanks();
        int start = in.at();
        Node left = unary();
        while (true) {
            blanks();
            char operator = in.peek();
            if (operator != '*' && operator != '/' && operator != '%') {
                return left;
            }
            left = arithmetic(operator, left, start, this::unary);
        }
    }

    private Node arithmetic(char operator, Node left, int start, Supplier<Node> next) {
        in.next();
        blanks();
        int at = in.at();
        Node right = next.get();
        return new Node.Arithmetic(operator, numeric(left, start), numeric(right, at));
    }

    private Node unary() {
        blanks();
        int at = in.at();
        if (in.accept('-')) {
            int inner = in.at();
            return new Node.Negative(numeric(unary(), inner));
        }
        if (in.peek() == '!' && in.peek(1) != '=' && in.peek(1) != '~') {
            in.next();
            return new Node.Not(logical(unary(), at + 1));
        }
        return primary();
    }

    private Node primary() {
        int at = in.at();
        char c = in.peek();
        if (in.accept('(')) {
            Node inner = or();
            expect(')', at);
            return inner instanceof Logical logical
                    ? new Node.EnclosedLogical(logical)
                    : new Node.Enclosed((Value) inner);
        }
        if (c == '"' || c == '\'') {
            String value = quoted();
            return new Node.TextConstant(value, in.since(at));
        }
        if (c >= '0' && c <= '9' || c == '.' && in.peek(1) >= '0' && in.peek(1) <= '9') {
            return number();
        }
        if (in.accept('$')) {
            return fieldOfQuery(at);
        }
        if (c == '[') {
            return field(Field.ANY, bracketed());
        }
        String word = in.takeWhile(NAME);
        if (word.isEmpty()) {
            throw bad(at, "a field, a number or a text in quotes is expected instead of " + here());
        }
        return word(word, at);
    }

    private Node word(String word, int at) {
        if (word.equals("true") || word.equals("false")) {
            return new Node.BooleanConstant(word.equals("true"));
        }
        int end = in.at();
        blanks();
        if (in.peek() == '(') {
            return call(word, at);
        }
        in.moveTo(end);
        if (in.peek() == '.' && !in.atEnd()) {
            throw bad(end, "'.' cannot stand in a field's name; write the name in brackets, as in [a.b]");
        }
        return field(Field.ANY, word);
    }

    private Node call(String function, int at) {
        if (!function.equals("contains")) {
            throw bad(at, "there is no function '%s'; the only one is contains(field, 'text')".formatted(function));
        }
        in.next();
        Value value = argument();
        expect(',', at);
        Value part = argument();
        expect(')', at);
        return new Node.Contains(value, part);
    }

    private Value argument() {
        blanks();
        int at = in.at();
        Value value = value(sum(), at);
        if (value.type() == Type.NUMBER) {
            throw bad(at, "contains takes fields and texts, and no numbers; write the number in quotes");
        }
        return value;
    }

    private Node fieldOfQuery(int at) {
        char query = in.next();
        if (query < '0' || query > '2' || !in.accept('.')) {
            throw bad(at, "$0., $1. or $2. and a field is expected");
        }
        String field = in.peek() == '[' ? bracketed() : in.takeWhile(NAME);
        if (field.isEmpty()) {
            throw bad(in.at(), "the name of a field is expected behind $" + query + ".");
        }
        return field(query - '0', field);
    }

    private Node field(int query, String field) {
        Field found = new Field(query, field);
        fields.add(found);
        return new Node.Variable(found);
    }

    private String bracketed() {
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

    private Node number() {
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

    private String quoted() {
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

    private Logical logical(Node node, int at) {
        if (node instanceof Logical logical) {
            return logical;
        }
        throw bad(at, "&&, || and ! join what is true or false, such as cnt > 0, and no bare field or value");
    }

    private Value value(Node node, int at) {
        if (node instanceof Value value) {
            return value;
        }
        throw bad(at, "a field or a value is expected, and not what is true or false");
    }

    private Value numeric(Node node, int at) {
        Value value = value(node, at);
        if (value.type() == Type.TEXT) {
            throw bad(at, "there is no arithmetic with texts; write the number without quotes");
        }
        return value;
    }

    private boolean acceptOperator(String operator) {
        blanks();
        return in.accept(operator);
    }

    private void expect(char wanted, int from) {
        blanks();
        if (!in.accept(wanted)) {
            throw bad(
                    in.at(),
                    "'%s' is expected instead of %s, for what begins at character %d"
                            .formatted(wanted, here(), from + 1));
        }
    }

    private void blanks() {
        in.skipWhile(BLANKS);
    }

    private String here() {
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

    private IllegalArgumentException bad(int at, String problem) {
        return new IllegalArgumentException("%s cannot be read at character %d: %s, in '%s'"
                .formatted(name, at + 1, problem, Checks.printable(text)));
    }
}
