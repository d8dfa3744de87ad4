package io.github.cspmalert.notify.report;

import io.github.cspmalert.posture.ScanRun;
import io.github.cspmalert.state.SourceState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Since when what opened is new. What the first run of an account found was there before anybody looked, so it is no news,
 * although it opened within the week as far as the ledger knows.
 */
final class NewsBounds {

    private final Instant week;
    private final Map<String, Instant> firstRunEnded = new HashMap<>();

    NewsBounds(Map<String, SourceState> sources, Instant now) {
        this.week = now.minus(Figures.WEEK);
        sources.forEach((name, state) -> {
            Instant ended = firstRunEnd(state, now);
            if (ended.isAfter(week)) {
                firstRunEnded.put(name, ended);
            }
        });
    }

    private static Instant firstRunEnd(SourceState state, Instant now) {
        List<ScanRun> runs = state.runs();
        // Of so many the first are forgotten, and those that are kept tell nothing of it.
        boolean known = runs.size() < SourceState.MOST_RUNS;
        if (!known) {
            return state.beganAt();
        }
        return runs.isEmpty() ? now : runs.get(0).end();
    }

    boolean isNew(String source, Instant openedAt) {
        return openedAt.isAfter(firstRunEnded.getOrDefault(source, week));
    }

    boolean isWithinWeek(Instant instant) {
        return instant.isAfter(week);
    }

    Instant week() {
        return week;
    }

    /** {@return the accounts whose first run was within the week, in order} */
    List<String> begun() {
        return List.copyOf(new TreeSet<>(firstRunEnded.keySet()));
    }
}
