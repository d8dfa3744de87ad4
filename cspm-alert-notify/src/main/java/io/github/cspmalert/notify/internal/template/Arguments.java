package io.github.cspmalert.notify.internal.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call. The value that a filter is applied to is the first.
 *
 * @param function the name of the function, for messages
 * @param positional the arguments by position
 * @param named the arguments by name
 * @param environment what the call may know of the rendering
 */
record Arguments(
        String function,
        List<@Nullable Object> positional,
        Map<String, @Nullable Object> named,
        Environment environment) {

    @Nullable Object value() {
        return positional.isEmpty() ? null : positional.get(0);
    }

    String text() {
        return Values.text(value());
    }

    /** {@return an argument given by position or by name, or null} */
    @Nullable Object get(int position, String name) {
        return named.containsKey(name)
                ? named.get(name)
                : position < positional.size() ? positional.get(position) : null;
    }

    boolean has(int position, String name) {
        return named.containsKey(name) || position < positional.size();
    }

    String text(int position, String name, String defaultValue) {
        Object value = get(position, name);
        return value == null ? defaultValue : Values.text(value);
    }

    int integer(int position, String name, int defaultValue) {
        return has(position, name) ? (int) Values.integer(get(position, name), defaultValue) : defaultValue;
    }
}
