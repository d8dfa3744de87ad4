package io.github.cspmalert.testkit.sls.internal.query.sql;

import com.facebook.presto.sql.tree.CurrentTime;
import com.facebook.presto.sql.tree.Extract;
import com.facebook.presto.sql.tree.FunctionCall;
import io.github.cspmalert.testkit.sls.internal.query.sql.FunctionDefinition.Use;
import java.util.Locale;

/** Renders calls of functions that the white list has. */
final class CallRenderer {

    private final ExpressionRenderer expressions;
    private final Casts casts;
    private final Bounds bounds;

    CallRenderer(ExpressionRenderer expressions, Casts casts, Bounds bounds) {
        this.expressions = expressions;
        this.casts = casts;
        this.bounds = bounds;
    }

    Fragment render(FunctionCall node, Scope scope) {
        String name = node.getName().toString().toLowerCase(Locale.ROOT);
        FunctionDefinition definition = FunctionTable.find(name);
        if (definition == null) {
            throw Nodes.notServed(node, "function '" + name + "'");
        }
        requireArguments(node, name, definition);
        requirePlace(node, name, definition.use());
        return bounds.result(node, definition.body().render(new Call(node, name, scope, expressions, casts, bounds)));
    }

    private static void requireArguments(FunctionCall node, String name, FunctionDefinition definition) {
        int given = node.getArguments().size();
        if (given < definition.fewest() || given > definition.most()) {
            String wanted = definition.fewest() == definition.most()
                    ? String.valueOf(definition.fewest())
                    : definition.fewest() + " to " + definition.most();
            throw Nodes.rejected(
                    node,
                    "function '" + name + "' takes " + wanted + " argument(s), not " + given
                            + ", as far as EmbeddedSls serves it");
        }
    }

    private static void requirePlace(FunctionCall node, String name, Use use) {
        boolean overRows = node.isDistinct()
                || node.getFilter().isPresent()
                || node.getOrderBy().isPresent();
        if (use == Use.SCALAR && (overRows || node.getWindow().isPresent())) {
            throw Nodes.rejected(
                    node, "'" + name + "' is no aggregate, so it takes no DISTINCT, ORDER BY, FILTER or OVER");
        }
        if (use == Use.WINDOW && node.getWindow().isEmpty()) {
            throw Nodes.rejected(node, "'" + name + "' needs OVER (...)");
        }
    }

    Fragment extract(Extract node, Fragment value) {
        String part = TimeFunctions.part(node.getField().name().toLowerCase(Locale.ROOT));
        String time = casts.asTimestamp(value).sql();
        if (part == null || time.isEmpty()) {
            throw Nodes.notServed(node, "extract(" + node.getField() + " from " + value.type() + ")");
        }
        return new Fragment(part + "(" + time + ")", SqlType.BIGINT);
    }

    Fragment currentTime(CurrentTime node) {
        Fragment now = new Fragment("now()", SqlType.TIMESTAMP_WITH_TIME_ZONE);
        return switch (node.getFunction()) {
            case TIMESTAMP -> now;
            case LOCALTIMESTAMP -> casts.asTimestamp(now);
            case DATE -> new Fragment("CAST(" + casts.asTimestamp(now).sql() + " AS DATE)", SqlType.DATE);
            default -> throw Nodes.notServed(node, node.getFunction().getName());
        };
    }
}
