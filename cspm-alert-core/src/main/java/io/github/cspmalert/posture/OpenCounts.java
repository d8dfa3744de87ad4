package io.github.cspmalert.posture;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * How many findings are open, by risk. Immutable.
 *
 * @param high those of high risk
 * @param medium those of medium risk
 * @param low those of low risk
 * @param other those of a risk that is not documented
 */
public record OpenCounts(long high, long medium, long low, long other) {

    /** None. */
    public static final OpenCounts NONE = new OpenCounts(0, 0, 0, 0);

    /**
     * Checks the numbers.
     *
     * @param high those of high risk
     * @param medium those of medium risk
     * @param low those of low risk
     * @param other those of a risk that is not documented
     * @throws IllegalArgumentException if a number is negative
     */
    public OpenCounts {
        Checks.notNegative("high", high);
        Checks.notNegative("medium", medium);
        Checks.notNegative("low", low);
        Checks.notNegative("other", other);
    }

    /** {@return all of them} */
    public long total() {
        return high + medium + low + other;
    }

    /**
     * Counts a finding as it stands instead of as it stood.
     *
     * @param before how it stood
     * @param after how it stands
     * @return the counts then
     */
    public OpenCounts moved(Stand before, Stand after) {
        return add(before, -1).add(after, 1);
    }

    /**
     * Adds others.
     *
     * @param more the others
     * @return the sums
     */
    public OpenCounts plus(OpenCounts more) {
        return new OpenCounts(high + more.high, medium + more.medium, low + more.low, other + more.other);
    }

    private OpenCounts add(Stand stand, int by) {
        @Nullable RiskLevel risk = stand.risk();
        if (stand.state() != FindingState.OPEN) {
            return this;
        }
        int rank = risk == null ? 0 : risk.rank();
        // Never below zero, or one mistake in what is remembered would keep everybody from hearing of anything.
        return switch (rank) {
            case 3 -> new OpenCounts(Math.max(0, high + by), medium, low, other);
            case 2 -> new OpenCounts(high, Math.max(0, medium + by), low, other);
            case 1 -> new OpenCounts(high, medium, Math.max(0, low + by), other);
            default -> new OpenCounts(high, medium, low, Math.max(0, other + by));
        };
    }
}
