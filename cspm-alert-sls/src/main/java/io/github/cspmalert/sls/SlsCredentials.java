package io.github.cspmalert.sls;

import io.github.cspmalert.common.Secret;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An AccessKey, with a security token if it is a temporary one. Immutable and thread-safe; {@link #toString()} shows no
 * secret.
 */
public final class SlsCredentials {

    private final String accessKeyId;
    private final Secret accessKeySecret;
    private final @Nullable Secret securityToken;

    private SlsCredentials(String accessKeyId, Secret accessKeySecret, @Nullable Secret securityToken) {
        if (accessKeyId.isBlank()) {
            throw new IllegalArgumentException("accessKeyId must not be blank");
        }
        this.accessKeyId = accessKeyId;
        this.accessKeySecret = Objects.requireNonNull(accessKeySecret, "accessKeySecret");
        this.securityToken = securityToken;
    }

    /**
     * Creates credentials from a lasting AccessKey.
     *
     * @param accessKeyId the id; not blank
     * @param accessKeySecret the secret; not blank
     * @return the credentials
     * @throws IllegalArgumentException if the id or the secret is blank
     */
    public static SlsCredentials of(String accessKeyId, String accessKeySecret) {
        return new SlsCredentials(accessKeyId, Secret.of(accessKeySecret), null);
    }

    /**
     * Creates credentials from a temporary AccessKey of STS.
     *
     * @param accessKeyId the id; not blank
     * @param accessKeySecret the secret; not blank
     * @param securityToken the token that came with them; not blank
     * @return the credentials
     * @throws IllegalArgumentException if a part is blank
     */
    public static SlsCredentials temporary(String accessKeyId, String accessKeySecret, String securityToken) {
        return new SlsCredentials(accessKeyId, Secret.of(accessKeySecret), Secret.of(securityToken));
    }

    /** {@return the id of the AccessKey} */
    public String accessKeyId() {
        return accessKeyId;
    }

    /** {@return the secret of the AccessKey} */
    public Secret accessKeySecret() {
        return accessKeySecret;
    }

    /** {@return the security token, or empty if the AccessKey is a lasting one} */
    public Optional<Secret> securityToken() {
        return Optional.ofNullable(securityToken);
    }

    /** {@return what kind of AccessKey it is; no part of it} */
    @Override
    public String toString() {
        return securityToken == null ? "SlsCredentials[lasting]" : "SlsCredentials[temporary]";
    }
}
