package io.github.cspmalert;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Notification;
import java.time.Instant;
import java.util.List;

/**
 * Is told what happens, for metrics, audit logs and watchdogs. All methods do nothing by default.
 *
 * <p>Methods are called on the engine's threads, several at once, and should return soon. What they throw is logged and
 * goes no further. They may not call back into {@link CspmAlerts}: an evaluation of the rule that they are told of is
 * refused.
 */
public interface AlertListener {

    /** A listener that does nothing. */
    AlertListener NO_OP = new AlertListener() {};

    /**
     * A rule was evaluated, and what came of it is in the outbox. Its messages are sent afterwards.
     *
     * @param report what the evaluation did; its deliveries are empty
     */
    default void evaluated(EvaluationReport report) {}

    /**
     * A rule could not be evaluated. Nothing is lost: the next evaluation looks at the missed log time too. There is no
     * next one on schedule if the failure is a {@link java.util.concurrent.RejectedExecutionException}: then the executor
     * takes no more work.
     *
     * @param ruleId the id of the rule
     * @param at the instant of the evaluation
     * @param failure why
     */
    default void evaluationFailed(String ruleId, Instant at, RuntimeException failure) {}

    /**
     * An attempt to send was made.
     *
     * @param ruleId the id of the rule
     * @param attempt what became of each address, and when the next attempt is made
     */
    default void attempted(String ruleId, DeliveryAttempt attempt) {}

    /**
     * A notification was held back immediately before it would have been sent, since silences hold back all that it is about.
     * What of it fires still when they have ended is told by the next evaluation; the end of an alert, and what a posture rule
     * tells, waits for them in the outbox.
     *
     * @param ruleId the id of the rule
     * @param notification the notification
     * @param heldBack who is not told, by which silence, and until when
     */
    default void heldBack(String ruleId, Notification notification, List<HeldBack> heldBack) {}

    /**
     * A template could not be rendered, or printed only blanks; the message is sent with the facts in plain text.
     *
     * @param ruleId the id of the rule
     * @param channel the channel of the message
     * @param failure why
     */
    default void renderingFailed(String ruleId, Channel channel, RuntimeException failure) {}

    /**
     * The enricher failed or was late, so messages about findings lack what it knows. Told once for each time that it begins to
     * fail.
     *
     * @param failure why
     */
    default void enrichmentFailed(RuntimeException failure) {}

    /**
     * An alert that fired before does so no longer.
     *
     * @param ruleId the id of the rule
     * @param fingerprint the fingerprint of the alert
     * @param at the instant of the evaluation
     */
    default void ended(String ruleId, String fingerprint, Instant at) {}

    /**
     * A channel cannot send to anybody until somebody repairs it. What waits for it is kept, and tried with growing
     * pauses. Told once for each time that it breaks.
     *
     * @param channel the channel
     * @param fault what is broken, and what to do about it
     */
    default void channelBroken(Channel channel, String fault) {}

    /**
     * A channel that was broken sends again.
     *
     * @param channel the channel
     */
    default void channelRepaired(Channel channel) {}

    /**
     * The store could not be read or written. The engine goes on with what it remembers itself.
     *
     * @param failure why
     */
    default void storeFailed(RuntimeException failure) {}

    /** The store works again, and what was remembered meanwhile is brought onto it. */
    default void storeRecovered() {}
}
