package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.notify.internal.template.FunctionTable.SlsFunction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions on numbers. */
final class NumberFunctions {

    private NumberFunctions() {}

    static void addTo(Map<String, SlsFunction> table) {
        FunctionTable.filter(
                table, "float", args -> Values.number(args.value(), Values.number(args.get(1, "default"), 0)));
        FunctionTable.filter(
                table, "int", args -> Values.integer(args.value(), Values.integer(args.get(1, "default"), 0)));
        FunctionTable.filter(
                table,
                "abs",
                args -> whole(args.value())
                        ? (Object) Math.abs(Values.integer(args.value(), 0))
                        : Math.abs(Values.number(args.value(), 0)));
        FunctionTable.filter(table, "ceil", args -> (long) Math.ceil(Values.number(args.value(), 0)));
        FunctionTable.filter(table, "floor", args -> (long) Math.floor(Values.number(args.value(), 0)));
        FunctionTable.filter(table, "round", NumberFunctions::round);
        FunctionTable.filter(table, "sum", NumberFunctions::sum);
        FunctionTable.filter(table, "min", args -> extreme(args, Comparing.VALUES));
        FunctionTable.filter(table, "max", args -> extreme(args, Comparing.VALUES.reversed()));
    }

    private static Object round(Arguments args) {
        int digits = args.integer(1, "n", 0);
        BigDecimal rounded = BigDecimal.valueOf(Values.number(args.value(), 0))
                .setScale(Math.max(0, Math.min(digits, 15)), RoundingMode.HALF_UP);
        return digits <= 0 ? (Object) rounded.longValue() : rounded.doubleValue();
    }

    private static Object sum(Arguments args) {
        List<@Nullable Object> values = Values.list(args.value());
        double sum = values.stream().mapToDouble(each -> Values.number(each, 0)).sum();
        return values.stream().allMatch(NumberFunctions::whole) ? (Object) (long) sum : sum;
    }

    private static @Nullable Object extreme(Arguments args, Comparator<Object> order) {
        List<@Nullable Object> values = args.positional().size() > 1 ? args.positional() : Values.list(args.value());
        return values.stream().map(each -> each == null ? "" : each).min(order).orElse(null);
    }

    private static boolean whole(@Nullable Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof String text && text.matches("[+-]?\\d+");
    }
}
