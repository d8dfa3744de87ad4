package io.github.cspmalert.state;

import java.util.Objects;

/**
 * A state as a store has it.
 *
 * @param revision counts the commits that wrote the state: 1 after the first one, one more after each
 * @param value the state
 */
public record Stored(long revision, StateValue value) {

    /**
     * Checks the parts.
     *
     * @param revision counts the commits that wrote the state
     * @param value the state
     * @throws IllegalArgumentException if the revision is less than 1
     */
    public Stored {
        Objects.requireNonNull(value, "value");
        if (revision < 1) {
            throw new IllegalArgumentException("revision must be 1 or more, but is " + revision);
        }
    }
}
