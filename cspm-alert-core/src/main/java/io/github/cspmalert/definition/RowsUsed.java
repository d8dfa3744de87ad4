package io.github.cspmalert.definition;

import java.util.List;

/**
 * How many rows a rule can have at most.
 *
 * @param most the number; {@link Integer#MAX_VALUE} where it cannot be told
 * @param alwaysOne whether there is always one row
 * @see <a href="https://help.aliyun.com/document_detail/207711.htm">SLS: limits of alerting</a>
 */
record RowsUsed(int most, boolean alwaysOne) {

    /** The rows of a search, and of SQL without LIMIT. */
    static final int WITHOUT_LIMIT = 100;

    /** The rows of SQL with LIMIT that are used. */
    static final int WITH_LIMIT = 1000;

    private static final RowsUsed UNKNOWN = new RowsUsed(Integer.MAX_VALUE, false);

    /** {@return the rows of what is evaluated; what is put together of several queries may have any number} */
    static RowsUsed of(List<StatementShape> evaluated) {
        if (evaluated.size() != 1) {
            return UNKNOWN;
        }
        StatementShape shape = evaluated.get(0);
        int most = shape.isSearch() ? WITHOUT_LIMIT : Math.min(shape.limit().orElse(WITHOUT_LIMIT), WITH_LIMIT);
        boolean unread = !shape.isSearch() && !shape.isQuery();
        return unread
                ? UNKNOWN
                : new RowsUsed(shape.givesOneRow() ? Math.min(most, 1) : most, shape.alwaysGivesOneRow());
    }

    /** {@return the number in words, to stand behind a sentence; empty where it cannot be told} */
    String words() {
        return most == Integer.MAX_VALUE ? "" : ", since the statement gives " + most + " at most";
    }
}
