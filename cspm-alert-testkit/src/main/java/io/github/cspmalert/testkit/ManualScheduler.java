package io.github.cspmalert.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler for tests: a task runs only while a test calls {@link #advance} or {@link #runDue}, on the thread that
 * calls. Time is what elapses on a {@link SettableClock}, which shows each task the instant at which it was due; a clock
 * that is set makes no task wait longer or shorter. With both, what
 * takes days runs in milliseconds, and always the same way.
 *
 * <pre>{@code
 * SettableClock clock = SettableClock.at("2026-11-23T00:00:00Z");
 * ManualScheduler scheduler = new ManualScheduler(clock);
 * scheduler.scheduleAtFixedRate(job, 0, 1, TimeUnit.HOURS);
 * scheduler.advance(Duration.ofDays(2)); // runs the job 49 times
 * }</pre>
 *
 * <p>As with the JDK's scheduler, what a task throws is kept in its future, a periodic task that throws runs no more, and
 * after {@link #shutdown()} single tasks still run while periodic ones do not. Tasks due at the same instant run in the
 * order in which they were scheduled. {@link #awaitTermination}, {@link #invokeAll} and {@link #invokeAny} run what
 * they wait for; a future's {@code get} does not, and so waits for another thread to call.
 *
 * <p>Thread-safe; one thread runs tasks at a time.
 */
public final class ManualScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    /** More tasks than this in one call means that a task keeps on scheduling itself for now. */
    private static final int MOST_RUNS = 1_000_000;

    private final SettableClock clock;
    private final ReentrantLock running = new ReentrantLock();
    private final PriorityQueue<Task<?>> queue = new PriorityQueue<>();
    private final List<Throwable> failures = new ArrayList<>();
    private long handedOver;
    private boolean shutdown;

    /**
     * Creates a scheduler.
     *
     * @param clock its time; moved by {@link #advance} and {@link #awaitTermination}
     */
    public ManualScheduler(SettableClock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** {@return the clock} */
    public SettableClock clock() {
        return clock;
    }

    /**
     * Runs what is due now, including what these tasks schedule for now.
     *
     * @return the number of runs
     * @throws IllegalStateException if called by a task, or if tasks keep on scheduling tasks for now
     */
    public int runDue() {
        return exclusively(() -> runUntil(clock.elapsed()));
    }

    /**
     * Lets time pass: runs everything that falls due, each task at its own instant, then leaves the clock at the end.
     *
     * @param by how much time passes; positive
     * @return the number of runs
     * @throws IllegalArgumentException if the duration is not positive
     * @throws IllegalStateException if called by a task, or if tasks keep on scheduling tasks for now
     */
    public int advance(Duration by) {
        if (by.isNegative() || by.isZero()) {
            throw new IllegalArgumentException("by must be positive, but is " + by + "; use runDue to stay");
        }
        return exclusively(() -> {
            Duration end = clock.elapsed().plus(by);
            int runs = runUntil(end);
            passUntil(end);
            return runs;
        });
    }

    /** {@return the number of tasks that wait for their time; a periodic task counts once} */
    public synchronized int pending() {
        return queue.size();
    }

    /** {@return when the next task is due, or empty if none waits} */
    public synchronized Optional<Instant> nextRun() {
        return Optional.ofNullable(queue.peek()).map(task -> clock.instant().plus(task.due.minus(clock.elapsed())));
    }

    /** {@return what tasks have thrown so far, the oldest first; a real scheduler hides it in their futures} */
    public synchronized List<Throwable> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void execute(Runnable command) {
        schedule(command, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public Future<?> submit(Runnable task) {
        return schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public <T> Future<T> submit(Runnable task, T result) {
        return submit(Executors.callable(task, result));
    }

    @Override
    public <T> Future<T> submit(Callable<T> task) {
        return schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(new Task<>(command, unit.toNanos(delay), 0));
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(new Task<>(callable, unit.toNanos(delay)));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return add(new Task<>(command, unit.toNanos(initialDelay), positive("period", unit.toNanos(period))));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return add(new Task<>(command, unit.toNanos(initialDelay), -positive("delay", unit.toNanos(delay))));
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks) {
        List<Future<T>> futures = new ArrayList<>();
        tasks.forEach(task -> futures.add(submit(task)));
        runDue();
        return futures;
    }

    @Override
    public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit) {
        return invokeAll(tasks);
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
        @Nullable ExecutionException last = null;
        for (Callable<T> task : tasks) {
            Future<T> future = submit(task);
            runDue();
            try {
                return future.get();
            } catch (ExecutionException e) {
                last = e;
            }
        }
        if (last == null) {
            throw new IllegalArgumentException("tasks must not be empty");
        }
        throw last;
    }

    @Override
    public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException {
        return invokeAny(tasks);
    }

    @Override
    public void shutdown() {
        List<Task<?>> periodic;
        synchronized (this) {
            shutdown = true;
            periodic = queue.stream().filter(Task::isPeriodic).toList();
        }
        periodic.forEach(task -> task.cancel(false));
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        shutdown = true;
        List<Runnable> never = new ArrayList<>(queue);
        queue.clear();
        return never;
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public synchronized boolean isTerminated() {
        return shutdown && queue.isEmpty() && !running.isLocked();
    }

    /**
     * Runs the tasks that are left, moving the clock to the instant of each, but no further than the time-out.
     *
     * @param timeout how much of the clock's time to wait
     * @param unit the unit of the time-out
     * @return whether nothing is left; if not, the clock stands at the end of the time-out
     * @throws IllegalStateException if called by a task
     */
    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        if (isTerminated()) {
            return true;
        }
        exclusively(() -> {
            Duration end = clock.elapsed().plusNanos(Math.max(0, unit.toNanos(timeout)));
            int runs = runUntil(end);
            if (!isShutdown() || pending() > 0) {
                passUntil(end);
            }
            return runs;
        });
        return isTerminated();
    }

    /** {@return the time, the number of tasks that wait, and when the next is due} */
    @Override
    public String toString() {
        return "ManualScheduler[now=%s, pending=%d, next=%s]"
                .formatted(
                        clock.instant(),
                        pending(),
                        nextRun().map(Instant::toString).orElse("none"));
    }

    private static long positive(String name, long nanos) {
        if (nanos <= 0) {
            throw new IllegalArgumentException(name + " must be positive");
        }
        return nanos;
    }

    private int exclusively(IntSupplier run) {
        if (running.isHeldByCurrentThread()) {
            throw new IllegalStateException("a task must not move the time of the scheduler that runs it");
        }
        running.lock();
        try {
            return run.getAsInt();
        } finally {
            running.unlock();
        }
    }

    private int runUntil(Duration end) {
        int runs = 0;
        for (Task<?> task = poll(end); task != null; task = poll(end)) {
            if (++runs > MOST_RUNS) {
                throw new IllegalStateException(
                        "more than " + MOST_RUNS + " runs; does a task hand itself over for now?");
            }
            passUntil(task.due);
            task.run();
        }
        return runs;
    }

    private void passUntil(Duration end) {
        Duration left = end.minus(clock.elapsed());
        if (!left.isNegative() && !left.isZero()) {
            clock.advance(left);
        }
    }

    private synchronized @Nullable Task<?> poll(Duration end) {
        Task<?> first = queue.peek();
        return first == null || first.due.compareTo(end) > 0 ? null : queue.poll();
    }

    private synchronized <T extends Task<?>> T add(T task) {
        if (shutdown) {
            throw new RejectedExecutionException("the scheduler is shut down");
        }
        queue.add(task);
        return task;
    }

    private synchronized void again(Task<?> task) {
        if (!shutdown) {
            queue.add(task);
        }
    }

    private synchronized void remove(Task<?> task) {
        queue.remove(task);
    }

    private synchronized void failed(Throwable failure) {
        failures.add(failure);
    }

    private synchronized long nextNumber() {
        return handedOver++;
    }

    /** A task with its time. A period above zero is a rate, below zero a delay, as in the JDK's own scheduler. */
    private final class Task<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {

        private final long number = nextNumber();
        private final long period;
        private volatile Duration due;

        Task(Callable<V> callable, long delay) {
            super(callable);
            this.period = 0;
            this.due = clock.elapsed().plusNanos(Math.max(0, delay));
        }

        @SuppressWarnings("NullAway") // a Runnable's future gives null
        Task(Runnable command, long delay, long period) {
            super(command, null);
            this.period = period;
            this.due = clock.elapsed().plusNanos(Math.max(0, delay));
        }

        @Override
        public void run() {
            if (!isPeriodic()) {
                super.run();
            } else if (runAndReset()) {
                due = (period > 0 ? due : clock.elapsed()).plusNanos(Math.abs(period));
                again(this);
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            remove(this);
            return cancelled;
        }

        @Override
        protected void setException(Throwable failure) {
            failed(failure);
            super.setException(failure);
        }

        @Override
        public boolean isPeriodic() {
            return period != 0;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due.minus(clock.elapsed()));
        }

        @Override
        public int compareTo(Delayed other) {
            if (other instanceof Task<?> that && that.due.equals(due)) {
                return Long.compare(number, that.number);
            }
            return other instanceof Task<?> that
                    ? due.compareTo(that.due)
                    : Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
