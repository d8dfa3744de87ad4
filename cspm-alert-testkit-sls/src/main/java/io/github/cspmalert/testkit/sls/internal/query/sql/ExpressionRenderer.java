package io.github.cspmalert.testkit.sls.internal.query.sql;

import com.facebook.presto.sql.tree.ArithmeticBinaryExpression;
import com.facebook.presto.sql.tree.ArithmeticUnaryExpression;
import com.facebook.presto.sql.tree.ArrayConstructor;
import com.facebook.presto.sql.tree.AtTimeZone;
import com.facebook.presto.sql.tree.Cast;
import com.facebook.presto.sql.tree.CoalesceExpression;
import com.facebook.presto.sql.tree.CurrentTime;
import com.facebook.presto.sql.tree.DereferenceExpression;
import com.facebook.presto.sql.tree.Expression;
import com.facebook.presto.sql.tree.Extract;
import com.facebook.presto.sql.tree.FunctionCall;
import com.facebook.presto.sql.tree.GroupingOperation;
import com.facebook.presto.sql.tree.Identifier;
import com.facebook.presto.sql.tree.IfExpression;
import com.facebook.presto.sql.tree.LambdaExpression;
import com.facebook.presto.sql.tree.Literal;
import com.facebook.presto.sql.tree.LongLiteral;
import com.facebook.presto.sql.tree.Node;
import com.facebook.presto.sql.tree.NullIfExpression;
import com.facebook.presto.sql.tree.OrderBy;
import com.facebook.presto.sql.tree.Row;
import com.facebook.presto.sql.tree.SearchedCaseExpression;
import com.facebook.presto.sql.tree.SimpleCaseExpression;
import com.facebook.presto.sql.tree.SortItem;
import com.facebook.presto.sql.tree.SubqueryExpression;
import com.facebook.presto.sql.tree.SubscriptExpression;
import com.facebook.presto.sql.tree.TryExpression;
import com.facebook.presto.sql.tree.WhenClause;
import io.github.cspmalert.testkit.sls.internal.query.SqlText;
import io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.Kind;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Renders expressions. What has no method here is refused. */
final class ExpressionRenderer extends PredicateRenderer {

    private final QueryRenderer queries;
    private final Casts casts;
    private final CallRenderer calls;
    private final Bounds bounds;

    ExpressionRenderer(QueryRenderer queries, ZoneId zone, Bounds bounds) {
        this.queries = queries;
        this.casts = new Casts(zone);
        this.bounds = bounds;
        this.calls = new CallRenderer(this, casts, bounds);
    }

    /** A whole number in ORDER BY and GROUP BY is the position of a column. */
    String ordinalOr(Expression expression, Scope scope) {
        return expression instanceof LongLiteral position
                ? Long.toString(position.getValue())
                : render(expression, scope).sql();
    }

    String orderBy(OrderBy orderBy, Scope scope) {
        return orderBy.getSortItems().stream()
                .map(item -> sortItem(item, scope))
                .collect(Collectors.joining(", ", "ORDER BY ", ""));
    }

    /** Presto sorts NULL last, whatever the direction. */
    private String sortItem(SortItem item, Scope scope) {
        return ordinalOr(item.getSortKey(), scope)
                + (item.getOrdering() == SortItem.Ordering.DESCENDING ? " DESC" : " ASC")
                + (item.getNullOrdering() == SortItem.NullOrdering.FIRST ? " NULLS FIRST" : " NULLS LAST");
    }

    @Override
    protected Fragment visitNode(Node node, Scope scope) {
        throw Nodes.notServed(node, node.getClass().getSimpleName());
    }

    @Override
    protected Fragment visitIdentifier(Identifier node, Scope scope) {
        String name = node.getValue();
        return new Fragment(SqlText.identifier(name), found(scope.find(name), name, node));
    }

    @Override
    protected Fragment visitDereferenceExpression(DereferenceExpression node, Scope scope) {
        String field = node.getField().getValue();
        if (!(node.getBase() instanceof Identifier base)) {
            throw Nodes.notServed(node, "a field of an expression");
        }
        if (!scope.hasRelation(base.getValue())) {
            throw Nodes.rejected(
                    node,
                    "'" + base.getValue() + "' is not a table of this FROM; write a name that has a point in quotation"
                            + " marks: " + SqlText.identifier(base.getValue() + "." + field));
        }
        SqlType type = found(scope.find(base.getValue(), field), field, node);
        return new Fragment(SqlText.identifier(base.getValue()) + "." + SqlText.identifier(field), type);
    }

    private static SqlType found(@Nullable SqlType type, String name, Node node) {
        if (type == null) {
            throw Nodes.rejected(
                    node,
                    "column '" + name + "' cannot be resolved: it is no field with an index and statistics"
                            + " (doc_value), and nothing here is named so; text stands in 'single' quotation marks");
        }
        return type;
    }

    @Override
    protected Fragment visitLiteral(Literal node, Scope scope) {
        return Literals.render(node);
    }

    @Override
    protected Fragment visitArithmeticBinary(ArithmeticBinaryExpression node, Scope scope) {
        return operators().arithmetic(node, render(node.getLeft(), scope), render(node.getRight(), scope));
    }

    @Override
    protected Fragment visitArithmeticUnary(ArithmeticUnaryExpression node, Scope scope) {
        Fragment value = render(node.getValue(), scope);
        return node.getSign() == ArithmeticUnaryExpression.Sign.PLUS
                ? value
                : new Fragment("(- " + value.sql() + ")", value.type());
    }

