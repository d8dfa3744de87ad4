package io.github.cspmalert.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Identities as short runs of hexadecimal digits. */
final class Fingerprints {

    private static final int DIGITS = 16;

    private Fingerprints() {}

    static String of(String accountId, String project, String ruleId, Map<String, String> labels) {
        MessageDigest digest = sha256();
        add(digest, accountId);
        add(digest, project);
        add(digest, ruleId);
        new TreeMap<>(labels).forEach((key, value) -> {
            add(digest, key);
            add(digest, value);
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    // The middle part of SLS's ids is the time in hexadecimal microseconds.
    static String instanceId(String fingerprint, Instant alertTime) {
        long micros = alertTime.getEpochSecond() * 1_000_000 + alertTime.getNano() / 1_000;
        return fingerprint + "-" + Long.toHexString(micros);
    }

    // The length goes first, so that no two lists of parts give the same bytes.
    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
