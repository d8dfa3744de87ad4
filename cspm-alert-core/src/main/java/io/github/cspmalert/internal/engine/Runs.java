package io.github.cspmalert.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The evaluations that are under way, of which there are no more once this is closed. Thread-safe. */
final class Runs {

    // A closing thread does not wait for itself.
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    /**
     * Begins a run on this thread.
     *
     * @throws IllegalStateException if this is closed
     */
    synchronized void begin() {
        requireOpen();
        threads.add(Thread.currentThread());
    }

    /** Ends a run of this thread. */
    synchronized void end() {
        threads.remove(Thread.currentThread());
        notifyAll();
    }

    synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("CspmAlerts is closed; build a new one");
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** {@return whether this closes it, which nobody has done before} */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    /** {@return whether nothing runs on other threads, after waiting for it until a {@link System#nanoTime()} at most} */
    synchronized boolean awaitEnd(long deadline) throws InterruptedException {
        while (threads.stream().anyMatch(thread -> thread != Thread.currentThread())) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
