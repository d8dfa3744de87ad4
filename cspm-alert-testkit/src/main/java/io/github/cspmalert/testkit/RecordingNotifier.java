package io.github.cspmalert.testkit;

import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.delivery.Receipt;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A notifier that keeps what it is given and answers as it is told: by default it accepts everything. Thread-safe.
 *
 * <pre>{@code
 * RecordingNotifier notifier = new RecordingNotifier();
 * notifier.failNext(new NotificationException("the gateway is down", true, null));
 * // the first notification fails, those after it are accepted
 * }</pre>
 */
public final class RecordingNotifier implements Notifier {

    private final List<Notification> sent = new ArrayList<>();
    private final List<Notification> accepted = new ArrayList<>();
    private final Deque<Function<Notification, Receipt>> next = new ArrayDeque<>();
    private Function<Notification, Receipt> always = Receipt::accepted;
    private int closed;

    /** Creates a notifier that accepts everything. */
    public RecordingNotifier() {}

    @Override
    public Receipt send(Notification notification) {
        Function<Notification, Receipt> answer;
        synchronized (this) {
            sent.add(Objects.requireNonNull(notification, "notification"));
            answer = next.isEmpty() ? always : next.remove();
            notifyAll();
        }
        // Outside the lock, since an answer may block until the test lets it go.
        Receipt receipt = answer.apply(notification);
        List<Address> reached = receipt.with(Receipt.Status.ACCEPTED);
        if (!reached.isEmpty()) {
            synchronized (this) {
                accepted.add(notification.to(reached));
            }
        }
        return receipt;
    }

    /**
     * Makes one of the next notifications fail. Several calls are used up one after the other.
     *
     * @param failure what to throw
     * @return this notifier
     */
    public RecordingNotifier failNext(RuntimeException failure) {
        Objects.requireNonNull(failure, "failure");
        return answerNext(notification -> {
            throw failure;
        });
    }

    /**
     * Answers one of the next notifications with the same outcome for each address.
     *
     * @param status the outcome
     * @param detail why; may be empty
     * @return this notifier
     */
    public RecordingNotifier answerNext(Receipt.Status status, String detail) {
        return answerNext(notification -> Receipt.all(notification, status, detail));
    }

    /**
     * Answers one of the next notifications. Several calls are used up one after the other.
     *
     * @param answer gives the receipt, or throws
     * @return this notifier
     */
    public synchronized RecordingNotifier answerNext(Function<Notification, Receipt> answer) {
        next.add(Objects.requireNonNull(answer, "answer"));
        return this;
    }

    /**
     * Sets how notifications are answered when nothing else was said of the next one. Default: all are accepted.
     *
     * @param answer gives the receipt, or throws; called from several threads at once
     * @return this notifier
     */
    public synchronized RecordingNotifier answer(Function<Notification, Receipt> answer) {
        always = Objects.requireNonNull(answer, "answer");
        return this;
    }

    /** {@return all notifications handed to this notifier, whatever became of them, the oldest first} */
    public synchronized List<Notification> sent() {
        return List.copyOf(sent);
    }

    /** {@return what was accepted, each with the addresses that were, in the order of the answers} */
    public synchronized List<Notification> accepted() {
        return List.copyOf(accepted);
    }

    /**
     * Waits until enough notifications have been handed over, whatever becomes of them.
     *
     * @param count how many there must be in all
     * @param atMost how long to wait; positive
     * @return all notifications so far, the oldest first
     * @throws AssertionError if there are fewer when the time is over
     * @throws InterruptedException if the thread is interrupted meanwhile
     * @throws IllegalArgumentException if the duration is not positive
     */
    public synchronized List<Notification> awaitSent(int count, Duration atMost) throws InterruptedException {
        if (atMost.isNegative() || atMost.isZero()) {
            throw new IllegalArgumentException("atMost must be positive, but is " + atMost);
        }
        long deadline = System.nanoTime() + atMost.toNanos();
        while (sent.size() < count) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("expected %d notifications within %s, but there were %d: %s"
                        .formatted(count, atMost, sent.size(), sent));
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return sent();
    }

    /** Forgets what was sent so far; what was said about the next answers stays. */
    public synchronized void clear() {
        sent.clear();
        accepted.clear();
    }

    /** {@return how often this notifier was closed} */
    public synchronized int timesClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed++;
    }
}
