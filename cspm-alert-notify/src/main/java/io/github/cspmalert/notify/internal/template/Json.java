package io.github.cspmalert.notify.internal.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON with the separators that SLS writes, which are those of Python. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static String write(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> quote(String.valueOf(entry.getKey())) + ": " + write(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Map.Entry<?, ?> pair) {
            return "[" + write(pair.getKey()) + ", " + write(pair.getValue()) + "]";
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(Json::write).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof Number number
                ? Values.number(number)
                : value instanceof Boolean flag ? flag.toString() : quote(value.toString());
    }

    static String quote(String text) {
        try {
            return MAPPER.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text can always be written as JSON", e);
        }
    }

    static @Nullable Object parse(String json) {
        try {
            return Values.plain(MAPPER.readValue(json, Object.class));
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
