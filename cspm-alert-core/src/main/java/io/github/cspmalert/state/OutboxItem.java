package io.github.cspmalert.state;

import io.github.cspmalert.delivery.Notification;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A notification that was decided and is not yet with all of its recipients. Immutable and thread-safe.
 *
 * @param notification what to send, and to whom it is still to go
 * @param enqueuedAt the instant at which it was decided
 * @param failures the number of attempts that failed
 * @param nextAttempt the instant from which it may be attempted
 * @param opens the instant before which nobody is to be told, since the action's period opens then; null if it is open
 */
public record OutboxItem(
        Notification notification, Instant enqueuedAt, int failures, Instant nextAttempt, @Nullable Instant opens) {

    /**
     * Checks the parts.
     *
     * @param notification what to send, and to whom it is still to go
     * @param enqueuedAt the instant at which it was decided
     * @param failures the number of attempts that failed
     * @param nextAttempt the instant from which it may be attempted
     * @param opens the instant before which nobody is to be told, or null
     * @throws IllegalArgumentException if failures is negative
     */
    public OutboxItem {
        Objects.requireNonNull(notification, "notification");
        Objects.requireNonNull(enqueuedAt, "enqueuedAt");
        Objects.requireNonNull(nextAttempt, "nextAttempt");
        if (failures < 0) {
            throw new IllegalArgumentException("failures must not be negative, but is " + failures);
        }
    }

    /**
     * Creates an item that waits for no period.
     *
     * @param notification what to send, and to whom it is still to go
     * @param enqueuedAt the instant at which it was decided
     * @param failures the number of attempts that failed
     * @param nextAttempt the instant from which it may be attempted
     * @throws IllegalArgumentException if failures is negative
     */
    public OutboxItem(Notification notification, Instant enqueuedAt, int failures, Instant nextAttempt) {
        this(notification, enqueuedAt, failures, nextAttempt, null);
    }

    /**
     * Creates an item that was not attempted yet.
     *
     * @param notification what to send
     * @param now the present instant
     * @return the item, due at once
     */
    public static OutboxItem of(Notification notification, Instant now) {
        return new OutboxItem(notification, now, 0, now);
    }

    /**
     * Lets the item wait for a period to open.
     *
     * @param opens the instant before which nobody is to be told
     * @return the item with that instant, or the item itself if it was decided no earlier
     */
    public OutboxItem opening(Instant opens) {
        return opens.isAfter(enqueuedAt)
                ? new OutboxItem(notification, enqueuedAt, failures, nextAttempt, opens)
                : this;
    }

    /** {@return the notification's key, under which the outbox has the item} */
    public String key() {
        return notification.key();
    }
}
