package io.github.cspmalert.delivery;

import io.github.cspmalert.internal.Checks;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a channel may be used. Immutable and thread-safe.
 */
public final class DeliveryLimits {

    private static final DeliveryLimits DEFAULTS = new DeliveryLimits(1, 0, Duration.ofMinutes(2));

    private final int concurrency;
    private final int perMinute;
    private final Duration attemptTimeout;

    private DeliveryLimits(int concurrency, int perMinute, Duration attemptTimeout) {
        this.concurrency = concurrency;
        this.perMinute = perMinute;
        this.attemptTimeout = attemptTimeout;
    }

    /** {@return one notification at a time, so that they go in order; as many a minute as there are; two minutes for each} */
    public static DeliveryLimits ofDefaults() {
        return DEFAULTS;
    }

    /**
     * Sets how many notifications are sent at once. With more than one, they may overtake each other.
     *
     * @param concurrency how many; 1 to 100
     * @return limits with it
     * @throws IllegalArgumentException if the number is out of range
     */
    public DeliveryLimits concurrency(int concurrency) {
        return new DeliveryLimits(Checks.inRange("concurrency", concurrency, 1, 100), perMinute, attemptTimeout);
    }

    /**
     * Sets how many attempts are made in a minute at most, such as 20 for a bot of DingTalk.
     *
     * @param perMinute how many; 1 to 100,000
     * @return limits with it
     * @throws IllegalArgumentException if the number is out of range
     */
    public DeliveryLimits perMinute(int perMinute) {
        return new DeliveryLimits(concurrency, Checks.inRange("perMinute", perMinute, 1, 100_000), attemptTimeout);
    }

    /**
     * Sets how long one attempt may take. After that its thread is interrupted, its notification is tried again later, and
     * what the notifier still answers is not looked at.
     *
     * @param attemptTimeout how long; positive
     * @return limits with it
     * @throws IllegalArgumentException if the time is not positive
     */
    public DeliveryLimits attemptTimeout(Duration attemptTimeout) {
        return new DeliveryLimits(concurrency, perMinute, Checks.positive("attemptTimeout", attemptTimeout));
    }

    /** {@return how many notifications are sent at once} */
    public int concurrency() {
        return concurrency;
    }

    /** {@return how many attempts are made in a minute at most, or empty for any number} */
    public OptionalInt perMinute() {
        return perMinute == 0 ? OptionalInt.empty() : OptionalInt.of(perMinute);
    }

    /** {@return how long one attempt may take} */
    public Duration attemptTimeout() {
        return attemptTimeout;
    }
}
