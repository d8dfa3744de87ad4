package io.github.cspmalert.sls.internal.client;

import com.aliyun.openservices.log.common.auth.Credentials;
import java.util.List;
import java.util.stream.Stream;

/** Keeps secrets that a service, a proxy or the SDK echoes out of messages and causes. */
record Redactor(List<String> secrets) {

    private static final String MASK = "****";
    private static final int BEGIN = 12;

    Redactor(Credentials credentials) {
        this(Stream.of(credentials.getAccessKeySecret(), credentials.getSecurityToken())
                .filter(secret -> secret != null && !secret.isEmpty())
                .toList());
    }

    /** A message may be cut, and a secret in it, so that what begins like one goes too. */
    String redact(String text) {
        String redacted = text;
        for (String secret : secrets) {
            String begin = secret.substring(0, Math.min(BEGIN, secret.length()));
            for (int at = redacted.indexOf(begin); at >= 0; at = redacted.indexOf(begin, at + MASK.length())) {
                int end = at;
                while (end < redacted.length()
                        && end - at < secret.length()
                        && redacted.charAt(end) == secret.charAt(end - at)) {
                    end++;
                }
                redacted = redacted.substring(0, at) + MASK + redacted.substring(end);
            }
        }
        return redacted;
    }
}
