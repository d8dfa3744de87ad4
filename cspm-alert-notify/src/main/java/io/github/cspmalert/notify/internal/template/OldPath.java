package io.github.cspmalert.notify.internal.template;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path such as {@code results[0].query} of the syntax that SLS had before: always below {@code alert}. Unlike in the new
 * syntax the times of a query are dates, with their seconds beside them under {@code …_ts}.
 *
 * @param steps its members and indexes; none if it is no path, such as {@code A:-b}, which refers to nothing
 * @see <a href="https://help.aliyun.com/zh/sls/variables-in-original-alert-templates">SLS: variables of the old syntax</a>
 */
record OldPath(List<Object> steps) {

    private static final Pattern STEP = Pattern.compile("(?:^|\\.)([A-Za-z_][A-Za-z0-9_]*+)|\\[(\\d{1,6})]");

    /** The names that only this syntax has. */
    static final Set<String> OWN_NAMES =
            Set.of("fire_results_as_kv", "drill_down_query", "start_time_ts", "end_time_ts");

    /** {@return what the text refers to} */
    static OldPath parse(String text) {
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        int at = 0;
        while (at < text.length() && step.find(at) && step.start() == at) {
            steps.add(step.group(1) == null ? (Object) Integer.valueOf(step.group(2)) : step.group(1));
            at = step.end();
        }
        boolean path = at == text.length() && !steps.isEmpty() && steps.get(0) instanceof String;
        return new OldPath(path ? steps : List.of());
    }

    @Nullable Object evaluate(Rendering rendering) {
        if (steps.isEmpty()) {
            return null;
        }
        Object value = rendering.scope().get("alert");
        if (steps.equals(List.of("fire_results_as_kv"))) {
            return keysAndValues(step(value, "fire_results"), rendering);
        }
        for (int i = 0; i < steps.size() - 1; i++) {
            value = step(value, steps.get(i));
        }
        Object last = steps.get(steps.size() - 1);
        return steps.get(0).equals("results") && last instanceof String name
                ? ofQuery(value, name, rendering)
                : step(value, last);
    }

    private static @Nullable Object step(@Nullable Object from, Object step) {
        if (from instanceof Map<?, ?> map) {
            return map.get(step);
        }
        return from instanceof List<?> list && step instanceof Integer i && i < list.size() ? list.get(i) : null;
    }

    private static @Nullable Object ofQuery(@Nullable Object query, String name, Rendering rendering) {
        return switch (name) {
            case "start_time", "end_time" -> date(step(query, name), rendering);
            case "start_time_ts" -> step(query, "start_time");
            case "end_time_ts" -> step(query, "end_time");
            default -> step(query, name);
        };
    }

    private static @Nullable Object date(@Nullable Object seconds, Rendering rendering) {
        if (!(seconds instanceof Long s)) {
            return seconds;
        }
        ZonedDateTime date = TimeFunctions.at(s, rendering.zone());
        return date == null ? seconds : date;
    }

    // [host:a,pv:8][host:b,pv:7]
    private static String keysAndValues(@Nullable Object rows, Rendering rendering) {
        StringBuilder all = new StringBuilder();
        for (Object row : rows instanceof List<?> list ? list : List.of()) {
            List<String> cells = new ArrayList<>();
            if (row instanceof Map<?, ?> map) {
                map.forEach((key, value) -> cells.add(key + ":" + Values.print(value, rendering)));
            }
            all.append('[').append(String.join(",", cells)).append(']');
            rendering.checkLength(all.length());
        }
        return all.toString();
    }
}
