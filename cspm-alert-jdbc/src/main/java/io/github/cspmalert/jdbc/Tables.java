package io.github.cspmalert.jdbc;

import io.github.cspmalert.state.AlertStoreException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the tables and upgrades them, one engine at a time. A table beside them says which version they have, and so that
 * they are ours: tables of the same names without it are somebody else's and are left alone.
 */
final class Tables {

    static final String VERSION = "version";
    static final String STATE = "state";
    static final String OUTBOX = "outbox";
    static final String HISTORY = "history";
    static final String EXECUTIONS = "executions";

    private static final Logger log = LoggerFactory.getLogger(JdbcStore.class);
    private static final String PRODUCT = "cspm-alert";
    private static final int LOCK_PATIENCE_SECONDS = 60;
    private static final int MYSQL_INDEX_EXISTS = 1061;

    private final Dialect dialect;
    private final TableNames names;
    // What leads from each version to the next; the first list from nothing to version 1.
    private final List<List<String>> upgrades;

    Tables(Dialect dialect, TableNames names) {
        this(dialect, names, List.of(Ddl.VERSION_1));
    }

    Tables(Dialect dialect, TableNames names, List<List<String>> upgrades) {
        this.dialect = dialect;
        this.names = names;
        this.upgrades = upgrades;
    }

    /** Sees to it that the tables are there in the version that this library understands. Run in a transaction. */
    void prepare(Connection connection) throws SQLException {
        lock(connection);
        try {
            int version = version(connection);
            if (version > upgrades.size()) {
                throw new AlertStoreException(
                        "the tables '%s…' have version %d, and this library understands version %d at most; use the newer library that upgraded them, or another tablePrefix"
                                .formatted(names.of(""), version, upgrades.size()),
                        false,
                        null);
            }
            for (int next = version; next < upgrades.size(); next++) {
                upgrade(connection, next);
            }
            if (dialect == Dialect.MYSQL) {
                // Its lock does not belong to the transaction: whoever gets it next is to see what was done.
                connection.commit();
            }
        } finally {
            unlock(connection);
        }
    }

    private int version(Connection connection) throws SQLException {
        Set<String> present = present(connection);
        if (present.contains(VERSION)) {
            return readVersion(connection);
        }
        if (!present.isEmpty()) {
            throw foreign(present.iterator().next());
        }
        execute(
                connection,
                dialect.ddl("create table %s (product varchar(64) not null, version integer not null){options}"
                        .formatted(names.of(VERSION))));
        return 0;
    }

    private int readVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select * from " + names.of(VERSION))) {
            ResultSetMetaData columns = row.getMetaData();
            boolean ours = columns.getColumnCount() == 2
                    && columns.getColumnLabel(1).equalsIgnoreCase("product")
                    && columns.getColumnLabel(2).equalsIgnoreCase("version");
            if (!ours) {
                throw foreign(VERSION);
            }
            // Where creating a table cannot be undone, an engine may have ended before it put the row in.
            int version = 0;
            while (row.next()) {
                if (!PRODUCT.equals(row.getString(1))) {
                    throw foreign(VERSION);
                }
                version = Math.max(version, row.getInt(2));
            }
            return version;
        }
    }

    private void upgrade(Connection connection, int from) throws SQLException {
        for (String statement : upgrades.get(from)) {
            executeUnlessDone(connection, named(statement));
        }
        execute(connection, "delete from " + names.of(VERSION));
        String insert = "insert into %s (product, version) values (?, ?)".formatted(names.of(VERSION));
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, PRODUCT);
            statement.setInt(2, from + 1);
            statement.executeUpdate();
        }
        log.info("The tables of the store are ready [prefix={}, version={}]", names.of(""), from + 1);
    }

    // MySQL has no other way to create an index again.
    private void executeUnlessDone(Connection connection, String statement) throws SQLException {
        try {
            execute(connection, statement);
        } catch (SQLException e) {
            if (dialect != Dialect.MYSQL || e.getErrorCode() != MYSQL_INDEX_EXISTS) {
                throw e;
            }
        }
    }

    private String named(String statement) {
        String named = dialect.ddl(statement).replace("{prefix}", names.prefix());
        for (String table : List.of(STATE, OUTBOX, HISTORY, EXECUTIONS)) {
            named = named.replace("{" + table + "}", names.of(table));
        }
        return named;
    }

    private Set<String> present(Connection connection) throws SQLException {
        Set<String> present = new HashSet<>();
        DatabaseMetaData meta = connection.getMetaData();
        boolean mysql = dialect == Dialect.MYSQL;
        String schema = names.schema().isEmpty() ? current(connection, mysql) : names.schema();
        @Nullable String pattern = mysql || schema.isEmpty() ? null : literally(schema, meta);
        try (ResultSet tables =
                meta.getTables(mysql ? schema : null, pattern, literally(names.prefix(), meta) + "%", null)) {
            while (tables.next()) {
                String type = String.valueOf(tables.getString("TABLE_TYPE"));
                String name = tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (type.contains("TABLE") || type.contains("VIEW")) {
                    present.add(name.substring(names.prefix().length()));
                }
            }
        }
        present.retainAll(Set.of(VERSION, STATE, OUTBOX, HISTORY, EXECUTIONS));
        return present;
    }

    // In a pattern an underscore stands for any character.
    private static String literally(String name, DatabaseMetaData meta) throws SQLException {
        String escape = meta.getSearchStringEscape();
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    private String current(Connection connection, boolean mysql) throws SQLException {
        @Nullable String current = dialect == Dialect.SQLITE ? null : mysql ? connection.getCatalog() : connection.getSchema();
        return current == null ? "" : current;
    }

    private AlertStoreException foreign(String table) {
        return new AlertStoreException(
                "the table '%s' is there already and was not created by cspm-alert; nothing was changed. Set another tablePrefix or schema"
                        .formatted(names.of(table)),
                false,
                null);
    }

    private void lock(Connection connection) throws SQLException {
        // Not %d, with which some languages write the digits with their own characters.
        switch (dialect) {
            case POSTGRESQL -> execute(connection, "select pg_advisory_xact_lock(%s)".formatted(lockNumber()));
            case MYSQL -> lockByName(connection);
            // Its transactions lock the whole file.
            case SQLITE -> {}
        }
    }

    private void lockByName(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select get_lock('%s', %s)".formatted(lockName(), LOCK_PATIENCE_SECONDS))) {
            if (!row.next() || row.getInt(1) != 1) {
                throw new AlertStoreException(
                        "somebody else has been preparing the tables '%s…' for %d seconds; look whether a statement hangs in the database"
                                .formatted(names.of(""), LOCK_PATIENCE_SECONDS),
                        true,
                        null);
            }
        }
    }

    private void unlock(Connection connection) throws SQLException {
        if (dialect == Dialect.MYSQL) {
            execute(connection, "select release_lock('%s')".formatted(lockName()));
        }
    }

    private long lockNumber() {
        return 0x6373706d_00000000L | Integer.toUnsignedLong(names.of("").hashCode());
    }

    private String lockName() {
        return PRODUCT + "-" + Long.toHexString(lockNumber());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
