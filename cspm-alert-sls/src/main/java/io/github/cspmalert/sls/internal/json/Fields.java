package io.github.cspmalert.sls.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;
import java.util.TreeMap;

/** The leaves of a document by their paths, as {@link FieldDiff} writes them. Leaves that say nothing are left out. */
final class Fields {

    private Fields() {}

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** {@return the path of a field in a list of keys with values, whose value stands for the whole} */
    static String ofKeyed(String path, String name) {
        return name.equals("value") ? path : path + "." + name;
    }

    static SortedMap<String, JsonNode> flatten(JsonNode document) {
        SortedMap<String, JsonNode> leaves = new TreeMap<>();
        flatten("", document, leaves);
        return leaves;
    }

    private static void flatten(String path, JsonNode value, SortedMap<String, JsonNode> leaves) {
        if (JsonValues.isEmpty(value)) {
            return;
        }
        if (value.isObject()) {
            value.properties().forEach(field -> flatten(join(path, field.getKey()), field.getValue(), leaves));
        } else if (JsonValues.isKeyed(value)) {
            value.forEach(element -> keyed(path + "[" + element.path("key").asText() + "]", element, leaves));
        } else if (JsonValues.isObjects(value)) {
            for (int i = 0; i < value.size(); i++) {
                flatten(path + "[" + i + "]", value.get(i), leaves);
            }
        } else {
            leaves.put(path, value);
        }
    }

    private static void keyed(String path, JsonNode element, SortedMap<String, JsonNode> leaves) {
        // A key without a value is still there.
        leaves.put(path, element.path("value"));
        element.properties().forEach(field -> {
            if (!field.getKey().equals("key") && !field.getKey().equals("value")) {
                flatten(path + "." + field.getKey(), field.getValue(), leaves);
            }
        });
    }
}
