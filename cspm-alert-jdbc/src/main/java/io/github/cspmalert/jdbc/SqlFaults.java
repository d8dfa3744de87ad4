package io.github.cspmalert.jdbc;

import io.github.cspmalert.state.AlertStoreException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says in plain words what a database refused. What a driver says may hold statements and values, so neither its words nor its
 * exceptions are passed on: only its codes and where it failed.
 */
final class SqlFaults {

    /** What can be known from a code: a SQL state or the beginning of one, or a number of MySQL or SQLite. */
    private record Fault(Set<String> states, Set<Integer> mysql, Set<Integer> sqlite, boolean retryable, String words) {

        boolean fits(SQLException e) {
            String state = e.getSQLState() == null ? "" : e.getSQLState();
            boolean coded = isSqlite(e) ? sqlite.contains(e.getErrorCode() & 0xff) : mysql.contains(e.getErrorCode());
            return coded || states.stream().anyMatch(state::startsWith);
        }
    }

    private static final Fault CONTENTION = new Fault(
            Set.of("40001", "40P01", "55P03"),
            Set.of(1205, 1213),
            Set.of(5, 6),
            true,
            "others had locked what was needed, for too long or over and over");

    // The first that fits. MySQL's own numbers come before the SQL states, which it gives to several things.
    private static final List<Fault> FAULTS = List.of(
            CONTENTION,
            new Fault(
                    Set.of("25006"),
                    Set.of(1290, 1792, 1836),
                    Set.of(8),
                    false,
                    "the database is read-only; name its primary, or let the file be written to"),
            new Fault(
                    Set.of("53100"),
                    Set.of(1021, 1114),
                    Set.of(13),
                    false,
                    "the disk is full; make room, or shorten historyRetention"),
            new Fault(
                    Set.of("42501", "28"),
                    Set.of(1044, 1045, 1142, 1143, 1227),
                    Set.of(3, 23),
                    false,
                    "the user of the database may not do that; let it log in, read and write the tables and, once, create them"),
            new Fault(
                    Set.of("3F000", "3D000"),
                    Set.of(1049),
                    Set.of(),
                    false,
                    "there is no such schema; create it first"),
            new Fault(
                    Set.of("42P01", "42S02"),
                    Set.of(1146),
                    Set.of(),
                    false,
                    "a table is gone that was there before; restart to have it created"),
            new Fault(
                    Set.of(), Set.of(), Set.of(14), false, "the file cannot be opened; is it a folder, or not yours?"),
            new Fault(
                    Set.of(),
                    Set.of(),
                    Set.of(11, 26),
                    false,
                    "the file is damaged or not one of SQLite; put back a copy, or name another file"),
            new Fault(Set.of(), Set.of(), Set.of(10), true, "the file could not be read or written"),
            new Fault(Set.of("53300"), Set.of(1040, 1203), Set.of(), true, "the database has no connection to spare"),
            new Fault(
                    Set.of("08", "57P"),
                    Set.of(1053),
                    Set.of(),
                    true,
                    "the connection to the database failed or was lost"));

    private SqlFaults() {}

    /** {@return whether the same work may succeed at once} */
    static boolean isContention(SQLException e) {
        return chain(e).anyMatch(CONTENTION::fits);
    }

    /** {@return whether a key was there already} */
    static boolean isDuplicate(SQLException e) {
        return chain(e).anyMatch(each -> "23505".equals(each.getSQLState())
                || !isSqlite(each) && each.getErrorCode() == 1062
                || isSqlite(each) && (each.getErrorCode() & 0xff) == 19);
    }

    /** {@return what to throw when something failed} */
    static AlertStoreException translate(String doing, SQLException e) {
        String codes = " [SQLState=%s, code=%d]".formatted(e.getSQLState(), e.getErrorCode());
        for (Fault fault : FAULTS) {
            if (chain(e).anyMatch(fault::fits)) {
                return new AlertStoreException(
                        doing + " failed: " + fault.words() + codes, fault.retryable(), withoutValues(e));
            }
        }
        boolean retryable = chain(e).anyMatch(
                        each -> each instanceof SQLTransientException || each instanceof SQLRecoverableException);
        return new AlertStoreException(doing + " failed in the database" + codes, retryable, withoutValues(e));
    }

    /** {@return an exception with the place of another, but without its words} */
    static Throwable withoutValues(RuntimeException e) {
        RuntimeException copy = new IllegalStateException(e.getClass().getName());
        copy.setStackTrace(e.getStackTrace());
        return copy;
    }

    /** {@return an exception with the codes and the place of another, but without its words} */
    static SQLException withoutValues(SQLException e) {
        SQLException copy = new SQLException(e.getClass().getName(), e.getSQLState(), e.getErrorCode());
        copy.setStackTrace(e.getStackTrace());
        return copy;
    }

    // A batch says what happened in a next exception or in a cause.
    private static Stream<SQLException> chain(SQLException e) {
        Stream<SQLException> next = Stream.iterate(e, each -> each != null, SQLException::getNextException)
                .limit(20);
        return e.getCause() instanceof SQLException cause && cause != e ? Stream.concat(next, Stream.of(cause)) : next;
    }

    private static boolean isSqlite(SQLException e) {
        return e.getClass().getName().startsWith("org.sqlite.")
                || e.getMessage() != null && e.getMessage().startsWith("[SQLITE_");
    }
}
