package io.github.cspmalert.jdbc;

import java.sql.SQLException;
import java.util.function.Predicate;

/** Where connections come from. Thread-safe. */
interface Database extends AutoCloseable {

    /** Reads with one statement or several that need not see the same instant. */
    <T> T read(Work<T> work) throws SQLException;

    /** Does all of the work, or nothing of it if it throws or its answer is not to be kept. */
    <T> T transact(Work<T> work, Predicate<T> keep) throws SQLException;

    @Override
    void close();
}
