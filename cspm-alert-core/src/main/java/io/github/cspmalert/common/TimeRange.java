package io.github.cspmalert.common;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A half-open range of log time, {@code [from, to)}, in whole seconds as Simple Log Service counts them.
 *
 * <p>It may be longer than the 24 hours that SLS allows an alert's query, since CSPM may run once a week; only
 * provisioning refuses that.
 *
 * @param from the start, inclusive
 * @param to the end, exclusive; after {@code from}
 */
public record TimeRange(Instant from, Instant to) {

    private static final Instant LATEST = Instant.ofEpochSecond(Integer.MAX_VALUE);

    /**
     * Cuts both ends to whole seconds and checks them.
     *
     * @param from the start, inclusive
     * @param to the end, exclusive
     * @throws IllegalArgumentException if {@code to} is not after {@code from}, or if an end is before 1970 or after
     *     2038-01-19, which SLS cannot express
     */
    public TimeRange {
        from = from.truncatedTo(ChronoUnit.SECONDS);
        to = to.truncatedTo(ChronoUnit.SECONDS);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "to must be at least one second after from, but from is %s and to is %s".formatted(from, to));
        }
        if (from.isBefore(Instant.EPOCH) || to.isAfter(LATEST)) {
            throw new IllegalArgumentException("from and to must be between %s and %s, but are %s and %s"
                    .formatted(Instant.EPOCH, LATEST, from, to));
        }
    }

    /** {@return the time between both ends} */
    public Duration length() {
        return Duration.between(from, to);
    }
}
