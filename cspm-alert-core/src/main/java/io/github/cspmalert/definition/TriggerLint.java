package io.github.cspmalert.definition;

import io.github.cspmalert.definition.rule.SeverityBranch;
import io.github.cspmalert.definition.rule.Trigger;
import io.github.cspmalert.internal.expression.Expression;
import io.github.cspmalert.internal.expression.Field;
import io.github.cspmalert.internal.expression.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks at when the rows of a rule mean an alert. */
final class TriggerLint {

    static final Field COUNT = Field.of("__count__");

    // More rows than this are never counted one by one.
    private static final int MOST_COUNTED = 1000;

    private final List<Branch> branches;
    private final RowsUsed rows;
    private final Warnings warnings;

    TriggerLint(List<SeverityBranch> branches, RowsUsed rows, Warnings warnings) {
        this.branches = branches.stream().map(Branch::of).toList();
        this.rows = rows;
        this.warnings = warnings;
    }

    /** A trigger, read; null where nothing is given. */
    private record Branch(SeverityBranch written, @Nullable Expression condition, @Nullable Expression count) {

        static Branch of(SeverityBranch branch) {
            Trigger trigger = branch.trigger();
            return new Branch(
                    branch, read("condition", trigger.condition()), read("countCondition", trigger.countCondition()));
        }

        private static @Nullable Expression read(String name, String text) {
            return text.isEmpty() ? null : Expression.parse(name, text);
        }

        boolean enough(int rows) {
            return count == null
                    ? rows > 0
                    : count.test(field -> field.equals(COUNT) ? String.valueOf(rows) : null) == Outcome.TRUE;
        }

        boolean swapped() {
            return !swappedCount().isEmpty() || swappedCondition();
        }

        /** The fields of the row count that are no row count; a constant names none and is told too. */
        List<String> swappedCount() {
            if (count == null || !count.isBoolean() || count.fields().equals(Set.of(COUNT))) {
                return List.of();
            }
            return count.fields().isEmpty()
                    ? List.of("no field")
                    : count.fields().stream()
                            .filter(field -> !field.equals(COUNT))
                            .map(Field::toString)
                            .sorted()
                            .toList();
        }

        boolean swappedCondition() {
            return condition != null && condition.fields().contains(COUNT);
        }
    }

    void check() {
        for (int i = 0; i < branches.size(); i++) {
            String field = "severities[" + i + "].trigger";
            Branch branch = branches.get(i);
            isTruth(branch.condition(), field + ".condition");
            isTruth(branch.count(), field + ".countCondition");
            if (branch.swapped()) {
                swapped(branch, field);
            } else {
                both(branch, field);
                holds(branch, field);
            }
            reached(i);
        }
        always();
    }

    private void isTruth(@Nullable Expression expression, String field) {
        if (expression != null && !expression.isBoolean()) {
            warnings.add(
                    LintRule.NO_TRUTH_VALUE,
                    field,
                    "'" + expression + "' is neither true nor false, so it never holds",
                    "compare it with something, such as '" + expression + " > 0'");
        }
    }

    private void swapped(Branch branch, String field) {
        List<String> columns = branch.swappedCount();
        if (!columns.isEmpty()) {
            warnings.add(
                    LintRule.CONDITIONS_SWAPPED,
                    field + ".countCondition",
                    "it names %s, though only __count__, the number of rows, has a value here"
                            .formatted(String.join(", ", columns)),
                    "write conditions on columns into condition, and __count__ alone here");
        }
        if (branch.swappedCondition()) {
            warnings.add(
                    LintRule.CONDITIONS_SWAPPED,
                    field + ".condition",
                    "it names __count__, though rows have no such column",
                    "write it into countCondition");
        }
    }

    private void both(Branch branch, String field) {
        if (branch.condition() != null && branch.count() != null) {
            warnings.add(
                    LintRule.COUNT_MEANING,
                    field,
                    "SLS's documentation contradicts itself on whether __count__ counts the rows that meet the condition"
                            + " or all rows; this JVM counts those that meet it",
                    "filter in SQL, with WHERE or HAVING, and leave condition empty");
        }
    }

    private void holds(Branch branch, String field) {
        Optional.ofNullable(branch.condition())
                .flatMap(NumericCondition::of)
                .filter(NumericCondition::neverHolds)
                .ifPresent(never -> warnings.add(
                        LintRule.TRIGGER_NEVER_HOLDS,
                        field + ".condition",
                        "no number meets '" + branch.condition() + "'",
                        "correct the numbers, or join them with || instead of &&"));
        Expression count = branch.count();
        if (count != null
                && count.isBoolean()
                && IntStream.rangeClosed(0, most()).noneMatch(branch::enough)) {
            boolean large = rows.most() > MOST_COUNTED
                    && IntStream.of(10_000, 100_000, 1_000_000).anyMatch(branch::enough);
            if (!large) {
                warnings.add(
                        LintRule.TRIGGER_NEVER_HOLDS,
                        field + ".countCondition",
                        "no number of rows meets '%s'%s".formatted(count, rows.words()),
                        "compare the column that counts in condition, or correct the number");
            }
        }
    }

    private int most() {
        return Math.min(rows.most(), MOST_COUNTED);
    }

    private void always() {
        boolean any = branches.stream().anyMatch(branch -> branch.condition() == null && branch.count() == null);
        if (any && rows.alwaysOne()) {
            warnings.add(
                    LintRule.TRIGGER_ALWAYS_HOLDS,
                    "severities",
                    "the statement aggregates without GROUP BY, so it gives a row even where it found nothing, and any row fires",
                    "compare its value in condition, or leave the row out with HAVING");
        }
    }

    private void reached(int at) {
        Branch later = branches.get(at);
        for (int i = 0; i < at; i++) {
            if (covers(branches.get(i), later)) {
                warnings.add(
                        LintRule.SEVERITY_UNREACHABLE,
                        "severities[" + at + "]",
                        "severities[%d], %s, holds wherever this one does, and the first that holds decides"
                                .formatted(i, branches.get(i).written().severity()),
                        "put the narrower trigger first");
                return;
            }
        }
    }

    private boolean covers(Branch earlier, Branch later) {
        Expression narrow = later.condition();
        Expression wide = earlier.condition();
        boolean same =
                wide == null ? narrow == null : narrow != null && text(wide).equals(text(narrow));
        if (!same && !implies(narrow, wide)) {
            return false;
        }
        // Where the conditions differ, the earlier one counts as many rows or more.
        boolean enough = true;
        boolean needed = false;
        for (int n = MOST_COUNTED; n >= 0; n--) {
            enough = same ? earlier.enough(n) : enough && earlier.enough(n);
            if (later.enough(n)) {
                needed = true;
                if (!enough) {
                    return false;
                }
            }
        }
        return needed;
    }

    private static boolean implies(@Nullable Expression narrow, @Nullable Expression wide) {
        if (wide == null) {
            return true;
        }
        Optional<NumericCondition> to = NumericCondition.of(wide);
        return narrow != null
                && to.isPresent()
                && NumericCondition.of(narrow)
                        .filter(from -> !from.neverHolds() && from.implies(to.get()))
                        .isPresent();
    }

    private static String text(Expression expression) {
        return expression
                .toString()
                .chars()
                .filter(c -> !Character.isWhitespace(c))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** {@return the fields that the conditions on rows name} */
    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        branches.stream()
                .map(Branch::condition)
                .filter(Objects::nonNull)
                .forEach(condition -> condition.fields().stream()
                        .filter(field -> !field.equals(COUNT))
                        .sorted(Comparator.comparing(Field::toString))
                        .forEach(fields::add));
        return fields;
    }
}
