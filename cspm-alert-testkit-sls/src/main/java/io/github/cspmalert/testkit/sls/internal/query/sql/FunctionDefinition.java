package io.github.cspmalert.testkit.sls.internal.query.sql;

/**
 * A function that the white list has.
 *
 * @param use where it may stand
 * @param fewest the fewest arguments
 * @param most the most arguments
 * @param body what it becomes
 */
record FunctionDefinition(Use use, int fewest, int most, Body body) {

    enum Use {
        /** Of the values of one row. */
        SCALAR,
        /** Over many rows: takes DISTINCT, FILTER, ORDER BY and OVER. */
        AGGREGATE,
        /** Only with OVER. */
        WINDOW
    }

    /** Renders a call. */
    @FunctionalInterface
    interface Body {
        Fragment render(Call call);
    }

    /** Says what a call gives. */
    @FunctionalInterface
    interface Returns {
        SqlType of(Call call);
    }
}
