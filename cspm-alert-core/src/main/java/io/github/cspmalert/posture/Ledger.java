package io.github.cspmalert.posture;

import io.github.cspmalert.check.CheckResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Folds records into findings. Pure: findings come from and go to whoever keeps them. */
public final class Ledger {

    private Ledger() {}

    /**
     * What came of a fold.
     *
     * @param findings the findings that are not as they were, in the order in which their first record came
     * @param transitions what is to be told of them, in the same order
     * @param ignored how many records were of other topics, whose fields have the same names
     */
    public record Folded(List<Finding> findings, List<Transition> transitions, int ignored) {

        /**
         * Copies the lists.
         *
         * @param findings the findings that are not as they were
         * @param transitions what is to be told of them
         * @param ignored how many records were of other topics
         */
        public Folded {
            findings = List.copyOf(findings);
            transitions = List.copyOf(transitions);
        }
    }

    /**
     * Takes records in.
     *
     * @param source where they come from; see {@link FindingKey}
     * @param results the records, in any order; those that are known already change nothing
     * @param known gives a finding as it stands, or null if it is not known; asked once for each
     * @return what changes
     * @throws IllegalArgumentException if the source is blank or has line breaks or control characters
     */
    public static Folded fold(
            String source, Collection<CheckResult> results, Function<FindingKey, @Nullable Finding> known) {
        Map<FindingKey, List<CheckResult>> byKey = new LinkedHashMap<>();
        int ignored = 0;
        for (CheckResult result : results) {
            if (isOther(result)) {
                ignored++;
            } else {
                byKey.computeIfAbsent(FindingKey.of(source, result), key -> new ArrayList<>(2))
                        .add(result);
            }
        }
        List<Finding> findings = new ArrayList<>();
        List<Transition> transitions = new ArrayList<>();
        byKey.forEach((key, news) -> {
            Finding before = known.apply(key);
            Finding after = before == null ? Finding.of(key, news) : before.with(news);
            if (!after.equals(before)) {
                findings.add(after);
                Transition.between(Stand.of(before), after).ifPresent(transitions::add);
            }
        });
        return new Folded(findings, transitions, ignored);
    }

    /**
     * Says whether a record is of another topic, whose fields have the same names. Logstores that hold one kind of log may lack
     * the topic.
     *
     * @param result the record
     * @return whether it is none of CSPM's
     */
    public static boolean isOther(CheckResult result) {
        return !result.topic().isEmpty() && !result.topic().equals(CheckResult.TOPIC);
    }
}
