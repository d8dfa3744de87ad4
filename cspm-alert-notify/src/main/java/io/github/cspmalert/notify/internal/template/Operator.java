package io.github.cspmalert.notify.internal.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operators on two values, with the meaning that they have in Python. Numbers and texts never mix: a log's values are
 * texts, so a template writes {@code int(row.cnt) > 5}.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/syntax-for-new-alert-templates">SLS: template syntax</a>
 */
enum Operator {
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    DIVIDE("/"),
    FLOOR("//"),
    MODULO("%"),
    EQUAL("=="),
    UNEQUAL("!="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    IN("in"),
    NOT_IN("not in");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    Object apply(@Nullable Object left, @Nullable Object right, Rendering rendering) {
        return switch (this) {
            case EQUAL -> Values.areEqual(left, right, rendering);
            case UNEQUAL -> !Values.areEqual(left, right, rendering);
            case IN -> contains(right, left, rendering);
            case NOT_IN -> !contains(right, left, rendering);
            // What is undefined is in no order to anything, so that a column which is missing costs no more than its
            // value; nor, as in Python, is what is not a number.
            case GREATER -> areOrdered(left, right) && compare(left, right, rendering) > 0;
            case GREATER_OR_EQUAL -> areOrdered(left, right) && compare(left, right, rendering) >= 0;
            case LESS -> areOrdered(left, right) && compare(left, right, rendering) < 0;
            case LESS_OR_EQUAL -> areOrdered(left, right) && compare(left, right, rendering) <= 0;
            case PLUS ->
                isTextOrUndefined(left) && isTextOrUndefined(right)
                        ? concatenate(orEmpty(left), orEmpty(right), rendering)
                        : calculate(left, right, rendering);
            default -> calculate(left, right, rendering);
        };
    }

    private static boolean areOrdered(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && !Floats.isNan(left) && !Floats.isNan(right);
    }

    private static boolean isTextOrUndefined(@Nullable Object value) {
        return value == null || Values.isText(value);
    }

    private static Object orEmpty(@Nullable Object value) {
        return value == null ? "" : value;
    }

    private static Object concatenate(Object left, Object right, Rendering rendering) {
        String l = String.valueOf(left);
        String r = String.valueOf(right);
        rendering.checkLength((long) l.length() + r.length());
        if (left instanceof Markup || right instanceof Markup) {
            return new Markup(Markup.htmlOf(left, l) + Markup.htmlOf(right, r));
        }
        return l + r;
    }

    int compare(@Nullable Object left, @Nullable Object right, Rendering rendering) {
        if (left instanceof Number a && right instanceof Number b) {
            return Values.compare(a, b);
        } else if (Values.isText(left) && Values.isText(right)) {
            return String.valueOf(left).compareTo(String.valueOf(right));
        }
        throw cannot(left, right, rendering);
    }

    private boolean contains(@Nullable Object container, @Nullable Object item, Rendering rendering) {
        if (container instanceof List<?> list) {
            for (Object candidate : list) {
                if (candidate == item || Values.areEqual(candidate, item, rendering)) {
                    return true;
                }
            }
            return false;
        } else if (container instanceof Map<?, ?> map) {
            return Values.isText(item) && map.containsKey(String.valueOf(item));
        } else if (Values.isText(container) && Values.isText(item)) {
            String text = String.valueOf(container);
            String word = String.valueOf(item);
            return Search.forWord(word).in(text, 0) >= 0;
        } else if (container == null) {
            return false;
        }
        throw cannot(item, container, rendering);
    }

    private Object calculate(@Nullable Object left, @Nullable Object right, Rendering rendering) {
        if (!(left instanceof Number) || !(right instanceof Number)) {
            throw cannot(left, right, rendering);
        }
        if ((this == DIVIDE || this == FLOOR || this == MODULO) && ((Number) right).doubleValue() == 0) {
            throw rendering.error("division by zero");
        }
        if (left instanceof Long a && right instanceof Long b && this != DIVIDE) {
            return ofWholes(a, b, rendering);
        }
        return ofFloats(((Number) left).doubleValue(), ((Number) right).doubleValue());
    }

    private Object ofWholes(long a, long b, Rendering rendering) {
        try {
            return switch (this) {
                case PLUS -> Math.addExact(a, b);
                case MINUS -> Math.subtractExact(a, b);
                case TIMES -> Math.multiplyExact(a, b);
                case FLOOR -> b == -1 ? Math.negateExact(a) : Math.floorDiv(a, b);
                default -> Math.floorMod(a, b);
            };
        } catch (ArithmeticException e) {
            throw rendering.error("the result of '" + symbol + "' is too large");
        }
    }

    private Object ofFloats(double a, double b) {
        return switch (this) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            case DIVIDE -> a / b;
            case FLOOR -> Floats.floorDivide(a, b);
            default -> Floats.modulo(a, b);
        };
    }

    private RuntimeException cannot(@Nullable Object left, @Nullable Object right, Rendering rendering) {
        String hint = left instanceof Number || right instanceof Number
                ? "; the values of a log are texts, so write int(x) or float(x) to calculate, string(x) to put texts together"
                : "";
        return rendering.error(
                "'%s' cannot take %s and %s%s".formatted(symbol, Values.kind(left), Values.kind(right), hint));
    }
}
