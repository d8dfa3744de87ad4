package io.github.cspmalert.delivery;

import io.github.cspmalert.definition.recipient.Address;
import java.util.List;
import java.util.Objects;

/**
 * What became of each address of a notification. It says what the channel's first server said; "accepted" is not
 * "delivered", let alone "read".
 *
 * @param outcomes one outcome for each address
 */
public record Receipt(List<Outcome> outcomes) {

    /** What became of an address. */
    public enum Status {
        /** The channel took responsibility for it. */
        ACCEPTED,
        /** The channel refused it for good; trying again is of no use. */
        REFUSED,
        /** It did not go through this time; try again later. */
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
     */
    public Receipt {
        outcomes = List.copyOf(outcomes);
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
