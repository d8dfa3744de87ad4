package io.github.cspmalert.internal.engine;

import io.github.cspmalert.definition.recipient.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads of an engine: those that it was given for everything, or its own, where evaluations, the timing of deliveries
 * and the sending of each channel keep out of each other's way. Its own evaluation threads keep the JVM alive until the engine
 * is closed; the others do not.
 */
final class EngineThreads {

    private static final int MAX_EVALUATIONS = 4;
    private static final long IDLE_SECONDS = 30;

    private final @Nullable ScheduledExecutorService given;
    private final List<ExecutorService> own = new ArrayList<>();

    EngineThreads(@Nullable ScheduledExecutorService given) {
        this.given = given;
    }

    ScheduledExecutorService evaluations(int rules) {
        return given == null ? scheduler(Math.min(rules, MAX_EVALUATIONS), "cspm-alert-", false) : given;
    }

    ScheduledExecutorService deliveryTimer() {
        return given == null ? scheduler(1, "cspm-alert-delivery-", true) : given;
    }

    Executor sending(Channel channel) {
        if (given != null) {
            return given;
        }
        ThreadFactory factory = factory("cspm-alert-" + channel + "-", true);
        return keep(new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory));
    }

    void shutdown(boolean interrupt) {
        own.forEach(executor -> {
            if (interrupt) {
                executor.shutdownNow();
            } else {
                executor.shutdown();
            }
        });
    }

    private ScheduledExecutorService scheduler(int threads, String name, boolean daemon) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(threads, factory(name, daemon));
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return keep(executor);
    }

    private <T extends ExecutorService> T keep(T executor) {
        own.add(executor);
        return executor;
    }

    private static ThreadFactory factory(String name, boolean daemon) {
        AtomicInteger number = new AtomicInteger();
        return run -> {
            Thread thread = new Thread(run, name + number.incrementAndGet());
            thread.setDaemon(daemon);
            return thread;
        };
    }
}
