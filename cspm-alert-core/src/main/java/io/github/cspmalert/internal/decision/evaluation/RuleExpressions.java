package io.github.cspmalert.internal.decision.evaluation;

import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.SeverityBranch;
import io.github.cspmalert.internal.expression.Expression;
import io.github.cspmalert.internal.expression.Field;
import io.github.cspmalert.internal.expression.Fields;
import io.github.cspmalert.internal.expression.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of a rule, read once.
 *
 * @param branches its severities, the first that holds decides
 * @param operations how its queries are put together
 */
public record RuleExpressions(List<Branch> branches, List<RowSets.Operation> operations) {

    static final String COUNT = "__count__";

    private static final Field ROWS = Field.of(COUNT);

    /** {@return the expressions of a rule} */
    public static RuleExpressions of(AlertRule rule) {
        return new RuleExpressions(
                rule.severities().stream().map(Branch::of).toList(),
                rule.setOperations().stream().map(RowSets.Operation::of).toList());
    }

    /**
     * A severity with its trigger.
     *
     * @param severity how bad it is
     * @param condition which rows count; null for all
     * @param countCondition how many it takes; null for one
     */
    public record Branch(Severity severity, @Nullable Expression condition, @Nullable Expression countCondition) {

        static Branch of(SeverityBranch branch) {
            return new Branch(
                    branch.severity(),
                    parse("condition", branch.trigger().condition()),
                    parse("countCondition", branch.trigger().countCondition()));
        }

        private static @Nullable Expression parse(String name, String text) {
            return text.isEmpty() ? null : Expression.parse(name, text);
        }

        /** {@return whether so many rows are enough} */
        boolean enough(int rows) {
            return countCondition == null ? rows > 0 : countCondition.test(counted(rows)) == Outcome.TRUE;
        }

        /** {@return the trigger as SLS shows it, such as {@code Count:__count__ > 0; Condition:total>0}} */
        String raw() {
            return "Count:" + (countCondition == null ? COUNT + " > 0" : countCondition) + "; Condition:"
                    + (condition == null ? "" : condition);
        }

        /** {@return the trigger with what made it hold, such as {@code Count:[3] > 0; Condition:[1] > 0}} */
        String filled(int rows, Fields first) {
            String count = countCondition == null ? "[" + rows + "] > 0" : countCondition.describe(counted(rows));
            return "Count:" + count + "; Condition:" + (condition == null ? "" : condition.describe(first));
        }

        private static Fields counted(int rows) {
            return field -> field.equals(ROWS) ? String.valueOf(rows) : null;
        }
    }
}
