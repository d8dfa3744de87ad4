package io.github.cspmalert.json.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.state.AlertStoreException;
import java.util.function.Function;

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

    private Documents() {}

    /** {@return a new object, which has the version as its first field} */
    static ObjectNode begin(int version) {
        return object().put(VERSION, version);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static String text(ObjectNode document) {
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
            throw Fields.broken(
                    kind,
                    "it is not JSON at character " + e.getLocation().getCharOffset(),
                    new IllegalArgumentException(e.getClass().getName()));
        }
    }

    // Half a character (a lone surrogate) would become another one on its way into a database.
    private static String wellFormed(String json) {
        StringBuilder repaired = null;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < json.length() && Character.isLowSurrogate(json.charAt(i + 1))) {
                if (repaired != null) {
                    repaired.append(c).append(json.charAt(i + 1));
                }
                i++;
            } else if (Character.isSurrogate(c)) {
                repaired = repaired == null ? new StringBuilder(json.substring(0, i)) : repaired;
                repaired.append("\\u%04x".formatted((int) c));
            } else if (repaired != null) {
                repaired.append(c);
            }
        }
        return repaired == null ? json : repaired.toString();
    }
}
