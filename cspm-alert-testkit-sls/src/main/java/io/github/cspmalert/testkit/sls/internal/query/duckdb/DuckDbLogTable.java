package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import io.github.cspmalert.testkit.sls.internal.query.LogColumns;
import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import io.github.cspmalert.testkit.sls.internal.query.LogTable;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex;
import io.github.cspmalert.testkit.sls.internal.query.Query;
import io.github.cspmalert.testkit.sls.internal.query.QueryResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The logs of a Logstore in a DuckDB database. Queries run side by side and beside one append; only a new index waits for
 * all of them, and they for it.
 */
public final class DuckDbLogTable implements LogTable {

    /** The service stops a statement after this time. */
    private static final Duration LONGEST_QUERY = Duration.ofSeconds(55);

    private final DuckDb database;
    private final LogStorage storage;
    private final ZoneId zone;
    private final Duration longestQuery;
    private final ReadWriteLock layout = new ReentrantReadWriteLock();
    private final Object append = new Object();

    private DuckDbLogTable(DuckDb database, LogStorage storage, ZoneId zone, Duration longestQuery) {
        this.database = database;
        this.storage = storage;
        this.zone = zone;
        this.longestQuery = longestQuery;
    }

    /**
     * Opens a table.
     *
     * @param index the index of the Logstore; logs found in the folder are brought in line with it
     * @param zone the time zone that SQL prints times in
     * @param folder where the logs are kept, and found when opened again; null to keep them in memory
     * @return the table
     * @throws IllegalStateException if the folder is in use by another process, or holds something else
     */
    public static DuckDbLogTable open(LogstoreIndex index, ZoneId zone, @Nullable Path folder) {
        return open(index, zone, folder, LONGEST_QUERY);
    }

    static DuckDbLogTable open(LogstoreIndex index, ZoneId zone, @Nullable Path folder, Duration longestQuery) {
        DuckDb database = DuckDb.open(folder);
        try {
            LogStorage storage = LogStorage.open(database, new LogColumns(index));
            return new DuckDbLogTable(database, storage, zone, longestQuery);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public void append(List<LogEntry> logs) {
        locked(layout.readLock(), () -> {
            synchronized (append) {
                storage.append(logs);
            }
            return logs;
        });
    }

    @Override
    public QueryResult query(Query query) {
        return locked(layout.readLock(), () -> queries().query(query));
    }

    @Override
    public List<Bucket> histogram(String search, int from, int to) {
        return locked(layout.readLock(), () -> queries().histogram(search, from, to));
    }

    private QueryRunner queries() {
        return new QueryRunner(database, storage.columns(), zone, longestQuery);
    }

    @Override
    public void reindex(LogstoreIndex index) {
        locked(layout.writeLock(), () -> {
            storage.reindex(new LogColumns(index));
            return index;
        });
    }

    @Override
    public long size() {
        return locked(layout.readLock(), storage::size);
    }

    @Override
    public void close() {
        locked(layout.writeLock(), () -> {
            database.close();
            return database;
        });
    }

    private static <T> T locked(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
