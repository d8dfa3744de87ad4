package io.github.cspmalert.notify.internal.template;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns Java objects into values of the language. They are copies, so that a template cannot reach its caller's objects; rows
 * alone may be the caller's, for SLS's language, which changes no map.
 */
final class Plain {

    static final int MAX_DEPTH = 50;

    /** How many values variables may hold in all; a list that holds itself over and over would never end. */
    static final int MAX_VALUES = 1_000_000;

    // Where the value that is being read stands: the name of its variable, then a step for each level.
    private final Deque<String> path = new ArrayDeque<>();
    private final boolean copiesRows;
    private int seen;

    private Plain(boolean copiesRows) {
        this.copiesRows = copiesRows;
    }

    /** Tells that variables are, or hold, something that the language has no value for. */
    static final class UnfitException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        UnfitException(String message) {
            super(message);
        }
    }

    /**
     * {@return the variables as values of the language}
     *
     * @param copiesRows whether maps that hold nothing but texts are copied, too
     * @throws UnfitException if one is, or holds, an object that the language has no value for
     */
    static Map<String, @Nullable Object> variables(Map<String, ?> variables, boolean copiesRows) {
        Plain values = new Plain(copiesRows);
        Map<String, @Nullable Object> plain = new HashMap<>();
        variables.forEach((name, value) -> plain.put(name, values.at(name, value)));
        return plain;
    }

    /**
     * Makes a value of what a rendering has read, such as JSON.
     *
     * @throws TemplateException if it holds more items than the rendering may make
     */
    static @Nullable Object of(@Nullable Object value, Rendering rendering) {
        Plain values = new Plain(false);
        Object plain = values.at("value", value);
        // Those at the top are counted as those of any other list.
        rendering.madeItems(plain instanceof List<?> list ? values.seen - list.size() : values.seen);
        return plain;
    }

    private @Nullable Object at(String step, @Nullable Object value) {
        path.addLast(step);
        Object plain = of(value);
        path.removeLast();
        return plain;
    }

    private @Nullable Object counted(@Nullable Object value) {
        if (++seen > MAX_VALUES) {
            throw new UnfitException(
                    "the variables hold more than %d values, up to '%s'".formatted(MAX_VALUES, path.getFirst()));
        }
        return value;
    }

    private @Nullable Object of(@Nullable Object given) {
        Object value = counted(given);
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Long) {
            return value;
        } else if (value instanceof Number number) {
            return number(number);
        } else if (value instanceof Map<?, ?> map) {
            return map(map);
        } else if (value instanceof Iterable<?> items) {
            return list(items);
        } else if (value instanceof CharSequence || value instanceof Enum || value instanceof Character) {
            return value.toString();
        } else if (value instanceof Instant instant) {
            return instant.getEpochSecond();
        } else if (value instanceof ZonedDateTime date) {
            return date;
        }
        throw new UnfitException("variable '%s' is a %s; templates know texts, numbers, booleans, lists and maps"
                .formatted(String.join("", path), value.getClass().getName()));
    }

    private static Object number(Number number) {
        boolean whole = number instanceof Integer || number instanceof Short || number instanceof Byte;
        return whole ? (Object) number.longValue() : number.doubleValue();
    }

    private void checkDepth() {
        if (path.size() > MAX_DEPTH) {
            throw new UnfitException(
                    "variable '%s' is nested more than %d levels deep".formatted(path.getFirst(), MAX_DEPTH));
        }
    }

    private Object map(Map<?, ?> map) {
        checkDepth();
        if (!copiesRows && isRow(map)) {
            return map;
        }
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((key, value) ->
                plain.put(String.valueOf(key), value instanceof String ? counted(value) : at("." + key, value)));
        return plain;
    }

    private boolean isRow(Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String && entry.getValue() instanceof String)) {
                return false;
            }
        }
        seen += map.size();
        return true;
    }

    private Object list(Iterable<?> items) {
        checkDepth();
        List<@Nullable Object> plain = new ArrayList<>();
        for (Object item : items) {
            plain.add(at("[]", item));
        }
        return plain;
    }
}
