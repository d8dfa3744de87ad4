package io.github.cspmalert.common;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A password, key or token. Its {@link #toString()} shows nothing of it, so that it cannot slip into a log or a message.
 * Immutable and thread-safe.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a secret.
     *
     * @param value the secret; not blank
     * @return the wrapped secret
     * @throws IllegalArgumentException if the value is blank
     */
    public static Secret of(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("secret must not be blank");
        }
        return new Secret(value);
    }

    /** {@return the secret itself; pass it on, do not keep it} */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(bytes(value), bytes(that.value));
    }

    @Override
    public int hashCode() {
        return Objects.hash(value);
    }

    /** {@return the same stars for every secret} */
    @Override
    public String toString() {
        return "****";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
