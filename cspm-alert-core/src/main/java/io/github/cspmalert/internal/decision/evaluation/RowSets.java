package io.github.cspmalert.internal.decision.evaluation;

import io.github.cspmalert.definition.rule.SetOperation;
import io.github.cspmalert.internal.decision.evaluation.RowSet.Row;
import io.github.cspmalert.internal.expression.Expression;
import io.github.cspmalert.internal.expression.Expression.Equality;
import io.github.cspmalert.internal.expression.Field;
import io.github.cspmalert.internal.expression.Outcome;
import io.github.cspmalert.log.LogRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rows of several queries together, from the left.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/multi-set-operations">SLS: set operations</a>
 */
final class RowSets {

    private RowSets() {}

    /** A set operation that was read. */
    record Operation(SetOperation.Type type, @Nullable Expression condition) {

        static Operation of(SetOperation operation) {
            return new Operation(
                    operation.type(),
                    operation.condition().isEmpty()
                            ? null
                            : Expression.parse("condition of a set operation", operation.condition()));
        }
    }

    /**
     * Puts sets together.
     *
     * @param sets the rows of each query, in their order
     * @param operations one less than sets
     * @param problems is told which fields of a condition do not exist
     */
    static RowSet fold(List<RowSet> sets, List<Operation> operations, Set<String> problems) {
        RowSet all = sets.get(0);
        for (int i = 0; i < operations.size(); i++) {
            all = new Step(all, sets.get(i + 1), i + 1, operations.get(i), problems).result();
        }
        return all;
    }

    /** One operation on two sets. */
    private record Step(RowSet left, RowSet right, int query, Operation operation, Set<String> problems) {

        RowSet result() {
            return switch (operation.type()) {
                case NO_JOIN -> left;
                case CONCAT -> concat();
                case CROSS_JOIN, INNER_JOIN -> join(false, false);
                case LEFT_JOIN -> join(true, false);
                case RIGHT_JOIN -> join(false, true);
                case FULL_JOIN -> join(true, true);
                case LEFT_EXCLUDE -> new RowSet(left.columns(), partnerless(left.rows(), true));
                case RIGHT_EXCLUDE -> new RowSet(right.columns(), partnerless(right.rows(), false));
            };
        }

        private RowSet concat() {
            List<Row> rows = new ArrayList<>(left.rows());
            rows.addAll(right.rows());
            List<Row> padded = rows.stream().map(this::padded).toList();
            return new RowSet(left.aligned(right), padded);
        }

        private RowSet join(boolean allOfLeft, boolean allOfRight) {
            List<Equality> equalities = operation.condition() == null
                    ? List.of()
                    : operation.condition().equalities();
            RowSet both = new RowSet(left.joined(right, equalities), List.of());
            RowSet.@Nullable Binding binding = binding();
            List<Row> rows = new ArrayList<>();
            Set<Integer> matched = new HashSet<>();
            for (Row row : left.rows()) {
                boolean found = false;
                for (int i = 0; i < right.rows().size(); i++) {
                    Row pair = pair(row, right.rows().get(i));
                    if (fits(pair, binding)) {
                        rows.add(pair);
                        matched.add(i);
                        found = true;
                    }
                }
                if (!found && allOfLeft) {
                    rows.add(padded(row));
                }
            }
            for (int i = 0; allOfRight && i < right.rows().size(); i++) {
                if (!matched.contains(i)) {
                    rows.add(right.rows().get(i));
                }
            }
            return new RowSet(both.columns(), rows);
        }

        private List<Row> partnerless(List<Row> rows, boolean ofLeft) {
            RowSet.@Nullable Binding binding = binding();
            List<Row> others = ofLeft ? right.rows() : left.rows();
            return rows.stream()
                    .filter(row -> others.stream()
                            .noneMatch(other -> fits(ofLeft ? pair(row, other) : pair(other, row), binding)))
                    .toList();
        }

        private boolean fits(Row pair, RowSet.@Nullable Binding binding) {
            Expression condition = operation.condition();
            return condition == null || binding == null || condition.test(binding.of(pair)) == Outcome.TRUE;
        }

        // In the condition the two sides are apart, whatever it says is equal.
        private RowSet.@Nullable Binding binding() {
            Expression condition = operation.condition();
            if (condition == null) {
                return null;
            }
            RowSet apart = new RowSet(left.joined(right, List.of()), List.of());
            for (Field field : condition.fields()) {
                if (apart.column(field).isEmpty()) {
                    problems.add("condition '%s' of a set operation never holds: %s"
                            .formatted(condition, apart.missing(field)));
                }
            }
            return apart.bind(condition.fields());
        }

        private Row pair(Row row, Row other) {
            List<@Nullable LogRow> parts = new ArrayList<>(query + 1);
            parts.addAll(row.parts());
            while (parts.size() < query) {
                parts.add(null);
            }
            parts.add(other.parts().get(query));
            return new Row(parts);
        }

        private Row padded(Row row) {
            List<@Nullable LogRow> parts = new ArrayList<>(row.parts());
            while (parts.size() <= query) {
                parts.add(null);
            }
            return new Row(parts);
        }
    }
}
