package io.github.cspmalert.notify.report;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.posture.CheckOutcome;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many findings were open at the end of each of the last weeks, worked out from their histories. Findings that the ledger has
 * forgotten since are missing, so it goes back no further than the ledger's first record. Not thread-safe.
 */
final class Trend {

    /** Twelve weeks, and the present. */
    static final int POINTS = 13;

    private final List<Instant> instants = new ArrayList<>();
    private final List<RiskCounts> counts = new ArrayList<>();
    private Instant firstSeen;

    Trend(Instant now) {
        for (int i = POINTS - 1; i >= 0; i--) {
            instants.add(now.minus(Figures.WEEK.multipliedBy(i)));
            counts.add(new RiskCounts());
        }
        this.firstSeen = now;
    }

    /** How many were open at some instant. */
    record Point(Instant at, RiskCounts open) {}

    void add(Finding finding) {
        firstSeen = finding.firstSeen().isBefore(firstSeen) ? finding.firstSeen() : firstSeen;
        List<CheckOutcome> history = finding.history();
        int next = 0;
        for (int i = 0; i < POINTS; i++) {
            while (next < history.size() && !history.get(next).checkedAt().isAfter(instants.get(i))) {
                next++;
            }
            @Nullable RiskLevel risk = next == 0 ? null : openRisk(finding, history.get(next - 1), instants.get(i));
            if (risk != null) {
                counts.get(i).add(risk);
            }
        }
    }

    private static @Nullable RiskLevel openRisk(Finding finding, CheckOutcome last, Instant at) {
        // It counts until it was seen last: nobody knows what became of it then.
        boolean lost = finding.state() == FindingState.UNOBSERVED && at.isAfter(finding.lastSeen());
        return last.status().needsAttention() && !lost ? last.risk() : null;
    }

    /** {@return the weeks of which the ledger knows, the oldest first} */
    List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            if (i == POINTS - 1 || !instants.get(i).isBefore(firstSeen)) {
                points.add(new Point(instants.get(i), counts.get(i)));
            }
        }
        return points;
    }
}
