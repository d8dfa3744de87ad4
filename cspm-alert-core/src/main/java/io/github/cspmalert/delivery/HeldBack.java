package io.github.cspmalert.delivery;

import io.github.cspmalert.definition.recipient.Channel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A recipient who is not told of an alert this time, and why.
 *
 * @param channel the channel on which the recipient would have been told
 * @param recipientId the id of the recipient
 * @param reason why not
 * @param until the instant from which the reason no longer holds, or null if that is not known
 * @param by what holds it back, in words: which silence or alert; empty where the reason says it all
 */
public record HeldBack(Channel channel, String recipientId, Reason reason, @Nullable Instant until, String by) {

    /** Why somebody is not told. */
    public enum Reason {
        /** The recipient was told of the same alert less than the repeat interval ago. */
        REPEAT_INTERVAL("was told of the same alert less than the repeat interval ago"),
        /** A notification of the same alert is still on its way to the recipient. */
        IN_DELIVERY("a notification of the same alert is still on its way"),
        /** The channel refused the recipient's address for good, less than the repeat interval ago. */
        REFUSED("the address was refused for good; correct it"),
        /** The recipient is disabled. */
        DISABLED("the recipient is disabled"),
        /** The action tells nobody at this time. */
        OUTSIDE_PERIOD("it is outside of the action's period"),
        /** Nobody of the on-call group is on call at this time. */
        NOBODY_ON_CALL("nobody of the on-call group is on call; close the gap in its rotations"),
        /** The rule is muted for the time being. */
        MUTED("the rule is muted"),
        /** The rule tells nobody, since its {@code alertHub} is off. */
        ALERT_HUB_OFF("the rule tells nobody, since its alertHub is off"),
        /** A silence holds all that the notification is about. */
        SILENCED("held by"),
        /** An end is not told to somebody whom a silence kept from knowing that the alert fired. */
        END_OF_SILENCED("a silence kept from telling that the alert fired, so its end is no news"),
        /** An alert that explains this one fires among those that are told together. */
        INHIBITED("what explains it fires:");

        private final String explanation;

        Reason(String explanation) {
            this.explanation = explanation;
        }

        /** {@return the reason as part of a sentence} */
        public String explanation() {
            return explanation;
        }
    }

    /**
     * Notes a reason that says it all.
     *
     * @param channel the channel on which the recipient would have been told
     * @param recipientId the id of the recipient
     * @param reason why not
     * @param until the instant from which the reason no longer holds, or null if that is not known
     */
    public HeldBack(Channel channel, String recipientId, Reason reason, @Nullable Instant until) {
        this(channel, recipientId, reason, until, "");
    }

    /** {@return the reason as a sentence for people} */
    public String explanation() {
        String end = until == null ? "" : " (until " + until.truncatedTo(ChronoUnit.SECONDS) + ")";
        String what = by.isEmpty() ? "" : " " + by;
        return "%s on %s: %s%s%s".formatted(recipientId, channel, reason.explanation(), what, end);
    }
}
