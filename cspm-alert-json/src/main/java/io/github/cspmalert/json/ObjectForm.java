package io.github.cspmalert.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The form of objects: their fields, in the order in which they are written. A field that is left out has the value of the
 * usual object, so that no default stands here once more.
 *
 * @param <T> what the object is
 * @param <B> what it is built with; {@link Values} for records
 */
final class ObjectForm<T, B> implements Form<T> {

    /** Puts what was read into a builder, and places what the builder refuses. */
    interface Setter<B, V> {
        void set(B builder, V value, Node node);
    }

    /** Adds one entry of a map to a builder. */
    interface Entry<B, V> {
        void add(B builder, String key, V value);
    }

    private record Field<T, B, V>(
            String name,
            Form<V> form,
            boolean required,
            Function<T, Optional<V>> written,
            Optional<V> usual,
            @Nullable Setter<B, V> setter) {

        void read(Map<String, Node> fields, Node object, Values values) {
            Node node = fields.get(name);
            if (node != null) {
                values.put(name, form.read(node));
            } else if (required) {
                throw object.at().inside(name).problem("is missing; add it");
            } else {
                usual.ifPresent(value -> values.put(name, value));
            }
        }

        void set(Map<String, Node> fields, Values values, B builder) {
            Node node = fields.get(name);
            if (node != null && setter != null) {
                setter.set(builder, values.get(name), node);
            }
        }

        void write(T value, ObjectNode object) {
            written.apply(value).ifPresent(there -> object.set(name, form.write(there)));
        }

        ObjectNode schema(Schema all) {
            ObjectNode schema = form.schema(all);
            usual.ifPresent(value -> schema.set("default", form.write(value)));
            return schema;
        }
    }

    /** What was read of an object, by field. */
    static final class Values {

        private final Map<String, Object> values = new HashMap<>();

        private void put(String name, Object value) {
            values.put(name, value);
        }

        /** {@return the value of a field that is required or has a usual value} */
        @SuppressWarnings("unchecked") // the field's form and the caller agree
        <V> V get(String name) {
            return (V) Objects.requireNonNull(values.get(name), name);
        }

        /** {@return the value of a field, if it is there} */
        @SuppressWarnings("unchecked") // the field's form and the caller agree
        <V> Optional<V> find(String name) {
            return Optional.ofNullable((V) values.get(name));
        }
    }

    private final String name;
    private final @Nullable T usual;
    private final Function<Values, B> start;
    private final @Nullable String startedAt;
    private final Function<B, T> finish;
    private final Map<String, Field<T, B, ?>> fields = new LinkedHashMap<>();

    private ObjectForm(
            String name,
            @Nullable T usual,
            Function<Values, B> start,
            @Nullable String startedAt,
            Function<B, T> finish) {
        this.name = name;
        this.usual = usual;
        this.start = start;
        this.startedAt = startedAt;
        this.finish = finish;
    }

    /** {@return a form of records, or of other values that are made at once} */
    static <T> ObjectForm<T, Values> record(String name, @Nullable T usual, Function<Values, T> make) {
        return new ObjectForm<>(name, usual, Function.identity(), null, make);
    }

    /**
     * {@return a form of what is built}
     *
     * @param usual an object that has nothing but what it must have
     * @param startedAt the field of which the start complains
     */
    static <T, B> ObjectForm<T, B> built(
            String name, T usual, String startedAt, Function<Values, B> start, Function<B, T> finish) {
        return new ObjectForm<>(name, usual, start, startedAt, finish);
    }

    <V> ObjectForm<T, B> required(String field, Form<V> form, Function<T, V> get) {
        return add(new Field<>(field, form, true, get.andThen(Optional::of), Optional.empty(), null));
    }

    <V> ObjectForm<T, B> required(String field, Form<V> form, Function<T, V> get, BiConsumer<B, V> set) {
        return add(new Field<>(field, form, true, get.andThen(Optional::of), Optional.empty(), placed(set)));
    }

    <V> ObjectForm<T, B> optional(String field, Form<V> form, Function<T, V> get) {
        return placed(field, form, get, null);
    }

