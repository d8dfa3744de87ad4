package io.github.cspmalert.internal.engine;

import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.common.CspmAlertException;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.state.PendingNotification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes one attempt at a time to send a notification, and says when to make the next. Whatever a notifier throws ends
 * here, as an outcome. Thread-safe if the notifiers are.
 */
public final class Dispatcher {

    private final Map<Channel, Notifier> notifiers;
    private final Backoff backoff;
    private final RandomGenerator random;

    /**
     * Creates a dispatcher.
     *
     * @param notifiers the notifiers by channel
     * @param backoff the pauses between attempts
     * @param random the source of the pauses' jitter; thread-safe
     */
    public Dispatcher(Map<Channel, Notifier> notifiers, Backoff backoff, RandomGenerator random) {
        this.notifiers = Map.copyOf(notifiers);
        this.backoff = backoff;
        this.random = random;
    }

    /**
     * Makes an attempt.
     *
     * @param pending the notification
     * @param now the present instant
     * @return what became of it
     */
    public DeliveryAttempt attempt(PendingNotification pending, Instant now) {
        Notification notification = pending.notification();
        try {
            return judge(pending, complete(notification, notifier(notification).send(notification)), null, now);
        } catch (RuntimeException | Error e) {
            RuntimeException failure = Faults.absorb(e, Dispatcher::unforeseen);
            boolean retry = !(failure instanceof CspmAlertException known) || known.retryable();
            Receipt.Status status = retry ? Receipt.Status.RETRY : Receipt.Status.REFUSED;
            return judge(pending, Receipt.all(notification, status, Faults.describe(failure)), failure, now);
        }
    }

    /**
     * Works out what is left to do after an attempt.
     *
     * @param pending the notification before the attempt
     * @param attempt what became of it
     * @return the notification for those of its addresses that did not go through and are to be tried again, or empty if
     *     there is nothing left to do
     */
    public static Optional<PendingNotification> remaining(PendingNotification pending, DeliveryAttempt attempt) {
        Instant next = attempt.nextAttempt();
        if (next == null) {
            return Optional.empty();
        }
        // Another engine may have reached some of them in the meantime.
        Set<Address> again = new HashSet<>(attempt.receipt().with(Receipt.Status.RETRY));
        List<Address> rest =
                pending.notification().to().stream().filter(again::contains).toList();
        return rest.isEmpty()
                ? Optional.empty()
                : Optional.of(new PendingNotification(
                        pending.notification().to(rest), pending.failures() + 1, next, pending.giveUpAt()));
    }

    private Notifier notifier(Notification notification) {
        Notifier notifier = notifiers.get(notification.channel());
        if (notifier == null) {
            throw new NotificationException(
                    "no notifier is registered for channel '" + notification.channel() + "'", false, null);
        }
        return notifier;
    }

    private DeliveryAttempt judge(
            PendingNotification pending, Receipt receipt, @Nullable RuntimeException failure, Instant now) {
        boolean again = !receipt.with(Receipt.Status.RETRY).isEmpty() && now.isBefore(pending.giveUpAt());
        Instant next = again ? now.plus(backoff.pause(pending.failures() + 1, random)) : null;
        return new DeliveryAttempt(pending.notification(), receipt, failure, next);
    }

    // A notifier that says nothing of an address has not delivered to it as far as anybody can tell.
    private static Receipt complete(Notification notification, @Nullable Receipt receipt) {
        Map<Address, Receipt.Outcome> said = new HashMap<>();
        if (receipt != null) {
            receipt.outcomes().forEach(outcome -> said.put(outcome.address(), outcome));
        }
        List<Receipt.Outcome> outcomes = new ArrayList<>();
        for (Address address : notification.to()) {
            outcomes.add(said.getOrDefault(
                    address,
                    new Receipt.Outcome(
                            address, Receipt.Status.RETRY, "the notifier's receipt says nothing of this address")));
        }
        return new Receipt(outcomes);
    }

    private static NotificationException unforeseen(Error error) {
        return new NotificationException(
                "the notifier failed with " + error.getClass().getName(), true, error);
    }
}
