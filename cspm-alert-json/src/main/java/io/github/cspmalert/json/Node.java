package io.github.cspmalert.json;

import io.github.cspmalert.common.AlertConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value of a document, with the place where it stands. Values that do not fit are never shown: one may be a secret in the
 * wrong place.
 *
 * @param key where its name stands, or the value itself if it has none
 * @param at where it stands
 * @param value a map or list of nodes, a text, a {@link Number}, true or false, or null
 */
record Node(Place key, Place at, @Nullable Object value) {

    /** What messages call a text. */
    static final String TEXT = "a text";

    /** A number as it is written, since YAML knows ways of writing one that mean another than people think. */
    record Number(String text) {}

    /** {@return the fields, in the order in which they stand} */
    @SuppressWarnings("unchecked") // there are no other maps
    Map<String, Node> fields() {
        return as(Map.class, "an object");
    }

    /** {@return a field that is there} */
    Node field(String name) {
        return Objects.requireNonNull(fields().get(name), name);
    }

    @SuppressWarnings("unchecked") // there are no other lists
    List<Node> items() {
        return as(List.class, "a list");
    }

    String text() {
        return as(String.class, TEXT);
    }

    <V> V as(Class<V> type, String words) {
        if (!type.isInstance(value)) {
            String fix = words.equals(TEXT) && (value instanceof Number || value instanceof Boolean)
                    ? "; put it in double quotes"
                    : value == null ? "; give it a value, or leave the field out" : "";
            throw at.problem("must be " + words + ", but is " + kind() + fix);
        }
        return type.cast(value);
    }

    /** Makes something of the value; a refusal is reported with the place. */
    <V> V make(Supplier<V> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException | AlertConfigurationException e) {
            throw at.problem(String.valueOf(e.getMessage()), e);
        }
    }

    /** Does something with the value; a refusal is reported with the place. */
    void run(Runnable action) {
        make(() -> {
            action.run();
            return true;
        });
    }

    private String kind() {
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof List) {
            return "a list";
        }
        if (value instanceof String) {
            return TEXT;
        }
        return value instanceof Number ? "a number" : value == null ? "null" : "true or false";
    }
}