    <V> ObjectForm<T, B> optional(String field, Form<V> form, Function<T, V> get, BiConsumer<B, V> set) {
        return placed(field, form, get, placed(set));
    }

    /** Has a field whose setter places itself what the builder refuses. */
    <V> ObjectForm<T, B> placed(String field, Form<V> form, Function<T, V> get, @Nullable Setter<B, V> set) {
        V byDefault = get.apply(Objects.requireNonNull(usual, name));
        Function<T, Optional<V>> written =
                value -> Optional.of(get.apply(value)).filter(there -> !there.equals(byDefault));
        return add(new Field<>(field, form, false, written, Optional.of(byDefault), set));
    }

    <V> ObjectForm<T, B> ifPresent(String field, Form<V> form, Function<T, Optional<V>> get) {
        return add(new Field<>(field, form, false, get, Optional.empty(), null));
    }

    <V> ObjectForm<T, B> ifPresent(String field, Form<V> form, Function<T, Optional<V>> get, BiConsumer<B, V> set) {
        return add(new Field<>(field, form, false, get, Optional.empty(), placed(set)));
    }

    /** Has a list that the builder takes item by item. */
    <V> ObjectForm<T, B> each(String field, Form<V> item, Function<T, List<V>> get, BiConsumer<B, V> add) {
        return placed(field, Forms.list(item), get, each(placed(add)));
    }

    /** {@return what puts a list into a builder item by item} */
    static <B, V> Setter<B, List<V>> each(Setter<B, V> item) {
        return (builder, values, node) -> {
            for (int i = 0; i < values.size(); i++) {
                item.set(builder, values.get(i), node.items().get(i));
            }
        };
    }

    /** Has a map that the builder takes entry by entry. */
    <V> ObjectForm<T, B> entries(String field, Form<V> value, Function<T, Map<String, V>> get, Entry<B, V> add) {
        return placed(field, Forms.map(value), get, placed(add));
    }

    /** Must have a map, which the builder takes entry by entry. */
    <V> ObjectForm<T, B> requiredEntries(
            String field, Form<V> value, Function<T, Map<String, V>> get, Entry<B, V> add) {
        return add(
                new Field<>(field, Forms.map(value), true, get.andThen(Optional::of), Optional.empty(), placed(add)));
    }

    private static <B, V> Setter<B, Map<String, V>> placed(Entry<B, V> add) {
        return (builder, values, node) ->
                values.forEach((key, value) -> node.field(key).run(() -> add.add(builder, key, value)));
    }

    private ObjectForm<T, B> add(Field<T, B, ?> field) {
        fields.put(field.name(), field);
        return this;
    }

    private static <B, V> Setter<B, V> placed(BiConsumer<B, V> set) {
        return (builder, value, node) -> node.run(() -> set.accept(builder, value));
    }

    @Override
    public T read(Node node) {
        B builder = fill(node, start);
        return node.make(() -> finish.apply(builder));
    }

    /** Reads into a builder, and leaves it at that. */
    B fill(Node node, Function<Values, B> begin) {
        Map<String, Node> there = node.fields();
        requireKnown(there);
        Values values = new Values();
        fields.values().forEach(field -> field.read(there, node, values));
        Node startNode = startedAt == null ? node : node.field(startedAt);
        B builder = startNode.make(() -> begin.apply(values));
        fields.values().forEach(field -> field.set(there, values, builder));
        return builder;
    }

    private void requireKnown(Map<String, Node> there) {
        there.forEach((field, node) -> {
            if (!fields.containsKey(field)) {
                throw node.key()
                        .problem("is not a field that is known here; "
                                + Words.meant(
                                        field, fields.keySet(), "correct its name, or leave it out; the fields are"));
            }
        });
    }

    @Override
    public ObjectNode write(T value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields.values().forEach(field -> field.write(value, object));
        return object;
    }

    @Override
    public ObjectNode schema(Schema all) {
        return name.isEmpty() ? body(all) : all.reference(name, () -> body(all));
    }

    private ObjectNode body(Schema all) {
        ObjectNode schema = Schema.type("object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (Field<T, B, ?> field : fields.values()) {
            properties.set(field.name(), field.schema(all));
            if (field.required()) {
                required.add(field.name());
            }
        }
        return schema;
    }
}
