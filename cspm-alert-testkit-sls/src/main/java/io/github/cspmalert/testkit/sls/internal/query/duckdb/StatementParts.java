package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import io.github.cspmalert.testkit.sls.internal.query.Rejections;
import java.nio.charset.StandardCharsets;

/**
 * A statement, cut at the first {@code |} outside quotation marks.
 *
 * @param search the search part
 * @param sql the SQL part, empty if there is none
 * @param hasSql whether there is a {@code |}
 */
record StatementParts(String search, String sql, boolean hasSql) {

    private static final int MOST_BYTES = 64 * 1024;

    static StatementParts of(String statement) {
        if (statement.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw Rejections.invalid("the statement is longer than " + MOST_BYTES + " bytes");
        }
        if (statement.indexOf('\0') >= 0) {
            throw Rejections.invalid("the statement has a NUL character");
        }
        int bar = bar(statement);
        return bar < 0
                ? new StatementParts(statement.strip(), "", false)
                : new StatementParts(
                        statement.substring(0, bar).strip(),
                        statement.substring(bar + 1).strip(),
                        true);
    }

    private static int bar(String statement) {
        boolean quoted = false;
        for (int i = 0; i < statement.length(); i++) {
            switch (statement.charAt(i)) {
                case '\\' -> i += statement.startsWith("\"", i + 1) || statement.startsWith("\\", i + 1) ? 1 : 0;
                case '"' -> quoted = !quoted;
                case '|' -> {
                    if (!quoted) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }
}
