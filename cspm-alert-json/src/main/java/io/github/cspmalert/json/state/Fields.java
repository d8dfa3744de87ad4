package io.github.cspmalert.json.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.state.AlertStoreException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of an object, each of which must be asked for. Names places, never values. */
final class Fields {

    private final String place;
    private final JsonNode object;
    private final Set<String> asked = new HashSet<>();

    Fields(String place, JsonNode object) {
        this.place = place;
        this.object = object;
        if (!object.isObject()) {
            throw broken(place, "it is not an object", null);
        }
    }

    /** Reads all fields; one that is not asked for is refused. */
    <T> T all(Function<Fields, T> reader) {
        T value;
        try {
            value = reader.apply(this);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw broken(place, "its values contradict each other", e);
        }
        List<String> unknown = new ArrayList<>();
        object.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                unknown.add(name);
            }
        });
        if (!unknown.isEmpty()) {
            throw broken(place, "it has fields that its version does not have: " + unknown, null);
        }
        return value;
    }

    String text(String name) {
        return textOf(name, field(name));
    }

    @Nullable String textOrNull(String name) {
        return field(name).isNull() ? null : text(name);
    }

    boolean bool(String name) {
        JsonNode node = field(name);
        if (!node.isBoolean()) {
            throw broken(place, name + " is neither true nor false", null);
        }
        return node.booleanValue();
    }

    long longInteger(String name) {
        JsonNode node = field(name);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw broken(place, name + " is not an integer", null);
        }
        return node.longValue();
    }

    int integer(String name) {
        return integerOf(name, field(name));
    }

    Instant instant(String name) {
        return instantOf(name, field(name));
    }

    @Nullable Instant instantOrNull(String name) {
        return field(name).isNull() ? null : instant(name);
    }

    <E extends Enum<E>> E word(String name, Class<E> type) {
        return wordOf(name, field(name), type);
    }

    <E extends Enum<E>> List<E> words(String name, Class<E> type) {
        return list(name, (where, node) -> wordOf(where, node, type));
    }

    List<String> texts(String name) {
        return list(name, this::textOf);
    }

    Map<String, Integer> integers(String name) {
        return map(name, this::integerOf);
    }

    Map<String, Instant> instants(String name) {
        return map(name, this::instantOf);
    }

    Map<String, String> textsByName(String name) {
        return map(name, this::textOf);
    }

    <E extends Enum<E>> Map<String, E> wordsByName(String name, Class<E> type) {
        return map(name, (where, node) -> wordOf(where, node, type));
    }

    <T> Map<String, T> objectsByName(String name, Function<Fields, T> reader) {
        return map(name, (where, node) -> new Fields(place + "." + where, node).all(reader));
    }

    int version() {
        return integer("version");
    }

    <T> T object(String name, Function<Fields, T> reader) {
        return new Fields(place + "." + name, field(name)).all(reader);
    }

    <T> List<T> objects(String name, Function<Fields, T> reader) {
        return list(name, (where, node) -> new Fields(place + "." + where, node).all(reader));
    }

    private <T> List<T> list(String name, BiFunction<String, JsonNode, T> reader) {
        JsonNode list = field(name);
        if (!list.isArray()) {
            throw broken(place, name + " is not a list", null);
        }
        List<T> values = new ArrayList<>(list.size());
        list.forEach(node -> values.add(reader.apply(name + "[" + values.size() + "]", node)));
        return values;
    }

    private <T> Map<String, T> map(String name, BiFunction<String, JsonNode, T> reader) {
        JsonNode map = field(name);
        if (!map.isObject()) {
            throw broken(place, name + " is not an object", null);
        }
        Map<String, T> values = new LinkedHashMap<>();
        map.properties().forEach(entry -> values.put(entry.getKey(), reader.apply(name, entry.getValue())));
        return values;
    }

    private JsonNode field(String name) {
        asked.add(name);
        JsonNode field = object.get(name);
        if (field == null) {
            throw broken(place, name + " is missing", null);
        }
        return field;
    }

    private String textOf(String where, JsonNode node) {
        if (!node.isTextual()) {
            throw broken(place, where + " is not a text", null);
        }
        return node.textValue();
    }

    private <E extends Enum<E>> E wordOf(String where, JsonNode node, Class<E> type) {
        String word = textOf(where, node);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(word)) {
                return constant;
            }
        }
        throw broken(place, where + " is not a word that its version has", null);
    }

    private int integerOf(String where, JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw broken(place, where + " is not an integer", null);
        }
        return node.intValue();
    }

    private Instant instantOf(String where, JsonNode node) {
        try {
            return Instant.parse(textOf(where, node));
        } catch (DateTimeException e) {
            throw broken(place, where + " is not an instant", null);
        }
    }

    static AlertStoreException broken(String place, String why, @Nullable Throwable cause) {
        return new AlertStoreException(
                place + " cannot be read from the store, since " + why + "; was it changed by something else?",
                false,
                cause);
    }
}
