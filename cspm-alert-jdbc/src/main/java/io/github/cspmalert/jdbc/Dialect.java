package io.github.cspmalert.jdbc;

import io.github.cspmalert.state.AlertStoreException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;

/** What databases say in their own ways. */
enum Dialect {
    POSTGRESQL(
            "varchar(255) collate \"C\"",
            "text",
            "bigint generated always as identity primary key",
            "timestamp with time zone",
            "bytea",
            ""),
    MYSQL(
            "varchar(255)",
            "longtext",
            "bigint not null auto_increment primary key",
            "timestamp(6) null",
            "blob",
            " character set utf8mb4 collate utf8mb4_bin"),
    SQLITE("text", "text", "integer primary key", "timestamp", "blob", "");

    private final String key;
    private final String body;
    private final String sequence;
    private final String timestamp;
    private final String bytes;
    private final String tableOptions;

    Dialect(String key, String body, String sequence, String timestamp, String bytes, String tableOptions) {
        this.key = key;
        this.body = body;
        this.sequence = sequence;
        this.timestamp = timestamp;
        this.bytes = bytes;
        this.tableOptions = tableOptions;
    }

    /** {@return the dialect of the database behind a connection} */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> POSTGRESQL;
            case "mysql", "mariadb" -> MYSQL;
            case "sqlite" -> SQLITE;
            default ->
                throw new AlertStoreException(
                        "the database is '" + product + "', but must be PostgreSQL, MySQL, MariaDB or SQLite",
                        false,
                        null);
        };
    }

    /** {@return what to add to a query, so that two engines do not take the same rows} */
    String lockingOf(Connection connection) throws SQLException {
        if (this == SQLITE) {
            return "";
        }
        DatabaseMetaData meta = connection.getMetaData();
        int version = meta.getDatabaseMajorVersion() * 100 + meta.getDatabaseMinorVersion();
        boolean mariaDb = meta.getDatabaseProductName().equalsIgnoreCase("mariadb");
        int first = this == POSTGRESQL ? 905 : mariaDb ? 1006 : 800;
        return version >= first ? " for update skip locked" : " for update";
    }

    /** {@return a statement that puts a row in unless its key is there} */
    String insertUnlessThere(String table, String columns, String values, String key) {
        String insert = "insert into %s (%s) values (%s)".formatted(table, columns, values);
        return this == MYSQL
                ? insert + " on duplicate key update %1$s = %1$s".formatted(key)
                : insert + " on conflict (%s) do nothing".formatted(key);
    }

    /** {@return a statement with the words for types that this database has} */
    String ddl(String statement) {
        return statement
                .replace("{key}", key)
                .replace("{body}", body)
                .replace("{sequence}", sequence)
                .replace("{timestamp}", timestamp)
                .replace("{bytes}", bytes)
                .replace("{options}", tableOptions);
    }
}
