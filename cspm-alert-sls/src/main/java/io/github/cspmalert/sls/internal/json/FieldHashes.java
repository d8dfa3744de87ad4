package io.github.cspmalert.sls.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/** Hashes of the leaves of a document, by which a leaf is known again without its value being kept. Pure. */
public final class FieldHashes {

    private static final int BYTES = 8;
    private static final int MOST_ZEROS = 1000;

    private FieldHashes() {}

    /**
     * Hashes the leaves of a document.
     *
     * @param document the document
     * @return for each leaf that says something its path, as {@link FieldDiff} writes it, and 16 hexadecimal digits
     */
    public static SortedMap<String, String> of(JsonNode document) {
        SortedMap<String, String> hashes = new TreeMap<>();
        Fields.flatten(document).forEach((path, value) -> hashes.put(path, hash(canonical(value), BYTES)));
        return hashes;
    }

    /**
     * Picks what is at a path and below it.
     *
     * @param hashes hashes by path
     * @param path the path
     * @return the hashes of that path and of all below it
     */
    public static SortedMap<String, String> below(SortedMap<String, String> hashes, String path) {
        SortedMap<String, String> below = new TreeMap<>(hashes);
        below.keySet()
                .removeIf(each -> !each.equals(path) && !each.startsWith(path + ".") && !each.startsWith(path + "["));
        return below;
    }

    private static String canonical(JsonNode value) {
        if (!value.isNumber()) {
            return value.toString();
        }
        BigDecimal number = value.decimalValue().stripTrailingZeros();
        // Written out, 1E2000000000 would have two billion digits.
        return Math.abs((long) number.scale()) > MOST_ZEROS ? number.toString() : number.toPlainString();
    }

    /** {@return the first bytes of the SHA-256 of a text, as hexadecimal digits} */
    public static String hash(String text, int bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
