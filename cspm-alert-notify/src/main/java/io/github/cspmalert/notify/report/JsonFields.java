package io.github.cspmalert.notify.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The JSON of all reports: how it begins, and the fields that a generator has no method for. */
final class JsonFields {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonFields() {}

    /**
     * Begins JSON. Through a writer, since a generator that encodes itself refuses half a surrogate pair, which a tenant may have
     * put into a name.
     */
    static JsonGenerator generator(Writer writer) throws IOException {
        return JSON.createGenerator(writer).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    static void instant(JsonGenerator json, String field, @Nullable Instant instant) throws IOException {
        json.writeStringField(field, instant == null ? null : instant.toString());
    }

    static void strings(JsonGenerator json, String field, Collection<String> values) throws IOException {
        json.writeFieldName(field);
        json.writeArray(values.toArray(String[]::new), 0, values.size());
    }

    /** Writes an object for each value, whose fields the sink writes. */
    static <T> void objects(JsonGenerator json, String field, Iterable<T> values, LedgerReader.Sink<T> fields)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (T value : values) {
            json.writeStartObject();
            fields.accept(value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
