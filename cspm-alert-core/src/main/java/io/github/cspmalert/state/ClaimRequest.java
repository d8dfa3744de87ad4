package io.github.cspmalert.state;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.internal.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Which items a worker wants to send.
 *
 * @param channel the channel
 * @param now the present instant
 * @param lease for how long nobody else may claim them; positive
 * @param longestPause the longest pause between two attempts; an item whose next attempt lies further ahead was written
 *     by a clock that ran ahead, and is due
 * @param atMost how many; 1 or more
 */
public record ClaimRequest(Channel channel, Instant now, Duration lease, Duration longestPause, int atMost) {

    // Two engines whose clocks differ by less than this respect each other's leases.
    private static final Duration LARGEST_CLOCK_DIFFERENCE = Duration.ofHours(1);

    /**
     * Checks the parts.
     *
     * @param channel the channel
     * @param now the present instant
     * @param lease for how long nobody else may claim them
     * @param longestPause the longest pause between two attempts
     * @param atMost how many
     * @throws IllegalArgumentException if the lease or the longest pause is not positive, or the number is less than 1
     */
    public ClaimRequest {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(now, "now");
        Checks.positive("lease", lease);
        Checks.positive("longestPause", longestPause);
        Checks.inRange("atMost", atMost, 1, Integer.MAX_VALUE);
    }

    /** {@return the latest next attempt that is waited for; a later one was written by a clock that ran ahead} */
    public Instant latestNextAttempt() {
        return now.plus(longestPause);
    }

    /** {@return the latest end of a lease that is waited for; a later one was written by a clock that ran ahead} */
    public Instant latestLeaseEnd() {
        return now.plus(lease).plus(LARGEST_CLOCK_DIFFERENCE);
    }

    /**
     * Tells whether an item is to be attempted now, as far as its own time goes.
     *
     * @param nextAttempt the instant of the item's next attempt
     * @return whether it is due
     */
    public boolean isDue(Instant nextAttempt) {
        return !nextAttempt.isAfter(now) || nextAttempt.isAfter(latestNextAttempt());
    }

    /**
     * Tells whether a lease that was given earlier has lapsed.
     *
     * @param leaseEnds the instant at which it ends
     * @return whether it has ended, or ends so far ahead that it was given by a clock that ran ahead
     */
    public boolean isLapsed(Instant leaseEnds) {
        return !leaseEnds.isAfter(now) || leaseEnds.isAfter(latestLeaseEnd());
    }
}
