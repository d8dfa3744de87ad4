package io.github.cspmalert.testkit.sls.internal.http.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reading and writing JSON. */
public final class Json {

    /** Keeps numbers as they were sent: 2.50 stays 2.50, and long ones lose no digit. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /**
     * Reads the body of a request.
     *
     * @param body the bytes
     * @return the object
     * @throws SlsException with {@code PostBodyInvalid} if the body is not a JSON object
     */
    public static ObjectNode readBody(byte[] body) {
        try {
            return object(body);
        } catch (IOException e) {
            throw SlsException.postBodyInvalid("The request body is not valid JSON object.");
        }
    }

    /**
     * Reads an object.
     *
     * @param bytes its JSON text
     * @return the object
     * @throws IOException if the bytes are not the JSON text of an object
     */
    public static ObjectNode object(byte[] bytes) throws IOException {
        JsonNode node = MAPPER.readTree(bytes);
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new IOException("not a JSON object");
    }

    /**
     * {@return the object that a text is the JSON of, if it is one}
     *
     * @param text the text
     */
    public static Optional<ObjectNode> parse(String text) {
        try {
            return Optional.of(object(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return the JSON form of a value}
     *
     * @param value a tree of maps, lists and plain values, or a JSON node
     */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return an empty object} */
    public static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }
}
