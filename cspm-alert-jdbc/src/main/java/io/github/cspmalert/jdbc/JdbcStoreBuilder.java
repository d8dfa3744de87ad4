package io.github.cspmalert.jdbc;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/** Sets up a {@link JdbcStore}. Not thread-safe. */
public final class JdbcStoreBuilder {

    private static final Duration LONGEST_RETENTION = Duration.ofDays(3_650);

    private final Supplier<Database> database;
    private String schema = "";
    private String tablePrefix = TableNames.DEFAULT_PREFIX;
    private Duration historyRetention = Duration.ofDays(30);

    JdbcStoreBuilder(Supplier<Database> database) {
        this.database = database;
    }

    /**
     * Sets the schema of the tables, which in MySQL and MariaDB is a database.
     *
     * @param schema the schema, which must be there: lower-case letters, digits, {@code _}; empty, which is the default, for
     *     that of the connection
     * @return this builder
     */
    public JdbcStoreBuilder schema(String schema) {
        this.schema = Objects.requireNonNull(schema, "schema");
        return this;
    }

    /**
     * Sets what the names of all tables begin with.
     *
     * @param tablePrefix the prefix: 1 to 30 lower-case letters, digits or {@code _}, the first one a letter;
     *     {@code cspm_alert_} by default
     * @return this builder
     */
    public JdbcStoreBuilder tablePrefix(String tablePrefix) {
        this.tablePrefix = Objects.requireNonNull(tablePrefix, "tablePrefix");
        return this;
    }

    /**
     * Sets how long the history is kept.
     *
     * @param historyRetention the time: 1 hour to 10 years; 30 days by default
     * @return this builder
     */
    public JdbcStoreBuilder historyRetention(Duration historyRetention) {
        this.historyRetention = Objects.requireNonNull(historyRetention, "historyRetention");
        return this;
    }

    /**
     * Makes the store. The database is not touched before the store is used.
     *
     * @return the store
     * @throws IllegalArgumentException if a name or the time is not as it must be
     */
    public JdbcStore build() {
        if (historyRetention.compareTo(Duration.ofHours(1)) < 0 || historyRetention.compareTo(LONGEST_RETENTION) > 0) {
            throw new IllegalArgumentException(
                    "historyRetention must be 1 hour to 10 years, but is " + historyRetention);
        }
        return new JdbcStore(new TableAccess(database.get(), new TableNames(schema, tablePrefix)), historyRetention);
    }
}
