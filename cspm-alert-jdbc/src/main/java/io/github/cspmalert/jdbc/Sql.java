package io.github.cspmalert.jdbc;

import io.github.cspmalert.state.AlertStoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the tables have in common. */
final class Sql {

    private static final int LONGEST_KEY = 255;
    private static final int MOST_IN_ONE_STATEMENT = 512;

    private Sql() {}

    /** Sets the parameters of one of many like statements. */
    @FunctionalInterface
    interface Binder<T> {
        void bind(PreparedStatement statement, T value) throws SQLException;
    }

    /** Sets the parameters of a query. */
    @FunctionalInterface
    interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    /** Reads a row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** {@return what is found, in the order of the rows} */
    static <T> List<T> query(Connection connection, String sql, Parameters parameters, Reader<T> reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        }
    }

    /** {@return whether the statement changed exactly one row for each of the values} */
    static <T> boolean changesOneEach(Connection connection, String sql, Collection<T> values, Binder<T> binder)
            throws SQLException {
        boolean all = true;
        for (int count : update(connection, sql, values, binder)) {
            if (count == Statement.SUCCESS_NO_INFO) {
                throw new AlertStoreException(
                        "the driver does not tell how many rows a batch changed; do not set what makes it rewrite or bundle"
                                + " batches, such as useBulkStmts",
                        false,
                        null);
            }
            all &= count == 1;
        }
        return all;
    }

    /** Runs a statement once for each of the values. */
    static <T> int[] update(Connection connection, String sql, Collection<T> values, Binder<T> binder)
            throws SQLException {
        if (values.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (values.size() == 1) {
                binder.bind(statement, values.iterator().next());
                return new int[] {statement.executeUpdate()};
            }
            for (T value : values) {
                binder.bind(statement, value);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    /**
     * {@return the keys in lists that fit into one statement each. Lists are filled up with their last key to a power of two,
     * so that there are few different statements, which databases and drivers remember}
     */
    static List<List<String>> portions(Collection<String> keys) {
        List<String> all = List.copyOf(keys);
        List<List<String>> portions = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST_IN_ONE_STATEMENT) {
            List<String> portion =
                    new ArrayList<>(all.subList(from, Math.min(all.size(), from + MOST_IN_ONE_STATEMENT)));
            int size = portion.size() == 1 ? 1 : Integer.highestOneBit(portion.size() - 1) * 2;
            portion.addAll(Collections.nCopies(size - portion.size(), portion.get(portion.size() - 1)));
            portions.add(portion);
        }
        return portions;
    }

    /** {@return as many question marks in brackets} */
    static String marks(int count) {
        return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }

    /** {@return the key, which is not too long for its column} */
    static String key(String what, String key) {
        if (key.length() > LONGEST_KEY) {
            throw new AlertStoreException(
                    "%s must have at most %d characters to be kept in a database, but has %d"
                            .formatted(what, LONGEST_KEY, key.length()),
                    false,
                    null);
        }
        return key;
    }

    /** {@return microseconds since 1970; the least or the greatest number if there are none for the instant} */
    static long micros(Instant instant) {
        long seconds = instant.getEpochSecond();
        long limit = Long.MAX_VALUE / 1_000_000 - 1;
        if (Math.abs(seconds) > limit) {
            return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return TimeUnit.SECONDS.toMicros(seconds) + TimeUnit.NANOSECONDS.toMicros(instant.getNano());
    }
}
