package io.github.cspmalert.testkit.sls;

import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import io.github.cspmalert.testkit.sls.internal.query.LogTable;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex;
import io.github.cspmalert.testkit.sls.internal.query.Query;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import io.github.cspmalert.testkit.sls.internal.query.QueryResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table without an engine, for the tests of the endpoint. A search for {@code *} finds everything, any other text what
 * has it as a value; every SQL part counts what the search found and gives the status of the first log.
 */
final class FakeLogTable implements LogTable {

    private final List<LogEntry> logs = new ArrayList<>();
    final List<Query> queries = new ArrayList<>();
    LogstoreIndex index;
    boolean closed;

    FakeLogTable(LogstoreIndex index) {
        this.index = index;
    }

    @Override
    public synchronized void append(List<LogEntry> added) {
        logs.addAll(added);
    }

    @Override
    public synchronized QueryResult query(Query query) {
        queries.add(query);
        if (query.text().contains("malformed")) {
            throw QueryRejectedException.invalid("malformed at column 1");
        }
        if (query.text().contains("explode")) {
            throw new IllegalStateException("boom");
        }
        int pipe = query.text().indexOf('|');
        String search = (pipe < 0 ? query.text() : query.text().substring(0, pipe)).strip();
        List<LogEntry> found = found(search, query.from(), query.to());
        return pipe < 0 ? rows(query, found, search) : count(query, found, search);
    }

    private List<LogEntry> found(String search, int from, int to) {
        return logs.stream()
                .filter(log -> log.time() >= from && log.time() < to)
                .filter(log -> search.isEmpty()
                        || search.equals("*")
                        || log.fields().containsValue(search)
                        || search.equals("__topic__:\"" + log.topic() + "\""))
                .toList();
    }

    private static QueryResult rows(Query query, List<LogEntry> found, String search) {
        List<Map<String, String>> rows = found.stream()
                .skip(query.offset())
                .limit(query.line())
                .map(FakeLogTable::row)
                .toList();
        return new QueryResult(false, List.of("status"), List.of(), rows, found.size(), 0, search, "");
    }

    private static Map<String, String> row(LogEntry log) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("__time__", Integer.toString(log.time()));
        row.put("__topic__", log.topic());
        row.put("__source__", log.source());
        log.tags().forEach((name, value) -> row.put("__tag__:" + name, value));
        row.putAll(log.fields());
        return row;
    }

    private static QueryResult count(Query query, List<LogEntry> found, String search) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("status", found.isEmpty() ? "null" : found.get(0).fields().get("status"));
        row.put("cnt", Integer.toString(found.size()));
        String sql = query.text().substring(query.text().indexOf('|') + 1).strip();
        return new QueryResult(
                true,
                List.of("status", "cnt"),
                List.of("varchar", "bigint"),
                List.of(row, row, row),
                found.size(),
                100,
                search,
                sql);
    }

    @Override
    public synchronized List<Bucket> histogram(String search, int from, int to) {
        int middle = from + (to - from) / 2;
        return List.of(
                new Bucket(from, middle, found(search, from, middle).size()),
                new Bucket(middle, to, found(search, middle, to).size()));
    }

    @Override
    public void reindex(LogstoreIndex changed) {
        index = changed;
    }

    @Override
    public synchronized long size() {
        return logs.size();
    }

    @Override
    public void close() {
        closed = true;
    }
}
