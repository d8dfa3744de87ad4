package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.notify.internal.template.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes expressions of tokens, by Python's precedence: {@code or}, {@code and}, {@code not}, comparisons, sums, products,
 * signs, filters, members. What SLS does not document is refused by name.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/syntax-for-new-alert-templates">SLS: template syntax</a>
 */
final class ExpressionParser {

    private static final int MAX_DEPTH = 50;

    private static final Map<String, Operator> COMPARISONS = Map.of(
            "==", Operator.EQUAL,
            "!=", Operator.UNEQUAL,
            ">", Operator.GREATER,
            ">=", Operator.GREATER_OR_EQUAL,
            "<", Operator.LESS,
            "<=", Operator.LESS_OR_EQUAL,
            "in", Operator.IN);
    private static final Map<String, Operator> SUMS = Map.of("+", Operator.PLUS, "-", Operator.MINUS);
    private static final Map<String, Operator> PRODUCTS =
            Map.of("*", Operator.TIMES, "/", Operator.DIVIDE, "//", Operator.FLOOR, "%", Operator.MODULO);

    private final Source source;
    private final List<Token> tokens;
    private int at;
    private int depth;

    ExpressionParser(Source source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token take() {
        return peek().kind() == Kind.END ? peek() : tokens.get(at++);
    }

    boolean takeIf(String text) {
        boolean is = peek().is(text);
        at += is ? 1 : 0;
        return is;
    }

    /** {@return the name of a keyword argument, which is consumed with its '=', or null if none stands here} */
    @Nullable Token takeKeyword() {
        Token name = peek();
        if (name.kind() != Kind.NAME || !tokens.get(at + 1).is("=")) {
            return null;
        }
        at += 2;
        return name;
    }

    String takeName(String what) {
        Token token = take();
        if (token.kind() != Kind.NAME || Undocumented.isReserved(token.text())) {
            throw expected(what, token);
        }
        return token.text();
    }

    /** Reads an expression up to the end of the tokens. */
    Expression whole() {
        Expression expression = expression();
        end();
        return expression;
    }

    void end() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            throw unexpected(token);
        }
    }

    Expression expression() {
        if (++depth > MAX_DEPTH) {
            throw tooDeep();
        }
        Expression left = and();
        while (takeIf("or")) {
            left = new Expression.Logic(true, left, and());
        }
        depth--;
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (takeIf("and")) {
            left = new Expression.Logic(false, left, not());
        }
        return left;
    }

    private Expression not() {
        if (!takeIf("not")) {
            return comparison();
        }
        if (++depth > MAX_DEPTH) {
            throw tooDeep();
        }
        Expression negated = new Expression.Not(not());
        depth--;
        return negated;
    }

    private Expression comparison() {
        Expression left = sum();
        Operator operator = comparisonOperator();
        if (operator == null) {
            return left;
        }
        int offset = tokens.get(at - 1).offset();
        Expression comparison = new Expression.Binary(operator, left, sum(), offset);
        Token next = peek();
        if (comparisonOperator() != null) {
            throw source.error(next.offset(), "SLS does not document chained comparisons; join two with 'and'");
        }
        return comparison;
    }

    private @Nullable Operator comparisonOperator() {
        Token token = peek();
        if (token.is("not") && tokens.get(at + 1).is("in")) {
            at += 2;
            return Operator.NOT_IN;
        }
        return operator(COMPARISONS);
    }

    private @Nullable Operator operator(Map<String, Operator> operators) {
        Token token = peek();
        Operator operator = token.kind() == Kind.LITERAL ? null : operators.get(token.text());
        at += operator == null ? 0 : 1;
        return operator;
    }

    private Expression sum() {
        Expression left = product();
        while (true) {
            int offset = peek().offset();
            Operator operator = operator(SUMS);
            if (operator == null) {
                return left;
            }
            left = new Expression.Binary(operator, left, product(), offset);
        }
    }

    private Expression product() {
        Expression left = signed(true);
        while (true) {
            int offset = peek().offset();
            Operator operator = operator(PRODUCTS);
            if (operator == null) {
                return left;
            }
            left = new Expression.Binary(operator, left, signed(true), offset);
        }
    }

    // As in Jinja2, a filter takes the sign along: -1 | abs is 1.
    private Expression signed(boolean filters) {
        Token sign = peek();
        Expression operand;
        if (takeIf("-") || takeIf("+")) {
            if (++depth > MAX_DEPTH) {
                throw tooDeep();
            }
            operand = signed(false);
            operand = sign.is("-") ? new Expression.Negative(operand, sign.offset()) : operand;
            depth--;
        } else {
            operand = members(primary());
        }
        return filters ? filters(operand) : operand;
    }

    private Expression filters(Expression input) {
        Expression value = input;
        while (takeIf("|")) {
            Token name = take();
            if (name.kind() != Kind.NAME) {
                throw expected("the name of a filter", name);
            }
            Function function = Functions.filter(name, source);
            Calls call = new Calls(this, source, function, name.offset());
            call.positional(value, name);
            if (takeIf("(")) {
                call.read();
            }
            value = call.finish();
        }
        return value;
    }

    private Expression members(Expression base) {
        Expression value = base;
        while (true) {
            Token token = peek();
            if (takeIf(".")) {
                value = member(value);
            } else if (takeIf("[")) {
                value = index(value);
            } else if (token.is("(")) {
                throw source.error(token.offset(), "only a function can be called");
            } else {
                return value;
            }
        }
    }

    private Expression member(Expression base) {
        Token name = take();
        if (name.kind() != Kind.NAME) {
            throw expected("a name", name);
        }
        if (!peek().is("(")) {
            return new Expression.Member(base, name.text());
        }
        if (!name.text().equals("items")) {
            throw source.error(
                    name.offset(), "SLS does not document the method " + name.text() + "(); the only one is items()");
        }
        take();
        require(")");
        return new Expression.Items(base);
    }

    private Expression index(Expression base) {
        Token first = peek();
        if (first.is(":")) {
            throw Undocumented.SLICE.at(source, first);
        }
        Expression key = expression();
        Token next = peek();
        if (next.is(":")) {
            throw Undocumented.SLICE.at(source, next);
        }
        require("]");
        return new Expression.Index(base, key);
    }

    private Expression primary() {
        Token token = take();
        if (token.kind() == Kind.LITERAL) {
            if (peek().kind() == Kind.LITERAL) {
                throw unexpected(peek());
            }
            return new Expression.Literal(token.value());
        } else if (token.kind() == Kind.NAME) {
            return named(token);
        } else if (token.is("(")) {
            return parenthesised();
        } else if (token.is("[")) {
            return list();
        } else if (token.is("{")) {
            return map();
        }
        throw unexpected(token);
    }

    private Expression named(Token token) {
        switch (token.text()) {
            case "True", "true":
                return new Expression.Literal(true);
            case "False", "false":
                return new Expression.Literal(false);
            case "None", "none":
                return new Expression.Literal(null);
            default:
                break;
        }
        if (Undocumented.isReserved(token.text())) {
            throw unexpected(token);
        }
        if (takeIf("(")) {
            return token.text().equals("dict") ? dict() : call(token);
        }
        Undocumented.refuseVariable(token, source);
        return new Expression.Variable(token.text());
    }

    private Expression call(Token name) {
        Calls call = new Calls(this, source, Functions.function(name, source), name.offset());
        call.read();
        return call.finish();
    }

    // The only function that takes any keyword.
    private Expression dict() {
        Map<String, Expression> entries = new LinkedHashMap<>();
        while (!takeIf(")")) {
            Token key = takeKeyword();
            if (key == null) {
                throw expected("name=value", peek());
            }
            entries.put(key.text(), expression());
            separator(")");
        }
        return new Expression.MapOf(entries);
    }

    private Expression parenthesised() {
        Token first = peek();
        if (first.is(")")) {
            throw Undocumented.TUPLE.at(source, first);
        }
        Expression inner = expression();
        if (peek().is(",")) {
            throw Undocumented.TUPLE.at(source, peek());
        }
        require(")");
        return inner;
    }

    private Expression list() {
        List<Expression> items = new ArrayList<>();
        while (!takeIf("]")) {
            items.add(expression());
            separator("]");
        }
        return new Expression.ListOf(items);
    }

    private Expression map() {
        Map<String, Expression> entries = new LinkedHashMap<>();
        while (!takeIf("}")) {
            Token key = take();
            if (!(key.value() instanceof String name)) {
                throw expected("a text in quotes as the key of a map", key);
            }
            require(":");
            entries.put(name, expression());
            separator("}");
        }
        return new Expression.MapOf(entries);
    }

    void separator(String close) {
        if (!takeIf(",") && !peek().is(close)) {
            throw unexpected(peek());
        }
    }

    private void require(String symbol) {
        Token token = peek();
        if (!takeIf(symbol)) {
            throw Undocumented.explain(source, token, "expected '" + symbol + "', but found " + token.shown());
        }
    }

    private TemplateException expected(String what, Token found) {
        return source.error(found.offset(), "expected " + what + ", but found " + found.shown());
    }

    TemplateException unexpected(Token token) {
        return Undocumented.explain(source, token, token.shown() + " cannot stand here");
    }

    private TemplateException tooDeep() {
        return source.error(peek().offset(), "the expression is nested more than " + MAX_DEPTH + " levels deep");
    }
}
