package io.github.cspmalert.json.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.state.AlertStoreException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Documents with a version. */
final class Documents {

    private static final String VERSION = "version";
    // What was written must be readable: the store is the only one to write, and a message may be long.
    private static final StreamReadConstraints NO_LIMITS =
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build();
    private static final JsonMapper JSON = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(NO_LIMITS).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private static final Pattern HALF = Pattern.compile("\\p{Cs}");

    private Documents() {}

    /** {@return a document whose first field is its version} */
    static String write(int version, Consumer<FieldsWriter> writer) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put(VERSION, version);
        writer.accept(new FieldsWriter(document));
        try {
            return wellFormed(JSON.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree in memory cannot be written as JSON", e);
        }
    }

    /** Reads a document of a kind, whose newest version that is understood is given. */
    static <T> T read(String kind, int newest, String text, Function<Fields, T> reader) {
        Fields fields = new Fields(kind, tree(kind, text));
        int version = fields.integer(VERSION);
        if (version > newest) {
            throw new AlertStoreException(
                    ("%s was written in version %d of its form, and this library understands version %d at most; use the newer"
                                    + " library that wrote it, or another store")
                            .formatted(kind, version, newest),
                    false,
                    null);
        }
        if (version < 1) {
            throw Fields.broken(kind, "its version is less than 1", null);
        }
        return fields.all(reader);
    }

    private static JsonNode tree(String kind, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // The exception shows what it stumbled over, which may be confidential.
            JsonLocation at = e.getLocation(); // none if one of Jackson's limits was met
            throw Fields.broken(
                    kind,
                    "it is not JSON" + (at == null ? "" : " at character " + at.getCharOffset()),
                    new IllegalArgumentException(e.getClass().getName()));
        }
    }

    // Half a character (a lone surrogate) would become another one on its way into a database.
    private static String wellFormed(String json) {
        return HALF.matcher(json)
                .replaceAll(each -> "\\\\u%04x".formatted((int) each.group().charAt(0)));
    }
}
