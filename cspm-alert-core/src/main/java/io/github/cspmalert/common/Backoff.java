package io.github.cspmalert.common;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The pause before each further attempt: it doubles from a first pause up to a longest one, and a random part of it is
 * taken off ("jitter"), so that clients that failed together do not come back together. Immutable and thread-safe.
 *
 * @param first the longest possible pause before the second attempt; positive
 * @param longest the bound of every pause; at least {@code first}
 */
public record Backoff(Duration first, Duration longest) {

    private static final Duration MAX = Duration.ofDays(365);

    /**
     * Checks the bounds.
     *
     * @param first the longest possible pause before the second attempt
     * @param longest the bound of every pause
     * @throws IllegalArgumentException if {@code first} is not positive, or {@code longest} is shorter than it or longer
     *     than 365 days
     */
    public Backoff {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("first must be positive, but is " + first);
        }
        if (longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("longest must be at least first (" + first + "), but is " + longest);
        }
        if (longest.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(
                    "longest must be at most %d days, but is %s".formatted(MAX.toDays(), longest));
        }
    }

    /**
     * Gives the pause after a failed attempt.
     *
     * @param failures the number of attempts that have failed so far; 1 or more
     * @param random the source of the jitter
     * @return a pause between half of the doubled pause and all of it
     * @throws IllegalArgumentException if {@code failures} is less than 1
     */
    public Duration pause(int failures, RandomGenerator random) {
        if (failures < 1) {
            throw new IllegalArgumentException("failures must be 1 or more, but is " + failures);
        }
        Duration full = first;
        for (int i = 1; i < failures && full.compareTo(longest) < 0; i++) {
            full = full.multipliedBy(2);
        }
        Duration bounded = full.compareTo(longest) > 0 ? longest : full;
        long nanos = bounded.toNanos();
        return Duration.ofNanos(nanos - random.nextLong(nanos / 2 + 1));
    }
}
