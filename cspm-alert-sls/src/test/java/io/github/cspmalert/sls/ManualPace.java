package io.github.cspmalert.sls;

import io.github.cspmalert.sls.internal.client.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes in pauses alone, at once, and keeps how long they would have been. */
final class ManualPace implements Pace {

    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> pauses = new ArrayList<>();
    private Runnable during = () -> {};

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public synchronized void pause(Duration pause) throws InterruptedException {
        during.run();
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted in a pause");
        }
        pauses.add(pause);
        nanos.addAndGet(pause.toNanos());
    }

    void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    /** Does something in each pause. */
    synchronized ManualPace during(Runnable action) {
        during = action;
        return this;
    }

    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
