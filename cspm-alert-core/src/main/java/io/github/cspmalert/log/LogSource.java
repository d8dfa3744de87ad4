package io.github.cspmalert.log;

/**
 * Answers queries over logs. Implement it to run rules over anything that understands SLS's statements.
 *
 * <p>The engine calls it from several threads at once and lets it block; an implementation must bound its own waiting
 * and do its own retries, since a failure that reaches the engine waits until the engine's next attempt. What holds
 * resources frees them in {@link #close()}, which is called by whoever created the source, never by the engine.
 */
@FunctionalInterface
public interface LogSource extends AutoCloseable {

    /**
     * Runs a query.
     *
     * @param query the statement, its time range and the number of rows wanted
     * @return all rows up to the query's maximum; anything that was left out or is not exact is reported in
     *     {@link LogResult#cuts()}
     * @throws LogQueryException if the query cannot be answered; {@link LogQueryException#retryable()} says whether the
     *     same query may succeed later
     */
    LogResult query(LogQuery query);

    /** Frees what the source holds. Does nothing by default. Closing twice is the same as closing once. */
    @Override
    default void close() {}
}
