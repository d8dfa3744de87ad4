package io.github.cspmalert.sls.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of what is wanted whatever was understood just so already, so that {@link JsonMerge} leaves it as it is written: a
 * merge of three, what exists, what of it was understood, and what is wanted. What was not understood is kept that way,
 * also in lists, until somebody wants something else in its place. Pure.
 */
public final class JsonKeep {

    private final Predicate<String> mayKeep;

    private JsonKeep(Predicate<String> mayKeep) {
        this.mayKeep = mayKeep;
    }

    /**
     * Compares.
     *
     * @param live what exists
     * @param understood what exists, as it would be written by somebody who understood no more of it than we do
     * @param wanted what is wanted
     * @param mayKeep whether what stands at a path, as {@link FieldDiff} writes it, may be kept
     * @return what is wanted, without the fields that are to stay as they are
     */
    public static ObjectNode of(ObjectNode live, ObjectNode understood, ObjectNode wanted, Predicate<String> mayKeep) {
        return new JsonKeep(mayKeep).object("", live, understood, wanted);
    }

    private ObjectNode object(String path, JsonNode live, JsonNode understood, ObjectNode wanted) {
        ObjectNode kept = wanted.objectNode();
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            String name = field.getKey();
            @Nullable JsonNode value = value(Fields.join(path, name), live.path(name), understood.path(name), field.getValue());
            if (value != null) {
                kept.set(name, value);
            }
        }
        return kept;
    }

    private @Nullable JsonNode value(String path, JsonNode live, JsonNode understood, JsonNode wanted) {
        if (isNoChange(live, wanted)) {
            return wanted;
        }
        if (wanted instanceof ObjectNode object && (live.isObject() || JsonValues.isEmpty(live))) {
            return object(path, live, understood, object);
        }
        if (JsonValues.same(JsonValues.withoutNulls(wanted), JsonValues.withoutNulls(understood))
                && mayKeep.test(path)) {
            return null;
        }
        return wanted instanceof ArrayNode list && live.isArray() && mayKeep.test(path)
                ? list(path, live, understood, list)
                : wanted;
    }

    private static boolean isNoChange(JsonNode live, JsonNode wanted) {
        ObjectNode there = JsonText.object();
        ObjectNode here = there.objectNode();
        return FieldDiff.diff(there.set("", live), here.set("", wanted)).isEmpty();
    }

    private ArrayNode list(String path, JsonNode live, JsonNode understood, ArrayNode wanted) {
        boolean keyed = isAll(understood, JsonKeep::isKeyed) && isAll(wanted, JsonKeep::isKeyed);
        boolean texts = isAll(understood, JsonNode::isTextual) && isAll(wanted, JsonNode::isTextual);
        ArrayNode list = wanted.arrayNode();
        for (int i = 0; i < wanted.size(); i++) {
            JsonNode one = wanted.get(i);
            if (keyed) {
                list.add(withRest(live, understood, one));
            } else {
                list.add(texts ? one : element(path + "[" + i + "]", live, understood, wanted, i));
            }
        }
        for (JsonNode there : live) {
            if (keyed ? isLeft(understood, wanted, there) : texts && !has(understood, there) && !has(wanted, there)) {
                list.add(there);
            }
        }
        return list;
    }

    /** What else an element has than a key and a value stays with it, and a value that is the same in other words. */
    private static JsonNode withRest(JsonNode live, JsonNode understood, JsonNode wanted) {
        for (JsonNode there : live) {
            if (there instanceof ObjectNode element
                    && wanted instanceof ObjectNode fields
                    && isOfKey(there, wanted)
                    && isKnown(understood, there)) {
                return isSameText(there, wanted) ? there : element.deepCopy().setAll(fields);
            }
        }
        return wanted;
    }

    /** Of a key that occurs twice one value was understood; the other stays for as long as the key does. */
    private static boolean isLeft(JsonNode understood, JsonNode wanted, JsonNode there) {
        return hasKey(understood, there) == hasKey(wanted, there) && !isKnown(understood, there);
    }

    private static boolean isKnown(JsonNode understood, JsonNode there) {
        for (JsonNode element : understood) {
            if (isOfKey(element, there) && isSameText(element, there)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSameText(JsonNode one, JsonNode other) {
        return one.path("value").asText().equals(other.path("value").asText());
    }

    private static boolean hasKey(JsonNode list, JsonNode one) {
        for (JsonNode element : list) {
            if (isOfKey(element, one)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfKey(JsonNode one, JsonNode other) {
        return one.path("key").asText().equals(other.path("key").asText());
    }

    /** An object among others was understood at the place at which it stands. */
    private JsonNode element(String path, JsonNode live, JsonNode understood, ArrayNode wanted, int index) {
        if (!JsonValues.isObjects(live) || !JsonValues.isObjects(wanted) || live.size() != understood.size()) {
            return wanted.get(index);
        }
        int there = Pairing.of(live, wanted).liveOf(index);
        return there < 0
                ? wanted.get(index)
                : object(path, live.get(there), understood.path(there), (ObjectNode) wanted.get(index));
    }

    private static boolean isKeyed(JsonNode element) {
        return element.path("key").isTextual();
    }

    private static boolean isAll(JsonNode list, Predicate<JsonNode> test) {
        for (JsonNode element : list) {
            if (!test.test(element)) {
                return false;
            }
        }
        return list.isArray() || list instanceof MissingNode;
    }

    private static boolean has(JsonNode list, JsonNode one) {
        for (JsonNode element : list) {
            if (element.equals(one)) {
                return true;
            }
        }
        return false;
    }
}
