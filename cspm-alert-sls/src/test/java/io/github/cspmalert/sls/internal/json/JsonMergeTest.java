package io.github.cspmalert.sls.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMergeTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    static List<Arguments> merges() {
        return List.of(
                // live, wanted, merged, changes
                row("{ \"a\" : 1e2 , \"b\":\"\\u00e9\\/\" }", "{'a':100}", "{ \"a\" : 1e2 , \"b\":\"\\u00e9\\/\" }"),
                row(
                        "{ \"a\" : 1e2 , \"b\":\"\\u00e9\\/\" }",
                        "{'a':101}",
                        "{ \"a\" : 101 , \"b\":\"\\u00e9\\/\" }",
                        "a: 1E+2 -> 101"),
                row("{\"a\":1,\"x\":2.50}", "{'b':'new'}", "{\"a\":1,\"x\":2.50,\"b\":\"new\"}", "b: null -> \"new\""),
                row("{ }", "{'b':1}", "{\"b\":1 }", "b: null -> 1"),
                row("{\"a\":1, \"b\":2, \"c\":3.0}", "{'b':null}", "{\"a\":1,\"c\":3.0}", "b: 2 -> null"),
                row("{\"a\":\"\"}", "{'a':null,'b':[],'c':{'d':''},'e':0}", "{\"a\":\"\"}"),
                row("{\"a\":false}", "{'a':null}", "{}", "a: false -> null"),
                row("{\"o\":{\"x\":1.0,\"y\":2}}", "{'o':{'y':3}}", "{\"o\":{\"x\":1.0,\"y\":3}}", "o.y: 2 -> 3"),
                row("{\"o\":7}", "{'o':{'y':3,'z':null}}", "{\"o\":{\"y\":3}}", "o: 7 -> {\"y\":3,\"z\":null}"),
                row("{\"t\":[1,2]}", "{'t':[2,1]}", "{\"t\":[2,1]}", "t: [1,2] -> [2,1]"),
                row("{\"t\":[ 1.0, 2 ]}", "{'t':[1,2]}", "{\"t\":[ 1.0, 2 ]}"),
                // Fields of elements that nobody knows stay.
                row(
                        "{\"q\":[ {\"query\":\"a\",\"ui\":1.50}, {\"query\":\"b\",\"ui\":2.50} ]}",
                        "{'q':[{'query':'a'},{'query':'c'}]}",
                        "{\"q\":[ {\"query\":\"a\",\"ui\":1.50}, {\"query\":\"c\",\"ui\":2.50} ]}",
                        "q[1].query: \"b\" -> \"c\""),
                row(
                        "{\"q\":[{\"query\":\"a\",\"ui\":1.50},{\"query\":\"b\",\"ui\":2.50}]}",
                        "{'q':[{'query':'b'}]}",
                        "{\"q\":[{\"query\":\"b\",\"ui\":2.50}]}",
                        "q[0]: {\"query\":\"a\",\"ui\":1.50} -> null"),
                // Keys with values are known by their key.
                row(
                        "{\"l\":[{\"key\":\"a\",\"value\":\"1\",\"x\":1.0},{\"key\":\"b\",\"value\":\"2\"}]}",
                        "{'l':[{'key':'a','value':'9'},{'key':'c','value':'3'}]}",
                        "{\"l\":[{\"key\":\"a\",\"value\":\"9\",\"x\":1.0},{\"key\":\"c\",\"value\":\"3\"}]}",
                        "l[a]: \"1\" -> \"9\"",
                        "l[c]: null -> \"3\"",
                        "l[b]: \"2\" -> null"),
                // The order of keys means nothing, that of other objects does.
                row(
                        "{\"l\":[{\"key\":\"a\",\"value\":\"1\"}, {\"key\":\"b\",\"value\":\"2\"}]}",
                        "{'l':[{'key':'b','value':'3'},{'key':'a','value':'1'}]}",
                        "{\"l\":[{\"key\":\"a\",\"value\":\"1\"}, {\"key\":\"b\",\"value\":\"3\"}]}",
                        "l[b]: \"2\" -> \"3\""),
                row(
                        "{\"q\":[{\"query\":\"a\"},{\"query\":\"b\",\"ui\":1.50}]}",
                        "{'q':[{'query':'b'},{'query':'a'}]}",
                        "{\"q\":[{\"query\":\"b\",\"ui\":1.50},{\"query\":\"a\"}]}",
                        "q: [{\"query\":\"a\"},{\"query\":\"b\",\"ui\":1.50}] -> [{\"query\":\"b\"},{\"query\":\"a\"}]"));
    }

    private static Arguments row(String live, String wanted, String merged, String... changes) {
        return Arguments.of(live, wanted.replace('\'', '"'), merged, List.of(changes));
    }

    @ParameterizedTest
    @MethodSource("merges")
    void merge_wanted_changesThatAndNothingElse(String live, String wanted, String merged, List<String> changes) {
        assertThat(JsonMerge.merge(live, object(wanted))).isEqualTo(merged);
        assertThat(FieldDiff.diff(Slice.ofObject(live).node(), object(wanted)))
                .map(change -> change.path() + ": " + change.from().orElse(null) + " -> "
                        + change.to().orElse(null))
                .isEqualTo(changes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "not json", "{\"a\":}", "{} {}", "{\"secret\":\"x"})
    void merge_noObject_isRefusedWithoutShowingTheText(String live) {
        assertThatThrownBy(() -> JsonMerge.merge(live, object("{}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void create_documents_areUnitedWithoutNulls() {
        assertThat(JsonMerge.create(
                        object("{\"a\":1,\"n\":null,\"o\":{\"x\":\"\",\"n\":null}}"),
                        object("{\"a\":2,\"n\":3,\"o\":{\"x\":4,\"y\":5},\"e\":[]}")))
                .isEqualTo("{\"a\":1,\"o\":{\"x\":\"\",\"y\":5},\"n\":3,\"e\":[]}");
    }

    @Test
    void merge_randomDocuments_isIdempotentAgreesWithTheDiffAndKeepsTheRest() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            ObjectNode live = (ObjectNode) random(random, 3);
            ObjectNode wanted = (ObjectNode) random(random, 3);
            live.put("unknown", "kept");
            String text = live.toString();

            String merged = JsonMerge.merge(text, wanted);

            boolean unchanged = FieldDiff.diff(live, wanted).isEmpty();
            String where = "seed " + seed + ", live " + live + ", wanted " + wanted;
            assertThat(merged.equals(text)).as(where).isEqualTo(unchanged);
            assertThat(JsonMerge.merge(merged, wanted)).as(where).isEqualTo(merged);
            assertThat(FieldDiff.diff(object(merged), wanted)).as(where).isEmpty();
            assertThat(object(merged).get("unknown").textValue()).as(where).isEqualTo("kept");
        }
    }

    private static JsonNode random(Random random, int depth) {
        ObjectNode object = MAPPER.createObjectNode();
        for (String name : List.of("a", "b", "c")) {
            switch (random.nextInt(depth > 0 ? 9 : 6)) {
                case 0 -> object.putNull(name);
                case 1 -> object.put(name, random.nextInt(3));
                case 2 -> object.put(name, random.nextBoolean() ? "" : "t");
                case 3 -> object.put(name, random.nextBoolean());
                case 4 -> object.putArray(name).add(random.nextInt(2)).add("x");
                case 6 -> object.set(name, random(random, depth - 1));
                case 7 -> {
                    ArrayNode array = object.putArray(name);
                    for (int i = random.nextInt(3); i > 0; i--) {
                        array.add(random(random, depth - 1));
                    }
                }
                case 8 -> {
                    ArrayNode array = object.putArray(name);
                    for (int key = 0; key < 3; key++) {
                        if (random.nextBoolean()) {
                            array.addObject().put("key", "k" + key).put("value", random.nextInt(2));
                        }
                    }
                }
                default -> {}
            }
        }
        return object;
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
