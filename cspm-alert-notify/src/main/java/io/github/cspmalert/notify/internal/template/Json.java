package io.github.cspmalert.notify.internal.template;

import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON with the separators of Python, as {@code to_json} does: {@code {"host": "host-1", "app": "nginx"}}.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/built-in-functions-in-alert-templates">SLS: built-in functions</a>
 */
public final class Json {

    private final StringBuilder out = new StringBuilder();
    private final Printer printer;

    private Json(Printer printer) {
        this.printer = printer;
    }

    /** The rendering for which values are written. */
    public interface Printer {

        /** Counts a value, and fails if too much was written before it or it lies too deep. */
        void checkJson(int length, int depth);

        /** {@return a value as the output shows it, before any escaping} */
        String print(@Nullable Object value);
    }

    /** {@return the value as JSON} */
    public static String write(@Nullable Object value, Printer printer) {
        Json json = new Json(printer);
        json.value(value, 0);
        return json.out.toString();
    }

    private void value(@Nullable Object value, int depth) {
        printer.checkJson(out.length(), depth);
        if (value == null) {
            out.append("null");
        } else if (value instanceof Map<?, ?> map) {
            map(map, depth + 1);
        } else if (value instanceof Collection<?> items) {
            list(items, depth + 1);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            // NaN, Infinity, -Infinity, as Python's json.dumps writes them.
            out.append(number.doubleValue());
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(printer.print(value));
        } else {
            out.append(quote(printer.print(value)));
        }
    }

    private void map(Map<?, ?> map, int depth) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator).append(quote(String.valueOf(entry.getKey()))).append(": ");
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
