package io.github.cspmalert.delivery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to send a notification, and what becomes of it next.
 *
 * @param notification the notification as it was attempted
 * @param receipt what became of each address
 * @param failure what the notifier threw, or null if it answered
 * @param nextAttempt the instant of the next attempt for the addresses with {@link Receipt.Status#RETRY}, or null if there
 *     is none
 */
public record DeliveryAttempt(
        Notification notification, Receipt receipt, @Nullable RuntimeException failure, @Nullable Instant nextAttempt) {

    /** {@return whether every address was accepted} */
    public boolean complete() {
        return receipt.outcomes().stream().allMatch(outcome -> outcome.status() == Receipt.Status.ACCEPTED);
    }

    /** {@return whether addresses that did not go through are given up, since the time for trying is over} */
    public boolean gaveUp() {
        return nextAttempt == null && !receipt.with(Receipt.Status.RETRY).isEmpty();
    }

    /** {@return the outcomes of the addresses that were not accepted} */
    public List<Receipt.Outcome> notAccepted() {
        return receipt.outcomes().stream()
                .filter(outcome -> outcome.status() != Receipt.Status.ACCEPTED)
                .toList();
    }
}
