package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.IncidentException;
import io.github.cspmalert.alert.IncidentException.Reason;
import io.github.cspmalert.common.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links by which whoever has a message may say that they look after its incident. A token says which incident, when that
 * opened, and until when the link holds, and is signed with a key, so that nobody can make one. Thread-safe.
 */
public final class AcknowledgeLinks {

    /** What a token names. */
    public record Named(String incidentId, Instant openedAt) {}

    private static final String ACTION = "acknowledge";
    private static final int LEAST_KEY = 32;
    private static final Duration HOLDS = Duration.ofDays(8);

    private final URI page;
    private final Secret key;

    /**
     * Creates links.
     *
     * @throws IllegalArgumentException if the page is no absolute address of the web without a fragment, or the key is shorter
     *     than 32 characters
     */
    public AcknowledgeLinks(URI page, Secret key) {
        boolean web = "https".equals(page.getScheme()) || "http".equals(page.getScheme());
        if (!web || page.getHost() == null || page.getFragment() != null) {
            throw new IllegalArgumentException(
                    "page must be an address such as https://alerts.example.com/acknowledge, but is '" + page + "'");
        }
        if (key.reveal().length() < LEAST_KEY) {
            throw new IllegalArgumentException("key must have at least %d characters, but has %d; make one at random"
                    .formatted(LEAST_KEY, key.reveal().length()));
        }
        this.page = page;
        this.key = key;
    }

    /** {@return a sentence with the link, the same for a day, so that messages which are joined say it once} */
    String notice(String incidentId, Instant openedAt, Instant now) {
        long ends = now.truncatedTo(ChronoUnit.DAYS).plus(HOLDS).getEpochSecond();
        String payload = String.join(
                ".", List.of(ACTION, incidentId, Long.toString(openedAt.getEpochSecond()), Long.toString(ends)));
        String token = text(payload.getBytes(StandardCharsets.UTF_8)) + "." + text(sign(payload));
        return "To say that you look after this: " + page + (page.getRawQuery() == null ? "?" : "&") + "token=" + token;
    }

    /**
     * {@return what a token names}
     *
     * @throws IncidentException if it was changed or signed with another key, or is too old
     */
    public Named read(String token, Instant now) {
        List<String> fields = List.of(payload(token).split("\\."));
        if (fields.size() != 4 || !fields.get(0).equals(ACTION)) {
            throw forged();
        }
        Instant ends = Instant.ofEpochSecond(Long.parseLong(fields.get(3)));
        if (!now.isBefore(ends)) {
            throw new IncidentException(
                    Reason.EXPIRED,
                    "the link held until %s; take that of a later message, or acknowledge incident '%s' by its id"
                            .formatted(ends, fields.get(1)));
        }
        return new Named(fields.get(1), Instant.ofEpochSecond(Long.parseLong(fields.get(2))));
    }

    private String payload(String token) {
        int dot = token.indexOf('.');
        try {
            String payload = new String(
                    Base64.getUrlDecoder().decode(token.substring(0, Math.max(0, dot))), StandardCharsets.UTF_8);
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            if (MessageDigest.isEqual(signature, sign(payload))) {
                return payload;
            }
        } catch (IllegalArgumentException e) {
            // No base64, so nothing that was signed here.
        }
        throw forged();
    }

    private static IncidentException forged() {
        return new IncidentException(
                Reason.FORGED, "the token of the link was changed, or made with another key; take the whole link");
    }

    private byte[] sign(String payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(payload.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
