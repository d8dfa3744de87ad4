package io.github.cspmalert.testkit.sls.internal.query.sql;

import com.facebook.presto.sql.tree.Expression;
import com.facebook.presto.sql.tree.FunctionCall;
import com.facebook.presto.sql.tree.Identifier;
import com.facebook.presto.sql.tree.LambdaArgumentDeclaration;
import com.facebook.presto.sql.tree.LambdaExpression;
import com.facebook.presto.sql.tree.LongLiteral;
import com.facebook.presto.sql.tree.StringLiteral;
import com.facebook.presto.sql.tree.Window;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import io.github.cspmalert.testkit.sls.internal.query.SqlText;
import io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One call of a function, while it is rendered. Arguments are counted from 1. */
final class Call {

    private final FunctionCall node;
    private final String name;
    private final Scope scope;
    private final ExpressionRenderer expressions;
    private final Casts casts;
    private final Bounds bounds;
    private final WindowRenderer windows;

    Call(FunctionCall node, String name, Scope scope, ExpressionRenderer expressions, Casts casts, Bounds bounds) {
        this.node = node;
        this.name = name;
        this.scope = scope;
        this.expressions = expressions;
        this.casts = casts;
        this.bounds = bounds;
        this.windows = new WindowRenderer(expressions);
    }

    int count() {
        return node.getArguments().size();
    }

    Casts casts() {
        return casts;
    }

    Bounds bounds() {
        return bounds;
    }

    /** Of what keeps all values: over a window each row would hold those of all rows before it. */
    void requireNoWindow() {
        if (node.getWindow().isPresent()) {
            throw rejected("OVER is not served by EmbeddedSls for this function; use GROUP BY");
        }
    }

    Fragment argument(int number) {
        return expressions.render(expression(number), scope);
    }

    String argumentList() {
        return expressions.list(node.getArguments(), scope);
    }

    private Expression expression(int number) {
        return node.getArguments().get(number - 1);
    }

    /** An argument as a timestamp; a number is taken as epoch seconds, as the service does. */
    Fragment time(int number) {
        Fragment argument = argument(number);
        Fragment time = casts.asTimestamp(argument);
        if (time.sql().isEmpty()) {
            throw rejected("argument " + number + " must be a time or epoch seconds, not " + argument.type()
                    + "; cast(x as bigint) makes a number of text");
        }
        return time;
    }

    /** An argument that must be text in quotation marks, because the engine has to know it before it runs. */
    String text(int number) {
        if (expression(number) instanceof StringLiteral literal) {
            return literal.getValue();
        }
        throw rejected("argument " + number + " must be a 'literal'");
    }

    /** An argument that must be a whole number, because the engine has to know it before it runs. */
    long number(int number) {
        if (expression(number) instanceof LongLiteral literal) {
            return literal.getValue();
        }
        throw rejected("argument " + number + " must be a whole number, written out");
    }

    /** An argument that must be an array. */
    Fragment array(int number) {
        Fragment argument = argument(number);
        if (!argument.type().is(Kind.ARRAY)) {
            throw rejected("argument " + number + " must be an array, not " + argument.type());
        }
        return argument;
    }

    /** A lambda whose arguments have the given types. */
    Fragment lambda(int number, SqlType... types) {
        if (!(expression(number) instanceof LambdaExpression lambda)
                || lambda.getArguments().size() != types.length) {
            throw rejected("argument " + number + " must be a lambda of " + types.length + " argument(s): x -> ...");
        }
        Map<String, SqlType> names = new LinkedHashMap<>();
        List<String> arguments = new ArrayList<>();
        for (LambdaArgumentDeclaration argument : lambda.getArguments()) {
            Identifier identifier = argument.getName();
            names.put(identifier.getValue(), types[arguments.size()]);
            arguments.add(SqlText.identifier(identifier.getValue()));
        }
        bounds.enterLambda();
        Fragment body = expressions.render(lambda.getBody(), scope.with(names));
        bounds.leaveLambda();
        return new Fragment("lambda " + String.join(", ", arguments) + ": " + body.sql(), body.type());
    }

    /** What stands between the name of an aggregate and its arguments. */
    String opening() {
        return "(" + (node.isDistinct() ? "DISTINCT " : "");
    }

    /** What stands after the arguments of an aggregate. */
    String closing() {
        return node.getOrderBy()
                        .map(order -> " " + expressions.orderBy(order, scope))
                        .orElse("")
                + (node.isIgnoreNulls() ? " IGNORE NULLS" : "")
                + ")"
                + node.getFilter()
                        .map(filter -> " FILTER (WHERE "
                                + expressions.render(filter, scope).sql() + ")")
                        .orElse("")
                + node.getWindow().map(this::over).orElse("");
    }

    private String over(Window window) {
        return " OVER (" + windows.sql(window, scope) + ")";
    }

    QueryRejectedException rejected(String problem) {
        return Nodes.rejected(node, name + ": " + problem);
    }

    /** All arguments; those of a call of the same function among them stand in its place, as in {@code a || b || c}. */
    List<Fragment> parts() {
        List<Fragment> parts = new ArrayList<>();
        addParts(node, parts);
        return parts;
    }

    private void addParts(FunctionCall call, List<Fragment> parts) {
        for (Expression argument : call.getArguments()) {
            if (argument instanceof FunctionCall inner && inner.getName().equals(node.getName())) {
                addParts(inner, parts);
            } else {
                parts.add(expressions.render(argument, scope));
            }
        }
    }
}
