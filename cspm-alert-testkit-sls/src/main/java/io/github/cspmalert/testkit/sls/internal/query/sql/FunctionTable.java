package io.github.cspmalert.testkit.sls.internal.query.sql;

import io.github.cspmalert.testkit.sls.internal.query.sql.FunctionDefinition.Body;
import io.github.cspmalert.testkit.sls.internal.query.sql.FunctionDefinition.Returns;
import io.github.cspmalert.testkit.sls.internal.query.sql.FunctionDefinition.Use;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The white list of functions, by name. */
final class FunctionTable {

    private static final int ANY_NUMBER = 255;
    private static final FunctionTable ALL = new FunctionTable();

    static {
        StringFunctions.addTo(ALL);
        RegexFunctions.addTo(ALL);
        MathFunctions.addTo(ALL);
        TimeFunctions.addTo(ALL);
        JsonFunctions.addTo(ALL);
        ArrayFunctions.addTo(ALL);
        MapFunctions.addTo(ALL);
        AggregateFunctions.addTo(ALL);
        WindowFunctions.addTo(ALL);
    }

    private final Map<String, FunctionDefinition> definitions = new HashMap<>();

    static @Nullable FunctionDefinition find(String name) {
        return ALL.definitions.get(name);
    }

    /** A function of one row, written as {@link Template}. */
    void scalar(String name, int arguments, SqlType type, String template) {
        scalar(name, arguments, arguments, type, template);
    }

    /** A function of one row that takes a varying number of arguments; {@code $*} in its template is all of them. */
    void scalar(String name, int fewest, int most, SqlType type, String template) {
        scalar(name, fewest, most, call -> type, template);
    }

    /** A function of one row whose type depends on its arguments. */
    void scalar(String name, int fewest, int most, Returns type, String template) {
        scalar(name, fewest, most, call -> new Fragment(Template.sql(template, call), type.of(call)));
    }

    /** A function of one row that no template can say. */
    void scalar(String name, int fewest, int most, Body body) {
        definitions.put(name, new FunctionDefinition(Use.SCALAR, fewest, most < 0 ? ANY_NUMBER : most, body));
    }

    /** A function over rows, written as {@link Template}. */
    void aggregate(String name, int arguments, Returns type, String template) {
        aggregate(name, arguments, arguments, call -> new Fragment(Template.sql(template, call), type.of(call)));
    }

    /** A function over rows that no template can say. */
    void aggregate(String name, int fewest, int most, Body body) {
        definitions.put(name, new FunctionDefinition(Use.AGGREGATE, fewest, most, body));
    }

    /** A function over a window, written as {@link Template}. */
    void window(String name, int fewest, int most, Returns type) {
        Body body = call -> new Fragment(Template.sql(name + "{$*}", call), type.of(call));
        definitions.put(name, new FunctionDefinition(Use.WINDOW, fewest, most, body));
    }

    /** The type of an argument, counted from 1. */
    static Returns like(int argument) {
        return call -> call.argument(argument).type();
    }
}
