package io.github.cspmalert.testkit.sls.internal.query.sql;

import com.facebook.presto.sql.tree.Cube;
import com.facebook.presto.sql.tree.Expression;
import com.facebook.presto.sql.tree.GroupBy;
import com.facebook.presto.sql.tree.GroupingElement;
import com.facebook.presto.sql.tree.GroupingSets;
import com.facebook.presto.sql.tree.Rollup;
import com.facebook.presto.sql.tree.SimpleGroupBy;
import java.util.List;
import java.util.stream.Collectors;

/** Renders GROUP BY. Beyond Presto, the service takes the names that SELECT gives; so does the engine. */
final class GroupByRenderer {

    private final ExpressionRenderer expressions;

    GroupByRenderer(ExpressionRenderer expressions) {
        this.expressions = expressions;
    }

    String sql(GroupBy group, Scope scope) {
        if (group.isDistinct()) {
            throw Nodes.notServed(group, "GROUP BY DISTINCT");
        }
        return group.getGroupingElements().stream()
                .map(element -> element(element, scope))
                .collect(Collectors.joining(", ", " GROUP BY ", ""));
    }

    private String element(GroupingElement element, Scope scope) {
        if (element instanceof SimpleGroupBy simple) {
            String list = list(simple.getExpressions(), scope);
            return simple.getExpressions().size() == 1 ? list : "(" + list + ")";
        } else if (element instanceof Rollup rollup) {
            return "ROLLUP (" + list(rollup.getExpressions(), scope) + ")";
        } else if (element instanceof Cube cube) {
            return "CUBE (" + list(cube.getExpressions(), scope) + ")";
        } else if (element instanceof GroupingSets sets) {
            return sets.getSets().stream()
                    .map(set -> "(" + list(set, scope) + ")")
                    .collect(Collectors.joining(", ", "GROUPING SETS (", ")"));
        }
        throw Nodes.notServed(element, "this form of GROUP BY");
    }

    private String list(List<Expression> list, Scope scope) {
        return list.stream()
                .map(expression -> expressions.ordinalOr(expression, scope))
                .collect(Collectors.joining(", "));
    }
}
