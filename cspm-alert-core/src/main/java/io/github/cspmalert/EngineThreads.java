package io.github.cspmalert;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of an engine that was given none. They keep the JVM alive until the engine is closed. */
final class EngineThreads {

    private static final int MAX_THREADS = 4;

    private final ScheduledThreadPoolExecutor executor;

    EngineThreads(int rules) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory factory = run -> new Thread(run, "cspm-alert-" + number.incrementAndGet());
        executor = new ScheduledThreadPoolExecutor(Math.min(rules, MAX_THREADS), factory);
        executor.setRemoveOnCancelPolicy(true);
    }

    ScheduledExecutorService executor() {
        return executor;
    }

    void shutdown(boolean interrupt) {
        if (interrupt) {
            executor.shutdownNow();
        } else {
            executor.shutdown();
        }
    }
}
