package io.github.cspmalert.testkit.sls.internal.query.sql;

import com.facebook.presto.sql.tree.FrameBound;
import com.facebook.presto.sql.tree.Window;
import com.facebook.presto.sql.tree.WindowFrame;
import java.util.ArrayList;
import java.util.List;

/** Renders what stands in OVER. */
final class WindowRenderer {

    private final ExpressionRenderer expressions;

    WindowRenderer(ExpressionRenderer expressions) {
        this.expressions = expressions;
    }

    String sql(Window window, Scope scope) {
        List<String> parts = new ArrayList<>();
        if (!window.getPartitionBy().isEmpty()) {
            parts.add("PARTITION BY " + expressions.list(window.getPartitionBy(), scope));
        }
        window.getOrderBy().ifPresent(order -> parts.add(expressions.orderBy(order, scope)));
        window.getFrame().ifPresent(frame -> parts.add(frame(frame, scope)));
        return String.join(" ", parts);
    }

    private String frame(WindowFrame frame, Scope scope) {
        String start = bound(frame.getStart(), scope);
        return frame.getType()
                + frame.getEnd()
                        .map(end -> " BETWEEN " + start + " AND " + bound(end, scope))
                        .orElse(" " + start);
    }

    private String bound(FrameBound bound, Scope scope) {
        String distance = bound.getValue()
                .map(value -> expressions.render(value, scope).sql() + " ")
                .orElse("");
        return switch (bound.getType()) {
            case UNBOUNDED_PRECEDING -> "UNBOUNDED PRECEDING";
            case UNBOUNDED_FOLLOWING -> "UNBOUNDED FOLLOWING";
            case CURRENT_ROW -> "CURRENT ROW";
            case PRECEDING -> distance + "PRECEDING";
            case FOLLOWING -> distance + "FOLLOWING";
        };
    }
}
