package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.notify.internal.template.FunctionTable.SlsFunction;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Functions on lists and maps. */
final class ListFunctions {

    private ListFunctions() {}

    static void addTo(Map<String, SlsFunction> table) {
        FunctionTable.filter(table, "length", ListFunctions::length);
        FunctionTable.filter(table, "list", args -> Values.list(args.value()));
        FunctionTable.filter(table, "first", args -> Values.list(args.value()).stream()
                .findFirst()
                .orElse(null));
        FunctionTable.filter(table, "last", ListFunctions::last);
        FunctionTable.filter(table, "sort", ListFunctions::sort);
        FunctionTable.filter(table, "dictsort", ListFunctions::dictsort);
        FunctionTable.filter(table, "join", ListFunctions::join);
        FunctionTable.function(table, "enumerate", ListFunctions::enumerate);
        FunctionTable.function(table, "dict", args -> new LinkedHashMap<>(args.named()));
    }

    private static Object length(Arguments args) {
        return args.value() instanceof Map<?, ?> map
                ? (long) map.size()
                : (long) Values.list(args.value()).size();
    }

    private static @Nullable Object last(Arguments args) {
        List<@Nullable Object> values = Values.list(args.value());
        return values.isEmpty() ? null : values.get(values.size() - 1);
    }

    private static List<@Nullable Object> sort(Arguments args) {
        Comparator<Object> order = Comparing.VALUES;
        boolean reverse = Boolean.TRUE.equals(args.get(1, "reverse"));
        List<@Nullable Object> sorted = new ArrayList<>();
        Values.list(args.value()).stream()
                .map(each -> each == null ? "" : each)
                .sorted(reverse ? order.reversed() : order)
                .forEach(sorted::add);
        return sorted;
    }

    private static List<Map.Entry<String, @Nullable Object>> dictsort(Arguments args) {
        List<Map.Entry<String, @Nullable Object>> pairs = new ArrayList<>();
        Values.map(args.value()).forEach((key, value) -> pairs.add(new SimpleEntry<>(String.valueOf(key), value)));
        pairs.sort(Map.Entry.comparingByKey());
        return pairs;
    }

    private static String join(Arguments args) {
        String separator = args.text(1, "d", "");
        List<String> texts =
                Values.list(args.value()).stream().map(Values::text).collect(Collectors.toList());
        long length = texts.stream().mapToLong(String::length).sum() + (long) separator.length() * texts.size();
        args.environment().requireLength(length);
        return String.join(separator, texts);
    }

    private static List<Map.Entry<Long, @Nullable Object>> enumerate(Arguments args) {
        List<Map.Entry<Long, @Nullable Object>> numbered = new ArrayList<>();
        long number = args.integer(1, "start", 0);
        for (Object each : Values.list(args.value())) {
            numbered.add(new SimpleEntry<>(number++, each));
        }
        return numbered;
    }
}
