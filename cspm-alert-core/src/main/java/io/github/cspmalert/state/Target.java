package io.github.cspmalert.state;

import io.github.cspmalert.definition.recipient.Channel;
import java.util.Objects;

/**
 * Somebody who is told on a channel. The same person on another channel is another target, so that a channel that fails
 * is never hidden by one that works.
 *
 * @param channel the channel
 * @param recipientId the id of the recipient
 */
public record Target(Channel channel, String recipientId) {

    /**
     * Checks that no part is null.
     *
     * @param channel the channel
     * @param recipientId the id of the recipient
     */
    public Target {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(recipientId, "recipientId");
    }
}
