package io.github.cspmalert.definition;

import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Combination;
import io.github.cspmalert.definition.policy.AlertCondition.Comparison;
import io.github.cspmalert.definition.policy.AlertCondition.Quantifier;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.internal.expression.Outcome;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Every set of alerts that can be told together, as far as severity and status go; what their other fields hold is not known.
 * Each alert has one of five severities and one of two statuses, and each set is the bits of a number.
 *
 * @param sets the sets
 */
record AlertWorlds(List<Integer> sets) {

    private static final List<String> STATUSES = List.of("firing", "resolved");
    private static final int KINDS = Severity.values().length * STATUSES.size();

    /** {@return all sets of one alert, or all sets at all where alerts are merged} */
    static AlertWorlds all(boolean merged) {
        return new AlertWorlds(IntStream.range(1, 1 << KINDS)
                .filter(set -> merged || Integer.bitCount(set) == 1)
                .boxed()
                .toList());
    }

    boolean isEmpty() {
        return sets.isEmpty();
    }

    /** {@return those for which a condition can hold} */
    AlertWorlds where(AlertCondition condition) {
        return those(set -> test(condition, set) != Outcome.FALSE);
    }

    /** {@return those for which a condition may not hold} */
    AlertWorlds whereNot(AlertCondition condition) {
        return those(set -> test(condition, set) != Outcome.TRUE);
    }

    /** {@return those that are in this or in another} */
    AlertWorlds or(AlertWorlds other) {
        return new AlertWorlds(IntStream.concat(
                        sets.stream().mapToInt(Integer::intValue),
                        other.sets.stream().mapToInt(Integer::intValue))
                .distinct()
                .boxed()
                .toList());
    }

    private AlertWorlds those(IntPredicate wanted) {
        return new AlertWorlds(sets.stream().filter(wanted::test).toList());
    }

    private static Outcome test(AlertCondition condition, int set) {
        if (condition instanceof Combination combination) {
            Outcome deciding = Outcome.of(!combination.conjunction());
            return join(
                    combination.conditions().stream()
                            .map(each -> test(each, set))
                            .toList(),
                    deciding);
        }
        Comparison comparison = (Comparison) condition;
        Outcome deciding = Outcome.of(comparison.quantifier() == Quantifier.ANY);
        return join(
                IntStream.range(0, KINDS)
                        .filter(kind -> (set >> kind & 1) == 1)
                        .mapToObj(kind -> test(comparison, kind))
                        .toList(),
                deciding);
    }

    // One that decides is enough; else one that is not known leaves it open.
    private static Outcome join(List<Outcome> outcomes, Outcome deciding) {
        if (outcomes.contains(deciding)) {
            return deciding;
        }
        return outcomes.contains(Outcome.UNKNOWN) ? Outcome.UNKNOWN : deciding.not();
    }

    private static Outcome test(Comparison comparison, int kind) {
        AlertField field = comparison.field();
        if (field.equals(AlertField.SEVERITY)) {
            int code = Severity.values()[kind / STATUSES.size()].code();
            return Outcome.of(
                    comparison.value() instanceof Long number
                            ? holds(comparison, Long.compare(code, number))
                            : holds(
                                    comparison,
                                    String.valueOf(code)
                                            .compareTo(comparison.value().toString())));
        }
        if (field.equals(AlertField.STATUS)) {
            String status = STATUSES.get(kind % STATUSES.size());
            return Outcome.of(comparison.value() instanceof String text && holds(comparison, status.compareTo(text)));
        }
        return Outcome.UNKNOWN;
    }

    private static boolean holds(Comparison comparison, int order) {
        return switch (comparison.operator()) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
        };
    }
}
