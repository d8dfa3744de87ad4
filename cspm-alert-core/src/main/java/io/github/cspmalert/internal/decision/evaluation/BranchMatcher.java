package io.github.cspmalert.internal.decision.evaluation;

import io.github.cspmalert.internal.decision.evaluation.RowSet.Row;
import io.github.cspmalert.internal.decision.evaluation.RuleExpressions.Branch;
import io.github.cspmalert.internal.expression.Expression;
import io.github.cspmalert.internal.expression.Field;
import io.github.cspmalert.internal.expression.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells which rows a severity's condition holds for, and what it could not tell. For one thread. */
final class BranchMatcher {

    private final Branch branch;
    private final Set<String> problems;
    private final @Nullable Expression condition;
    private final RowSet.Binding binding;
    private int unknown;

    BranchMatcher(Branch branch, RowSet rows, Set<String> problems) {
        this.branch = branch;
        this.problems = problems;
        this.condition = branch.condition();
        this.binding = rows.bind(condition == null ? Set.of() : condition.fields());
        // Without rows there are no columns to miss.
        if (condition != null && !rows.rows().isEmpty()) {
            condition.fields().forEach(field -> check(rows, field));
        }
    }

    private void check(RowSet rows, Field field) {
        if (rows.column(field).isEmpty()) {
            problems.add("condition '%s' cannot be told: %s".formatted(condition, rows.missing(field)));
        }
    }

    Branch branch() {
        return branch;
    }

    Fields fields(Row row) {
        return binding.of(row);
    }

    List<Row> matching(List<Row> rows) {
        if (condition == null) {
            return rows;
        }
        List<Row> matching = new ArrayList<>();
        for (Row row : rows) {
            switch (condition.test(binding.of(row))) {
                case TRUE -> matching.add(row);
                case UNKNOWN -> unknown++;
                case FALSE -> {}
            }
        }
        return matching;
    }

    Verdict.Tried tried(List<Row> rows, List<Row> matching) {
        List<Row> shown = matching.isEmpty() ? rows : matching;
        String values = condition == null || shown.isEmpty() ? "" : condition.describe(binding.of(shown.get(0)));
        return new Verdict.Tried(branch, matching.size(), values);
    }

    void tellUnknown() {
        if (unknown > 0) {
            problems.add(
                    "condition '%s' could not be told of %d rows, which lack a value or a number; they do not count"
                            .formatted(condition, unknown));
        }
        if (condition != null && !condition.isBoolean()) {
            problems.add("condition '%s' never holds: result type is not bool".formatted(condition));
        }
        if (branch.countCondition() != null && !branch.countCondition().isBoolean()) {
            problems.add("countCondition '%s' never holds: result type is not bool".formatted(branch.countCondition()));
        }
    }
}
