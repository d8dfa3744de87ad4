package io.github.cspmalert.notify.email;

import io.github.cspmalert.delivery.NotificationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connections to the mail server: a bounded number, each kept for a while after a mail in case another one follows; and
 * the clock that ends what takes too long. Thread-safe.
 */
final class SmtpConnections implements AutoCloseable {

    private record Kept(SmtpConnection connection, Instant since) {}

    private final SmtpSettings settings;
    private final SmtpFailures failures;
    private final Clock clock;
    private final Semaphore free;
    // Ends attempts that take too long, and connections that nobody uses. One thread, only while there are any.
    private final ScheduledThreadPoolExecutor timer;

    // Guarded by this.
    private final Deque<Kept> kept = new ArrayDeque<>();
    private final Set<SmtpAttempt> running = new HashSet<>();
    private boolean timerIsSet;
    private boolean closed;

    SmtpConnections(SmtpSettings settings, Clock clock) {
        this.settings = settings;
        this.failures = new SmtpFailures(settings);
        this.clock = clock;
        this.free = new Semaphore(settings.limits().connections(), true);
        this.timer = timer();
    }

    /**
     * Makes an attempt that ends in time.
     *
     * @throws NotificationException if no connection becomes free in time, or the attempt throws it
     * @throws IllegalStateException if this is closed
     */
    <R> R attempt(Function<SmtpAttempt, R> sending) {
        long start = System.nanoTime();
        waitForFree();
        SmtpAttempt attempt = new SmtpAttempt(this, settings, failures);
        try {
            Future<?> deadline = begin(attempt, start);
            try {
                return sending.apply(attempt);
            } finally {
                deadline.cancel(false);
                attempt.finish();
                end(attempt);
            }
        } finally {
            free.release();
        }
    }

    private void waitForFree() {
        Duration patience = settings.limits().connect().plus(settings.limits().read());
        patience = patience.compareTo(settings.limits().send()) < 0
                ? patience
                : settings.limits().send();
        try {
            if (free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotificationException("interrupted while waiting for a connection", true, e);
        }
        throw new NotificationException(
                "no connection to the mail server became free in " + patience + "; if this lasts, raise maxConnections",
                true,
                null);
    }

    private synchronized Future<?> begin(SmtpAttempt attempt, long start) {
        if (closed) {
            throw new IllegalStateException("the notifier is closed");
        }
        running.add(attempt);
        Duration limit = settings.limits().send();
        long left = limit.toNanos() - (System.nanoTime() - start);
        return timer.schedule(() -> attempt.end(failures.tooLong(limit)), left, TimeUnit.NANOSECONDS);
    }

    private synchronized void end(SmtpAttempt attempt) {
        running.remove(attempt);
    }

    /** {@return a connection that was used before, which the server may have ended, or null if there is none} */
    @Nullable SmtpConnection takeKept() {
        closeUnused();
        synchronized (this) {
            Kept last = kept.pollLast();
            return last == null ? null : last.connection();
        }
    }

    /** Keeps a connection for a while. */
    void keep(SmtpConnection connection) {
        synchronized (this) {
            if (!closed) {
                kept.addLast(new Kept(connection, clock.instant()));
                closeUnusedLater();
                return;
            }
        }
        connection.socket().quit();
    }

    private void closeUnused() {
        Instant oldest = clock.instant().minus(settings.limits().idle());
        List<Kept> unused = new ArrayList<>();
        synchronized (this) {
            while (!kept.isEmpty() && !kept.getFirst().since().isAfter(oldest)) {
                unused.add(kept.removeFirst());
            }
        }
        unused.forEach(each -> each.connection().socket().quit());
    }

    private synchronized void closeUnusedLater() {
        if (!closed && !kept.isEmpty() && !timerIsSet) {
            timerIsSet = true;
            timer.schedule(this::onTimer, settings.limits().idle().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void onTimer() {
        synchronized (this) {
            timerIsSet = false;
        }
        closeUnused();
        closeUnusedLater();
    }

    /** Ends all connections at once, also those over which something is being sent. Waits for nothing. */
    @Override
    public void close() {
        List<Kept> all;
        List<SmtpAttempt> active;
        synchronized (this) {
            closed = true;
            all = List.copyOf(kept);
            kept.clear();
            active = List.copyOf(running);
        }
        active.forEach(attempt -> attempt.end(failures.closed()));
        all.forEach(each -> each.connection().socket().quit());
        timer.shutdownNow();
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "cspm-alert-email");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }
}
