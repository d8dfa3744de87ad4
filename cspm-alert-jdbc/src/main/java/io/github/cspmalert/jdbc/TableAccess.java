package io.github.cspmalert.jdbc;

import io.github.cspmalert.json.state.StateMapper;
import io.github.cspmalert.state.AlertStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tables, created when they are needed first, and what is tried again at once. Thread-safe. */
final class TableAccess {

    // A database that ended a transaction in favour of another has made this one wait already.
    private static final int MOST_TRIES = 10;

    private final Database database;
    private final TableNames names;
    private volatile @Nullable TableSet tables;

    TableAccess(Database database, TableNames names) {
        this.database = database;
        this.names = names;
    }

    /** The tables of one store. */
    record TableSet(StateTable states, OutboxTable outbox, HistoryTable history) {}

    /** What is done with the tables. */
    @FunctionalInterface
    interface TableWork<T> {
        T with(TableSet tables, Connection connection) throws SQLException;
    }

    private interface Step<T> {
        T run() throws SQLException;
    }

    <T> T read(String doing, TableWork<T> work) {
        TableSet set = prepared();
        return guarded(doing, () -> database.read(connection -> work.with(set, connection)));
    }

    <T> T write(String doing, TableWork<T> work) {
        return writeIf(doing, work, answer -> true);
    }

    /** Undoes the work if its answer is not to be kept. */
    <T> T writeIf(String doing, TableWork<T> work, Predicate<T> keep) {
        TableSet set = prepared();
        return guarded(doing, () -> database.transact(connection -> work.with(set, connection), keep));
    }

    void close() {
        database.close();
    }

    TableSet prepared() {
        TableSet ready = tables;
        if (ready != null) {
            return ready;
        }
        synchronized (this) {
            ready = tables;
            if (ready == null) {
                ready = guarded(
                        "preparing the tables of the store", () -> database.transact(this::prepare, set -> true));
                tables = ready;
            }
            return ready;
        }
    }

    private TableSet prepare(Connection connection) throws SQLException {
        Dialect dialect = Dialect.of(connection);
        new Tables(dialect, names).prepare(connection);
        StateMapper mapper = new StateMapper();
        return new TableSet(
                new StateTable(names, mapper),
                new OutboxTable(names, mapper, dialect, dialect.lockingOf(connection)),
                new HistoryTable(names, mapper));
    }

    private static <T> T guarded(String doing, Step<T> step) {
        for (int tries = 1; ; tries++) {
            try {
                return step.run();
            } catch (SQLException e) {
                if (tries == MOST_TRIES || !SqlFaults.isContention(e)) {
                    throw SqlFaults.translate(doing, e);
                }
            } catch (AlertStoreException e) {
                throw e;
            } catch (RuntimeException e) {
                // A pool that is closed says so with an exception of its own.
                throw new AlertStoreException(
                        doing + " failed with " + e.getClass().getName(), true, SqlFaults.withoutValues(e));
            }
        }
    }
}
