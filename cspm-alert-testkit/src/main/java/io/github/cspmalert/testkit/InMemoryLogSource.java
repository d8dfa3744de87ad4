package io.github.cspmalert.testkit;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.Cut;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.log.LogSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A log source over rows in memory, for tests of rules and of the engine. It understands no statement: it gives all rows
 * whose {@code __time__} is in the query's range, or what a function makes of them. For statements that really run, start
 * an embedded SLS instead. Thread-safe.
 *
 * <pre>{@code
 * InMemoryLogSource source = new InMemoryLogSource((query, rows) -> countByCheckItem(rows));
 * source.addResults(CheckResultGenerator.builder().build().run(start, slot));
 * }</pre>
 */
public final class InMemoryLogSource implements LogSource {

    private final BiFunction<LogQuery, List<LogRow>, List<LogRow>> answer;
    private final List<LogRow> rows = new ArrayList<>();
    private final List<LogQuery> queries = new ArrayList<>();
    private final Deque<Function<LogQuery, LogResult>> next = new ArrayDeque<>();
    private LogOrigin origin = LogOrigin.UNKNOWN;
    private int closed;

    /** Creates a source that gives all rows in the query's range, in the order in which they were added. */
    public InMemoryLogSource() {
        this((query, rows) -> rows);
    }

    /**
     * Creates a source that computes its answers.
     *
     * @param answer makes the rows of the answer out of the query and the rows in its range; called from several threads
     *     at once
     */
    public InMemoryLogSource(BiFunction<LogQuery, List<LogRow>, List<LogRow>> answer) {
        this.answer = Objects.requireNonNull(answer, "answer");
    }

    @Override
    public LogResult query(LogQuery query) {
        List<LogRow> inRange;
        Function<LogQuery, LogResult> scripted;
        synchronized (this) {
            queries.add(Objects.requireNonNull(query, "query"));
            scripted = next.poll();
            inRange = rows.stream().filter(row -> isIn(query.range(), row)).toList();
        }
        // Outside the lock, since an answer may block until the test lets it go.
        return scripted != null ? scripted.apply(query) : cut(query, answer.apply(query, inRange));
    }

    /**
     * Adds rows. A row without a readable {@code __time__} is in every range.
     *
     * @param rows the rows
     * @return this source
     */
    public synchronized InMemoryLogSource add(Collection<LogRow> rows) {
        this.rows.addAll(List.copyOf(rows));
        return this;
    }

    /**
     * Adds check results.
     *
     * @param results the results
     * @return this source
     */
    public InMemoryLogSource addResults(Collection<CheckResult> results) {
        return add(results.stream().map(result -> LogRow.of(result.toRow())).toList());
    }

    /**
     * Sets where the answers say that they come from. Default: {@link LogOrigin#UNKNOWN}.
     *
     * @param origin the origin
     * @return this source
     */
    public synchronized InMemoryLogSource origin(LogOrigin origin) {
        this.origin = Objects.requireNonNull(origin, "origin");
        return this;
    }

    /**
     * Makes one of the next queries fail. Several calls are used up one after the other.
     *
     * @param failure what to throw
     * @return this source
     */
    public InMemoryLogSource failNext(RuntimeException failure) {
        Objects.requireNonNull(failure, "failure");
        return answerNext(query -> {
            throw failure;
        });
    }

    /**
     * Answers one of the next queries, for instance with a result that is cut. Several calls are used up one after the
     * other.
     *
     * @param answer gives the result, or throws
     * @return this source
     */
    public synchronized InMemoryLogSource answerNext(Function<LogQuery, LogResult> answer) {
        next.add(Objects.requireNonNull(answer, "answer"));
        return this;
    }

    /** {@return all queries so far, the oldest first} */
    public synchronized List<LogQuery> queries() {
        return List.copyOf(queries);
    }

    /** Forgets all rows. */
    public synchronized void clear() {
        rows.clear();
    }

    /** {@return how often this source was closed} */
    public synchronized int timesClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed++;
    }

    private LogResult cut(LogQuery query, List<LogRow> answered) {
        boolean isCut = answered.size() > query.maxRows();
        List<LogRow> given = isCut ? answered.subList(0, query.maxRows()) : answered;
        Set<String> columns = new LinkedHashSet<>();
        given.forEach(row -> columns.addAll(row.values().keySet()));
        return new LogResult(origin(), List.copyOf(columns), given, isCut ? Set.of(Cut.MAX_ROWS) : Set.of());
    }

    private synchronized LogOrigin origin() {
        return origin;
    }

    private static boolean isIn(TimeRange range, LogRow row) {
        return row.get("__time__")
                .filter(time -> time.matches("[0-9]{1,10}"))
                .map(time -> Long.parseLong(time))
                .map(time -> time >= range.from().getEpochSecond()
                        && time < range.to().getEpochSecond())
                .orElse(true);
    }
}
