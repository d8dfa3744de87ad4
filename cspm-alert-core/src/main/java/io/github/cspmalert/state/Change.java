package io.github.cspmalert.state;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A state to be written or forgotten.
 *
 * @param key where
 * @param revision the revision that the new state was made from; 0 if there was none
 * @param value the new state, or null to forget it
 * @param expiresAt the instant from which the store may forget the state, or null for never
 */
public record Change(StateKey key, long revision, @Nullable StateValue value, @Nullable Instant expiresAt) {

    /**
     * Checks the parts.
     *
     * @param key where
     * @param revision the revision that the new state was made from
     * @param value the new state, or null to forget it
     * @param expiresAt the instant from which the store may forget the state, or null
     * @throws IllegalArgumentException if the revision is negative, the value is not of the key's kind, or a state is to be
     *     forgotten that was never there (revision 0)
     */
    public Change {
        Objects.requireNonNull(key, "key");
        if (revision < 0) {
            throw new IllegalArgumentException("revision must not be negative, but is " + revision);
        }
        if (value == null && revision == 0) {
            throw new IllegalArgumentException("revision of a state to be forgotten must be 1 or more, but is 0");
        }
        if (value != null && !key.kind().type().isInstance(value)) {
            throw new IllegalArgumentException("value of %s must be a %s, but is a %s"
                    .formatted(
                            key,
                            key.kind().type().getSimpleName(),
                            value.getClass().getSimpleName()));
        }
    }

    /**
     * Forgets a state.
     *
     * @param key where
     * @param revision the revision that the decision to forget it was made from
     * @return the change
     */
    public static Change forget(StateKey key, long revision) {
        return new Change(key, revision, null, null);
    }
}
