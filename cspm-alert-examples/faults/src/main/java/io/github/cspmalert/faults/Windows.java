package io.github.cspmalert.faults;

import io.github.cspmalert.jdbc.JdbcStore;
import io.github.cspmalert.state.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which windows replicas evaluated, by the history.
 *
 * @param evaluated how many
 * @param again how many of them a second time, which happens to those whose replica was killed before it could say that it was done
 * @param longestPause the longest time that a rule was not evaluated
 */
record Windows(long evaluated, long again, Duration longestPause) {

    private static final int MOST = 1_000_000;

    /** Reads the history up to an instant, after which the outbox was emptied by a clock far ahead. */
    static Windows of(JdbcStore store, int rules, Instant until) {
        long evaluated = 0;
        long again = 0;
        Duration longest = Duration.ZERO;
        for (int i = 0; i < rules; i++) {
            List<Instant> windows = store.history(ChildSettings.ruleId(i), MOST).stream()
                    .filter(entry -> entry.kind() == HistoryEntry.Kind.EVALUATED)
                    .map(HistoryEntry::at)
                    .filter(at -> at.isBefore(until))
                    .sorted()
                    .toList();
            List<Instant> different = windows.stream().distinct().toList();
            evaluated += different.size();
            again += windows.size() - different.size();
            for (int next = 1; next < different.size(); next++) {
                Duration pause = Duration.between(different.get(next - 1), different.get(next));
                longest = pause.compareTo(longest) > 0 ? pause : longest;
            }
        }
        return new Windows(evaluated, again, longest);
    }

    @Override
    public String toString() {
        return "windows=%d evaluated_again=%d longest_pause=%d s".formatted(evaluated, again, longestPause.toSeconds());
    }
}