    @Override
    protected Fragment visitSubqueryExpression(SubqueryExpression node, Scope scope) {
        QueryRenderer.Rendered query = queries.nested(node.getQuery(), scope);
        SqlType type = query.columns().size() == 1 ? query.columns().get(0).type() : SqlType.UNKNOWN;
        return new Fragment("(" + query.sql() + ")", type);
    }

    @Override
    protected Fragment visitSearchedCaseExpression(SearchedCaseExpression node, Scope scope) {
        return cases("CASE", node.getWhenClauses(), node.getDefaultValue(), scope);
    }

    @Override
    protected Fragment visitSimpleCaseExpression(SimpleCaseExpression node, Scope scope) {
        Fragment operand = render(node.getOperand(), scope);
        for (WhenClause when : node.getWhenClauses()) {
            operators().requireComparable(when, "CASE", operand, render(when.getOperand(), scope));
        }
        return cases("CASE " + operand.sql(), node.getWhenClauses(), node.getDefaultValue(), scope);
    }

    private Fragment cases(String start, List<WhenClause> clauses, Optional<Expression> otherwise, Scope scope) {
        StringBuilder sql = new StringBuilder("(").append(start);
        SqlType type = SqlType.UNKNOWN;
        for (WhenClause when : clauses) {
            Fragment result = render(when.getResult(), scope);
            type = type.or(result.type());
            sql.append(" WHEN ").append(render(when.getOperand(), scope).sql());
            sql.append(" THEN ").append(result.sql());
        }
        if (otherwise.isPresent()) {
            Fragment result = render(otherwise.get(), scope);
            type = type.or(result.type());
            sql.append(" ELSE ").append(result.sql());
        }
        return new Fragment(sql.append(" END)").toString(), type);
    }

    @Override
    protected Fragment visitIfExpression(IfExpression node, Scope scope) {
        Fragment then = render(node.getTrueValue(), scope);
        Optional<Fragment> otherwise = node.getFalseValue().map(e -> render(e, scope));
        SqlType type = otherwise.map(value -> then.type().or(value.type())).orElse(then.type());
        return new Fragment(
                "(CASE WHEN " + render(node.getCondition(), scope).sql() + " THEN " + then.sql()
                        + otherwise.map(value -> " ELSE " + value.sql()).orElse("") + " END)",
                type);
    }

    @Override
    protected Fragment visitCoalesceExpression(CoalesceExpression node, Scope scope) {
        SqlType type = node.getOperands().stream()
                .map(operand -> render(operand, scope).type())
                .reduce(SqlType.UNKNOWN, SqlType::or);
        return new Fragment("coalesce(" + list(node.getOperands(), scope) + ")", type);
    }

    @Override
    protected Fragment visitNullIfExpression(NullIfExpression node, Scope scope) {
        Fragment first = render(node.getFirst(), scope);
        Fragment second = render(node.getSecond(), scope);
        operators().requireComparable(node, "nullif", first, second);
        return new Fragment("nullif(" + first.sql() + ", " + second.sql() + ")", first.type());
    }

    @Override
    protected Fragment visitTryExpression(TryExpression node, Scope scope) {
        Fragment inner = render(node.getInnerExpression(), scope);
        return new Fragment("TRY(" + inner.sql() + ")", inner.type());
    }

    @Override
    protected Fragment visitCast(Cast node, Scope scope) {
        return casts.cast(render(node.getExpression(), scope), TypeNames.target(node.getType(), node), node.isSafe());
    }

    @Override
    protected Fragment visitArrayConstructor(ArrayConstructor node, Scope scope) {
        SqlType element = node.getValues().stream()
                .map(value -> render(value, scope).type())
                .reduce(SqlType.UNKNOWN, SqlType::or);
        Fragment array = new Fragment("[" + list(node.getValues(), scope) + "]", SqlType.array(element));
        return element.isSimple() || element.is(Kind.VARCHAR) ? array : bounds.bounded(array);
    }

    @Override
    protected Fragment visitRow(Row node, Scope scope) {
        return new Fragment("row(" + list(node.getItems(), scope) + ")", SqlType.ROW);
    }

    @Override
    protected Fragment visitSubscriptExpression(SubscriptExpression node, Scope scope) {
        Fragment base = render(node.getBase(), scope);
        if (!base.type().is(Kind.ARRAY) && !base.type().is(Kind.MAP)) {
            throw Nodes.rejected(node, "[...] takes an element of an array or a map, not of " + base.type());
        }
        String function = base.type().is(Kind.MAP) ? "presto_key(" : "presto_subscript(";
        String sql =
                function + base.sql() + ", " + render(node.getIndex(), scope).sql() + ")";
        return new Fragment(sql, base.type().element());
    }

    @Override
    protected Fragment visitExtract(Extract node, Scope scope) {
        return calls.extract(node, render(node.getExpression(), scope));
    }

    @Override
    protected Fragment visitCurrentTime(CurrentTime node, Scope scope) {
        return calls.currentTime(node);
    }

    @Override
    protected Fragment visitAtTimeZone(AtTimeZone node, Scope scope) {
        throw Nodes.notServed(node, "AT TIME ZONE");
    }

    @Override
    protected Fragment visitGroupingOperation(GroupingOperation node, Scope scope) {
        return new Fragment(
                "CAST(grouping(" + list(node.getGroupingColumns(), scope) + ") AS INTEGER)", SqlType.INTEGER);
    }

    @Override
    protected Fragment visitLambdaExpression(LambdaExpression node, Scope scope) {
        throw Nodes.rejected(node, "a lambda is allowed only as an argument of a function that takes one");
    }

    @Override
    protected Fragment visitFunctionCall(FunctionCall node, Scope scope) {
        return calls.render(node, scope);
    }
}
