package io.github.cspmalert.internal.engine;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.internal.decision.Occurrence;
import io.github.cspmalert.internal.decision.SilenceDecider.Withheld;
import java.time.Instant;

/** What the engine tells of itself; of that a replay hears decisions only. Implementations throw nothing. */
public interface EngineEvents {

    /** A rule was evaluated, and what came of it is committed. */
    void evaluated(Occurrence occurrence);

    /** A rule could not be evaluated. */
    default void evaluationFailed(String ruleId, Instant at, RuntimeException failure) {}

    /** A notification was attempted, and what became of it is committed. */
    default void attempted(DeliveryAttempt attempt) {}

    /** A notification was held back immediately before it would have been sent, which is committed. */
    void heldBack(Withheld withheld);

    /** What is known of findings could not be found out; told once until it can. */
    default void enrichmentFailed(RuntimeException failure) {}

    /** A channel can send nothing until somebody repairs it. */
    default void channelBroken(Channel channel, String fault) {}

    /** A channel that was broken sends again. */
    default void channelRepaired(Channel channel) {}

    /** The store could not be read or written. */
    default void storeFailed(RuntimeException failure) {}

    /** The store works again after it failed. */
    default void storeRecovered() {}
}
