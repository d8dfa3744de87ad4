package io.github.cspmalert.testkit.sls.internal.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The faults that are still to come, in the order in which they were asked for. Thread-safe. */
public final class FaultPlan {

    private final List<Entry> entries = new ArrayList<>();

    /**
     * Adds a fault.
     *
     * @param times how many requests it meets
     * @param action what goes wrong
     * @param operation the operation whose requests it meets, empty for all
     */
    public synchronized void add(int times, FaultAction action, String operation) {
        entries.add(new Entry(times, action, operation));
    }

    /** Forgets all faults. */
    public synchronized void clear() {
        entries.clear();
    }

    /** {@return how many requests are still to be met} */
    public synchronized int pending() {
        return entries.stream().mapToInt(entry -> entry.times).sum();
    }

    /** Takes the first fault that meets a request of an operation. */
    synchronized Optional<FaultAction> take(String operation) {
        for (Iterator<Entry> i = entries.iterator(); i.hasNext(); ) {
            Entry entry = i.next();
            if (entry.operation.isEmpty() || entry.operation.equals(operation)) {
                entry.times--;
                if (entry.times == 0) {
                    i.remove();
                }
                return Optional.of(entry.action);
            }
        }
        return Optional.empty();
    }

    private static final class Entry {
        private int times;
        private final FaultAction action;
        private final String operation;

        Entry(int times, FaultAction action, String operation) {
            this.times = times;
            this.action = action;
            this.operation = operation;
        }
    }
}
