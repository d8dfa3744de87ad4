package io.github.cspmalert.testkit.sls.internal.query;

import java.util.List;
import java.util.Map;

/**
 * The answer to a query.
 *
 * @param hasSql whether the statement had an SQL part
 * @param columns the columns in the order selected; of a search, the fields found in its logs
 * @param columnTypes the Presto type of each column, such as {@code varchar}; empty for a search
 * @param rows the rows; a cell is text formatted as Presto formats it, and SQL's NULL is the text {@code null}, as in
 *     the service. A search gives {@code __time__}, {@code __topic__}, {@code __source__} and tags along with the fields
 * @param processedRows the number of logs that the search part found
 * @param limited the limit that was applied to an SQL part, 0 for a search
 * @param searchPart the search part of the statement
 * @param sqlPart the SQL part of the statement, empty if there is none
 */
public record QueryResult(
        boolean hasSql,
        List<String> columns,
        List<String> columnTypes,
        List<Map<String, String>> rows,
        long processedRows,
        long limited,
        String searchPart,
        String sqlPart) {}
