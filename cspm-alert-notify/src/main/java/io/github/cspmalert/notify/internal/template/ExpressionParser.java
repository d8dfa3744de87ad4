package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.notify.internal.template.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
    private final Tokens tokens;
    private int depth;

    ExpressionParser(Tokens tokens) {
        this.source = tokens.source();
        this.tokens = tokens;
    }

    /** Reads an expression up to the end of the tokens. */
    static Expression whole(Tokens tokens) {
        Expression expression = new ExpressionParser(tokens).expression();
        tokens.end();
        return expression;
    }

    Expression expression() {
        deeper();
        Expression left = and();
        while (tokens.takeIf("or")) {
            left = new Expression.Logic(true, left, and());
        }
        depth--;
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.takeIf("and")) {
            left = new Expression.Logic(false, left, not());
        }
        return left;
    }

    private Expression not() {
        if (!tokens.takeIf("not")) {
            return comparison();
        }
        deeper();
        Expression negated = new Expression.Not(not());
        depth--;
        return negated;
    }

    private Expression comparison() {
        Expression left = sum();
        int offset = tokens.peek().offset();
        Operator operator = comparisonOperator();
        if (operator == null) {
            return left;
        }
        Expression comparison = new Expression.Binary(operator, left, sum(), offset);
        Token next = tokens.peek();
        if (comparisonOperator() != null) {
            throw source.error(next.offset(), "SLS does not document chained comparisons; join two with 'and'");
        }
        return comparison;
    }

    private @Nullable Operator comparisonOperator() {
        return tokens.takeIf("not", "in") ? Operator.NOT_IN : tokens.takeIf(COMPARISONS);
    }

    private Expression sum() {
        return leftToRight(SUMS, this::product);
    }

    private Expression product() {
        return leftToRight(PRODUCTS, () -> filters(signed()));
    }

    private Expression leftToRight(Map<String, Operator> operators, Supplier<Expression> operand) {
        Expression left = operand.get();
        while (true) {
            int offset = tokens.peek().offset();
            Operator operator = tokens.takeIf(operators);
            if (operator == null) {
                return left;
            }
            left = new Expression.Binary(operator, left, operand.get(), offset);
        }
    }

    // As in Jinja2, a filter takes the sign along: -1 | abs is 1.
    private Expression signed() {
        Token sign = tokens.peek();
        if (!tokens.takeIf("-") && !tokens.takeIf("+")) {
            return members(primary());
        }
        deeper();
        Expression operand = signed();
        depth--;
        return sign.is("-") ? new Expression.Negative(operand, sign.offset()) : operand;
    }

    private Expression filters(Expression input) {
        Expression value = input;
        while (tokens.takeIf("|")) {
            Token name = tokens.takeName("the name of a filter");
            CallParser call = new CallParser(this, tokens, Functions.filter(name, source), name.offset());
            call.positional(value, name);
            if (tokens.takeIf("(")) {
                call.read();
            }
            value = call.finish();
        }
        return value;
    }

    private Expression members(Expression base) {
        Expression value = base;
        while (true) {
            Token token = tokens.peek();
            if (tokens.takeIf(".")) {
                value = member(value);
            } else if (tokens.takeIf("[")) {
                value = index(value);
            } else if (token.is("(")) {
                throw source.error(token.offset(), "only a function can be called");
            } else {
                return value;
            }
        }
    }

    private Expression member(Expression base) {
        Token name = tokens.takeName("a name");
        if (!tokens.takeIf("(")) {
            return new Expression.Member(base, name.text());
        }
        if (!name.text().equals("items")) {
            throw source.error(
                    name.offset(), "SLS does not document the method " + name.text() + "(); the only one is items()");
        }
        tokens.require(")");
        return new Expression.Items(base);
    }

    private Expression index(Expression base) {
        refuseSlice();
        Expression key = expression();
        refuseSlice();
        tokens.require("]");
        return new Expression.Index(base, key);
    }

    private void refuseSlice() {
        if (tokens.peek().is(":")) {
            throw Undocumented.SLICE.at(source, tokens.peek());
        }
    }

    private Expression primary() {
        Token token = tokens.take();
        if (token.kind() == Kind.LITERAL) {
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
        throw tokens.unexpected(token);
    }

    private Expression named(Token token) {
        return switch (token.text()) {
            case "True", "true" -> new Expression.Literal(true);
            case "False", "false" -> new Expression.Literal(false);
            case "None", "none" -> new Expression.Literal(null);
            default -> {
                if (Undocumented.isReserved(token.text())) {
                    throw tokens.unexpected(token);
                }
                yield tokens.takeIf("(") ? call(token) : variable(token);
            }
        };
    }

    private Expression variable(Token name) {
        Undocumented.refuseVariable(name, source);
        return new Expression.Variable(name.text());
    }

    private Expression call(Token name) {
        if (name.text().equals("dict")) {
            return dict();
        }
        CallParser call = new CallParser(this, tokens, Functions.function(name, source), name.offset());
        call.read();
        return call.finish();
    }

    // The only function that takes any keyword.
    private Expression dict() {
        Map<String, Expression> entries = new LinkedHashMap<>();
        tokens.items(")", () -> {
            Token key = tokens.takeKeyword();
            if (key == null) {
                throw tokens.expected("name=value", tokens.peek());
            }
            entries.put(key.text(), expression());
        });
        return new Expression.MapOf(entries);
    }

    private Expression parenthesised() {
        refuseTuple(")");
        Expression inner = expression();
        refuseTuple(",");
        tokens.require(")");
        return inner;
    }

    private void refuseTuple(String sign) {
        if (tokens.peek().is(sign)) {
            throw Undocumented.TUPLE.at(source, tokens.peek());
        }
    }

    private Expression list() {
        List<Expression> items = new ArrayList<>();
        tokens.items("]", () -> items.add(expression()));
        return new Expression.ListOf(items);
    }

    private Expression map() {
        Map<String, Expression> entries = new LinkedHashMap<>();
        tokens.items("}", () -> {
            Token key = tokens.take();
            if (!(key.value() instanceof String name)) {
                throw tokens.expected("a text in quotes as the key of a map", key);
            }
            tokens.require(":");
            entries.put(name, expression());
        });
        return new Expression.MapOf(entries);
    }

    private void deeper() {
        if (++depth > MAX_DEPTH) {
            throw source.error(
                    tokens.peek().offset(), "the expression is nested more than " + MAX_DEPTH + " levels deep");
        }
    }
}
