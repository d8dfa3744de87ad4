package io.github.cspmalert.notify.report;

import io.github.cspmalert.check.RiskLevel;
import org.jspecify.annotations.Nullable;

/** Counts by risk. Not thread-safe. */
final class RiskCounts {

    /** What the counts are of, in their order. */
    static final int KINDS = 4;

    private final long[] counts = new long[KINDS];

    /** {@return the place of a risk: 0 for high, 1 for medium, 2 for low, 3 for any other or none} */
    static int place(@Nullable RiskLevel risk) {
        return risk == null || !risk.isDocumented() ? KINDS - 1 : RiskLevel.HIGH.rank() - risk.rank();
    }

    void add(@Nullable RiskLevel risk) {
        counts[place(risk)]++;
    }

    /** {@return the counts at all places} */
    long[] all() {
        return counts.clone();
    }

    long at(int place) {
        return counts[place];
    }
}
