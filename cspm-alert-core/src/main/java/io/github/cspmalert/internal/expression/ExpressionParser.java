package io.github.cspmalert.internal.expression;

import io.github.cspmalert.common.Cursor;
import io.github.cspmalert.internal.expression.Node.Comparing;
import io.github.cspmalert.internal.expression.Node.Logical;
import io.github.cspmalert.internal.expression.Node.Type;
import io.github.cspmalert.internal.expression.Node.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads an expression by recursive descent, which its greatest length bounds. For one thread. */
final class ExpressionParser {

    private final String text;
    private final Cursor in;
    private final ExpressionScanner words;
    private final Set<Field> fields = new LinkedHashSet<>();

    ExpressionParser(String name, String text) {
        this.text = text;
        this.in = new Cursor(text);
        this.words = new ExpressionScanner(name, text, in);
    }

    Expression parse() {
        if (text.codePointCount(0, text.length()) > Expression.LONGEST) {
            throw words.bad(
                    0,
                    "it has %d characters, and SLS takes %d at most; filter in the query, with HAVING"
                            .formatted(text.codePointCount(0, text.length()), Expression.LONGEST));
        }
        Node root = or();
        words.blanks();
        if (!in.atEnd()) {
            throw words.bad(in.at(), "an operator such as &&, ||, == or > is expected instead of " + words.here());
        }
        return new Expression(text, root, fields);
    }

