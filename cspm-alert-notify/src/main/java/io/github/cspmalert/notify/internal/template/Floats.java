package io.github.cspmalert.notify.internal.template;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Floating-point numbers as Python has them.
 *
 * @see <a href="https://docs.python.org/3/library/functions.html#float">Python: float</a>
 */
final class Floats {

    // Possessive, so that no text makes it try twice.
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?");
    private static final Pattern SPECIAL = Pattern.compile("[+-]?(?:inf|infinity|nan)", Pattern.CASE_INSENSITIVE);

    private Floats() {}

    /** {@return the number that a text without white space around it writes, or null if it writes none} */
    static @Nullable Double parse(String text) {
        if (NUMBER.matcher(text).matches()) {
            return Double.valueOf(text);
        } else if (!SPECIAL.matcher(text).matches()) {
            return null;
        }
        String word = text.toLowerCase(Locale.ROOT);
        return word.endsWith("nan")
                ? Double.NaN
                : word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    static boolean isNan(@Nullable Object value) {
        return value instanceof Double number && number.isNaN();
    }

    // The remainder has the sign of the divisor, also where the divisor is infinite.
    static double modulo(double a, double b) {
        double rest = a % b;
        if (rest == 0) {
            return Math.copySign(0, b);
        }
        return (rest < 0) == (b < 0) || Double.isNaN(rest) ? rest : rest + b;
    }

    static double floorDivide(double a, double b) {
        double rest = a % b;
        double quotient = (a - rest) / b;
        if (rest != 0 && (rest < 0) != (b < 0)) {
            quotient--;
        }
        if (quotient == 0) {
            return Math.copySign(0, a / b);
        }
        double floor = Math.floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }
}
