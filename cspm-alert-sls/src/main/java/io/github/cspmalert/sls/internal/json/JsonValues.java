package io.github.cspmalert.sls.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When two values are the same to the service. */
public final class JsonValues {

    private JsonValues() {}

    /** {@return whether the value says nothing, so that it may as well be absent: null, "", 0, [] or an object of such} */
    public static boolean isEmpty(@Nullable JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return true;
        }
        if (value.isObject()) {
            for (JsonNode inner : value) {
                if (!isEmpty(inner)) {
                    return false;
                }
            }
            return true;
        }
        return value.isArray() && value.isEmpty()
                || value.isTextual() && value.textValue().isEmpty()
                || value.isNumber() && value.decimalValue().signum() == 0;
    }

    /** {@return whether both say the same: numbers by their value, objects without regard to order, absent as empty} */
    static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
        if (isEmpty(one) || isEmpty(other)) {
            return isEmpty(one) && isEmpty(other);
        }
        if (one == null || other == null) {
            return false;
        }
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one instanceof ObjectNode left && other instanceof ObjectNode right) {
            return covers(left, right) && covers(right, left);
        }
        if (one.isArray() && other.isArray()) {
            return one.size() == other.size() && sameElements(one, other);
        }
        return one.equals(other);
    }

    private static boolean covers(ObjectNode one, ObjectNode other) {
        for (Map.Entry<String, JsonNode> field : one.properties()) {
            if (!same(field.getValue(), other.get(field.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameElements(JsonNode one, JsonNode other) {
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether the value is an array with objects in it only} */
    static boolean isObjects(JsonNode value) {
        if (!value.isArray() || value.isEmpty()) {
            return false;
        }
        for (JsonNode element : value) {
            if (!element.isObject()) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether the array is one of keys with values, as labels are} */
    static boolean isKeyed(JsonNode array) {
        if (!isObjects(array)) {
            return false;
        }
        for (JsonNode element : array) {
            if (!element.path("key").isTextual()) {
                return false;
            }
        }
        return true;
    }

    /** {@return the object without the fields that are null, on all levels} */
    static JsonNode withoutNulls(JsonNode value) {
        JsonNode copy = value.deepCopy();
        strip(copy);
        return copy;
    }

    private static void strip(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getValue().isNull());
        }
        value.forEach(JsonValues::strip);
    }
}
