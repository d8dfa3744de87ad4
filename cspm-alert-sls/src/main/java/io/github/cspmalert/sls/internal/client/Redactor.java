package io.github.cspmalert.sls.internal.client;

import com.aliyun.openservices.log.common.auth.Credentials;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Keeps secrets that a service, a proxy or the SDK echoes out of messages and causes. */
record Redactor(List<String> secrets) {

    Redactor(Credentials credentials) {
        this(Stream.of(credentials.getAccessKeySecret(), credentials.getSecurityToken())
                .filter(Objects::nonNull)
                .toList());
    }

    String redact(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, "****");
        }
        return redacted;
    }
}
