package io.github.cspmalert.notify.internal.jinja;

import org.jspecify.annotations.Nullable;

/**
 * What a filter or a function is called with.
 *
 * @param function its name
 * @param given the values; the one before the bar first
 * @param rendering the rendering
 */
record Arguments(String function, @Nullable Object[] given, Rendering rendering) {

    /** {@return a value, or null if it was not given} */
    @Nullable Object value(int index) {
        return index < given.length ? given[index] : null;
    }

    /** {@return a value as text; empty if it was not given} */
    String text(int index) {
        return rendering.print(value(index));
    }

    /** {@return a value as text} */
    String text(int index, String otherwise) {
        String text = text(index);
        return text.isEmpty() ? otherwise : text;
    }

    /** {@return a value as a whole number} */
    long number(int index) {
        Object value = value(index);
        if (value instanceof Number number) {
            return number.longValue();
        }
        String text = text(index).strip();
        if (text.matches("-?\\d{1,18}+")) {
            return Long.parseLong(text);
        }
        throw rendering.problem("argument %d of %s must be a whole number".formatted(index + 1, function));
    }

    long number(int index, long otherwise) {
        return value(index) == null ? otherwise : number(index);
    }
}
