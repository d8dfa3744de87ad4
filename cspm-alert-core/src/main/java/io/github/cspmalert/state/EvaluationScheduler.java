package io.github.cspmalert.state;

import java.time.Instant;
import java.util.List;

/**
 * Says when which rule is evaluated, and, where several engines share a store, by which of them: each window once. The
 * engine's own scheduler serves one JVM; another one is set with {@code CspmAlertsBuilder.scheduler(..)}. Implementations are
 * thread-safe.
 */
public interface EvaluationScheduler extends AutoCloseable {

    /** What a scheduler calls. Thread-safe. */
    @FunctionalInterface
    interface Evaluations {

        /**
         * Evaluates a rule, or reads results into the ledger. If now is so late that further evaluations are due already, it stands for all of them.
         *
         * @param ruleId the id of the rule
         * @param due the instant of the schedule that the evaluation stands for
         * @return the instant that it stood for: {@code due}, or the last instant of the schedule that has come since
         * @throws RuntimeException if the rule could not be evaluated; the scheduler tries again with growing pauses, and
         *     with the next evaluation that is due at the latest
         * @throws IllegalStateException if the engine is closed
         */
        Instant evaluate(String ruleId, Instant due);
    }

    /**
     * Begins to have rules evaluated: each at once if nothing is known of it or its next evaluation is overdue, then on its
     * schedule. Returns without waiting for an evaluation.
     *
     * @param rules what this engine evaluates; engines that share a store should have the same ones
     * @param evaluations what evaluates them
     * @throws IllegalStateException if it was started or closed before
     */
    void start(List<Scheduled> rules, Evaluations evaluations);

    /** Begins no further evaluation. Does not wait for those under way. Closing twice is the same as closing once. */
    @Override
    void close();
}
