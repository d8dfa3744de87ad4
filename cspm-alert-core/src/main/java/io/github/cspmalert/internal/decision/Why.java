package io.github.cspmalert.internal.decision;

import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.internal.decision.evaluation.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why an evaluation came out as it did, as far as the outcome itself does not say it.
 *
 * @param rule the rule; null of anything else
 * @param verdicts what was made of each group of rows
 * @param toNobody the fingerprints of alerts of which the action policy tells nobody
 * @param opens the instants before which notifications are not to be sent, by key; only those that wait
 * @param joined notifications that are withdrawn, since others say what they were to say, by key: the key of the other
 */
record Why(
        @Nullable AlertRule rule,
        List<Verdict> verdicts,
        List<String> toNobody,
        Map<String, Instant> opens,
        Map<String, String> joined) {

    /** There is nothing to say. */
    static final Why NOTHING = new Why(null, List.of(), List.of(), Map.of(), Map.of());

    /** {@return both, of one rule} */
    Why and(Why later) {
        return new Why(
                rule,
                Stream.concat(verdicts.stream(), later.verdicts.stream()).toList(),
                Stream.concat(toNobody.stream(), later.toNobody.stream()).toList(),
                both(opens, later.opens),
                both(joined, later.joined));
    }

    private static <T> Map<String, T> both(Map<String, T> one, Map<String, T> other) {
        Map<String, T> both = new HashMap<>(one);
        both.putAll(other);
        return both;
    }

    /** {@return whether the rule is one that names nobody to tell} */
    boolean tellsNobody() {
        return rule != null && rule.toldToNobody();
    }
}
