package io.github.cspmalert.json.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the fields of an object, in the order in which they are given; {@link Fields} reads them. */
final class FieldsWriter {

    private final ObjectNode object;

    FieldsWriter(ObjectNode object) {
        this.object = object;
    }

    FieldsWriter put(String name, @Nullable String text) {
        object.put(name, text);
        return this;
    }

    FieldsWriter put(String name, long number) {
        object.put(name, number);
        return this;
    }

    FieldsWriter put(String name, boolean flag) {
        object.put(name, flag);
        return this;
    }

    FieldsWriter put(String name, @Nullable Instant instant) {
        return put(name, instant == null ? null : instant.toString());
    }

    FieldsWriter put(String name, Enum<?> word) {
        return put(name, word.name());
    }

    FieldsWriter texts(String name, Collection<String> texts) {
        ArrayNode array = object.putArray(name);
        texts.forEach(array::add);
        return this;
    }

    /** Writes texts that have no order, always in the same. */
    FieldsWriter sorted(String name, Collection<String> texts) {
        return texts(name, texts.stream().sorted().toList());
    }

    FieldsWriter textsByName(String name, Map<String, String> texts) {
        return object(name, fields -> texts.forEach(fields::put));
    }

    FieldsWriter object(String name, Consumer<FieldsWriter> writer) {
        writer.accept(new FieldsWriter(object.putObject(name)));
        return this;
    }

    <T> FieldsWriter objects(String name, Collection<T> values, BiConsumer<T, FieldsWriter> writer) {
        ArrayNode array = object.putArray(name);
        values.forEach(value -> writer.accept(value, new FieldsWriter(array.addObject())));
        return this;
    }
}
