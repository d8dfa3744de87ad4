package io.github.cspmalert.testkit.sls.internal.alerting.expression;

import io.github.cspmalert.testkit.sls.internal.alerting.expression.Condition.Kind;
import io.github.cspmalert.testkit.sls.internal.alerting.expression.Condition.Part;
import io.github.cspmalert.testkit.sls.internal.alerting.expression.Condition.Row;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the parts of an expression are worked out; null is what cannot be told. */
final class Logic {

    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?|NaN|[-+]?Infinity");

    private Logic() {}

    static @Nullable Object any(List<Part> parts, Row row) {
        return joined(parts, row, true);
    }

    static @Nullable Object all(List<Part> parts, Row row) {
        return joined(parts, row, false);
    }

    // One part that decides is enough, whatever the others cannot tell.
    private static @Nullable Object joined(List<Part> parts, Row row, boolean decides) {
        boolean untold = false;
        for (Part part : parts) {
            Object holds = part.value().apply(row);
            if (holds == null) {
                untold = true;
            } else if (holds.equals(decides)) {
                return decides;
            }
        }
        return untold ? null : !decides;
    }

    static String shown(List<Part> parts, String between, Row row) {
        return parts.stream().map(part -> part.shown().apply(row)).collect(Collectors.joining(between));
    }

    static Part arithmetic(String sign, Part left, Part right) {
        return Part.of(
                Kind.NUMBER,
                row -> result(sign, number(left, row), number(right, row)),
                row -> left.shown().apply(row) + " " + sign + " "
                        + right.shown().apply(row));
    }

    static @Nullable Object negative(Part part, Row row) {
        Double number = number(part, row);
        return number == null ? null : -number;
    }

    private static @Nullable Object result(String sign, @Nullable Double a, @Nullable Double b) {
        if (a == null || b == null) {
            return null;
        }
        return switch (sign) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            default -> a % b;
        };
    }

    /** {@return the number that a part is, or null} */
    static @Nullable Double number(Part part, Row row) {
        Object value = part.value().apply(row);
        if (value instanceof Double number) {
            return number;
        }
        return value instanceof String text && NUMBER.matcher(text).matches() ? Double.valueOf(text) : null;
    }

    /** A number makes both sides numbers, a text makes both texts, and two fields are numbers if both can be. */
    static Function<Row, @Nullable Object> comparing(
            String sign, Part left, Part right, Function<String, IllegalArgumentException> wrong) {
        boolean number = left.kind() == Kind.NUMBER || right.kind() == Kind.NUMBER;
        boolean text = left.kind() == Kind.TEXT || right.kind() == Kind.TEXT;
        boolean truth = left.kind() == Kind.TRUTH || right.kind() == Kind.TRUTH;
        if (number && text || truth && (number || text || !sign.endsWith("="))) {
            throw wrong.apply("since " + sign + " compares what is not alike");
        }
        return row -> {
            Double a = text || truth ? null : number(left, row);
            Double b = text || truth ? null : number(right, row);
            if (a != null && b != null) {
                return ordered(sign, a < b, a > b, a.doubleValue() == b.doubleValue());
            }
            Object one = left.value().apply(row);
            Object other = right.value().apply(row);
            if (number || one == null || other == null) {
                return null;
            }
            int order = byCharacter(one.toString(), other.toString());
            return ordered(sign, order < 0, order > 0, order == 0);
        };
    }

    private static int byCharacter(String one, String other) {
        int[] a = one.codePoints().toArray();
        int[] b = other.codePoints().toArray();
        return Arrays.compare(a, b);
    }

    private static boolean ordered(String sign, boolean less, boolean greater, boolean equal) {
        return switch (sign) {
            case "<" -> less;
            case "<=" -> less || equal;
            case ">" -> greater;
            case ">=" -> greater || equal;
            case "==" -> equal;
            default -> !equal;
        };
    }
}
