package io.github.cspmalert.testkit.sls.internal.query.sql;

import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;

/**
 * The rows that an SQL part gives.
 *
 * @param count the most rows
 * @param offset the rows skipped before them
 * @see <a href="https://www.alibabacloud.com/help/en/sls/limit-clause">LIMIT clause</a>
 */
record Limits(long count, long offset) {

    private static final long DEFAULT = 100;
    private static final long MOST = 1_000_000;
    private static final long MOST_IN_PAGE = 10_000;

    static Limits of(String limit, Paging paging) {
        long count = number(limit);
        long most = paging.paged() ? MOST_IN_PAGE : MOST;
        if (count > most) {
            throw QueryRejectedException.invalid("LIMIT " + (paging.paged() ? paging.offset() + ", " : "") + count
                    + " asks for too many rows; " + (paging.paged() ? "LIMIT offset, count" : "LIMIT")
                    + " gives at most " + most);
        }
        if (paging.offset() + count > MOST) {
            throw QueryRejectedException.invalid(
                    "LIMIT " + paging.offset() + ", " + count + " reaches beyond row " + MOST);
        }
        return new Limits(count, paging.offset());
    }

    static Limits byDefault() {
        return new Limits(DEFAULT, 0);
    }

    static long number(String digits) {
        if (digits.equalsIgnoreCase("all")) {
            throw QueryRejectedException.invalid("LIMIT ALL is not served; write the number of rows, at most " + MOST);
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw QueryRejectedException.invalid("LIMIT " + digits + " is not a number of rows", e);
        }
    }

    String sql() {
        return " LIMIT " + count + (offset > 0 ? " OFFSET " + offset : "");
    }
}
