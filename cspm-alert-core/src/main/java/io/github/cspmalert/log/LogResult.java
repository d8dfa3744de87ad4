package io.github.cspmalert.log;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The rows that a query gave. Immutable and thread-safe.
 *
 * @param origin where the rows came from
 * @param columns the columns in the order selected
 * @param rows the rows
 * @param cuts why the rows may not be all there are, or not exact; empty if they are all there are
 */
public record LogResult(LogOrigin origin, List<String> columns, List<LogRow> rows, Set<Cut> cuts) {

    /**
     * Copies the collections.
     *
     * @param origin where the rows came from
     * @param columns the columns
     * @param rows the rows
     * @param cuts why the rows may not be all there are
     * @throws NullPointerException if a part, a column or a row is null
     */
    public LogResult {
        Objects.requireNonNull(origin, "origin is null; use LogOrigin.UNKNOWN");
        columns = List.copyOf(columns);
        int index = 0;
        for (LogRow row : rows) {
            int at = index++;
            Objects.requireNonNull(row, () -> "row " + at + " is null; leave out what cannot be read");
        }
        rows = List.copyOf(rows);
        cuts = cuts.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(cuts));
    }

    /** {@return whether the rows may not be all there are, or not exact} */
    public boolean isCut() {
        return !cuts.isEmpty();
    }
}
