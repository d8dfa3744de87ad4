package io.github.cspmalert.notify.email;

import io.github.cspmalert.notify.email.SmtpSettings.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a secret out of what a server says: some servers repeat what they did not understand. Thread-safe. */
final class Scrubber {

    static final Scrubber NONE = new Scrubber(List.of());

    private static final String MASK = "****";
    // A server may cut what it repeats. So many characters of a long form are enough to know it by.
    private static final int TELLING = 8;

    private final List<String> forms;

    private Scrubber(List<String> forms) {
        this.forms = forms;
    }

    /** {@return a scrubber for a login, in every form in which it goes over the line} */
    static Scrubber of(@Nullable Credentials credentials, @Nullable String secret) {
        if (credentials == null || secret == null) {
            return NONE;
        }
        String username = credentials.username();
        return new Scrubber(List.of(
                base64(SmtpLogin.xoauth2(username, secret)),
                base64(SmtpLogin.plain(username, secret)),
                base64("\0" + username + "\0" + secret),
                base64(secret),
                secret));
    }

    /** {@return the text with asterisks where the secret stood, or the beginning of a form of it} */
    String scrub(String text) {
        String clean = text;
        for (String form : forms) {
            clean = without(clean, form);
        }
        return clean;
    }

    private static String without(String text, String form) {
        int telling = Math.min(TELLING, form.length());
        int at = indexOf(text, form, telling, 0);
        if (at < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        int from = 0;
        for (; at >= 0; at = indexOf(text, form, telling, from)) {
            clean.append(text, from, at).append(MASK);
            from = at + common(text, at, form);
        }
        return clean.append(text, from, text.length()).toString();
    }

    // Some servers repeat in capitals.
    private static int indexOf(String text, String form, int length, int from) {
        for (int at = from; at + length <= text.length(); at++) {
            if (text.regionMatches(true, at, form, 0, length)) {
                return at;
            }
        }
        return -1;
    }

    private static int common(String text, int at, String form) {
        int length = 0;
        while (length < form.length()
                && at + length < text.length()
                && text.regionMatches(true, at + length, form, length, 1)) {
            length++;
        }
        return length;
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
