package io.github.cspmalert.delivery;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.internal.Checks;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A message to be sent through one channel to some recipients. Immutable and thread-safe.
 *
 * @param key the idempotency key: the same for every attempt to tell the same thing, also after a crash, and another one
 *     for everything else. A receiver that has seen it may drop the repeat. ASCII letters, digits, {@code -}, {@code .}
 * @param channel the channel
 * @param to the addresses that are still to be reached; not empty
 * @param message what to say
 * @param alerts the alerts that it is about; not empty
 */
public record Notification(
        String key, Channel channel, List<Address> to, Message message, List<AlertReference> alerts) {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9.-]+");

    /**
     * Checks the parts.
     *
     * @param key the idempotency key
     * @param channel the channel
     * @param to the addresses
     * @param message what to say
     * @param alerts the alerts that it is about
     * @throws IllegalArgumentException if there is no address or no alert, or the key is blank or has characters other than ASCII
     *     letters, digits, {@code -} and {@code .}
     */
    public Notification {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "key must be ASCII letters, digits, '-' or '.', but is '" + Checks.printable(key) + "'");
        }
        if (to.isEmpty()) {
            throw new IllegalArgumentException("to must have at least one address");
        }
        if (alerts.isEmpty()) {
            throw new IllegalArgumentException("alerts must name at least one alert");
        }
        to = List.copyOf(to);
        alerts = List.copyOf(alerts);
    }

    /**
     * Makes the same notification for other addresses, to reach those that were not reached.
     *
     * @param remaining the addresses; not empty
     * @return the notification with the same key
     * @throws IllegalArgumentException if there is no address
     */
    public Notification to(List<Address> remaining) {
        return new Notification(key, channel, remaining, message, alerts);
    }

    /** {@return the key, channel and number of recipients} */
    @Override
    public String toString() {
        return "Notification[key=%s, channel=%s, recipients=%d]".formatted(key, channel, to.size());
    }
}
