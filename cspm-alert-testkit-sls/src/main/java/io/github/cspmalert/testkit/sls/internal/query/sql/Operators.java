package io.github.cspmalert.testkit.sls.internal.query.sql;

import com.facebook.presto.sql.tree.ArithmeticBinaryExpression;
import com.facebook.presto.sql.tree.ComparisonExpression;
import com.facebook.presto.sql.tree.Node;
import io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.Kind;

/** Renders operators, and refuses the operands that Presto refuses. */
final class Operators {

    Fragment comparison(Node node, ComparisonExpression.Operator operator, Fragment left, Fragment right) {
        requireComparable(node, operator.getValue(), left, right);
        return new Fragment("(" + left.sql() + " " + operator.getValue() + " " + right.sql() + ")", SqlType.BOOLEAN);
    }

    void requireComparable(Node node, String operator, Fragment left, Fragment right) {
        if (!left.type().comparesWith(right.type())) {
            throw Nodes.rejected(
                    node,
                    "'" + operator + "' cannot be applied to " + left.type() + ", " + right.type()
                            + "; text stands in 'single' quotation marks, and cast(x as bigint) makes a number of text");
        }
    }

    Fragment arithmetic(ArithmeticBinaryExpression node, Fragment left, Fragment right) {
        String symbol = node.getOperator().getValue();
        if (!adds(left.type()) || !adds(right.type())) {
            throw Nodes.rejected(
                    node,
                    "'" + symbol + "' cannot be applied to " + left.type() + ", " + right.type()
                            + "; cast(x as bigint) makes a number of text");
        }
        SqlType type = type(left.type(), right.type());
        boolean whole = type.isInteger() && node.getOperator() == ArithmeticBinaryExpression.Operator.DIVIDE;
        String sql = "(" + left.sql() + " " + (whole ? "//" : symbol) + " " + right.sql() + ")";
        return type.is(Kind.DATE) ? new Fragment("CAST(" + sql + " AS DATE)", type) : new Fragment(sql, type);
    }

    private static boolean adds(SqlType type) {
        return !type.isKnown() || type.isNumeric() || type.isTime() || type.is(Kind.INTERVAL);
    }

    private static SqlType type(SqlType left, SqlType right) {
        if (left.isTime() && right.isTime()) {
            return SqlType.INTERVAL;
        } else if (left.isTime()) {
            return left;
        }
        return right.isTime() ? right : left.or(right);
    }
}
