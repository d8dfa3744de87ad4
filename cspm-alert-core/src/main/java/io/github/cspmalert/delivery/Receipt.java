package io.github.cspmalert.delivery;

import io.github.cspmalert.definition.recipient.Address;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of each address of a notification, and whether the channel itself is broken. It repeats what the channel's
 * first server answered; "accepted" does not mean "delivered" or "read".
 *
 * @param outcomes one outcome for each address
 * @param channelFault why the channel can deliver nothing to anybody until somebody repairs it, in one sentence that names
 *     what to do, without addresses and secrets; empty if it works, or if it is only down for a while. Addresses may have
 *     been accepted before the fault showed; the others have {@link Status#RETRY}
 */
public record Receipt(List<Outcome> outcomes, Optional<String> channelFault) {

    /** What became of an address. */
    public enum Status {
        /** The channel took responsibility for it. */
        ACCEPTED,
        /** The channel refused it for good; trying again is of no use. */
        REFUSED,
        /** It did not go through this time, perhaps because the channel is broken; try again later. */
        RETRY
    }

    /**
     * What became of one address.
     *
     * @param address the address
     * @param status what became of it
     * @param detail why, for people to read, such as {@code 550 no such user}; empty if there is nothing to say
     */
    public record Outcome(Address address, Status status, String detail) {

        /**
         * Checks the parts.
         *
         * @param address the address
         * @param status what became of it
         * @param detail why; may be empty
         * @throws NullPointerException if a part is null
         */
        public Outcome {
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /**
     * Copies the outcomes.
     *
     * @param outcomes one outcome for each address
     * @param channelFault why the channel is broken, or empty
     * @throws IllegalArgumentException if the fault is blank
     */
    public Receipt {
        outcomes = List.copyOf(outcomes);
        if (channelFault.isPresent() && channelFault.get().isBlank()) {
            throw new IllegalArgumentException("channelFault must say what is broken, but is blank");
        }
    }

    /**
     * Says what became of each address through a channel that works.
     *
     * @param outcomes one outcome for each address
     */
    public Receipt(List<Outcome> outcomes) {
        this(outcomes, Optional.empty());
    }

    /**
     * Says that every address of a notification was accepted.
     *
     * @param notification the notification
     * @return the receipt
     */
    public static Receipt accepted(Notification notification) {
        return all(notification, Status.ACCEPTED, "");
    }

    /**
     * Says that the channel is broken until somebody repairs it, and that nobody was reached.
     *
     * @param notification the notification
     * @param reason what is broken and what to do about it; not blank, no address, no secret, no content
     * @return a receipt by which every address is to be tried again
     * @throws IllegalArgumentException if the reason is blank
     * @see NotificationException#channelBroken(String, Throwable)
     */
    public static Receipt channelBroken(Notification notification, String reason) {
        return new Receipt(all(notification, Status.RETRY, reason).outcomes(), Optional.of(reason));
    }

    /**
     * Says the same of every address of a notification.
     *
     * @param notification the notification
     * @param status what became of each
     * @param detail why; may be empty
     * @return the receipt
     */
    public static Receipt all(Notification notification, Status status, String detail) {
        return new Receipt(notification.to().stream()
                .map(address -> new Outcome(address, status, detail))
                .toList());
    }

    /**
     * Returns the addresses with one status.
     *
     * @param status the status
     * @return the addresses, in the order of the outcomes
     */
    public List<Address> with(Status status) {
        return outcomes.stream()
                .filter(outcome -> outcome.status() == status)
                .map(Outcome::address)
                .toList();
    }
}
