package io.github.cspmalert.jdbc;

import io.github.cspmalert.state.AlertStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections of the host's data source, each for one piece of work, given back as they were. */
final class PooledDatabase implements Database {

    private final DataSource dataSource;

    PooledDatabase(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public <T> T read(Work<T> work) throws SQLException {
        return lend(true, work);
    }

    @Override
    public <T> T transact(Work<T> work, Predicate<T> keep) throws SQLException {
        return lend(false, connection -> inTransaction(connection, work, keep));
    }

    /** Does nothing: the data source is its creator's. */
    @Override
    public void close() {}

    private <T> T lend(boolean autoCommit, Work<T> work) throws SQLException {
        try (Connection connection = checked(dataSource.getConnection())) {
            boolean before = connection.getAutoCommit();
            if (before == autoCommit) {
                return work.with(connection);
            }
            connection.setAutoCommit(autoCommit);
            T answer;
            try {
                answer = work.with(connection);
            } catch (Throwable e) {
                quietly(e, () -> connection.setAutoCommit(before));
                throw e;
            }
            connection.setAutoCommit(before);
            return answer;
        }
    }

    private static <T> T inTransaction(Connection connection, Work<T> work, Predicate<T> keep) throws SQLException {
        T answer;
        try {
            answer = work.with(connection);
            if (keep.test(answer)) {
                connection.commit();
                return answer;
            }
        } catch (Throwable e) {
            quietly(e, connection::rollback);
            throw e;
        }
        connection.rollback();
        return answer;
    }

    private static Connection checked(@Nullable Connection connection) throws SQLException {
        if (connection == null || connection.isClosed()) {
            throw new AlertStoreException(
                    "the DataSource handed out " + (connection == null ? "no connection" : "a closed connection")
                            + "; was its pool closed, or does it lack a check of its connections?",
                    true,
                    null);
        }
        return connection;
    }

    /** Tidies up after a failure. */
    private interface Tidying {
        void run() throws SQLException;
    }

    private static void quietly(Throwable failure, Tidying tidying) {
        try {
            tidying.run();
        } catch (SQLException e) {
            // Such as of a lost connection: the failure itself says it.
            failure.addSuppressed(SqlFaults.withoutValues(e));
        }
    }
}
