package io.github.cspmalert.log;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.internal.Checks;
import java.util.Objects;

/**
 * A statement to run over a range of log time.
 *
 * @param statement the statement, {@code search} or {@code search | SQL}, in SLS's language; not blank
 * @param range the range of log time
 * @param maxRows the number of rows wanted if the statement itself sets no limit; 1 to 1,000,000. Rows beyond
 *     it are reported as {@linkplain LogResult#cuts() cut}
 * @see <a href="https://www.alibabacloud.com/help/en/sls/query-syntax">SLS: query syntax</a>
 */
public record LogQuery(String statement, TimeRange range, int maxRows) {

    /** The number of rows that SLS gives a statement without a limit: {@value}. */
    public static final int DEFAULT_MAX_ROWS = 100;

    /**
     * Checks the parts.
     *
     * @param statement the statement
     * @param range the range of log time
     * @param maxRows the number of rows wanted
     * @throws IllegalArgumentException if the statement is blank or {@code maxRows} is not between 1 and 1,000,000
     */
    public LogQuery {
        Checks.notBlank("statement", statement);
        Objects.requireNonNull(range, "range");
        if (maxRows < 1 || maxRows > 1_000_000) {
            throw new IllegalArgumentException("maxRows must be between 1 and 1000000, but is " + maxRows);
        }
    }

    /**
     * Creates a query for as many rows as SLS gives by default, {@value #DEFAULT_MAX_ROWS}.
     *
     * @param statement the statement; not blank
     * @param range the range of log time
     * @throws IllegalArgumentException if the statement is blank
     */
    public LogQuery(String statement, TimeRange range) {
        this(statement, range, DEFAULT_MAX_ROWS);
    }
}
