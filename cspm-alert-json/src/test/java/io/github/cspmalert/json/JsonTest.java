package io.github.cspmalert.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void read_everyKindOfValue_isItsJavaValue() {
        Object read = read(
                " {\"a\" : [ true,false ,null,\t-0.50e+1 ],\r\n\"\" : {}, \"s\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDD14安\"} ");

        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("a", Arrays.asList(true, false, null, new BigDecimal("-5.0")));
        expected.put("", Map.of());
        expected.put("s", "\"\\/\b\f\n\r\té🔔安");
        assertThat(read).isEqualTo(expected);
    }

    /** RFC 8259, sections 3 to 7. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "10", "1.5", "1E2", "1e-2", "\"\"", "[]", "{}", "null", "[[]]", "\"\u007f\""})
    void read_whatTheGrammarHas_isTaken(String text) {
        read(text);
    }

    /** RFC 8259, sections 2 to 8, and the limits that the reader documents. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "01",
                "-",
                "+1",
                ".5",
                "1.",
                "1e",
                "1e+",
                "0x1",
                "NaN",
                "Infinity",
                "-Infinity",
                "True",
                "nul",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12",
                "\"\\",
                "\"a\nb\"",
                "\"\u0000\"",
                "\"\u001f\"",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\" 1}",
                "{\"a\":}",
                "{,}",
                "{\"a\":1",
                "1 2",
                "[] []",
                "// x\n1",
                "/* */1",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "\uFEFF1",
                "\"\\uD800\"",
                "\"\\uDC00\"",
                "\"\\uD800a\"",
                "\"\\uD800\\uD800\"",
                "\u00a01",
                "\"\uD800\"",
                "tru",
                "}",
                "]"
            })
    void read_whatTheGrammarHasNot_isRefusedWithThePlace(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "line \\d+, column \\d+: (a: )?(is not JSON: expected |is empty;|has |begins with |stands twice ).+");
    }

    @ParameterizedTest
    @CsvSource({
        "64, true",
        "65, false",
    })
    void read_nesting_isTakenUpTo64(int depth, boolean taken) {
        String text = "[".repeat(depth) + "]".repeat(depth);

        if (taken) {
            assertThat(depth(read(text))).isEqualTo(depth);
        } else {
            assertThatThrownBy(() -> read(text))
                    .hasMessageContaining("line 1, column 65: ")
                    .hasMessageEndingWith("is nested deeper than 64 levels");
        }
    }

    @Test
    void read_longNumber_isTakenUpTo100Characters() {
        assertThat(Forms.WHOLE.read(node("0.5e1"))).isEqualTo(5);
        assertThat(Forms.WHOLE.read(node("5." + "0".repeat(98)))).isEqualTo(5);
        assertThatThrownBy(() -> Forms.WHOLE.read(node("5." + "0".repeat(99))))
                .hasMessageStartingWith("line 1, column 1: must be a number of at most 100 characters");
    }

    @Test
    void read_exponentBeyondAllBounds_isRefused() {
        assertThatThrownBy(() -> Forms.WHOLE.read(node("1e9999999999")))
                .hasMessage("line 1, column 1: must be a whole number that is not too large, but is '1e9999999999'");
    }

    @Test
    void read_bad_namesLineAndColumn() {
        assertThatThrownBy(() -> read("{\n  \"a\": 1,\n  \"b\" 2}"))
                .hasMessage("line 3, column 7: is not JSON: expected a colon to separate field name and value");
        assertThatThrownBy(() -> read("[1,\n"))
                .hasMessage("line 2, column 1: is not JSON: expected a value, but the text ends");
    }

    @Test
    void write_tree_isLaidOutForPeople() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        ArrayNode list = tree.putArray("z").add(1);
        list.addArray();
        list.addObject();
        tree.putNull("a\"");
        tree.put("n", new BigDecimal("1.50"));
        tree.put("l", Long.MIN_VALUE);
        tree.put("t", "é\u0001\u2028\uD83D\uDD14\uD800\n/");

        assertThat(Format.JSON.write(tree))
                .isEqualTo(
                        """
                        {
                          "z": [
                            1,
                            [],
                            {}
                          ],
                          "a\\"": null,
                          "n": 1.50,
                          "l": -9223372036854775808,
                          "t": "é\\u0001\\u2028🔔\\ud800\\n/"
                        }""");
    }

    @Test
    void write_readBack_isTheSame() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            Object tree = tree(random, 4);

            assertThat(read(Format.JSON.write(json(tree)))).as("seed %d", seed).isEqualTo(tree);
        }
    }

    private static Node node(String text) {
        return DocumentReader.read(Format.JSON, text, new Place.Document("", name -> null));
    }

    private static Object read(String text) {
        return plain(node(text));
    }

    /** The Java values that a tree of nodes stands for. */
    private static Object plain(Node node) {
        if (node.value() instanceof Map) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.fields().forEach((name, each) -> map.put(name, plain(each)));
            return map;
        }
        if (node.value() instanceof List) {
            return node.items().stream().map(JsonTest::plain).collect(Collectors.toCollection(ArrayList::new));
        }
        return node.value() instanceof Node.Number number ? new BigDecimal(number.text()) : node.value();
    }

    private static int depth(Object tree) {
        return tree instanceof List<?> list ? 1 + (list.isEmpty() ? 0 : depth(list.get(0))) : 0;
    }

    private static JsonNode json(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            map.forEach((name, each) -> object.set((String) name, json(each)));
            return object;
        }
        if (tree instanceof List<?> list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            list.forEach(each -> array.add(json(each)));
            return array;
        }
        return JsonNodeFactory.instance.pojoNode(tree);
    }

    private static Object tree(Random random, int depth) {
        switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> {
                return random.nextBoolean();
            }
            case 1 -> {
                return new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(40) - 20);
            }
            case 2 -> {
                return null;
            }
            case 3 -> {
                return string(random);
            }
            case 4 -> {
                List<Object> list = new ArrayList<>();
                random.ints(random.nextInt(4)).forEach(each -> list.add(tree(random, depth - 1)));
                return list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                random.ints(random.nextInt(4)).forEach(each -> map.put(string(random), tree(random, depth - 1)));
                return map;
            }
        }
    }

    private static String string(Random random) {
        StringBuilder string = new StringBuilder();
        random.ints(random.nextInt(8), 0, 0x11_0000)
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .map(c -> random.nextBoolean() ? c % 128 : c)
                .forEach(string::appendCodePoint);
        return string.toString();
    }
}
