package io.github.cspmalert.internal;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, strings, numbers, booleans and null as JSON for people: two blanks for each level, one field a line,
 * in the order given.
 */
public final class JsonWriter {

    private final StringBuilder out = new StringBuilder();

    private JsonWriter() {}

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException if something in it has no form in JSON
     */
    public static String write(@Nullable Object value) {
        JsonWriter writer = new JsonWriter();
        writer.value(value, "\n");
        return writer.out.toString();
    }

    private void value(@Nullable Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            object(map, indent);
        } else if (value instanceof List<?> list) {
            array(list, indent);
        } else if (value instanceof String string) {
            string(string);
        } else if (value == null
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigDecimal) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("value must be one of JSON, but is a " + value.getClass());
        }
    }

    private void object(Map<?, ?> map, String indent) {
        String inner = indent + "  ";
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            out.append(inner);
            string((String) entry.getKey());
            out.append(": ");
            value(entry.getValue(), inner);
            out.append(entries.hasNext() ? "," : indent);
        }
        out.append('}');
    }

    private void array(List<?> list, String indent) {
        String inner = indent + "  ";
        out.append('[');
        Iterator<?> values = list.iterator();
        while (values.hasNext()) {
            out.append(inner);
            value(values.next(), inner);
            out.append(values.hasNext() ? "," : indent);
        }
        out.append(']');
    }

    private void string(String string) {
        out.append('"');
        string.codePoints().forEach(this::character);
        out.append('"');
    }

    private void character(int c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append((char) c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                // A code point that is a surrogate is a lone one.
                boolean escape = c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029 || c >= 0xD800 && c <= 0xDFFF;
                out.append(escape ? "\\u%04x".formatted(c) : Character.toString(c));
            }
        }
    }
}
