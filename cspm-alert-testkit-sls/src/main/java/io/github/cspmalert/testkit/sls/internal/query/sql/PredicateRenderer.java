package io.github.cspmalert.testkit.sls.internal.query.sql;

import com.facebook.presto.sql.tree.AstVisitor;
import com.facebook.presto.sql.tree.BetweenPredicate;
import com.facebook.presto.sql.tree.ComparisonExpression;
import com.facebook.presto.sql.tree.ExistsPredicate;
import com.facebook.presto.sql.tree.Expression;
import com.facebook.presto.sql.tree.InListExpression;
import com.facebook.presto.sql.tree.InPredicate;
import com.facebook.presto.sql.tree.IsNotNullPredicate;
import com.facebook.presto.sql.tree.IsNullPredicate;
import com.facebook.presto.sql.tree.LikePredicate;
import com.facebook.presto.sql.tree.LogicalBinaryExpression;
import com.facebook.presto.sql.tree.NotExpression;
import com.facebook.presto.sql.tree.QuantifiedComparisonExpression;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Renders what is true, false or NULL. */
abstract class PredicateRenderer extends AstVisitor<Fragment, Scope> {

    private final Operators operators = new Operators();
    private final Map<Expression, Map<Scope, Fragment>> rendered = new IdentityHashMap<>();

    Operators operators() {
        return operators;
    }

    /** Renders an expression once, however often it is asked for: else each level of nesting would double the work. */
    Fragment render(Expression expression, Scope scope) {
        Map<Scope, Fragment> inScope = rendered.computeIfAbsent(expression, key -> new IdentityHashMap<>());
        Fragment known = inScope.get(scope);
        if (known == null) {
            known = process(expression, scope);
            inScope.put(scope, known);
        }
        return known;
    }

    String list(List<? extends Expression> expressions, Scope scope) {
        return expressions.stream()
                .map(expression -> render(expression, scope).sql())
                .collect(Collectors.joining(", "));
    }

    @Override
    protected Fragment visitComparisonExpression(ComparisonExpression node, Scope scope) {
        return operators.comparison(
                node, node.getOperator(), render(node.getLeft(), scope), render(node.getRight(), scope));
    }

    @Override
    protected Fragment visitQuantifiedComparisonExpression(QuantifiedComparisonExpression node, Scope scope) {
        String sql = "(" + render(node.getValue(), scope).sql() + " "
                + node.getOperator().getValue() + " " + node.getQuantifier() + " "
                + render(node.getSubquery(), scope).sql() + ")";
        return new Fragment(sql, SqlType.BOOLEAN);
    }

    @Override
    protected Fragment visitBetweenPredicate(BetweenPredicate node, Scope scope) {
        Fragment value = render(node.getValue(), scope);
        Fragment low = render(node.getMin(), scope);
        Fragment high = render(node.getMax(), scope);
        operators.requireComparable(node, "BETWEEN", value, low);
        operators.requireComparable(node, "BETWEEN", value, high);
        return new Fragment("(" + value.sql() + " BETWEEN " + low.sql() + " AND " + high.sql() + ")", SqlType.BOOLEAN);
    }

    @Override
    protected Fragment visitLogicalBinaryExpression(LogicalBinaryExpression node, Scope scope) {
        String sql = "(" + render(node.getLeft(), scope).sql() + " " + node.getOperator() + " "
                + render(node.getRight(), scope).sql() + ")";
        return new Fragment(sql, SqlType.BOOLEAN);
    }

    @Override
    protected Fragment visitNotExpression(NotExpression node, Scope scope) {
        return new Fragment("(NOT " + render(node.getValue(), scope).sql() + ")", SqlType.BOOLEAN);
    }

    @Override
    protected Fragment visitIsNullPredicate(IsNullPredicate node, Scope scope) {
        return new Fragment("(" + render(node.getValue(), scope).sql() + " IS NULL)", SqlType.BOOLEAN);
    }

    @Override
    protected Fragment visitIsNotNullPredicate(IsNotNullPredicate node, Scope scope) {
        return new Fragment("(" + render(node.getValue(), scope).sql() + " IS NOT NULL)", SqlType.BOOLEAN);
    }

    @Override
    protected Fragment visitLikePredicate(LikePredicate node, Scope scope) {
        String escape =
                node.getEscape().map(e -> " ESCAPE " + render(e, scope).sql()).orElse("");
        Fragment value = render(node.getValue(), scope);
        Fragment pattern = render(node.getPattern(), scope);
        operators.requireComparable(node, "LIKE", value, pattern);
        return new Fragment("(" + value.sql() + " LIKE " + pattern.sql() + escape + ")", SqlType.BOOLEAN);
    }

    @Override
    protected Fragment visitInPredicate(InPredicate node, Scope scope) {
        Fragment value = render(node.getValue(), scope);
        if (node.getValueList() instanceof InListExpression list) {
            for (Expression item : list.getValues()) {
                operators.requireComparable(item, "IN", value, render(item, scope));
            }
            return new Fragment("(" + value.sql() + " IN (" + list(list.getValues(), scope) + "))", SqlType.BOOLEAN);
        }
        String subquery = render(node.getValueList(), scope).sql();
        return new Fragment("(" + value.sql() + " IN " + subquery + ")", SqlType.BOOLEAN);
    }

    @Override
    protected Fragment visitExists(ExistsPredicate node, Scope scope) {
        return new Fragment("(EXISTS " + render(node.getSubquery(), scope).sql() + ")", SqlType.BOOLEAN);
    }
}
