package io.github.cspmalert.notify.internal.template;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns Java objects into values of the language. They are copies, so that a template cannot reach its caller's objects. */
public final class Plain {

    static final int MAX_DEPTH = 50;

    /** How many values variables may hold in all; a list that holds itself over and over would never end. */
    static final int MAX_VALUES = 1_000_000;

    private int seen;

    private Plain() {}

    /**
     * {@return the variables as values of the language}
     *
     * @throws IllegalArgumentException if one is, or holds, an object that the language has no value for
     */
    public static Map<String, @Nullable Object> variables(Map<String, ?> variables) {
        Map<String, @Nullable Object> plain = new HashMap<>();
        Plain values = new Plain();
        variables.forEach((name, value) -> plain.put(name, values.of(name, value, 0)));
        return plain;
    }

    /**
     * Makes a value of a Java object.
     *
     * @param path what to call it in messages
     * @param value the object
     * @return the value
     * @throws IllegalArgumentException if it is, or holds, an object that the language has no value for
     */
    static @Nullable Object of(String path, @Nullable Object value) {
        return new Plain().of(path, value, 0);
    }

    private @Nullable Object of(String path, @Nullable Object value, int depth) {
        if (++seen > MAX_VALUES) {
            throw new IllegalArgumentException("the variables hold more than %d values, up to '%s'"
                    .formatted(MAX_VALUES, path.split("[.\\[]")[0]));
        }
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Long) {
            return value;
        } else if (value instanceof Number number) {
            return number(number);
        } else if (value instanceof Map<?, ?> map) {
            return map(path, map, deeper(path, depth));
        } else if (value instanceof Iterable<?> items) {
            return list(path, items, deeper(path, depth));
        } else if (value instanceof CharSequence || value instanceof Enum || value instanceof Character) {
            return value.toString();
        } else if (value instanceof Instant instant) {
            return instant.getEpochSecond();
        } else if (value instanceof ZonedDateTime date) {
            return date;
        }
        throw new IllegalArgumentException(
                "variable '%s' is a %s; templates know texts, numbers, booleans, lists and maps"
                        .formatted(path, value.getClass().getName()));
    }

    private static Object number(Number number) {
        boolean whole = number instanceof Integer || number instanceof Short || number instanceof Byte;
        return whole ? (Object) number.longValue() : number.doubleValue();
    }

    private static int deeper(String path, int depth) {
        if (depth == MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "variable '%s' is nested more than %d levels deep".formatted(path.split("[.\\[]")[0], MAX_DEPTH));
        }
        return depth + 1;
    }

    private Object map(String path, Map<?, ?> map, int depth) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((key, value) -> plain.put(String.valueOf(key), of(path + "." + key, value, depth)));
        return plain;
    }

    private Object list(String path, Iterable<?> items, int depth) {
        List<@Nullable Object> plain = new ArrayList<>();
        for (Object item : items) {
            plain.add(of(path + "[]", item, depth));
        }
        return plain;
    }
}
