package io.github.cspmalert.posture;

import io.github.cspmalert.internal.Checks;
import java.time.Duration;

/** How an {@link Enricher} is asked, and how much of what it tells is remembered. Immutable and thread-safe. */
public final class EnrichmentLimits {

    private static final EnrichmentLimits DEFAULTS =
            new EnrichmentLimits(Duration.ofSeconds(10), 100, 10_000, Duration.ofHours(1));

    private final Duration timeout;
    private final int batchSize;
    private final int cacheSize;
    private final Duration cacheAge;

    private EnrichmentLimits(Duration timeout, int batchSize, int cacheSize, Duration cacheAge) {
        this.timeout = timeout;
        this.batchSize = batchSize;
        this.cacheSize = cacheSize;
        this.cacheAge = cacheAge;
    }

    /** {@return 10 seconds for an evaluation; 100 findings at once; 10,000 answers are remembered, for an hour} */
    public static EnrichmentLimits ofDefaults() {
        return DEFAULTS;
    }

    /**
     * Sets how long one evaluation waits for the enricher, for all that it asks together. It is measured in elapsed time.
     *
     * @param timeout how long; positive
     * @return limits with it
     * @throws IllegalArgumentException if the time is not positive or longer than 3,650 days
     */
    public EnrichmentLimits timeout(Duration timeout) {
        return new EnrichmentLimits(Checks.positive("timeout", timeout), batchSize, cacheSize, cacheAge);
    }

    /**
     * Sets about how many findings it is asked at once.
     *
     * @param batchSize how many at most; 1 to 10,000
     * @return limits with it
     * @throws IllegalArgumentException if the number is out of range
     */
    public EnrichmentLimits batchSize(int batchSize) {
        return new EnrichmentLimits(timeout, Checks.inRange("batchSize", batchSize, 1, 10_000), cacheSize, cacheAge);
    }

    /**
     * Sets of how many findings it is remembered what was told. Each takes some kilobytes at most.
     *
     * @param cacheSize how many at most; 0 to 1,000,000
     * @return limits with it
     * @throws IllegalArgumentException if the number is out of range
     */
    public EnrichmentLimits cacheSize(int cacheSize) {
        return new EnrichmentLimits(timeout, batchSize, Checks.inRange("cacheSize", cacheSize, 0, 1_000_000), cacheAge);
    }

    /**
     * Sets how long it is remembered, also that nothing is known.
     *
     * @param cacheAge how long; positive
     * @return limits with it
     * @throws IllegalArgumentException if the time is not positive or longer than 3,650 days
     */
    public EnrichmentLimits cacheAge(Duration cacheAge) {
        return new EnrichmentLimits(timeout, batchSize, cacheSize, Checks.positive("cacheAge", cacheAge));
    }

    /** {@return how long one evaluation waits} */
    public Duration timeout() {
        return timeout;
    }

    /** {@return about how many findings it is asked at once} */
    public int batchSize() {
        return batchSize;
    }

    /** {@return of how many findings it is remembered what was told} */
    public int cacheSize() {
        return cacheSize;
    }

    /** {@return how long it is remembered} */
    public Duration cacheAge() {
        return cacheAge;
    }
}
