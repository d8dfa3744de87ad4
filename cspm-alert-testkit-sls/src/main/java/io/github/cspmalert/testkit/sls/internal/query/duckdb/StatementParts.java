package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import io.github.cspmalert.log.LogStatement;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import java.nio.charset.StandardCharsets;

/**
 * The parts of a statement, without white space around them.
 *
 * @param search the search part
 * @param sql the SQL part, empty if there is none
 * @param hasSql whether there is a {@code |}
 */
record StatementParts(String search, String sql, boolean hasSql) {

    private static final int MOST_BYTES = 64 * 1024;

    static StatementParts of(String statement) {
        if (statement.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw QueryRejectedException.invalid("the statement is longer than " + MOST_BYTES + " bytes");
        }
        if (statement.indexOf('\0') >= 0) {
            throw QueryRejectedException.invalid("the statement has a NUL character");
        }
        LogStatement parted = LogStatement.of(statement);
        String sql = parted.sql();
        return new StatementParts(parted.search().strip(), sql == null ? "" : sql.strip(), sql != null);
    }
}
