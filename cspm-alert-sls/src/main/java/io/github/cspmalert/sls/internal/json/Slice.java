package io.github.cspmalert.sls.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A value in a text of JSON: where it stands, and what it consists of.
 *
 * @param source the whole text
 * @param start where it begins
 * @param end where it ends, exclusive
 * @param members the fields of an object, in order
 * @param elements the elements of an array, in order
 */
record Slice(String source, int start, int end, List<Member> members, List<Slice> elements) {

    /** A field: where its name begins, its name, and its value. */
    record Member(int start, String name, Slice value) {}

    /**
     * Cuts an object up.
     *
     * @throws IllegalArgumentException if the text is not one JSON object
     */
    static Slice ofObject(String text) {
        try (JsonParser parser = JsonText.parser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("the text is not a JSON object");
            }
            Slice object = read(parser, text);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("there is more after the JSON object, at " + offset(parser));
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the text is not JSON, at " + e.getLocation().getCharOffset());
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be read", e);
        }
    }

    private static Slice read(JsonParser parser, String text) throws IOException {
        int start = offset(parser);
        List<Member> members = new ArrayList<>();
        List<Slice> elements = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                int nameStart = offset(parser);
                String name = parser.currentName();
                parser.nextToken();
                members.add(new Member(nameStart, name, read(parser, text)));
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(read(parser, text));
            }
        }
        // A text token is read to its end only when asked for.
        parser.finishToken();
        int end = (int) parser.currentLocation().getCharOffset();
        return new Slice(text, start, end, members, elements);
    }

    private static int offset(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    boolean isObject() {
        return source.charAt(start) == '{';
    }

    boolean isArray() {
        return source.charAt(start) == '[';
    }

    String text() {
        return source.substring(start, end);
    }

    JsonNode node() {
        try {
            return JsonText.parse(text());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a part of JSON is JSON", e);
        }
    }
}
