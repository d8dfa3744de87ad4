package io.github.cspmalert.testkit.sls.internal.query;

import java.util.List;

/**
 * The logs of one Logstore, and the answers to queries over them. Implementations are thread-safe.
 */
public interface LogTable extends AutoCloseable {

    /**
     * Adds logs. They are visible to queries when this method returns.
     *
     * @param logs the logs, in the order in which they arrived
     */
    void append(List<LogEntry> logs);

    /**
     * Runs a statement of the form {@code search} or {@code search | SQL}.
     *
     * @param query the statement with its time range and page
     * @return the rows as Simple Log Service would give them
     * @throws QueryRejectedException if the statement is malformed, or is one that this engine does not serve
     */
    QueryResult query(Query query);

    /**
     * Counts the logs that a search finds, in equal parts of the time range.
     *
     * @param search the search part; a statement with SQL is counted by its search part
     * @param from the start, epoch seconds, inclusive
     * @param to the end, epoch seconds, exclusive
     * @return the buckets in order of time, without gaps
     * @throws QueryRejectedException if the search is malformed
     */
    List<Bucket> histogram(String search, int from, int to);

    /**
     * Replaces the index. Unlike the service, which indexes only what is written afterwards, all logs follow it at once.
     *
     * @param index the new index
     */
    void reindex(LogstoreIndex index);

    /** {@return the number of logs held} */
    long size();

    /** Frees the table. Logs that are kept in a folder stay there. */
    @Override
    void close();

    /**
     * One part of a histogram.
     *
     * @param from the start, epoch seconds, inclusive
     * @param to the end, epoch seconds, exclusive
     * @param count the number of logs
     */
    record Bucket(int from, int to, long count) {}
}
