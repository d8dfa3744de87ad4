package io.github.cspmalert.notify.internal.template;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON with the separators of Python, as {@code to_json} does: {@code {"host": "host-1", "app": "nginx"}}.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/built-in-functions-in-alert-templates">SLS: built-in functions</a>
 */
public final class Json {

    private final StringBuilder out = new StringBuilder();
    private final Rendering rendering;

    private Json(Rendering rendering) {
        this.rendering = rendering;
    }

    static String write(@Nullable Object value, Rendering rendering) {
        Json json = new Json(rendering);
        json.value(value);
        return json.out.toString();
    }

    private void value(@Nullable Object value) {
        rendering.step();
        rendering.checkLength(out.length());
        if (value == null) {
            out.append("null");
        } else if (value instanceof Map<?, ?> map) {
            map(map);
        } else if (value instanceof List<?> list) {
            list(list);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            // NaN, Infinity, -Infinity, as Python's json.dumps writes them.
            out.append(number.doubleValue());
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(Values.print(value, rendering));
        } else {
            out.append(quote(Values.print(value, rendering)));
        }
    }

    private void map(Map<?, ?> map) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator).append(quote(String.valueOf(entry.getKey()))).append(": ");
            value(entry.getValue());
            separator = ", ";
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private void list(List<?> list) {
        String separator = "[";
        for (Object item : list) {
            out.append(separator);
            value(item);
            separator = ", ";
        }
        out.append(list.isEmpty() ? "[]" : "]");
    }

    /** {@return the text as a JSON string} */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int letter = "\b\t\n\f\r\"\\".indexOf(c);
            if (letter >= 0) {
                quoted.append('\\').append("btnfr\"\\".charAt(letter));
            } else if (c < ' ' || c == '\u2028' || c == '\u2029') {
                quoted.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
