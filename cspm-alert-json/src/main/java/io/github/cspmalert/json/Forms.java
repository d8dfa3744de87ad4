package io.github.cspmalert.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.common.Secret;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The forms of single values, lists and maps. */
final class Forms {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST_NUMBER = 100;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]++)?");

    static final Form<String> TEXT = text(Function.identity(), Function.identity(), Schema.type("string"));

    static final Form<List<String>> TEXTS = list(TEXT);

    static final Form<Boolean> FLAG = scalar(
            node -> node.as(Boolean.class, "true or false, without quotes"), JSON::booleanNode, Schema.type("boolean"));

    static final Form<Integer> WHOLE = scalar(
            node -> exact(node, "a number", BigDecimal::intValueExact), JSON::numberNode, Schema.type("integer"));

    /** A text, or a whole number of 64 bits. */
    static final Form<Object> TEXT_OR_LONG = scalar(
            node -> node.value() instanceof String text
                    ? text
                    : exact(node, "a text or a number", BigDecimal::longValueExact),
            value -> value instanceof Long number ? JSON.numberNode(number) : JSON.textNode((String) value),
            JSON.objectNode().set("type", JSON.arrayNode().add("string").add("integer")));

    static final Form<Duration> DURATION = time(
            Duration::parse,
            "a duration of ISO 8601 such as PT4H or P1D",
            Schema.type("string").put("pattern", "^[-+]?[Pp]").set("examples", examples("PT15M", "PT4H", "P1D")));

    static final Form<Instant> INSTANT = time(
            Instant::parse,
            "an instant of ISO 8601 such as 2026-11-23T12:00:00Z",
            Schema.type("string").set("examples", examples("2026-11-23T12:00:00Z")));

    /** An instant, or a date, which stands for its end in UTC. */
    static final Form<Instant> INSTANT_OR_DATE = time(
            Forms::instantOrEndOf,
            "an instant of ISO 8601 such as 2026-11-23T12:00:00Z, or a date such as 2027-01-31 for the end of that day in UTC",
            Schema.type("string")
                    .put("description", "An instant, or a date for the end of that day in UTC.")
                    .set("examples", examples("2027-01-31", "2026-11-23T12:00:00Z")));

    static final Form<LocalTime> TIME_OF_DAY = time(
            LocalTime::parse,
            "a time of day such as 09:00",
            Schema.type("string").set("examples", examples("09:00", "18:30")));

    static final Form<ZoneId> ZONE = text(
            Zones::read,
            ZoneId::getId,
            Schema.type("string")
                    .put("description", "An offset from UTC, or a zone with daylight saving, which SLS does not have.")
                    .set("examples", examples("+08:00", "Z", "Europe/Berlin")));

    static final Form<Secret> SECRET = scalar(
            node -> {
                String text = node.text();
                return node.make(() -> Secret.of(Secrets.read(text, node.at())));
            },
            secret -> JSON.textNode(Secrets.write(secret.reveal())),
            Schema.type("string").put("description", "A secret: ${NAME} stands for the environment variable NAME."));

    private Forms() {}

    static <V> Form<V> text(Function<String, V> parse, Function<V, String> write, ObjectNode schema) {
        return text(Node.TEXT, parse, write, schema);
    }

    private static <V> Form<V> text(
            String words, Function<String, V> parse, Function<V, String> write, ObjectNode schema) {
        return scalar(
                node -> {
                    String text = node.as(String.class, words);
                    return node.make(() -> parse.apply(text));
                },
                value -> JSON.textNode(write.apply(value)),
                schema);
    }

    /** {@return the form of constants, which are written as SLS writes words: their names in lower case} */
    static <E extends Enum<E>> Form<E> words(Class<E> type) {
        return words(List.of(type.getEnumConstants()));
    }

    static <E extends Enum<E>> Form<E> words(List<E> constants) {
        return words(constant -> constant.name().toLowerCase(Locale.ROOT), constants);
    }

    static <E> Form<E> words(Function<E, String> word, List<E> constants) {
        Map<String, E> byWord = new LinkedHashMap<>();
        constants.forEach(constant -> byWord.put(word.apply(constant), constant));
        ArrayNode all = JSON.arrayNode();
        byWord.keySet().forEach(all::add);
        String oneOf = "one of " + String.join(", ", byWord.keySet());
        return text(oneOf, text -> oneOf(byWord, text), word, JSON.objectNode().set("enum", all));
    }

    static <E> E oneOf(Map<String, E> known, String word) {
        E found = known.get(word);
        if (found == null) {
            String words = String.join(", ", known.keySet());
            String question = Words.question(word, known.keySet())
                    .map(asked -> "; " + asked)
                    .orElse("");
            throw new IllegalArgumentException(
                    "must be one of %s, but is '%s'".formatted(words, Words.printable(word)) + question);
        }
        return found;
    }

    /** {@return the form of one value that is always the same} */
    static <V> Form<V> only(Form<V> form, V value, String reason) {
        return scalar(
                node -> {
                    V there = form.read(node);
                    if (!there.equals(value)) {
                        throw node.at().problem("must be %s, %s, but is %s".formatted(value, reason, there));
                    }
                    return value;
                },
                form::write,
                JSON.objectNode().set("const", form.write(value)));
    }

    static <V> Form<List<V>> list(Form<V> item) {
        return form(
                node -> {
                    List<V> values = new ArrayList<>();
                    node.items().forEach(each -> values.add(item.read(each)));
                    return values;
                },
                values ->
                        JSON.arrayNode().addAll(values.stream().map(item::write).toList()),
                all -> Schema.type("array").set("items", item.schema(all)));
    }

    /** {@return the form of maps whose order counts} */
    static <V> Form<Map<String, V>> map(Form<V> value) {
        return form(
                node -> {
                    Map<String, V> values = new LinkedHashMap<>();
                    node.fields().forEach((name, each) -> values.put(name, value.read(each)));
                    return values;
                },
                values -> {
                    ObjectNode object = JSON.objectNode();
                    values.forEach((name, each) -> object.set(name, value.write(each)));
                    return object;
                },
                all -> Schema.type("object").set("additionalProperties", value.schema(all)));
    }

    /** {@return the same map in the order of its names, so that equal maps are written alike} */
    static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        return new TreeMap<>(map);
    }

    /** {@return a form that is known later, for forms that hold themselves} */
    static <V> Form<V> later(Supplier<Form<V>> form) {
        return form(node -> form.get().read(node), value -> form.get().write(value), all -> form.get()
                .schema(all));
    }

    private static Instant instantOrEndOf(String text) {
        return text.contains("T") || text.contains("t")
                ? Instant.parse(text)
                : LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static <V> Form<V> time(Function<String, V> parse, String words, ObjectNode schema) {
        Function<String, V> told = text -> {
            try {
                return parse.apply(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        "must be %s, but is '%s'".formatted(words, Words.printable(text)), e);
            }
        };
        return text(words, told, String::valueOf, schema);
    }

    private static <N> N exact(Node node, String words, Function<BigDecimal, N> convert) {
        String text = node.as(Node.Number.class, words).text();
        if (text.length() > LONGEST_NUMBER) {
            throw node.at().problem("must be a number of at most " + LONGEST_NUMBER + " characters");
        }
        // Of what YAML takes for a number, only what JSON takes for one: 017 would be fifteen, and 1_000 a thousand.
        boolean plain = NUMBER.matcher(text).matches();
        try {
            return convert.apply(new BigDecimal(plain ? text : "none"));
        } catch (ArithmeticException | NumberFormatException e) {
            String fix = plain ? "that is not too large" : "in plain digits that does not begin with a zero";
            throw node.at().problem("must be a whole number %s, but is '%s'".formatted(fix, Words.printable(text)), e);
        }
    }

    private static ArrayNode examples(String... examples) {
        ArrayNode all = JSON.arrayNode();
        Stream.of(examples).forEach(all::add);
        return all;
    }

    private static <V> Form<V> scalar(Function<Node, V> read, Function<V, JsonNode> write, ObjectNode schema) {
        return form(read, write, all -> schema.deepCopy());
    }

    private static <V> Form<V> form(
            Function<Node, V> read, Function<V, JsonNode> write, Function<Schema, ObjectNode> schema) {
        return new Form<>() {
            @Override
            public V read(Node node) {
                return read.apply(node);
            }

            @Override
            public JsonNode write(V value) {
                return write.apply(value);
            }

            @Override
            public ObjectNode schema(Schema all) {
                return schema.apply(all);
            }
        };
    }
}
