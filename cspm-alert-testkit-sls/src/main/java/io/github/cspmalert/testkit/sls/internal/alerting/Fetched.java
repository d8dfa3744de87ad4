package io.github.cspmalert.testkit.sls.internal.alerting;

import java.util.List;
import java.util.Map;

/**
 * A query with the rows that it gave.
 *
 * @param query the query
 * @param window the log time that it looked at
 * @param columns the names of its columns in their order
 * @param rows its rows
 * @param sql whether it is more than a search
 */
record Fetched(
        LogQuery query, LogQuery.Window window, List<String> columns, List<Map<String, String>> rows, boolean sql) {

    /** Rows of a search, of SQL, and of each of three queries that are all put together. */
    private static final int OF_SEARCH = 100;

    private static final int OF_SQL = 1000;
    private static final int OF_EACH_OF_THREE = 100;

    /** {@return the rows that are evaluated}
     *
     * @see <a href="https://help.aliyun.com/document_detail/207711.htm">Limits of alerting</a>
     */
    List<Map<String, String>> evaluated(Rule rule) {
        boolean threeTogether = rule.queries().size() == 3
                && rule.joins().stream().noneMatch(join -> join.type().equals("no_join"));
        int most = threeTogether ? OF_EACH_OF_THREE : sql ? OF_SQL : OF_SEARCH;
        return rows.subList(0, Math.min(most, rows.size()));
    }
}
