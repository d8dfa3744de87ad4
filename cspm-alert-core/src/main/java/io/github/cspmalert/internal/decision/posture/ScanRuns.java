package io.github.cspmalert.internal.decision.posture;

import io.github.cspmalert.posture.ScanRun;
import io.github.cspmalert.state.SourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the runs of CSPM that were seen say. Pure. */
final class ScanRuns {

    // Longer than the weekly scans of a month, so that checks by hand in between do not become the measure.
    private static final Duration COMPARED = Duration.ofDays(35);

    private ScanRuns() {}

    /** {@return whether a run looked at half as much at least as the largest of the 35 days before it} */
    static boolean isWhole(ScanRun run, List<ScanRun> runs) {
        Instant since = run.end().minus(COMPARED);
        long most = runs.stream()
                .filter(each -> !each.end().isBefore(since) && !each.end().isAfter(run.end()))
                .mapToLong(ScanRun::findings)
                .max()
                .orElse(0);
        return run.findings() * 2 >= most;
    }

    /** {@return the last run that was whole} */
    static Optional<ScanRun> lastWhole(List<ScanRun> runs) {
        return runs.stream().filter(run -> isWhole(run, runs)).reduce((one, other) -> other);
    }

    /** Adds a run that has settled. Names are kept of it and of the last one that was whole, to compare the next with. */
    static List<ScanRun> with(List<ScanRun> runs, ScanRun settled) {
        Optional<ScanRun> whole = lastWhole(runs);
        List<ScanRun> next = new ArrayList<>();
        for (ScanRun run : runs) {
            next.add(whole.filter(run::equals).isPresent() ? run : run.withoutNames());
        }
        next.add(settled);
        while (next.size() > SourceState.MOST_RUNS) {
            next.remove(leastNeeded(next));
        }
        return next;
    }

    // Many checks by hand are not to drive out the scans that they are compared with.
    private static int leastNeeded(List<ScanRun> runs) {
        for (int i = 0; i < runs.size() - 1; i++) {
            if (!isWhole(runs.get(i), runs)) {
                return i;
            }
        }
        return 0;
    }

    /** {@return since when what was in none of the last runs that were whole was not seen; empty if they are too few} */
    static Optional<Instant> notSeenSince(List<ScanRun> runs, int cycles) {
        List<ScanRun> whole = runs.stream().filter(run -> isWhole(run, runs)).toList();
        return whole.size() < cycles
                ? Optional.empty()
                : Optional.of(whole.get(whole.size() - cycles).start());
    }
}
