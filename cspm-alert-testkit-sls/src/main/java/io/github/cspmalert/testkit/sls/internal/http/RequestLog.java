package io.github.cspmalert.testkit.sls.internal.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last requests. Thread-safe. */
public final class RequestLog {

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final int capacity;

    /**
     * Creates a log.
     *
     * @param capacity how many requests it holds
     */
    public RequestLog(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(Entry entry) {
        if (entries.size() == capacity) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }

    /** {@return the requests, oldest first} */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Forgets the requests. */
    public synchronized void clear() {
        entries.clear();
    }

    /**
     * A request and what became of it.
     *
     * @param method the HTTP method
     * @param project the project, empty if none
     * @param path the path
     * @param operation the operation, empty if none was recognised
     * @param status the HTTP status, 0 if there was no answer
     */
    public record Entry(String method, String project, String path, String operation, int status) {}
}
