package io.github.cspmalert.notify.report;

import java.time.Instant;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the most urgent rows, up to a bound. Not thread-safe. */
final class Rows {

    private final int most;
    private final Instant closedSince;
    private final PriorityQueue<Row> kept = new PriorityQueue<>(Row.URGENT_FIRST.reversed());
    private long offered;

    Rows(int most, Instant closedSince) {
        this.most = most;
        this.closedSince = closedSince;
    }

    void offer(Row row) {
        if (row.closedAt().filter(closedSince::isAfter).isPresent()) {
            return;
        }
        offered++;
        kept.add(row);
        if (kept.size() > most) {
            kept.remove();
        }
    }

    /** {@return how many rows there would be without the bound} */
    long offered() {
        return offered;
    }

    List<Row> urgentFirst() {
        return kept.stream().sorted(Row.URGENT_FIRST).toList();
    }
}
