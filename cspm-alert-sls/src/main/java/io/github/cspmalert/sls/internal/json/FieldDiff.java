package io.github.cspmalert.sls.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what {@link JsonMerge} would change, leaf by leaf. Pure. */
public final class FieldDiff {

    /**
     * A leaf that would change, its values as JSON.
     *
     * @param path where it is, such as {@code configuration.queryList[0].query} or {@code configuration.labels[team]}
     * @param from the value that exists; empty if there is none
     * @param to the value that is wanted; empty if there is to be none
     */
    public record Change(String path, Optional<String> from, Optional<String> to) {

        /** {@return the change the other way round} */
        public Change reversed() {
            return new Change(path, to, from);
        }
    }

    private final List<Change> changes = new ArrayList<>();

    private FieldDiff() {}

    /**
     * Compares what exists with what is wanted.
     *
     * @param live what exists
     * @param wanted what is wanted; fields that it does not name are not compared, null means that there is to be none
     * @return the changes, in the order of what is wanted; empty if {@link JsonMerge#merge} would change nothing
     */
    public static List<Change> diff(JsonNode live, ObjectNode wanted) {
        FieldDiff diff = new FieldDiff();
        diff.object("", live, wanted);
        return diff.changes;
    }

    private void object(String path, JsonNode live, ObjectNode wanted) {
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            value(Fields.join(path, field.getKey()), live.get(field.getKey()), field.getValue());
        }
    }

    private void value(String path, @Nullable JsonNode live, JsonNode wanted) {
        if (wanted instanceof ObjectNode object && live instanceof ObjectNode there) {
            object(path, there, object);
        } else if (live != null && JsonValues.isObjects(live) && JsonValues.isObjects(wanted)) {
            array(path, live, wanted);
        } else if (wanted instanceof ObjectNode object && JsonValues.isEmpty(live)) {
            object(path, object.objectNode(), object);
        } else if (!JsonValues.same(live, JsonValues.withoutNulls(wanted))) {
            change(path, live, wanted);
        }
    }

    private void array(String path, JsonNode live, JsonNode wanted) {
        Pairing pairing = Pairing.of(live, wanted);
        if (pairing.isReordered()) {
            change(path, live, wanted);
            return;
        }
        for (int i = 0; i < wanted.size(); i++) {
            String element = element(path, pairing, i, wanted.get(i));
            int there = pairing.liveOf(i);
            if (there >= 0) {
                elements(element, pairing, live.get(there), (ObjectNode) wanted.get(i));
            } else {
                change(element, null, shown(pairing, wanted.get(i)));
            }
        }
        for (int i = 0; i < live.size(); i++) {
            if (!pairing.isPaired(i)) {
                change(element(path, pairing, i, live.get(i)), shown(pairing, live.get(i)), null);
            }
        }
    }

    private void elements(String path, Pairing pairing, JsonNode live, ObjectNode wanted) {
        if (!pairing.isKeyed()) {
            object(path, live, wanted);
            return;
        }
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            value(Fields.ofKeyed(path, field.getKey()), live.get(field.getKey()), field.getValue());
        }
    }

    private static String element(String path, Pairing pairing, int index, JsonNode element) {
        return path + "[" + (pairing.isKeyed() ? element.path("key").asText() : index) + "]";
    }

    private static JsonNode shown(Pairing pairing, JsonNode element) {
        return pairing.isKeyed() && element.has("value") ? element.path("value") : JsonValues.withoutNulls(element);
    }

    private void change(String path, @Nullable JsonNode from, @Nullable JsonNode to) {
        changes.add(new Change(path, text(from), text(to)));
    }

    private static Optional<String> text(@Nullable JsonNode value) {
        return value == null || value.isNull() || value.isMissingNode()
                ? Optional.empty()
                : Optional.of(value.toString());
    }
}
