package io.github.cspmalert.testkit.sls.internal.query.sql;

import java.util.List;

/**
 * SQL for the engine.
 *
 * @param ctes the WITH queries of the statement, each as {@code "name" AS (...)}; the caller puts {@code log} before them
 * @param sql the statement without WITH
 * @param columns its columns in order
 * @param columnsKnown whether they are: {@code *} over a join by USING has fewer
 * @param limit the most rows it gives
 */
public record RenderedSql(List<String> ctes, String sql, List<SqlColumn> columns, boolean columnsKnown, long limit) {}
