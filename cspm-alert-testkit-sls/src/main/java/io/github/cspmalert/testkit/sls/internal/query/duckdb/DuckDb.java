package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * One database, in memory or in a file, that reaches nothing outside itself: no files, no network, no extensions, and
 * settings that no statement can change. That lock is the second line; the first is that only rendered SQL gets here.
 *
 * @see <a href="https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview">Securing DuckDB</a>
 */
final class DuckDb implements AutoCloseable {

    private static final String FILE = "logs.duckdb";
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("enable_external_access", "false"),
            Map.entry("autoinstall_known_extensions", "false"),
            Map.entry("autoload_known_extensions", "false"),
            Map.entry("allow_community_extensions", "false"),
            Map.entry("temp_directory", ""),
            Map.entry("memory_limit", "2GB"),
            // As fast for a test's data, and rows keep the order in which they arrived.
            Map.entry("threads", "1"));

    private final DuckDBConnection connection;

    private DuckDb(DuckDBConnection connection) {
        this.connection = connection;
    }

    static DuckDb open(@Nullable Path folder) {
        Properties settings = new Properties();
        settings.putAll(SETTINGS);
        try {
            String file = folder == null
                    ? ""
                    : Files.createDirectories(folder).resolve(FILE).toString();
            DuckDBConnection connection = DuckDBConnection.newConnection("jdbc:duckdb:" + file, false, settings);
            return prepared(connection);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the folder of the logs, " + folder, e);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "cannot open the logs " + (folder == null ? "in memory" : "in " + folder)
                            + "; is another process using the folder, and can java.io.tmpdir be written to?",
                    e);
        }
    }

    private static DuckDb prepared(DuckDBConnection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL TimeZone = 'UTC'");
            statement.execute("SET lock_configuration = true");
            JavaFunctions.register(connection);
            for (String macro : Macros.statements()) {
                statement.execute(macro);
            }
            return new DuckDb(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The connection that writes; one thread at a time. */
    DuckDBConnection writer() {
        return connection;
    }

    /** Another connection to the same database. */
    DuckDBConnection connect() throws SQLException {
        if (connection.isClosed()) {
            throw new IllegalStateException("the table of logs is closed");
        }
        return connection.duplicate();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot close the logs", e);
        }
    }
}
