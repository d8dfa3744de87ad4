package io.github.cspmalert.testkit.sls.internal.query.sql;

import com.facebook.presto.sql.tree.ArrayConstructor;
import com.facebook.presto.sql.tree.FunctionCall;
import com.facebook.presto.sql.tree.Node;
import io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/**
 * Bounds what the functions of a statement may make, since the engine computes some two thousand rows at once and counts
 * texts and arrays on the way towards no limit. What one row may make is shared by all calls that can make something
 * larger than their arguments; in a lambda it is less, as it is made for each element.
 */
final class Bounds {

    /** The bytes of a text that {@code array_join} makes, such as the names of all resources of a group. */
    static final int LONGEST_JOIN = 262_144;

    /** The bytes of a text that is taken apart. */
    static final int LONGEST_PARTED = 16_384;

    /** The bytes that replacing may make of a text before they are counted exactly. */
    static final int LONGEST_REPLACED = 1_048_576;

    private static final int TEXT_OF_A_ROW = 65_536;
    private static final int SHORTEST_TEXT = 4_096;
    private static final int TEXT_OF_AN_ELEMENT = 512;
    private static final int LARGEST_ARRAY = 10_000;
    private static final int ARRAY_OF_AN_ELEMENT = 100;
    private static final int MOST_ELEMENTS = 200;
    private static final int MOST_CALLS = 200;

    private static final Set<String> GROWING = Set.of(
            "lpad",
            "rpad",
            "concat",
            "replace",
            "regexp_replace",
            "split",
            "regexp_split",
            "regexp_extract_all",
            "split_to_map",
            "array_union",
            "flatten",
            "transform",
            "map",
            "url_encode",
            "to_hex",
            "to_base64",
            "reduce");

    private final int text;
    private int lambdas;

    private Bounds(int calls) {
        text = Math.max(SHORTEST_TEXT, TEXT_OF_A_ROW / Math.max(1, calls));
    }

    static Bounds of(Node statement) {
        int calls = 0;
        Deque<Node> nodes = new ArrayDeque<>(Set.of(statement));
        while (!nodes.isEmpty()) {
            Node node = nodes.pop();
            nodes.addAll(node.getChildren());
            calls += node instanceof FunctionCall call && isGrowing(call) || node instanceof ArrayConstructor ? 1 : 0;
        }
        if (calls > MOST_CALLS) {
            throw Nodes.rejected(
                    statement, "more than " + MOST_CALLS + " calls of functions that make texts and arrays");
        }
        return new Bounds(calls);
    }

    private static boolean isGrowing(FunctionCall call) {
        return GROWING.contains(call.getName().toString().toLowerCase(Locale.ROOT));
    }

    /** The bytes of a text that a function may make here. */
    int text() {
        return lambdas > 0 ? TEXT_OF_AN_ELEMENT : text;
    }

    void enterLambda() {
        lambdas++;
    }

    void leaveLambda() {
        lambdas--;
    }

    /** What a call gives, if it is not too large. */
    Fragment result(FunctionCall call, Fragment value) {
        return isGrowing(call) ? bounded(value) : value;
    }

    /** A value, if it is not too large. */
    Fragment bounded(Fragment value) {
        SqlType type = value.type();
        if (type.is(Kind.ARRAY) && type.element().isSimple()) {
            return new Fragment(
                    "bounded_array(" + value.sql() + ", " + (lambdas > 0 ? ARRAY_OF_AN_ELEMENT : LARGEST_ARRAY) + ")",
                    type);
        }
        String function = type.is(Kind.VARCHAR) ? "bounded_text(" : "bounded_value(";
        return type.isSimple() ? value : new Fragment(function + value.sql() + ", " + text() + ")", type);
    }

    /** The array that a lambda makes texts or arrays of. */
    static Fragment elements(Fragment array, Fragment lambda) {
        return lambda.type().isSimple()
                ? array
                : new Fragment("bounded_array(" + array.sql() + ", " + MOST_ELEMENTS + ")", array.type());
    }
}
