package io.github.cspmalert.sls;

import io.github.cspmalert.common.Secret;
import java.util.List;
import java.util.stream.Stream;

/** Keeps secrets that a service, a proxy or the SDK echoes out of messages and causes. */
final class Redactor {

    private Redactor() {}

    static boolean holdsSecret(Throwable thrown, SlsCredentials credentials) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            String text = t.toString();
            if (secrets(credentials).stream().anyMatch(text::contains)) {
                return true;
            }
        }
        return false;
    }

    static String redact(String text, SlsCredentials credentials) {
        String redacted = text;
        for (String secret : secrets(credentials)) {
            redacted = redacted.replace(secret, "****");
        }
        return redacted;
    }

    private static List<String> secrets(SlsCredentials credentials) {
        return Stream.concat(Stream.of(credentials.accessKeySecret()), credentials.securityToken().stream())
                .map(Secret::reveal)
                .toList();
    }
}
