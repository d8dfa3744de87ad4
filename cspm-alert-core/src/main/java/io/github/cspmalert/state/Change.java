package io.github.cspmalert.state;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A state to be written.
 *
 * @param key where
 * @param revision the revision that the new state was made from; 0 if there was none
 * @param value the new state
 * @param expiresAt the instant from which the store may forget the state, or null for never
 */
public record Change(StateKey key, long revision, StateValue value, @Nullable Instant expiresAt) {

    /**
     * Checks the parts.
     *
     * @param key where
     * @param revision the revision that the new state was made from
     * @param value the new state
     * @param expiresAt the instant from which the store may forget the state, or null
     * @throws IllegalArgumentException if the revision is negative, or the value is not of the key's kind
     */
    public Change {
        Objects.requireNonNull(key, "key");
        if (revision < 0) {
            throw new IllegalArgumentException("revision must not be negative, but is " + revision);
        }
        if (!key.kind().type().isInstance(value)) {
            throw new IllegalArgumentException("value of %s must be a %s, but is a %s"
                    .formatted(
                            key,
                            key.kind().type().getSimpleName(),
                            value.getClass().getSimpleName()));
        }
    }
}
