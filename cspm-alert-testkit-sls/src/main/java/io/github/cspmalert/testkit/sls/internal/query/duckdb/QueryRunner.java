package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import io.github.cspmalert.testkit.sls.internal.query.LogColumns;
import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import io.github.cspmalert.testkit.sls.internal.query.LogTable.Bucket;
import io.github.cspmalert.testkit.sls.internal.query.Query;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import io.github.cspmalert.testkit.sls.internal.query.QueryResult;
import io.github.cspmalert.testkit.sls.internal.query.search.SearchCompiler;
import io.github.cspmalert.testkit.sls.internal.query.sql.RenderedSql;
import io.github.cspmalert.testkit.sls.internal.query.sql.SqlRenderer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/** Runs statements over the table. */
final class QueryRunner {

    private static final int MOST_BUCKETS = 60;

    private final DuckDb database;
    private final LogColumns columns;
    private final ZoneId zone;
    private final Duration longest;

    QueryRunner(DuckDb database, LogColumns columns, ZoneId zone, Duration longest) {
        this.database = database;
        this.columns = columns;
        this.zone = zone;
        this.longest = longest;
    }

    QueryResult query(Query query) {
        StatementParts parts = StatementParts.of(query.text());
        String condition = condition(parts.search(), query.from(), query.to());
        return parts.hasSql() ? analysed(parts, condition) : found(query, parts, condition);
    }

    private String condition(String search, int from, int to) {
        if (from >= to) {
            throw QueryRejectedException.timeRange(from, to);
        }
        return "(" + LogColumns.TIME + " >= " + from + " AND " + LogColumns.TIME + " < " + to + ") AND "
                + SearchCompiler.compile(search, columns);
    }

    private QueryResult analysed(StatementParts parts, String condition) {
        LogView view = new LogView(columns);
        RenderedSql rendered = new SqlRenderer(view.columns(), zone).render(parts.sql());
        List<String> with = new ArrayList<>(List.of(view.sql(condition)));
        with.addAll(rendered.ctes());
        String sql = "WITH " + String.join(", ", with) + " " + ResultReader.guarded(rendered);
        Macros.requireSmall(sql);
        return run(statement -> {
            long processed = count(statement, condition);
            ResultReader reader = new ResultReader(zone);
            try (ResultSet result = statement.executeQuery(sql)) {
                reader.read(result);
            }
            return new QueryResult(
                    true,
                    reader.names(),
                    reader.types(),
                    reader.rows(),
                    processed,
                    rendered.limit(),
                    parts.search(),
                    parts.sql());
        });
    }

    private QueryResult found(Query query, StatementParts parts, String condition) {
        if (query.line() < 0 || query.offset() < 0) {
            throw QueryRejectedException.invalid(
                    "line is " + query.line() + " and offset is " + query.offset() + "; both must be 0 or more");
        }
        LogReader reader = new LogReader(columns);
        String direction = query.reverse() ? " DESC" : " ASC";
        String sql = reader.select() + " WHERE " + condition + " ORDER BY " + LogColumns.TIME + direction + ", rowid"
                + direction + " LIMIT " + query.line() + " OFFSET " + query.offset();
        return run(statement -> {
            long processed = count(statement, condition);
            List<Map<String, String>> rows = new ArrayList<>();
            Set<String> names = new LinkedHashSet<>();
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    Map<String, String> row = row(reader.read(result));
                    names.addAll(row.keySet());
                    rows.add(row);
                }
            }
            return new QueryResult(false, List.copyOf(names), List.of(), rows, processed, 0, parts.search(), "");
        });
    }

    /** A field that is named like one of the service's own does not hide it. */
    private static Map<String, String> row(LogEntry log) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("__time__", Integer.toString(log.time()));
        row.put("__topic__", log.topic());
        row.put("__source__", log.source());
        log.tags().forEach((key, value) -> row.putIfAbsent(LogColumns.TAG_PREFIX + key, value));
        log.fields().forEach(row::putIfAbsent);
        return row;
    }

    List<Bucket> histogram(String statementText, int from, int to) {
        String condition = condition(StatementParts.of(statementText).search(), from, to);
        long range = (long) to - from;
        long width = (range + MOST_BUCKETS - 1) / MOST_BUCKETS;
        String sql = "SELECT (" + LogColumns.TIME + " - (" + from + ")) // " + width + ", count(*) FROM "
                + LogColumns.TABLE + " WHERE " + condition + " GROUP BY ALL";
        long[] counts = new long[(int) ((range + width - 1) / width)];
        run(statement -> {
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    counts[result.getInt(1)] = result.getLong(2);
                }
            }
            return counts;
        });
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            long start = from + i * width;
            buckets.add(new Bucket((int) start, (int) Math.min(start + width, to), counts[i]));
        }
        return buckets;
    }

    private static long count(Statement statement, String condition) throws SQLException {
        String sql = "SELECT count(*) FROM " + LogColumns.TABLE + " WHERE " + condition;
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private interface Work<T> {
        T run(Statement statement) throws SQLException;
    }

    /** One transaction, so that all a query reads is of one moment. */
    private <T> T run(Work<T> work) {
        try (DuckDBConnection connection = database.connect()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout((int) longest.toSeconds());
                return work.run(statement);
            }
        } catch (SQLTimeoutException e) {
            throw QueryRejectedException.timeout((int) longest.toSeconds(), e);
        } catch (SQLException e) {
            throw EngineErrors.rejected(e);
        }
    }
}
