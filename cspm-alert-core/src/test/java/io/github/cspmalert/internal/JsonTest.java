package io.github.cspmalert.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void read_everyKindOfValue_isItsJavaValue() {
        Object read = JsonReader.read(
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
        JsonReader.read(text);
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
                "1e9999999999",
                "\"\uD800\"",
                "tru",
                "}",
                "]"
            })
    void read_whatTheGrammarHasNot_isRefusedWithThePlace(String text) {
        assertThatThrownBy(() -> JsonReader.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("JSON, line \\d+, column \\d+: expected .+");
    }

    @ParameterizedTest
    @CsvSource({
        "64, true",
        "65, false",
    })
    void read_nesting_isTakenUpTo64(int depth, boolean taken) {
        String text = "[".repeat(depth) + "]".repeat(depth);

        if (taken) {
            assertThat(JsonWriter.write(JsonReader.read(text)).replaceAll("\\s", ""))
                    .isEqualTo(text);
        } else {
            assertThatThrownBy(() -> JsonReader.read(text)).hasMessageContaining("expected nesting of 64 at most");
        }
    }

    @Test
    void read_longNumber_isTakenUpTo100Characters() {
        assertThat(JsonReader.read("9".repeat(100))).isEqualTo(new BigDecimal("9".repeat(100)));
        assertThatThrownBy(() -> JsonReader.read("9".repeat(101)))
                .hasMessage("JSON, line 1, column 1: expected a number of 100 characters at most");
    }

    @Test
    void read_bad_namesLineAndColumn() {
        assertThatThrownBy(() -> JsonReader.read("{\n  \"a\": 1,\n  \"b\" 2}"))
                .hasMessage("JSON, line 3, column 7: expected ':'");
        assertThatThrownBy(() -> JsonReader.read("[1,\n"))
                .hasMessage("JSON, line 2, column 1: expected a value, but the text ends");
    }

    @Test
    void write_tree_isLaidOutForPeople() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("z", List.of(1, List.of(), Map.of()));
        tree.put("a\"", null);
        tree.put("n", new BigDecimal("1.50"));
        tree.put("l", Long.MIN_VALUE);
        tree.put("t", "é\u0001\u2028\uD83D\uDD14\uD800\n/");

        assertThat(JsonWriter.write(tree))
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
    void write_valueWithoutAForm_isRefused() {
        assertThatThrownBy(() -> JsonWriter.write(List.of(1.5d)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value must be one of JSON, but is a class java.lang.Double");
    }

    @Test
    void write_readBack_isTheSame() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            Object tree = tree(random, 4);

            assertThat(JsonReader.read(JsonWriter.write(tree)))
                    .as("seed %d", seed)
                    .isEqualTo(tree);
        }
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
