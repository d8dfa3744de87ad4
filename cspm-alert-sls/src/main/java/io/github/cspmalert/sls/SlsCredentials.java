package io.github.cspmalert.sls;

import com.aliyun.openservices.log.common.auth.Credentials;
import com.aliyun.openservices.log.common.auth.DefaultCredentials;
import io.github.cspmalert.common.Secret;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An AccessKey pair, with a security token if it is a temporary one of the Security Token Service (STS). Immutable and
 * thread-safe. Its {@link #toString()} shows the AccessKey id alone.
 */
public final class SlsCredentials {

    private final String accessKeyId;
    private final Secret accessKeySecret;
    private final @Nullable Secret securityToken;

    private SlsCredentials(String accessKeyId, String accessKeySecret, @Nullable String securityToken) {
        this.accessKeyId = headerValue("accessKeyId", accessKeyId);
        this.accessKeySecret = Secret.of(headerValue("accessKeySecret", accessKeySecret));
        this.securityToken = securityToken == null ? null : Secret.of(headerValue("securityToken", securityToken));
    }

    /**
     * Creates the credentials of a RAM user.
     *
     * @param accessKeyId the AccessKey id
     * @param accessKeySecret the AccessKey secret
     * @return the credentials
     * @throws IllegalArgumentException if one of them is blank or has a blank or a control character in it; the message
     *     names the part and never shows it
     */
    public static SlsCredentials of(String accessKeyId, String accessKeySecret) {
        return new SlsCredentials(accessKeyId, accessKeySecret, null);
    }

    /**
     * Creates temporary credentials.
     *
     * @param accessKeyId the AccessKey id
     * @param accessKeySecret the AccessKey secret
     * @param securityToken the security token
     * @return the credentials
     * @throws IllegalArgumentException if one of them is blank or has a blank or a control character in it; the message
     *     names the part and never shows it
     * @see <a href="https://www.alibabacloud.com/help/en/ram/product-overview/what-is-sts">What is STS?</a>
     */
    public static SlsCredentials temporary(String accessKeyId, String accessKeySecret, String securityToken) {
        return new SlsCredentials(accessKeyId, accessKeySecret, Objects.requireNonNull(securityToken, "securityToken"));
    }

    /** {@return the AccessKey id} */
    public String accessKeyId() {
        return accessKeyId;
    }

    /** {@return the AccessKey secret} */
    public Secret accessKeySecret() {
        return accessKeySecret;
    }

    /** {@return the security token, present if the credentials are temporary} */
    public Optional<Secret> securityToken() {
        return Optional.ofNullable(securityToken);
    }

    /** The same for the SDK. */
    Credentials forSdk() {
        return new DefaultCredentials(
                accessKeyId, accessKeySecret.reveal(), securityToken == null ? null : securityToken.reveal());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SlsCredentials that
                && accessKeyId.equals(that.accessKeyId)
                && accessKeySecret.equals(that.accessKeySecret)
                && Objects.equals(securityToken, that.securityToken);
    }

    @Override
    public int hashCode() {
        return Objects.hash(accessKeyId, accessKeySecret, securityToken);
    }

    /** {@return the AccessKey id, and whether there is a security token} */
    @Override
    public String toString() {
        return "SlsCredentials[" + accessKeyId + (securityToken == null ? "]" : ", temporary]");
    }

    private static String headerValue(String name, String value) {
        Objects.requireNonNull(value, name);
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
                throw new IllegalArgumentException(
                        "%s must be printable ASCII without blanks, but has U+%04X at index %d; was it read with its line end?"
                                .formatted(name, (int) value.charAt(i), i));
            }
        }
        return value;
    }
}
