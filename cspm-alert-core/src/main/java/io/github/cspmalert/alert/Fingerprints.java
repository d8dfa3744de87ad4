package io.github.cspmalert.alert;

import io.github.cspmalert.internal.Digests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Identities as short runs of hexadecimal digits. */
final class Fingerprints {

    private static final int DIGITS = 16;

    private Fingerprints() {}

    static String of(String accountId, String project, String ruleId, Map<String, String> labels) {
        List<String> parts = new ArrayList<>(List.of(accountId, project, ruleId));
        new TreeMap<>(labels).forEach((key, value) -> {
            parts.add(key);
            parts.add(value);
        });
        return Digests.hex(DIGITS, parts);
    }

    // The middle part of SLS's ids is the time in hexadecimal microseconds.
    static String instanceId(String fingerprint, Instant alertTime) {
        long micros = alertTime.getEpochSecond() * 1_000_000 + alertTime.getNano() / 1_000;
        return fingerprint + "-" + Long.toHexString(micros);
    }
}
