package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import io.github.cspmalert.testkit.sls.internal.query.LogColumns;
import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Key;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import io.github.cspmalert.testkit.sls.internal.query.Packed;
import io.github.cspmalert.testkit.sls.internal.query.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The table of logs: makes it, fills it, makes it anew for another index. One thread at a time, except {@link #columns}
 * and {@link #size}.
 */
final class LogStorage {

    private static final int ROWS_AT_ONCE = 10_000;

    private final DuckDb database;
    private volatile LogColumns columns;

    private LogStorage(DuckDb database, LogColumns columns) {
        this.database = database;
        this.columns = columns;
    }

    /** Opens the table that is there, brought in line with the index, or makes one. */
    static LogStorage open(DuckDb database, LogColumns columns) {
        LogStorage storage = new LogStorage(database, columns);
        storage.inTransaction("open the logs", statement -> {
            statement.execute("CREATE TABLE IF NOT EXISTS layout (fields VARCHAR)");
            String found = layout(statement);
            if (found == null) {
                createTable(statement, "logs", columns);
            } else {
                storage.columns = columns(found);
            }
        });
        storage.reindex(columns);
        return storage;
    }

    LogColumns columns() {
        return columns;
    }

    long size() {
        try (DuckDBConnection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM " + LogColumns.TABLE)) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot count the logs", e);
        }
    }

    void append(List<LogEntry> logs) {
        inTransaction("append logs", statement -> {
            try (DuckDBAppender appender = database.writer().createAppender("main", "logs")) {
                LogWriter writer = new LogWriter(columns);
                for (LogEntry log : logs) {
                    writer.write(log, appender);
                }
            }
        });
    }

    /** Makes the table anew, if the index asks for other columns. */
    void reindex(LogColumns wanted) {
        if (!layout(wanted).equals(layout(columns))) {
            inTransaction("rebuild the logs for another index", statement -> {
                createTable(statement, "logs_new", wanted);
                copy(wanted);
                statement.execute("DROP TABLE logs");
                statement.execute("ALTER TABLE logs_new RENAME TO logs");
            });
        }
        columns = wanted;
    }

    private void copy(LogColumns wanted) throws SQLException {
        LogReader reader = new LogReader(columns);
        LogWriter writer = new LogWriter(wanted);
        try (DuckDBConnection connection = database.connect();
                Statement statement = connection.createStatement();
                DuckDBAppender appender = database.writer().createAppender("main", "logs_new")) {
            List<LogEntry> logs;
            long next = 0;
            do {
                logs = read(reader, statement, next);
                for (LogEntry log : logs) {
                    writer.write(log, appender);
                }
                next += ROWS_AT_ONCE;
            } while (!logs.isEmpty());
        }
    }

    private static List<LogEntry> read(LogReader reader, Statement statement, long from) throws SQLException {
        String sql = reader.select() + " WHERE rowid >= " + from + " AND rowid < " + (from + ROWS_AT_ONCE)
                + " ORDER BY rowid";
        List<LogEntry> logs = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                logs.add(reader.read(rows));
            }
        }
        return logs;
    }

    private static void createTable(Statement statement, String name, LogColumns columns) throws SQLException {
        statement.execute("CREATE TABLE " + name + " (" + String.join(", ", columns.definitions()) + ")");
        statement.execute("DELETE FROM layout");
        statement.execute("INSERT INTO layout VALUES (" + SqlText.literal(layout(columns)) + ")");
    }

    private static @Nullable String layout(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT fields FROM layout")) {
            return found.next() ? found.getString(1) : null;
        }
    }

    /** Names and types of fields, which make the columns of the table. */
    private static String layout(LogColumns columns) {
        StringBuilder packed = new StringBuilder();
        columns.fields().forEach(field -> {
            Packed.add(field.name(), packed);
            Packed.add((field.numeric() ? field.key().type() : Type.TEXT).name(), packed);
        });
        return packed.toString();
    }

    private static LogColumns columns(String layout) {
        Map<String, Key> keys = new LinkedHashMap<>();
        Iterator<String> parts = Packed.texts(layout).iterator();
        while (parts.hasNext()) {
            keys.put(parts.next(), new Key(Type.valueOf(parts.next()), false, false, "", ""));
        }
        return new LogColumns(new LogstoreIndex(null, keys));
    }

    private interface Work {
        void run(Statement statement) throws SQLException;
    }

    private void inTransaction(String what, Work work) {
        DuckDBConnection connection = database.writer();
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                work.run(statement);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot " + what, e);
        }
    }
}
