package io.github.cspmalert.state;

import io.github.cspmalert.posture.OpenCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How many findings of a group were open, as was told. Immutable.
 *
 * @param points the counts, the oldest first, one for each day that brought news; at most {@value #MOST_POINTS}
 */
public record TrendState(List<Point> points) implements StateValue {

    /** The number of points that are kept. */
    public static final int MOST_POINTS = 30;

    /** Nothing is known. */
    public static final TrendState EMPTY = new TrendState(List.of());

    /**
     * How many findings were open at some time.
     *
     * @param at when
     * @param open how many
     */
    public record Point(Instant at, OpenCounts open) {

        /**
         * Checks that no part is null.
         *
         * @param at when
         * @param open how many
         */
        public Point {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(open, "open");
        }
    }

    /**
     * Copies the list.
     *
     * @param points the counts, the oldest first
     */
    public TrendState {
        points = List.copyOf(points);
    }

    /** {@return how many were open at the last point} */
    public OpenCounts latest() {
        return points.isEmpty()
                ? OpenCounts.NONE
                : points.get(points.size() - 1).open();
    }

    /**
     * Adds a point, in place of one of the same day.
     *
     * @param at when
     * @param open how many were open
     * @return the trend then
     */
    public TrendState with(Instant at, OpenCounts open) {
        List<Point> next = new ArrayList<>(points);
        long day = Math.floorDiv(at.getEpochSecond(), 86_400);
        next.removeIf(point -> Math.floorDiv(point.at().getEpochSecond(), 86_400) >= day);
        next.add(new Point(at, open));
        return new TrendState(next.subList(Math.max(0, next.size() - MOST_POINTS), next.size()));
    }
}
