package io.github.cspmalert.state;

import io.github.cspmalert.delivery.Notification;
import java.time.Instant;

/**
 * A notification that is not yet with all of its recipients. It is stored before the first attempt, so that a crash
 * cannot lose it. Immutable and thread-safe.
 *
 * @param notification the notification, for the addresses that are still to be reached
 * @param failures the number of attempts that have failed
 * @param nextAttempt the instant from which the next attempt may be made
 * @param giveUpAt the instant from which a failure is the last one
 */
public record PendingNotification(Notification notification, int failures, Instant nextAttempt, Instant giveUpAt) {}
