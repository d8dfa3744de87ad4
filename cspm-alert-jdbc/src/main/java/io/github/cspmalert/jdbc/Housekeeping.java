package io.github.cspmalert.jdbc;

import io.github.cspmalert.state.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says when to forget what has expired: now and then, so that it costs little for each commit. A clock that jumps ahead makes
 * nothing expire early, since no more time is believed to have passed than has. Thread-safe.
 */
final class Housekeeping {

    private static final int COMMITS_BETWEEN = 500;

    private int left;
    private @Nullable Instant first;
    private long firstNanos;

    /** {@return the present instant if something is to be forgotten now} */
    synchronized Optional<Instant> after(List<HistoryEntry> entries) {
        Optional<Instant> latest = entries.stream().map(HistoryEntry::at).max(Comparator.naturalOrder());
        if (latest.isEmpty() || left-- > 0) {
            return Optional.empty();
        }
        left = COMMITS_BETWEEN;
        return latest.map(this::believed);
    }

    /** There is more to forget. */
    synchronized void soonAgain() {
        left = 0;
    }

    private Instant believed(Instant now) {
        Instant begin = first;
        if (begin == null || now.isBefore(begin)) {
            first = now;
            firstNanos = System.nanoTime();
            return now;
        }
        Instant latest = begin.plus(Duration.ofNanos(System.nanoTime() - firstNanos));
        return now.isBefore(latest) ? now : latest;
    }
}
