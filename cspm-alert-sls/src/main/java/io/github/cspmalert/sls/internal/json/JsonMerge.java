package io.github.cspmalert.sls.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.sls.internal.json.Slice.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes fields of a JSON document and leaves the rest of its text as it is, byte for byte. Works as RFC 7396 says, with two
 * differences: arrays of objects are merged element by element, so that unknown fields in them survive; and a field that is
 * absent is the same as one that is empty. Pure.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396: JSON Merge Patch</a>
 */
public final class JsonMerge {

    private JsonMerge() {}

    /**
     * Merges what is wanted into what exists.
     *
     * @param live the text of what exists
     * @param wanted the fields that are wanted; null for one that is to be removed, unless it says nothing anyway; missing
     *     for one that is to be removed also then
     * @return the text of both; exactly the existing text if nothing changes
     * @throws IllegalArgumentException if the text is not a JSON object; the message names the position and not the text
     */
    public static String merge(String live, ObjectNode wanted) {
        Slice object = Slice.ofObject(live);
        return live.substring(0, object.start()) + object(object, wanted) + live.substring(object.end());
    }

    /**
     * Writes a new document.
     *
     * @param wanted the fields that are wanted; those that are null are left out
     * @param others further fields, which are written where {@code wanted} has none of that name
     * @return the text
     */
    public static String create(ObjectNode wanted, ObjectNode others) {
        ObjectNode document = (ObjectNode) JsonValues.withoutNulls(wanted);
        addMissing(document, (ObjectNode) JsonValues.withoutNulls(others));
        return document.toString();
    }

    private static void addMissing(ObjectNode document, ObjectNode others) {
        for (Map.Entry<String, JsonNode> field : others.properties()) {
            if (document.get(field.getKey()) instanceof ObjectNode there
                    && field.getValue() instanceof ObjectNode inner) {
                addMissing(there, inner);
            } else if (!document.has(field.getKey())) {
                document.set(field.getKey(), field.getValue());
            }
        }
    }

    private static String object(Slice live, ObjectNode wanted) {
        List<Member> kept = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Member member : live.members()) {
            @Nullable String value = value(member.value(), wanted.get(member.name()));
            if (value != null) {
                kept.add(member);
                values.add(value);
            }
        }
        List<String> added = added(live, wanted);
        return kept.size() == live.members().size() ? inPlace(live, values, added) : anew(live, kept, values, added);
    }

    /** {@return the text of a value, or null if it is to be removed} */
    private static @Nullable String value(Slice live, @Nullable JsonNode wanted) {
        if (wanted == null) {
            return live.text();
        }
        if (wanted.isMissingNode()) {
            return null;
        }
        if (wanted.isNull()) {
            return JsonValues.isEmpty(live.node()) ? live.text() : null;
        }
        if (live.isObject() && wanted instanceof ObjectNode object) {
            return object(live, object);
        }
        JsonNode there = live.node();
        if (live.isArray() && JsonValues.isObjects(there) && JsonValues.isObjects(wanted)) {
            return array(live, there, wanted);
        }
        JsonNode value = JsonValues.withoutNulls(wanted);
        return JsonValues.same(there, value) ? live.text() : value.toString();
    }

    private static String array(Slice live, JsonNode there, JsonNode wanted) {
        Pairing pairing = Pairing.of(there, wanted);
        List<String> values = new ArrayList<>();
        if (pairing.isComplete() && !pairing.isReordered()) {
            for (int i = 0; i < there.size(); i++) {
                values.add(object(live.elements().get(i), (ObjectNode) wanted.get(pairing.wantedOf(i))));
            }
            return between(live, live.elements(), values, "");
        }
        for (int i = 0; i < wanted.size(); i++) {
            int index = pairing.liveOf(i);
            values.add(
                    index < 0
                            ? JsonValues.withoutNulls(wanted.get(i)).toString()
                            : object(live.elements().get(index), (ObjectNode) wanted.get(i)));
        }
        return values.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static List<String> added(Slice live, ObjectNode wanted) {
        List<String> names = live.members().stream().map(Member::name).toList();
        List<String> added = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            JsonNode value = JsonValues.withoutNulls(field.getValue());
            if (!names.contains(field.getKey()) && !JsonValues.isEmpty(value)) {
                added.add(wanted.textNode(field.getKey()) + ":" + value);
            }
        }
        return added;
    }

    private static String inPlace(Slice live, List<String> values, List<String> added) {
        String addition = String.join(",", added);
        boolean first = live.members().isEmpty();
        return between(
                live,
                live.members().stream().map(Member::value).toList(),
                values,
                first || added.isEmpty() ? addition : "," + addition);
    }

    /** Puts values in the place of the existing ones, with all that stands between them, and something after the last. */
    private static String between(Slice live, List<Slice> places, List<String> values, String addition) {
        StringBuilder text = new StringBuilder();
        int from = live.start();
        for (int i = 0; i < places.size(); i++) {
            text.append(live.source(), from, places.get(i).start()).append(values.get(i));
            from = places.get(i).end();
        }
        if (places.isEmpty() && !addition.isEmpty()) {
            text.append(live.source(), from, from + 1);
            from++;
        }
        return text.append(addition).append(live.source(), from, live.end()).toString();
    }

    private static String anew(Slice live, List<Member> kept, List<String> values, List<String> added) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            Member member = kept.get(i);
            members.add(live.source().substring(member.start(), member.value().start()) + values.get(i));
        }
        members.addAll(added);
        return members.stream().collect(Collectors.joining(",", "{", "}"));
    }
}
