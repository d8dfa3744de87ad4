package io.github.cspmalert.testkit.sls.internal.alerting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * That an alert fires, or is over.
 *
 * @param rule the alert
 * @param at the evaluation that says so
 * @param fingerprint its identity: account, project, alert and labels
 * @param severity how bad it is
 * @param resolved whether it is over
 * @param fireTime since when it fires
 * @param labels its labels, with the fields that make its group
 * @param variables what templates see
 */
record Event(
        Rule rule,
        Instant at,
        String fingerprint,
        int severity,
        boolean resolved,
        Instant fireTime,
        Map<String, String> labels,
        Map<String, Object> variables) {

    String status() {
        return resolved ? "resolved" : "firing";
    }

    // Sixteen hexadecimal digits, as the service has them. Of what it computes them is not published.
    static String fingerprint(String account, Rule rule, Map<String, String> labels) {
        String whole = account + '\n' + rule.project() + '\n' + rule.name() + '\n' + new TreeMap<>(labels);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
