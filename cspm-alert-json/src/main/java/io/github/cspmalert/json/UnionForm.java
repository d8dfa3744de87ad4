package io.github.cspmalert.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.json.ObjectForm.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The form of values of which there are several kinds. The kind is the word under {@code type}, or the one field that only
 * this kind has.
 */
final class UnionForm<T> implements Form<T> {

    private static final String TYPE = "type";

    private record Kind<T>(Predicate<T> is, Form<T> form) {}

    private final String name;
    private final boolean byType;
    private final Map<String, Kind<T>> kinds = new LinkedHashMap<>();

    private UnionForm(String name, boolean byType) {
        this.name = name;
        this.byType = byType;
    }

    /** {@return a form of values whose field {@code type} says their kind} */
    static <T> UnionForm<T> byType(String name) {
        return new UnionForm<>(name, true);
    }

    /** {@return a form of values whose kind is that of the field that they have} */
    static <T> UnionForm<T> byField(String name) {
        return new UnionForm<>(name, false);
    }

    /** Has a kind with the field that says the kind, and with fields of its own behind it. */
    <K extends T> UnionForm<T> kind(
            String word, Class<K> type, Function<Values, K> make, UnaryOperator<ObjectForm<K, Values>> fields) {
        ObjectForm<K, Values> form = ObjectForm.<K>record("", null, make)
                .required(TYPE, Forms.only(Forms.TEXT, word, "to be of this type"), kind -> word);
        return kind(word, type, fields.apply(form));
    }

    <K extends T> UnionForm<T> kind(String word, Class<K> type, Form<K> form) {
        return kind(word, type, any -> true, form);
    }

    @SuppressWarnings("unchecked") // the form is given only values that are of the kind
    <K extends T> UnionForm<T> kind(String word, Class<K> type, Predicate<K> also, Form<K> form) {
        Predicate<T> is = value -> type.isInstance(value) && also.test(type.cast(value));
        kinds.put(word, new Kind<>(is, (Form<T>) form));
        return this;
    }

    @Override
    public T read(Node node) {
        return (byType ? typeOf(node) : fieldOf(node)).form().read(node);
    }

    private Kind<T> typeOf(Node node) {
        Node type = node.fields().get(TYPE);
        if (type == null) {
            throw node.at()
                    .inside(TYPE)
                    .problem("is missing; add it, with one of " + String.join(", ", kinds.keySet()));
        }
        String word = type.text();
        return type.make(() -> Forms.oneOf(kinds, word));
    }

    private Kind<T> fieldOf(Node node) {
        List<String> there =
                kinds.keySet().stream().filter(node.fields()::containsKey).toList();
        if (there.size() != 1) {
            throw node.at()
                    .problem("must have one of the fields %s, but has %s"
                            .formatted(String.join(", ", kinds.keySet()), there.isEmpty() ? misspelt(node) : there));
        }
        return Objects.requireNonNull(kinds.get(there.get(0)));
    }

    private String misspelt(Node node) {
        return "none"
                + node.fields().keySet().stream()
                        .flatMap(field -> Words.question(field, kinds.keySet()).stream())
                        .findFirst()
                        .map(question -> "; " + question)
                        .orElse("");
    }

    @Override
    public JsonNode write(T value) {
        return kinds.values().stream()
                .filter(kind -> kind.is().test(value))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a " + value.getClass() + " has no form in " + name))
                .form()
                .write(value);
    }

    @Override
    public ObjectNode schema(Schema all) {
        return all.reference(name, () -> {
            ArrayNode each = JsonNodeFactory.instance.arrayNode();
            kinds.values().forEach(kind -> each.add(kind.form().schema(all)));
            return JsonNodeFactory.instance.objectNode().set("oneOf", each);
        });
    }
}
