package io.github.cspmalert.jdbc;

import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.AlertStoreException;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.ClaimRequest;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.Stored;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in a database: what was decided and not yet sent outlives the JVM, and several engines may share it.
 *
 * <p>{@link #of(DataSource)} uses PostgreSQL 10, MySQL 8, MariaDB 10.6 or later through the host's data source, which should be a
 * pool with a few connections and with time limits for connecting and reading. A connection is held for one commit, claim or
 * look-up, never while something is sent. {@link #embedded(Path)} keeps a file of SQLite, for one JVM.
 *
 * <p>The tables are created and upgraded when the store is used first, or by {@link #prepare()}; several engines may do so at
 * once. Tables of the same names that something else created are left alone and refused. Messages and addresses stand in the
 * tables as they are sent, so whoever may read them must be trusted with these.
 *
 * <p>Expired states and old history are forgotten in small portions, every few hundred commits. Thread-safe.
 */
public final class JdbcStore implements AlertStore {

    private static final Logger log = LoggerFactory.getLogger(JdbcStore.class);
    private static final int MOST_FORGOTTEN_AT_ONCE = 1_000;

    private final TableAccess tables;
    private final Duration historyRetention;
    private final Housekeeping housekeeping = new Housekeeping();

    JdbcStore(TableAccess tables, Duration historyRetention) {
        this.tables = tables;
        this.historyRetention = historyRetention;
    }

    /**
     * Makes a store in a database, with tables that begin with {@code cspm_alert_}.
     *
     * @param dataSource where connections come from; not closed by the store
     * @return the store
     */
    public static JdbcStore of(DataSource dataSource) {
        return builder(dataSource).build();
    }

    /**
     * Makes a store in a file. Needs the driver {@code org.xerial:sqlite-jdbc}, which comes with this module.
     *
     * @param file the file, created with its folders if it is not there, for its owner alone to read; two more files beside
     *     it belong to it while it is open. On a disk of this machine, not of another one
     * @return the store, which {@link #close()} closes
     */
    public static JdbcStore embedded(Path file) {
        return builder(file).build();
    }

    /**
     * Begins a store in a database.
     *
     * @param dataSource where connections come from; not closed by the store
     * @return a builder
     */
    public static JdbcStoreBuilder builder(DataSource dataSource) {
        Objects.requireNonNull(dataSource, "dataSource");
        return new JdbcStoreBuilder(() -> new PooledDatabase(dataSource));
    }

    /**
     * Begins a store in a file.
     *
     * @param file the file; see {@link #embedded(Path)}
     * @return a builder
     */
    public static JdbcStoreBuilder builder(Path file) {
        Objects.requireNonNull(file, "file");
        return new JdbcStoreBuilder(() -> new EmbeddedDatabase(file));
    }

    /**
     * Creates or upgrades the tables now, rather than when the store is used first: so that a database that is not as it must
     * be is found at once.
     *
     * @return this store
     * @throws AlertStoreException if the database cannot be reached or used, or has tables of the same names that are not ours
     *     or are of a newer version
     */
    public JdbcStore prepare() {
        tables.prepared();
        return this;
    }

    @Override
    public Map<StateKey, Stored> load(Set<StateKey> keys) {
        return keys.isEmpty()
                ? Map.of()
                : tables.read(
                        "loading states", (set, connection) -> set.states().load(connection, keys));
    }

    @Override
    public boolean commit(Commit commit) {
        boolean done = tables.writeIf(
                "committing a decision",
                (set, connection) -> {
                    boolean current = set.states().write(connection, commit.changes())
                            && set.outbox().withdraw(connection, commit.withdrawn())
                            && set.outbox().settle(connection, commit.settlements());
                    if (current) {
                        set.outbox().enqueue(connection, commit.enqueued());
                        set.history().add(connection, commit.history());
                    }
                    return current;
                },
                current -> current);
        if (done) {
            housekeeping.after(commit.history()).ifPresent(this::forget);
        }
        return done;
    }

    @Override
    public List<Claim> claim(ClaimRequest request) {
        return tables.write("claiming items of the outbox", (set, connection) -> set.outbox()
                .claim(connection, request));
    }

    @Override
    public List<OutboxItem> untouched(Collection<String> keys) {
        return keys.isEmpty()
                ? List.of()
                : tables.read("looking up items of the outbox", (set, connection) -> set.outbox()
                        .untouched(connection, keys));
    }

    @Override
    public long waiting() {
        return tables.read(
                "counting the outbox", (set, connection) -> set.outbox().waiting(connection));
    }

    @Override
    public Map<StateKey, Stored> page(StateKind kind, String after, int atMost) {
        return tables.read("reading states", (set, connection) -> set.states().page(connection, kind, after, atMost));
    }

    @Override
    public List<HistoryEntry> history(String ruleId, int atMost) {
        return tables.read(
                "reading the history", (set, connection) -> set.history().latest(connection, ruleId, atMost));
    }

    /** Closes the file of an embedded store; a data source stays open. */
    @Override
    public void close() {
        tables.close();
    }

    // The commit is done whatever happens here.
    private void forget(Instant now) {
        try {
            int most = tables.write("forgetting what is old", (set, connection) -> {
                int states = set.states().forget(connection, now, MOST_FORGOTTEN_AT_ONCE);
                int entries = set.history().forget(connection, now.minus(historyRetention), MOST_FORGOTTEN_AT_ONCE);
                return Math.max(states, entries);
            });
            if (most == MOST_FORGOTTEN_AT_ONCE) {
                housekeeping.soonAgain();
            }
        } catch (AlertStoreException e) {
            log.debug("What is old could not be forgotten, and will be later", e);
        }
    }
}
