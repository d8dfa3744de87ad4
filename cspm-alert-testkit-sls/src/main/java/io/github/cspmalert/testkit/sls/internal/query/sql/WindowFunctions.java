package io.github.cspmalert.testkit.sls.internal.query.sql;

import static io.github.cspmalert.testkit.sls.internal.query.sql.FunctionTable.like;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.BIGINT;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.DOUBLE;

/**
 * Functions over a window.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/window-functions">Window functions</a>
 */
final class WindowFunctions {

    private WindowFunctions() {}

    static void addTo(FunctionTable table) {
        table.window("row_number", 0, 0, call -> BIGINT);
        table.window("rank", 0, 0, call -> BIGINT);
        table.window("dense_rank", 0, 0, call -> BIGINT);
        table.window("percent_rank", 0, 0, call -> DOUBLE);
        table.window("cume_dist", 0, 0, call -> DOUBLE);
        table.window("ntile", 1, 1, call -> BIGINT);
        table.window("lag", 1, 3, like(1));
        table.window("lead", 1, 3, like(1));
        table.window("first_value", 1, 1, like(1));
        table.window("last_value", 1, 1, like(1));
        table.window("nth_value", 2, 2, like(1));
    }
}
