package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.DELIMITERS;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.START;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.of;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.FullText;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Key;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import io.github.cspmalert.testkit.sls.internal.query.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares what the compiled condition finds with a predicate in plain Java that shares no code with it. */
class RandomSearchTest {

    private static final int SEARCHES = 600;

    private static final List<String> VALUES = List.of(
            "NOT_PASS",
            "PASS",
            "pass",
            "a b",
            "b,a",
            "/api/v1",
            "api",
            "",
            "web-1",
            "Ensure PORT 22",
            "漢字 x",
            "é/É",
            "x\ny");
    private static final List<String> WORDS =
            List.of("pass", "PASS", "a", "b", "api", "v1", "web-1", "web", "port", "22", "漢字", "é", "x", "nothing");

    private static final Map<String, Key> KEYS = keys();

    private static Map<String, Key> keys() {
        Map<String, Key> keys = new LinkedHashMap<>();
        keys.put("status", text());
        keys.put("item", text());
        keys.put("whole", new Key(Type.TEXT, true, false, "", ""));
        keys.put("cased", new Key(Type.TEXT, true, true, DELIMITERS, ""));
        keys.put("n", of(Type.LONG));
        return keys;
    }

    /** A search and what it means. */
    private record Case(String search, Predicate<Map<String, String>> finds) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void search_composedAtRandom_findsWhatThePredicateSays(long seed) {
        Random random = new Random(seed);
        List<LogEntry> logs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            logs.add(new LogEntry(START, "", "", Map.of(), fields(i, random)));
        }
        LogstoreIndex index = new LogstoreIndex(new FullText(false, DELIMITERS), KEYS);
        try (DuckDbLogTable table = CspmLogs.table(index, logs.toArray(LogEntry[]::new))) {
            for (int i = 0; i < SEARCHES; i++) {
                Case searched = or(random, 2);
                List<String> expected = logs.stream()
                        .map(LogEntry::fields)
                        .filter(searched.finds())
                        .map(fields -> fields.get("id"))
                        .toList();
                List<String> actual =
                        table.query(new Query(searched.search(), START, START + 1, 100, 0, false)).rows().stream()
                                .map(row -> row.get("id"))
                                .toList();
                assertThat(actual).as("seed %s: %s", seed, searched.search()).isEqualTo(expected);
            }
        }
    }

    private static Map<String, String> fields(int id, Random random) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", "id" + id);
        for (String name : List.of("status", "item", "whole", "cased", "free")) {
            if (random.nextInt(3) > 0) {
                fields.put(name, pick(VALUES, random));
            }
        }
        if (random.nextBoolean()) {
            fields.put("n", random.nextInt(5) == 0 ? "many" : Integer.toString(random.nextInt(20) - 10));
        }
        return fields;
    }

    private static Case or(Random random, int depth) {
        Case first = and(random, depth);
        if (random.nextInt(3) > 0) {
            return first;
        }
        Case second = and(random, depth);
        return new Case(
                first.search() + (random.nextBoolean() ? " or " : " OR ") + second.search(),
                first.finds().or(second.finds()));
    }

    private static Case and(Random random, int depth) {
        Case first = factor(random, depth);
        if (random.nextInt(2) > 0) {
            return first;
        }
        Case second = factor(random, depth);
        return new Case(
                first.search() + (random.nextBoolean() ? " and " : " ") + second.search(),
                first.finds().and(second.finds()));
    }

    private static Case factor(Random random, int depth) {
        int kind = random.nextInt(6);
        if (kind == 0) {
            Case inner = factor(random, depth);
            return new Case("not " + inner.search(), inner.finds().negate());
        } else if (kind == 1 && depth > 0) {
            Case inner = or(random, depth - 1);
            return new Case("(" + inner.search() + ")", inner.finds());
        }
        return condition(random);
    }

    private static Case condition(Random random) {
        String field = pick(List.of("status", "item", "whole", "cased"), random);
        return switch (random.nextInt(6)) {
            case 0 -> new Case(field + ":*", log -> log.containsKey(field));
            case 1 -> new Case(field + ":\"\"", log -> "".equals(log.get(field)));
            case 2 -> number(random);
            case 3 -> anywhere(pick(WORDS, random));
            default -> word(field, pick(WORDS, random), random);
        };
    }

    private static Case number(Random random) {
        int low = random.nextInt(20) - 10;
        int high = low + random.nextInt(8);
        return switch (random.nextInt(4)) {
            case 0 -> new Case("n > " + low, log -> n(log) > low);
            case 1 -> new Case("n<=" + low, log -> n(log) <= low);
            case 2 -> new Case("n:" + low, log -> n(log) == low);
            default -> new Case("n in (" + low + " " + high + "]", log -> n(log) > low && n(log) <= high);
        };
    }

    private static double n(Map<String, String> log) {
        String value = log.getOrDefault("n", "");
        return value.matches("-?\\d+") ? Integer.parseInt(value) : Double.NaN;
    }

    private static Case word(String field, String word, Random random) {
        if (random.nextInt(3) == 0) {
            String start = word.substring(0, word.length() - word.length() / 2);
            return new Case(field + ":" + start + "*", log -> tokens(field, log.get(field)).stream()
                    .anyMatch(token -> folded(field, token).startsWith(folded(field, start))));
        }
        String search = random.nextBoolean() ? field + ":" + word : field + ":\"" + word + "\"";
        return new Case(search, log -> has(field, log.get(field), word));
    }

    private static Case anywhere(String word) {
        return new Case(
                word,
                log -> log.entrySet().stream()
                                .filter(field -> !field.getKey().equals("n"))
                                .anyMatch(field -> has(field.getKey(), field.getValue(), word))
                        || log.keySet().stream().anyMatch(word::equalsIgnoreCase));
    }

    private static boolean has(String field, String value, String word) {
        return tokens(field, value).stream()
                .anyMatch(token -> folded(field, token).equals(folded(field, word)));
    }

    private static List<String> tokens(String field, String value) {
        if (value == null) {
            return List.of();
        }
        return field.equals("whole") ? List.of(value) : List.of(value.split("[, '\";=()\\[\\]{}?@&<>/:\n\t\r]+"));
    }

    private static String folded(String field, String text) {
        return field.equals("cased") ? text : text.toLowerCase(java.util.Locale.ROOT);
    }

    private static String pick(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
