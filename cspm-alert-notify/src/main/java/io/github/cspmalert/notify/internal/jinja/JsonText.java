package io.github.cspmalert.notify.internal.jinja;

import com.hubspot.jinjava.objects.SafeString;
import io.github.cspmalert.notify.internal.template.Json;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as text: lists and maps as JSON with the separators of Python, and nothing of what is no value of the language,
 * such as a macro.
 */
final class JsonText {

    private static final int MAX_DEPTH = 50;

    private final StringBuilder out = new StringBuilder();
    private final Rendering rendering;

    private JsonText(Rendering rendering) {
        this.rendering = rendering;
    }

    /** {@return the value as it is printed} */
    static String print(@Nullable Object value, Rendering rendering) {
        if (value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof SafeString) {
            return value.toString();
        }
        return value instanceof Collection || value instanceof Map ? write(value, rendering) : "";
    }

    /** {@return the value as JSON} */
    static String write(@Nullable Object value, Rendering rendering) {
        JsonText json = new JsonText(rendering);
        json.value(value, 0);
        return json.out.toString();
    }

    private void value(@Nullable Object value, int depth) {
        rendering.checkLength(out.length());
        if (depth > MAX_DEPTH) {
            throw rendering.problem("the value is nested more than " + MAX_DEPTH + " levels deep");
        } else if (value instanceof Map<?, ?> map) {
            map(map, depth + 1);
        } else if (value instanceof Collection<?> items) {
            list(items, depth + 1);
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            String text = print(value, rendering);
            out.append(value == null ? "null" : Json.quote(text));
        }
    }

    private void map(Map<?, ?> map, int depth) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator)
                    .append(Json.quote(String.valueOf(entry.getKey())))
                    .append(": ");
            value(entry.getValue(), depth);
            separator = ", ";
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private void list(Collection<?> items, int depth) {
        String separator = "[";
        for (Object item : items) {
            out.append(separator);
            value(item, depth);
            separator = ", ";
        }
        out.append(items.isEmpty() ? "[]" : "]");
    }
}
