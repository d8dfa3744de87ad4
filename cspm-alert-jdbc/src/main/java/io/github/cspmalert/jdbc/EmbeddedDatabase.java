package io.github.cspmalert.jdbc;

import io.github.cspmalert.state.AlertStoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of SQLite, which lets one write at a time: so there is one connection, and who needs it waits for it here, in turn,
 * which SQLite's own waiting would not give.
 */
final class EmbeddedDatabase implements Database {

    private static final Logger log = LoggerFactory.getLogger(JdbcStore.class);
    private static final String URL = "jdbc:sqlite:";

    private final Path file;
    private final ReentrantLock turn = new ReentrantLock(true);
    private @Nullable Connection connection;
    private boolean closed;

    EmbeddedDatabase(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public <T> T read(Work<T> work) throws SQLException {
        turn.lock();
        try {
            return work.with(connection());
        } finally {
            turn.unlock();
        }
    }

    @Override
    public <T> T transact(Work<T> work, Predicate<T> keep) throws SQLException {
        turn.lock();
        try {
            return inTransaction(connection(), work, keep);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
            abandon();
        } finally {
            turn.unlock();
        }
    }

    private <T> T inTransaction(Connection open, Work<T> work, Predicate<T> keep) throws SQLException {
        try (Statement statement = open.createStatement()) {
            // A transaction that first reads and then writes would fail if somebody wrote in between.
            statement.execute("begin immediate");
            T answer;
            try {
                answer = work.with(open);
                statement.execute(keep.test(answer) ? "commit" : "rollback");
            } catch (Throwable e) {
                rollback(statement, e);
                throw e;
            }
            return answer;
        }
    }

    private void rollback(Statement statement, Throwable failure) {
        try {
            statement.execute("rollback");
        } catch (SQLException e) {
            // SQLite may have rolled back by itself. Whether it did is certain on a new connection alone.
            failure.addSuppressed(SqlFaults.withoutValues(e));
            abandon();
        }
    }

    private Connection connection() throws SQLException {
        if (closed) {
            throw new AlertStoreException("the store is closed", false, null);
        }
        Connection open = connection;
        if (open == null) {
            createFile();
            open = DriverManager.getConnection(URL + file, settings());
            connection = open;
        }
        return open;
    }

    private void abandon() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                log.debug("A connection could not be closed", SqlFaults.withoutValues(e));
            }
        }
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("journal_mode", "WAL");
        // Also after a power failure, what was committed is there.
        settings.setProperty("synchronous", "FULL");
        settings.setProperty("busy_timeout", "30000");
        return settings;
    }

    private void createFile() {
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            createForItsOwner();
        } catch (IOException e) {
            throw new AlertStoreException(
                    "the file of the store cannot be created at " + file + "; name a place that may be written to",
                    false,
                    e);
        }
    }

    // Messages and addresses are confidential: where files have owners, this one is its owner's.
    private void createForItsOwner() throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createFile(file, attributes);
        } catch (FileAlreadyExistsException e) {
            // Most often, since the store outlives the JVM. If it is something else, opening it says so.
        }
    }
}
