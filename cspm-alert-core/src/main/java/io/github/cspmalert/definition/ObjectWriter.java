package io.github.cspmalert.definition;

import io.github.cspmalert.common.Secret;
import io.github.cspmalert.definition.recipient.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Puts one JSON object together, field by field in the order in which they are read best. Not thread-safe. */
final class ObjectWriter {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** Writes a field. */
    ObjectWriter with(String name, Object value) {
        fields.put(name, json(value));
        return this;
    }

    /** Writes a field, unless it has the value that the reader takes where it is left out. */
    ObjectWriter unless(Object byDefault, String name, Object value) {
        return value.equals(byDefault) ? this : with(name, value);
    }

    /** Writes a field, if there is a value. */
    ObjectWriter with(String name, Optional<?> value) {
        value.ifPresent(there -> with(name, there));
        return this;
    }

    /** Writes a list, unless it is empty. */
    ObjectWriter with(String name, Collection<?> values) {
        return values.isEmpty() ? this : with(name, (Object) values);
    }

    /** Writes an object, unless it is empty. */
    ObjectWriter with(String name, Map<String, ?> values) {
        return values.isEmpty() ? this : with(name, (Object) values);
    }

    /** {@return the object} */
    Map<String, Object> toMap() {
        return fields;
    }

    /** {@return the same fields in the order of their names, for maps that are equal in any order} */
    static <T> Map<String, T> sorted(Map<String, T> map) {
        return new TreeMap<>(map);
    }

    /** {@return the word for a constant: its name in lower case, as SLS writes words} */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Object json(Object value) {
        if (value instanceof Enum<?> constant) {
            return word(constant);
        }
        if (value instanceof Secret secret) {
            return secret.reveal();
        }
        if (value instanceof Collection<?> values) {
            return values.stream().map(ObjectWriter::json).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> fields = new LinkedHashMap<>();
            map.forEach((name, each) -> fields.put((String) name, json(each)));
            return fields;
        }
        boolean text = value instanceof Duration
                || value instanceof Instant
                || value instanceof ZoneOffset
                || value instanceof Channel;
        return text ? value.toString() : value;
    }

    /** {@return the values as objects} */
    static <T> List<Map<String, Object>> objects(Collection<T> values, Function<T, ObjectWriter> write) {
        return values.stream().map(value -> write.apply(value).toMap()).toList();
    }
}
