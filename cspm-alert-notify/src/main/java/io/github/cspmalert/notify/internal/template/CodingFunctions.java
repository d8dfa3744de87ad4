package io.github.cspmalert.notify.internal.template;

import static io.github.cspmalert.notify.internal.template.Function.Parameter.required;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Functions that write a value in another way, and back. What cannot be read back gives nothing: it comes from a log, where
 * it may have been cut, and the notification must still be sent.
 */
final class CodingFunctions {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Plain.MAX_DEPTH - 1)
                            .build())
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CodingFunctions() {}

    static void addTo(Library library) {
        library.filterOfNothing("to_json", a -> Json.write(a.raw(0), a.rendering()), required("v"));
        library.filter("parse_json", CodingFunctions::parseJson, required("s"));
        library.filter("base64_encoding", a -> Base64.getEncoder().encodeToString(utf8(a)), required("v"));
        library.filter("base64_decoding", CodingFunctions::decodeBase64, required("v"));
        library.filter("md5_encoding", CodingFunctions::md5, required("v"));
        library.filter("url_encoding", CodingFunctions::encodeUrl, required("v"));
        library.filter("url_decoding", CodingFunctions::decodeUrl, required("v"));
    }

    private static byte[] utf8(Arguments arguments) {
        return arguments.text(0).getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Object parseJson(Arguments arguments) {
        String json = arguments.text(0);
        arguments.rendering().checkLength(json.length());
        try {
            Object value = JSON.readValue(json, Object.class);
            return Plain.of(value, arguments.rendering());
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static @Nullable Object decodeBase64(Arguments arguments) {
        try {
            return decode(Base64.getDecoder().decode(Spaces.strip(arguments.text(0))));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String md5(Arguments arguments) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(utf8(arguments)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }

    // As Python's quote: only letters, digits and - . _ ~ stay as they are.
    private static String encodeUrl(Arguments arguments) {
        return URLEncoder.encode(arguments.text(0), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static @Nullable Object decodeUrl(Arguments arguments) {
        byte[] bytes = utf8(arguments);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            boolean escaped = bytes[i] == '%'
                    && i + 2 < bytes.length
                    && HexFormat.isHexDigit(bytes[i + 1])
                    && HexFormat.isHexDigit(bytes[i + 2]);
            if (escaped) {
                decoded.write(HexFormat.fromHexDigit(bytes[i + 1]) * 16 + HexFormat.fromHexDigit(bytes[i + 2]));
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return decode(decoded.toByteArray());
    }
}