    private Node or() {
        int at = in.at();
        Node first = and();
        List<Logical> parts = new ArrayList<>();
        while (words.acceptOperator("||")) {
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
        while (words.acceptOperator("&&")) {
            if (parts.isEmpty()) {
                parts.add(logical(first, at));
            }
            int next = in.at();
            parts.add(logical(comparison(), next));
        }
        return parts.isEmpty() ? first : new Node.And(List.copyOf(parts));
    }

    private Node comparison() {
        words.blanks();
        int start = in.at();
        Node left = sum();
        words.blanks();
        int at = in.at();
        if (in.accept("=~") || in.accept("!~")) {
            return match(value(left, start), text.startsWith("=~", at));
        }
        for (Comparator operator : Comparator.values()) {
            if (in.accept(operator.symbol())) {
                words.blanks();
                return compared(operator, left, sum(), at);
            }
        }
        if (in.peek() == '=') {
            throw words.bad(at, "'=' is no operator; write == for equal");
        }
        return left;
    }

    private Node compared(Comparator operator, Node left, Node right, int at) {
        if (left instanceof Value a && right instanceof Value b) {
            return new Node.Comparison(operator, a, b, comparing(a.type(), b.type(), at));
        }
        if (operator.ordering()) {
            throw words.bad(at, "what is true or false is not less or greater; compare it with == or !=");
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
        throw words.bad(at, "what is true or false cannot be compared with a value");
    }

    private Comparing comparing(Type left, Type right, int at) {
        boolean number = left == Type.NUMBER || right == Type.NUMBER;
        boolean written = left == Type.TEXT || right == Type.TEXT;
        if (number && written) {
            throw words.bad(at, "a number cannot be compared with a text; write the number without quotes");
        }
        return number ? Comparing.NUMBERS : written ? Comparing.TEXTS : Comparing.EITHER;
    }

    private Logical match(Value value, boolean wanted) {
        words.blanks();
        int at = in.at();
        if (value.type() == Type.NUMBER) {
            throw words.bad(at, "a number cannot be matched; only fields and texts can");
        }
        if (in.peek() != '"' && in.peek() != '\'') {
            throw words.bad(at, "a regular expression in quotes is expected, such as \"\\\\w+\"");
        }
        String pattern = words.quoted();
        return new Node.Match(value, regex(pattern, at), wanted, in.since(at));
    }

    private LinearRegex regex(String pattern, int at) {
        try {
            return LinearRegex.compile(pattern);
        } catch (IllegalArgumentException e) {
            throw words.bad(at, "the regular expression cannot be read: " + e.getMessage());
        }
    }

    private Node sum() {
        words.blanks();
        int start = in.at();
        Node left = product();
        while (true) {
            words.blanks();
            char operator = in.peek();
            if (operator != '+' && operator != '-') {
                return left;
            }
            left = arithmetic(operator, left, start, this::product);
        }
    }

    private Node product() {
        words.blanks();
        int start = in.at();
        Node left = unary();
        while (true) {
            words.blanks();
            char operator = in.peek();
            if (operator != '*' && operator != '/' && operator != '%') {
                return left;
            }
            left = arithmetic(operator, left, start, this::unary);
        }
    }

    private Node arithmetic(char operator, Node left, int start, Supplier<Node> next) {
        in.next();
        words.blanks();
        int at = in.at();
        Node right = next.get();
        return new Node.Arithmetic(operator, numeric(left, start), numeric(right, at));
    }

    private Node unary() {
        words.blanks();
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
            words.expect(')', at);
            return inner instanceof Logical logical
                    ? new Node.EnclosedLogical(logical)
                    : new Node.Enclosed((Value) inner);
        }
        if (c == '"' || c == '\'') {
            String value = words.quoted();
            return new Node.TextConstant(value, in.since(at));
        }
        if (c >= '0' && c <= '9' || c == '.' && in.peek(1) >= '0' && in.peek(1) <= '9') {
            return words.number();
        }
        if (in.accept('$')) {
            return fieldOfQuery(at);
        }
        if (c == '[') {
            return field(Field.ANY, words.bracketed());
        }
        String word = words.name();
        if (word.isEmpty()) {
            throw words.bad(at, "a field, a number or a text in quotes is expected instead of " + words.here());
        }
        return word(word, at);
    }

    private Node word(String word, int at) {
        if (word.equals("true") || word.equals("false")) {
            return new Node.BooleanConstant(word.equals("true"));
        }
        int end = in.at();
        words.blanks();
        if (in.peek() == '(') {
            return call(word, at);
        }
        in.moveTo(end);
        if (in.peek() == '.' && !in.atEnd()) {
            throw words.bad(end, "'.' cannot stand in a field's name; write the name in brackets, as in [a.b]");
        }
        return field(Field.ANY, word);
    }

    private Node call(String function, int at) {
        if (!function.equals("contains")) {
            throw words.bad(
                    at, "there is no function '%s'; the only one is contains(field, 'text')".formatted(function));
        }
        in.next();
        Value value = argument();
        words.expect(',', at);
        Value part = argument();
        words.expect(')', at);
        return new Node.Contains(value, part);
    }

    private Value argument() {
        words.blanks();
        int at = in.at();
        Value value = value(sum(), at);
        if (value.type() == Type.NUMBER) {
            throw words.bad(at, "contains takes fields and texts, and no numbers; write the number in quotes");
        }
        return value;
    }

    private Node fieldOfQuery(int at) {
        char query = in.next();
        if (query < '0' || query > '2' || !in.accept('.')) {
            throw words.bad(at, "$0., $1. or $2. and a field is expected");
        }
        String field = in.peek() == '[' ? words.bracketed() : words.name();
        if (field.isEmpty()) {
            throw words.bad(in.at(), "the name of a field is expected behind $" + query + ".");
        }
        return field(query - '0', field);
    }

    private Node field(int query, String field) {
        Field found = new Field(query, field);
        fields.add(found);
        return new Node.Variable(found);
    }

    private Logical logical(Node node, int at) {
        if (node instanceof Logical logical) {
            return logical;
        }
        throw words.bad(at, "&&, || and ! join what is true or false, such as cnt > 0, and no bare field or value");
    }

    private Value value(Node node, int at) {
        if (node instanceof Value value) {
            return value;
        }
        throw words.bad(at, "a field or a value is expected, and not what is true or false");
    }

    private Value numeric(Node node, int at) {
        Value value = value(node, at);
        if (value.type() == Type.TEXT) {
            throw words.bad(at, "there is no arithmetic with texts; write the number without quotes");
        }
        return value;
    }
}
