package io.github.cspmalert.sls.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.Words;
import io.github.cspmalert.sls.internal.json.JsonValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads an object of the service field by field and notes what cannot be expressed: fields that nobody asked for, and values
 * of another type. Absent, null and empty are the same, and so are {@code 3}, {@code 3.0} and {@code "3"}. Never throws. Not thread-safe.
 */
final class JsonView {

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,18}");

    private final String path;
    private final JsonNode node;
    private final List<String> leftOut;
    private final Set<String> asked = new HashSet<>();

    private JsonView(String path, JsonNode node, List<String> leftOut) {
        this.path = path;
        this.node = node;
        this.leftOut = leftOut;
    }

    static JsonView of(JsonNode node, List<String> leftOut) {
        return new JsonView("", node, leftOut);
    }

    String path(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    /** Notes what cannot be expressed of a field. */
    void leaveOut(String field, String why) {
        leftOut.add(Texts.printable(path(field)) + " " + why);
    }

    private void leaveOut(String why) {
        leftOut.add(Texts.printable(path) + " " + why);
    }

    /** Tells of fields that definitions have no word for, unless they say nothing. */
    JsonView unused(String why, String... fields) {
        for (String field : fields) {
            if (!JsonValues.isEmpty(get(field))) {
                leaveOut(field, why);
            }
        }
        return this;
    }

    /** Knows these fields, which the service writes itself or somebody else reads, whatever they hold. */
    JsonView ignore(String... fields) {
        asked.addAll(List.of(fields));
        return this;
    }

    boolean has(String field) {
        JsonNode value = node.path(field);
        return !value.isMissingNode() && !value.isNull();
    }

    /** {@return whether somebody asked for a field} */
    boolean isAsked(String field) {
        return asked.contains(field);
    }

    String text(String field) {
        return textIfAny(field).orElse("");
    }

    /** {@return the text, an empty one if the field is absent; nothing for a value of another type} */
    private Optional<String> textIfAny(String field) {
        JsonNode value = get(field);
        if (value.isMissingNode() || value.isTextual() || value.isNumber()) {
            return Optional.of(value.asText());
        }
        leaveOut(field, "is not a text");
        return Optional.empty();
    }

    boolean bool(String field, boolean absent) {
        JsonNode value = get(field);
        if (isNothing(value)) {
            return absent;
        }
        String word = value.isBoolean() || value.isTextual() ? value.asText() : "";
        if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(word);
        }
        leaveOut(field, "is neither true nor false");
        return absent;
    }

    long number(String field, long absent) {
        JsonNode value = get(field);
        if (isNothing(value)) {
            return absent;
        }
        if (value.isNumber() && value.decimalValue().abs().compareTo(MOST) <= 0) {
            BigDecimal number = value.decimalValue();
            if (number.stripTrailingZeros().scale() <= 0) {
                return number.longValueExact();
            }
        } else if (WHOLE.matcher(value.asText()).matches()) {
            return Long.parseLong(value.asText());
        }
        leaveOut(field, "is not a whole number");
        return absent;
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isTextual() && value.textValue().isEmpty();
    }

    int integer(String field, int absent) {
        long value = number(field, absent);
        if (value != (int) value) {
            leaveOut(field, "is out of range");
            return absent;
        }
        return (int) value;
    }

    <E extends Enum<E>> Optional<E> word(String field, Class<E> type) {
        String word = text(field);
        Optional<E> constant = Words.read(type, word);
        if (constant.isEmpty() && !word.isEmpty()) {
            leaveOut(field, "is '" + Texts.brief(word) + "', which is not known here");
        }
        return constant;
    }

    /** Reads a word that nothing can take the place of. */
    <E extends Enum<E>> Optional<E> neededWord(String field, Class<E> type) {
        if (isNothing(get(field))) {
            leaveOut(field, "is missing");
            return Optional.empty();
        }
        return word(field, type);
    }

    JsonView inside(String field) {
        return object(field).orElseGet(() -> new JsonView(path(field), MissingNode.getInstance(), leftOut));
    }

    /** {@return the object, or empty if there is none} */
    Optional<JsonView> object(String field) {
        JsonNode value = get(field);
        if (value.isObject()) {
            return Optional.of(new JsonView(path(field), value, leftOut));
        }
        if (!value.isMissingNode()) {
            leaveOut(field, "is not an object");
        }
        return Optional.empty();
    }

    List<JsonView> objects(String field) {
        List<JsonView> views = new ArrayList<>();
        JsonNode array = array(field);
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i).isObject()) {
                views.add(new JsonView(path(field) + "[" + i + "]", array.get(i), leftOut));
            } else {
                leaveOut(field, "has an element that is not an object");
            }
        }
        return views;
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(field)) {
            if (element.isTextual()) {
                texts.add(element.textValue());
            } else {
                leaveOut(field, "has an element that is not a text");
            }
        }
        return texts;
    }

    /** {@return a list of keys with values, in order} */
    Map<String, String> keyed(String field) {
        Map<String, String> all = new LinkedHashMap<>();
        for (JsonView each : objects(field)) {
            Optional<String> key = each.textIfAny("key");
            Optional<String> value = each.textIfAny("value");
            if (key.isPresent() && value.isPresent() && all.putIfAbsent(key.get(), value.get()) != null) {
                each.leaveOut("has a key that occurs twice; the first is taken");
            }
            if (key.isEmpty() || value.isEmpty()) {
                each.leaveOut("is left out as a whole");
            }
            each.tellTheRest();
        }
        return all;
    }

    /** {@return the fields of an object whose names are data, in order} */
    Map<String, String> named(String field) {
        JsonView inside = inside(field);
        Map<String, String> all = new LinkedHashMap<>();
        inside.names().forEach(name -> inside.textIfAny(name).ifPresent(text -> all.put(name, text)));
        return all;
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Tells of the fields that nobody asked for. */
    void tellTheRest() {
        for (String name : names()) {
            if (!asked.contains(name)) {
                leaveOut(name, "is not known here");
            }
        }
    }

    private JsonNode array(String field) {
        JsonNode value = get(field);
        if (!value.isMissingNode() && !value.isArray()) {
            leaveOut(field, "is not an array");
            return MissingNode.getInstance();
        }
        return value;
    }

    private JsonNode get(String field) {
        asked.add(field);
        JsonNode value = node.path(field);
        return value.isNull() ? MissingNode.getInstance() : value;
    }
}
