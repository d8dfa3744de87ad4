package io.github.cspmalert.testkit.sls;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds requests and lets them go, so that a test decides when a slow service answers. Thread-safe.
 *
 * <pre>{@code
 * Gate gate = new Gate();
 * sls.faults().next(Fault.held(gate));
 * Future<?> query = executor.submit(() -> client.GetLogs(request));
 * gate.awaitHeld(Duration.ofSeconds(10));
 * ... // The service has the request, and has not answered it.
 * gate.open();
 * }</pre>
 */
public final class Gate {

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** Creates a closed gate. */
    public Gate() {}

    /**
     * Waits until a request is held here.
     *
     * @param timeout how long to wait at most
     * @return whether a request is held, or was
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitHeld(Duration timeout) throws InterruptedException {
        return held.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets the held requests go, and all that come later. */
    public void open() {
        open.countDown();
    }

    void pass() throws InterruptedException {
        held.countDown();
        open.await();
    }

    /** Passes when the gate opens, or after a time, whichever comes first. */
    void pass(Duration longest) throws InterruptedException {
        held.countDown();
        open.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }
}
