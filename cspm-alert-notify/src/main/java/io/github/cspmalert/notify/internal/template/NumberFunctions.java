package io.github.cspmalert.notify.internal.template;

import static io.github.cspmalert.notify.internal.template.Function.Parameter.optional;
import static io.github.cspmalert.notify.internal.template.Function.Parameter.required;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Functions on numbers. */
final class NumberFunctions {

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}");
    private static final int MAX_DIGITS = 15;

    private NumberFunctions() {}

    static void addTo(Library library) {
        library.filterOfNothing("int", NumberFunctions::toWhole, required("v"), optional("default", 0L));
        library.filterOfNothing("float", NumberFunctions::toFloat, required("v"), optional("default", 0.0));
        library.filter("abs", NumberFunctions::abs, required("v"));
        library.filter("ceil", arguments -> whole(Math.ceil(arguments.number(0).doubleValue())), required("v"));
        library.filter(
                "floor", arguments -> whole(Math.floor(arguments.number(0).doubleValue())), required("v"));
        library.filter("round", NumberFunctions::round, required("v"), optional("n", null));
        library.filter("sum", NumberFunctions::sum, required("v"));
    }

    private static @Nullable Object toWhole(Arguments arguments) {
        Object value = arguments.raw(0);
        if (value instanceof Long) {
            return value;
        } else if (value instanceof Boolean b) {
            return b ? 1L : 0L;
        }
        String text = Values.isText(value) ? Spaces.strip(arguments.text(0)) : "";
        Long exact = WHOLE.matcher(text).matches() ? exact(text) : null;
        if (exact != null) {
            return exact;
        }
        Double number = value instanceof Double d ? d : Floats.parse(text);
        return number == null || Double.isNaN(number) || Math.abs(number) >= 0x1p63
                ? arguments.raw(1)
                : Long.valueOf(number.longValue());
    }

    /** Ids and nanoseconds have more digits than a floating-point number keeps. */
    private static @Nullable Long exact(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    private static @Nullable Object toFloat(Arguments arguments) {
        Object value = arguments.raw(0);
        if (value instanceof Number number) {
            return number.doubleValue();
        } else if (value instanceof Boolean b) {
            return b ? 1.0 : 0.0;
        }
        Double number = Values.isText(value) ? Floats.parse(Spaces.strip(arguments.text(0))) : null;
        return number == null ? arguments.raw(1) : number;
    }

    private static Object abs(Arguments arguments) {
        Number number = arguments.number(0);
        if (number.equals(Long.MIN_VALUE)) {
            throw arguments.problem("the result is too large");
        }
        return number instanceof Long whole ? (Object) Math.abs(whole) : Math.abs(number.doubleValue());
    }

    private static Object whole(double number) {
        return Math.abs(number) < 0x1p63 ? (Object) (long) number : number;
    }

    private static Object round(Arguments arguments) {
        Number number = arguments.number(0);
        if (number instanceof Long || Double.isInfinite(number.doubleValue()) || Double.isNaN(number.doubleValue())) {
            return number;
        }
        int digits = arguments.isGiven(1) ? Math.min(arguments.count(1), MAX_DIGITS) : 0;
        double rounded = new BigDecimal(number.toString())
                .setScale(digits, RoundingMode.HALF_UP)
                .doubleValue();
        return arguments.isGiven(1) ? rounded : whole(rounded);
    }

    private static Object sum(Arguments arguments) {
        Object sum = 0L;
        for (Object item : arguments.list(0)) {
            sum = Operator.PLUS.apply(sum, item, arguments.rendering());
        }
        return sum;
    }
}
