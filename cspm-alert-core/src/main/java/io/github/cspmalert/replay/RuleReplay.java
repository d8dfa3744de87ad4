package io.github.cspmalert.replay;

import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.log.Cut;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one rule would have done. Immutable and thread-safe.
 *
 * @param ruleId the id of the rule
 * @param evaluations how often it was evaluated
 * @param fired how many of the evaluations had an alert that fires
 * @param alerts how many alerts began, each of which may have fired in many evaluations
 * @param notifications how many notifications told of the rule; those that also tell of another count there too
 * @param alertsTold how many alerts they told of: more than notifications where alerts were told together
 * @param told who was told how often
 * @param heldBack how often somebody was not told of an alert, by reason
 * @param cuts how many evaluations had rows that may not be all there are, by reason
 * @param noisiest the groups of rows that fired in most evaluations, at most 10; empty if rows are not grouped
 * @param otherGroups how often further groups fired, that came when 1,000 were counted apart already
 * @param problems what went wrong on the way, each text once and at most 10 of them
 */
public record RuleReplay(
        String ruleId,
        long evaluations,
        long fired,
        long alerts,
        long notifications,
        long alertsTold,
        List<Told> told,
        Map<HeldBack.Reason, Long> heldBack,
        Map<Cut, Long> cuts,
        List<NoisyGroup> noisiest,
        long otherGroups,
        List<String> problems) {

    /**
     * Copies the collections.
     *
     * @param ruleId the id of the rule
     * @param evaluations how often it was evaluated
     * @param fired how many of the evaluations had an alert that fires
     * @param alerts how many alerts began
     * @param notifications how many notifications told of the rule
     * @param alertsTold how many alerts they told of
     * @param told who was told how often
     * @param heldBack how often somebody was not told of an alert, by reason
     * @param cuts how many evaluations had rows that may not be all there are, by reason
     * @param noisiest the groups of rows that fired in most evaluations
     * @param otherGroups how often further groups fired
     * @param problems what went wrong on the way
     */
    public RuleReplay {
        Objects.requireNonNull(ruleId, "ruleId");
        told = List.copyOf(told);
        heldBack = inOrder(HeldBack.Reason.class, heldBack);
        cuts = inOrder(Cut.class, cuts);
        noisiest = List.copyOf(noisiest);
        problems = List.copyOf(problems);
    }

    /**
     * A group of rows and how often it fired.
     *
     * @param labels the fields that make the group, with its values
     * @param fired in how many evaluations it fired
     */
    public record NoisyGroup(Map<String, String> labels, long fired) {

        /**
         * Copies the labels, in their order.
         *
         * @param labels the fields that make the group, with its values
         * @param fired in how many evaluations it fired
         */
        public NoisyGroup {
            labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        }
    }

    private static <K extends Enum<K>> Map<K, Long> inOrder(Class<K> type, Map<K, Long> counts) {
        Map<K, Long> copy = new EnumMap<>(type);
        copy.putAll(counts);
        return Collections.unmodifiableMap(copy);
    }
}
