package io.github.cspmalert.sls.internal.client;

import com.aliyun.openservices.log.common.auth.Credentials;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Keeps secrets that a service, a proxy or the SDK echoes out of messages and causes. */
public final class Redactor {

    private Redactor() {}

    static boolean holdsSecret(Throwable thrown, Credentials credentials) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            String text = t.toString();
            if (secrets(credentials).stream().anyMatch(text::contains)) {
                return true;
            }
        }
        return false;
    }

    static String redact(String text, Credentials credentials) {
        String redacted = text;
        for (String secret : secrets(credentials)) {
            redacted = redacted.replace(secret, "****");
        }
        return redacted;
    }

    private static List<String> secrets(Credentials credentials) {
        return Stream.of(credentials.getAccessKeySecret(), credentials.getSecurityToken())
                .filter(Objects::nonNull)
                .toList();
    }
}
