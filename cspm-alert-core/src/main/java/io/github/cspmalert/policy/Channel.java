package io.github.cspmalert.policy;

import io.github.cspmalert.internal.Checks;

/**
 * A way of telling people: the name under which a notifier is registered, and under which recipients have addresses and
 * templates have content. The set is open; a notifier of your own is a channel of your own.
 *
 * @param id the id, 2 to 64 lower-case letters, digits, {@code -} or {@code _}; SLS's word where SLS has the channel
 */
public record Channel(String id) {

    /** Electronic mail. */
    public static final Channel EMAIL = new Channel("email");

    /**
     * Checks the id.
     *
     * @param id the id
     * @throws IllegalArgumentException if the id has another form
     */
    public Channel {
        Checks.id("channel", id);
    }

    /** {@return the id} */
    @Override
    public String toString() {
        return id;
    }
}
