package io.github.cspmalert.definition;

import io.github.cspmalert.common.Cursor;
import io.github.cspmalert.internal.statement.SqlToken;

/** Looks at what a statement gives: how many rows, in which order, and what it counts. */
final class StatementLint {

    private final String statement;
    private final StatementShape shape;
    private final String field;
    private final Warnings warnings;

    StatementLint(String statement, StatementShape shape, String field, Warnings warnings) {
        this.statement = statement;
        this.shape = shape;
        this.field = field;
        this.warnings = warnings;
    }

    /**
     * Looks at it.
     *
     * @param countsRows whether a trigger counts its rows
     * @param joined whether it is one of three that are put together
     */
    void check(boolean countsRows, boolean joined) {
        if (shape.isSearch() && countsRows) {
            warnings.add(
                    LintRule.SEARCH_ROW_COUNT,
                    field,
                    "a search gives its first 100 rows only, and the trigger counts those",
                    "count in SQL, with '| SELECT count(*) AS cnt', and compare cnt in condition");
        } else if (shape.isQuery() && !shape.givesOneRow()) {
            limit(joined);
        }
        SqlToken count = shape.countOfRecords();
        if (shape.readsCspm() && count != null) {
            warnings.add(
                    LintRule.RECORDS_NOT_LATEST,
                    field,
                    Cursor.Place.of(statement, shape.offset(count)),
                    "'%s' counts records, of which a resource has one for each run of CSPM in the window, also where it passes now"
                            .formatted(count.text()),
                    "take the latest status of each resource first, with max_by(status, __time__), or use a posture rule");
        }
    }

    private void limit(boolean joined) {
        int used = joined ? RowsUsed.WITHOUT_LIMIT : RowsUsed.WITH_LIMIT;
        int at = Math.min(shape.limitOffset(), statement.length());
        if (shape.limit().isEmpty()) {
            warnings.add(
                    LintRule.LIMIT_MISSING,
                    field,
                    "without LIMIT, 100 rows are used and counted of any number",
                    "add ORDER BY and LIMIT " + used);
            return;
        }
        if (shape.limit().getAsInt() > used) {
            warnings.add(
                    LintRule.LIMIT_TOO_HIGH,
                    field,
                    Cursor.Place.of(statement, at),
                    "only the first %d rows are used".formatted(used),
                    "write LIMIT " + used + ", or group further");
        }
        if (!shape.isOrdered()) {
            warnings.add(
                    LintRule.ORDER_MISSING,
                    field,
                    Cursor.Place.of(statement, at),
                    "without ORDER BY, LIMIT keeps any rows, other ones at each evaluation",
                    "say with ORDER BY which rows matter most");
        }
    }
}
