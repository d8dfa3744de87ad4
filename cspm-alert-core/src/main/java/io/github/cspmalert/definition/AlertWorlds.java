package io.github.cspmalert.definition;

import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Combination;
import io.github.cspmalert.definition.policy.AlertCondition.Comparison;
import io.github.cspmalert.definition.policy.AlertCondition.Quantifier;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.internal.expression.Outcome;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Every set of alerts that can be told together, as far as severity and status go; what their other fields hold is not known.
 * Each alert has one of five severities and one of two statuses, a set is the bits of a number, and this holds numbers.
 */
final class AlertWorlds {

    /** No set at all. */
    static final AlertWorlds NONE = new AlertWorlds(new BitSet());

    private static final List<String> STATUSES = List.of("firing", "resolved");
    private static final int KINDS = Severity.values().length * STATUSES.size();

    private final BitSet sets;

    private AlertWorlds(BitSet sets) {
        this.sets = sets;
    }

    /** {@return all sets of one alert, or all sets at all where alerts are merged} */
    static AlertWorlds all(boolean merged) {
        BitSet sets = new BitSet();
        IntStream.range(1, 1 << KINDS)
                .filter(set -> merged || Integer.bitCount(set) == 1)
                .forEach(sets::set);
        return new AlertWorlds(sets);
    }

    boolean isEmpty() {
        return sets.isEmpty();
    }

    /** {@return those for which a condition can hold} */
    AlertWorlds where(AlertCondition condition) {
        return without(condition, Outcome.FALSE);
    }

    /** {@return those for which a condition may not hold} */
    AlertWorlds whereNot(AlertCondition condition) {
        return without(condition, Outcome.TRUE);
    }

    /** {@return those that are in this or in another} */
    AlertWorlds or(AlertWorlds other) {
        BitSet both = (BitSet) sets.clone();
        both.or(other.sets);
        return new AlertWorlds(both);
    }

    private AlertWorlds without(AlertCondition condition, Outcome outcome) {
        IntFunction<Outcome> test = read(condition);
        BitSet left = new BitSet();
        sets.stream().filter(set -> test.apply(set) != outcome).forEach(left::set);
        return new AlertWorlds(left);
    }

    private static IntFunction<Outcome> read(AlertCondition condition) {
        if (condition instanceof Combination combination) {
            List<IntFunction<Outcome>> parts =
                    combination.conditions().stream().map(AlertWorlds::read).toList();
            return set -> join(parts, set, Outcome.of(!combination.conjunction()));
        }
        return read((Comparison) condition);
    }

    // One part that decides is enough; else one that is not known leaves it open.
    private static Outcome join(List<IntFunction<Outcome>> parts, int set, Outcome deciding) {
        Outcome joined = deciding.not();
        for (IntFunction<Outcome> part : parts) {
            Outcome outcome = part.apply(set);
            if (outcome == deciding) {
                return deciding;
            }
            joined = outcome == Outcome.UNKNOWN ? outcome : joined;
        }
        return joined;
    }

    private static IntFunction<Outcome> read(Comparison comparison) {
        AlertField field = comparison.field();
        if (!field.equals(AlertField.SEVERITY) && !field.equals(AlertField.STATUS)) {
            return set -> Outcome.UNKNOWN;
        }
        int holding = IntStream.range(0, KINDS)
                .filter(kind -> holds(comparison, kind))
                .map(kind -> 1 << kind)
                .sum();
        return comparison.quantifier() == Quantifier.ANY
                ? set -> Outcome.of((set & holding) != 0)
                : set -> Outcome.of((set & holding) == set);
    }

    private static boolean holds(Comparison comparison, int kind) {
        int code = Severity.values()[kind / STATUSES.size()].code();
        boolean severity = comparison.field().equals(AlertField.SEVERITY);
        return comparison.holds(severity ? String.valueOf(code) : STATUSES.get(kind % STATUSES.size()));
    }
}
