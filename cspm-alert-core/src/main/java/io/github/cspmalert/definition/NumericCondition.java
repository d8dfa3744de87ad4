package io.github.cspmalert.definition;

import io.github.cspmalert.internal.expression.Expression;
import io.github.cspmalert.internal.expression.Field;
import io.github.cspmalert.internal.expression.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A condition that compares one field with numbers and does nothing else. It changes only at those numbers, so a few values
 * tell for which it holds.
 */
final class NumericCondition {

    private static final Pattern BRACKETS = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.$])-?[0-9]+(?:\\.[0-9]+)?(?![\\w.])");
    private static final Pattern OTHER = Pattern.compile("[-+*/%'\"~]|(?<![\\w.$])[0-9]");

    private final Expression expression;
    private final Field field;
    private final TreeSet<Double> numbers;

    private NumericCondition(Expression expression, Field field, TreeSet<Double> numbers) {
        this.expression = expression;
        this.field = field;
        this.numbers = numbers;
    }

    /** {@return the condition, if it is such a one} */
    static Optional<NumericCondition> of(Expression expression) {
        String text = BRACKETS.matcher(expression.toString()).replaceAll("x");
        TreeSet<Double> numbers = new TreeSet<>();
        NUMBER.matcher(text).results().forEach(match -> numbers.add(Double.valueOf(match.group())));
        String rest = NUMBER.matcher(text).replaceAll(" ");
        boolean plain = expression.isBoolean()
                && expression.fields().size() == 1
                && !numbers.isEmpty()
                && !OTHER.matcher(rest).find();
        return plain
                ? Optional.of(new NumericCondition(
                        expression, expression.fields().iterator().next(), numbers))
                : Optional.empty();
    }

    /** {@return whether it holds for no number} */
    boolean neverHolds() {
        return values(this).stream().noneMatch(this::holds);
    }

    /** {@return whether another holds wherever this one does} */
    boolean implies(NumericCondition other) {
        return field.equals(other.field) && values(other).stream().noneMatch(v -> holds(v) && !other.holds(v));
    }

    private boolean holds(double value) {
        String text = BigDecimal.valueOf(value).toPlainString();
        return expression.test(each -> each.equals(field) ? text : null) == Outcome.TRUE;
    }

    // The numbers of both, one between each two, and one beyond either end.
    private List<Double> values(NumericCondition other) {
        TreeSet<Double> all = new TreeSet<>(numbers);
        all.addAll(other.numbers);
        List<Double> values = new ArrayList<>(List.of(all.first() - 1, all.last() + 1));
        for (Double number : all) {
            values.add(number);
            Double next = all.higher(number);
            if (next != null) {
                values.add((number + next) / 2);
            }
        }
        return values;
    }
}
