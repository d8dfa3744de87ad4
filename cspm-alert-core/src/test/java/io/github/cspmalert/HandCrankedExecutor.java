package io.github.cspmalert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Runs what is scheduled on the caller's thread when the caller moves the clock. Not thread-safe. */
final class HandCrankedExecutor extends AbstractExecutorService implements ScheduledExecutorService {

    private final EngineFixture.SettableClock clock;
    private final List<Task> tasks = new ArrayList<>();
    private boolean shutdown;

    HandCrankedExecutor(EngineFixture.SettableClock clock) {
        this.clock = clock;
    }

    /** Runs what is due now, and what that schedules for now; at most 1,000 tasks, so that a hot loop is seen. */
    void runDue() {
        for (int i = 0; i < 1_000; i++) {
            Task next = next();
            if (next == null || next.due.isAfter(clock.instant())) {
                return;
            }
            tasks.remove(next);
            next.run();
        }
        throw new AssertionError("hot loop: 1,000 tasks at " + clock.instant());
    }

    /** Moves the clock from task to task until the time is over. */
    void advance(Duration time) {
        Instant end = clock.instant().plus(time);
        for (int i = 0; i < 10_000; i++) {
            Task next = next();
            if (next == null || next.due.isAfter(end)) {
                clock.set(end);
                return;
            }
            if (next.due.isAfter(clock.instant())) {
                clock.set(next.due);
            }
            tasks.remove(next);
            next.run();
        }
        throw new AssertionError("hot loop: 10,000 tasks up to " + end);
    }

    /** {@return when the tasks that are not cancelled are due} */
    List<Instant> due() {
        return live().stream().map(task -> task.due).sorted().toList();
    }

    private Task next() {
        return live().stream().min(Comparator.comparing(task -> task.due)).orElse(null);
    }

    private List<Task> live() {
        return tasks.stream().filter(task -> !task.isCancelled()).toList();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (shutdown) {
            throw new RejectedExecutionException("shut down");
        }
        Task task = new Task(command, clock.instant().plus(delay, unit.toChronoUnit()));
        tasks.add(task);
        return task;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execute(Runnable command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }

    private static final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {

        private final Instant due;

        Task(Runnable command, Instant due) {
            super(command, null);
            this.due = due;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(Delayed other) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
