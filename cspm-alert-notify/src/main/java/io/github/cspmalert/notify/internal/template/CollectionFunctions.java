package io.github.cspmalert.notify.internal.template;

import static io.github.cspmalert.notify.internal.template.Function.Parameter.optional;
import static io.github.cspmalert.notify.internal.template.Function.Parameter.required;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions on lists and maps. The function {@code dict} is part of the syntax, since it takes any argument. */
final class CollectionFunctions {

    private static final int NO_MERGING = 32;

    private CollectionFunctions() {}

    static void addTo(Library library) {
        library.filterOfNothing("length", CollectionFunctions::length, required("v"));
        library.function("enumerate", CollectionFunctions::enumerate, required("v"), optional("start", 0L));
        library.filter("list", arguments -> items(arguments, 0), required("v"));
        library.filter("first", CollectionFunctions::first, required("v"));
        library.filter("last", CollectionFunctions::last, required("v"));
        library.filter("min", arguments -> extreme(arguments, Operator.LESS), required("v"));
        library.filter("max", arguments -> extreme(arguments, Operator.GREATER), required("v"));
        library.filter("sort", CollectionFunctions::sort, required("v"), optional("reverse", false));
        library.filter("dictsort", CollectionFunctions::dictSort, required("v"));
        library.filter("join", CollectionFunctions::join, required("v"), optional("d", ""));
    }

    private static long length(Arguments arguments) {
        Object value = arguments.raw(0);
        if (value == null) {
            return 0;
        } else if (value instanceof List<?> list) {
            return list.size();
        } else if (value instanceof Map<?, ?> map) {
            return map.size();
        } else if (Values.isText(value)) {
            String text = arguments.text(0);
            return text.codePointCount(0, text.length());
        }
        throw arguments.not(0, "a text, a list or a map");
    }

    /** {@return what a loop over the argument sees: the items of a list, the keys of a map, the characters of a text} */
    private static List<?> items(Arguments arguments, int index) {
        List<?> items = Sequences.of(arguments.raw(index), arguments.rendering());
        if (items == null) {
            throw arguments.not(index, "a text, a list or a map");
        }
        return items;
    }

    private static Object enumerate(Arguments arguments) {
        List<@Nullable Object> numbered = new ArrayList<>();
        long number = arguments.whole(1);
        for (Object item : items(arguments, 0)) {
            numbered.add(Arrays.asList(number++, item));
        }
        return numbered;
    }

    private static @Nullable Object first(Arguments arguments) {
        List<?> items = items(arguments, 0);
        return items.isEmpty() ? null : items.get(0);
    }

    private static @Nullable Object last(Arguments arguments) {
        List<?> items = items(arguments, 0);
        return items.isEmpty() ? null : items.get(items.size() - 1);
    }

    private static @Nullable Object extreme(Arguments arguments, Operator beats) {
        List<?> list = arguments.list(0);
        Object best = list.isEmpty() ? null : list.get(0);
        for (Object item : list) {
            best = beats.apply(item, best, arguments.rendering()).equals(true) ? item : best;
        }
        return best;
    }

    private static Object sort(Arguments arguments) {
        List<@Nullable Object> sorted = new ArrayList<>(items(arguments, 0));
        boolean reverse = arguments.flag(1);
        // As in Python, so that items that are alike keep their order.
        if (reverse) {
            Collections.reverse(sorted);
        }
        Comparator<@Nullable Object> order = order(arguments.rendering());
        sorted.sort(sorted.size() < NO_MERGING ? withoutNan(order) : order);
        if (reverse) {
            Collections.reverse(sorted);
        }
        return sorted;
    }

    // Python asks only whether one is less, which NaN never is. Java does the same steps as long as it merges
    // nothing; longer lists it refuses to sort by such an order, so there NaN comes last.
    private static Comparator<@Nullable Object> withoutNan(Comparator<@Nullable Object> order) {
        return (a, b) -> Floats.isNan(a) || Floats.isNan(b) ? 0 : order.compare(a, b);
    }

    private static Comparator<@Nullable Object> order(Rendering rendering) {
        return (a, b) -> {
            rendering.step();
            return Operator.LESS.compare(a, b, rendering);
        };
    }

    private static Object dictSort(Arguments arguments) {
        List<@Nullable Object> keys = new ArrayList<>(arguments.map(0).keySet());
        keys.sort(order(arguments.rendering()));
        List<@Nullable Object> pairs = new ArrayList<>(keys.size());
        for (Object key : keys) {
            pairs.add(Arrays.asList(key, arguments.map(0).get(key)));
        }
        return pairs;
    }

    // Mark-up among the parts makes the whole mark-up, and then every other part is escaped.
    private static Object join(Arguments arguments) {
        List<?> items = items(arguments, 0);
        boolean markup = arguments.raw(1) instanceof Markup || items.stream().anyMatch(Markup.class::isInstance);
        String delimiter = part(arguments.raw(1), markup, arguments.rendering());
        StringBuilder joined = new StringBuilder();
        String separator = "";
        for (Object item : items) {
            joined.append(separator).append(part(item, markup, arguments.rendering()));
            separator = delimiter;
            arguments.rendering().checkLength(joined.length());
        }
        return markup ? new Markup(joined.toString()) : joined.toString();
    }

    private static String part(@Nullable Object value, boolean markup, Rendering rendering) {
        rendering.step();
        String printed = Values.print(value, rendering);
        return markup && value != null ? Markup.htmlOf(value, printed) : printed;
    }
}
