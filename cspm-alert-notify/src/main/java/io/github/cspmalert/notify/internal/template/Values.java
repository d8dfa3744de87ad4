package io.github.cspmalert.notify.internal.template;

import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the values of the language are: whether true, how printed, when equal. */
final class Values {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Values() {}

    /** {@return whether a condition takes the value for true, as in Python} */
    static boolean isTrue(@Nullable Object value) {
        if (value instanceof Boolean b) {
            return b;
        } else if (value instanceof Number n) {
            return n.doubleValue() != 0;
        } else if (value instanceof List<?> list) {
            return !list.isEmpty();
        } else if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return value != null && !value.toString().isEmpty();
    }

    /** {@return the value as the output shows it, before any escaping; an empty text for null} */
    static String print(@Nullable Object value, Rendering rendering) {
        if (value == null) {
            return "";
        } else if (value instanceof String s) {
            return s;
        } else if (value instanceof Double d) {
            return print(d);
        } else if (value instanceof ZonedDateTime date) {
            return DATE.format(date);
        } else if (value instanceof List || value instanceof Map) {
            return Json.write(value, rendering);
        }
        return value.toString();
    }

    /** {@return the number as Python writes it: {@code 2.0}, {@code 0.1}, {@code 1e+16}} */
    static String print(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(number);
        if (size == 0) {
            return Double.toString(number);
        } else if (size < 1e-4 || size >= 1e16) {
            String[] parts = Double.toString(number).split("E", 2);
            int exponent = Integer.parseInt(parts[1]);
            String digits = parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
            return String.format(Locale.ROOT, "%se%s%02d", digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
        }
        String plain = new BigDecimal(Double.toString(number)).toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    /** {@return whether two values are equal; text never equals a number} */
    static boolean areEqual(@Nullable Object left, @Nullable Object right, Rendering rendering) {
        rendering.step();
        if (left instanceof Number a && right instanceof Number b) {
            return !Floats.isNan(a) && !Floats.isNan(b) && compare(a, b) == 0;
        } else if (left instanceof List<?> a && right instanceof List<?> b) {
            return listsAreEqual(a, b, rendering);
        } else if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return mapsAreEqual(a, b, rendering);
        } else if (isText(left) && isText(right)) {
            return String.valueOf(left).equals(String.valueOf(right));
        }
        return left == null ? right == null : left.equals(right);
    }

    private static boolean listsAreEqual(List<?> a, List<?> b, Rendering rendering) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!areSame(a.get(i), b.get(i), rendering)) {
                return false;
            }
        }
        return true;
    }

    private static boolean mapsAreEqual(Map<?, ?> a, Map<?, ?> b, Rendering rendering) {
        if (!a.keySet().equals(b.keySet())) {
            return false;
        }
        for (Map.Entry<?, ?> entry : a.entrySet()) {
            if (!areSame(entry.getValue(), b.get(entry.getKey()), rendering)) {
                return false;
            }
        }
        return true;
    }

    // As in Python, what is the same object is the same inside a list or a map, even if it is not a number.
    private static boolean areSame(@Nullable Object left, @Nullable Object right, Rendering rendering) {
        return left == right || areEqual(left, right, rendering);
    }

    /** {@return the order of two numbers, exact also where a whole and a floating-point one meet; NaN comes last} */
    static int compare(Number a, Number b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        double left = a.doubleValue();
        double right = b.doubleValue();
        return left != right || a.getClass() == b.getClass()
                ? Double.compare(left + 0.0, right + 0.0)
                : exact(a).compareTo(exact(b));
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.doubleValue());
    }

    static boolean isText(@Nullable Object value) {
        return value instanceof String || value instanceof Markup;
    }

    /** {@return what kind of value it is, for messages, which never show the value} */
    static String kind(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        } else if (isText(value)) {
            return "text";
        } else if (value instanceof Boolean) {
            return "true or false";
        } else if (value instanceof Number) {
            return "a number";
        } else if (value instanceof List) {
            return "a list";
        }
        return value instanceof Map ? "a map" : "a date";
    }
}
