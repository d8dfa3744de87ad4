package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Finds a value in JSON by its names, joined with points. As in the service, JSON that breaks off counts as far as it
 * goes, and what stands in an array is not found.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/data-types">Data types</a>
 */
final class JsonLeaf {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonLeaf() {}

    /** The text of a value, or null if there is none, or it is no text and only texts count. */
    static @Nullable String at(String json, String path, boolean textOnly) {
        try (JsonParser parser = JSON.createParser(json)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? in(parser, path, textOnly) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Looks through an object; afterwards the parser stands at its end, unless the value was found. */
    private static @Nullable String in(JsonParser parser, String path, boolean textOnly) throws IOException {
        for (JsonToken token = parser.nextToken(); token == JsonToken.FIELD_NAME; token = parser.nextToken()) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            boolean here = name.equals(path);
            if (here && value != null && value.isScalarValue()) {
                return isIndexed(value, textOnly) ? parser.getText() : null;
            }
            String found = null;
            if (value == JsonToken.START_OBJECT && path.startsWith(name + ".")) {
                found = in(parser, path.substring(name.length() + 1), textOnly);
            } else {
                parser.skipChildren();
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean isIndexed(JsonToken value, boolean textOnly) {
        return value != JsonToken.VALUE_NULL && !(textOnly && value.isNumeric());
    }
}
