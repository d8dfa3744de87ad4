package io.github.cspmalert.testkit.sls.internal.http.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of a JSON object, read one by one; a field that is not as it must be is refused with its place and its value.
 * A field that is null counts as absent.
 */
final class Fields {

    /** What these hold is not for everybody's eyes. */
    private static final Set<String> SECRET = Set.of("url", "secret", "headers", "email", "phone", "value");

    private static final int MAX_SHOWN = 100;

    private final String place;
    private final JsonNode node;

    private Fields(String place, JsonNode node) {
        this.place = place;
        this.node = node;
    }

    static Fields of(JsonNode node) {
        return new Fields("", node);
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    JsonNode get(String name) {
        return has(name) ? node.get(name) : MissingNode.getInstance();
    }

    boolean isEmpty() {
        return node.isEmpty();
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Refuses a field. */
    SlsException wrong(String name, String rule) {
        return SlsException.parameterInvalid(place + name + " is " + shown(name) + "; " + rule);
    }

    private String shown(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return "missing";
        }
        String text = SECRET.contains(name) ? "(not shown)" : value.toString();
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    /** A text that must be there; it may be empty. */
    String text(String name) {
        if (!get(name).isTextual()) {
            throw wrong(name, "it must be a string");
        }
        return get(name).asText();
    }

    String textOrEmpty(String name) {
        return has(name) ? text(name) : "";
    }

    String notEmpty(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            throw wrong(name, "it must not be empty");
        }
        return text;
    }

    void text(String name, int maxChars) {
        if (textOrEmpty(name).length() > maxChars) {
            throw wrong(name, "it must have at most " + maxChars + " characters");
        }
    }

    String oneOf(String name, Collection<String> known) {
        String text = text(name);
        if (!known.contains(text)) {
            throw wrong(name, "it must be one of " + String.join(", ", new TreeSet<>(known)));
        }
        return text;
    }

    long whole(String name, long min, long max) {
        JsonNode value = get(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < min || value.asLong() > max) {
            throw wrong(name, "it must be a whole number from " + min + " to " + max);
        }
        return value.asLong();
    }

    void bool(String name) {
        if (!get(name).isBoolean()) {
            throw wrong(name, "it must be true or false");
        }
    }

    void boolIfAny(String name) {
        if (has(name)) {
            bool(name);
        }
    }

    /** An object, empty if it is absent. */
    Fields objectOrEmpty(String name) {
        return has(name) ? object(name) : new Fields(place + name + ".", MissingNode.getInstance());
    }

    Fields object(String name) {
        if (!get(name).isObject()) {
            throw wrong(name, "it must be an object");
        }
        return new Fields(place + name + ".", get(name));
    }

    JsonNode array(String name) {
        if (!get(name).isArray()) {
            throw wrong(name, "it must be a list");
        }
        return get(name);
    }

    /** The objects of a list; none if it is absent. */
    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        if (has(name)) {
            for (JsonNode item : array(name)) {
                if (!item.isObject()) {
                    throw wrong(name, "it must hold objects only");
                }
                objects.add(new Fields(place + name + "[" + objects.size() + "].", item));
            }
        }
        return objects;
    }

    /** Texts in a list, which may be absent. */
    void texts(String name) {
        for (JsonNode item : has(name) ? array(name) : get(name)) {
            if (!item.isTextual()) {
                throw wrong(name, "it must hold strings only");
            }
        }
    }
}
