package io.github.cspmalert.testkit.sls.internal.http.auth;

import org.jspecify.annotations.Nullable;

/**
 * A key that may call.
 *
 * @param id the AccessKey id
 * @param secret the AccessKey secret
 * @param securityToken the token of temporary credentials, or null for a lasting key
 */
public record AccessKey(String id, String secret, @Nullable String securityToken) {

    /** {@return the id alone, so that no secret reaches a log} */
    @Override
    public String toString() {
        return "AccessKey[" + id + "]";
    }
}
