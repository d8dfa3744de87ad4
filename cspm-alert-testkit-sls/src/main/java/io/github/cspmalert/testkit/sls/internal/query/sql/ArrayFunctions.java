package io.github.cspmalert.testkit.sls.internal.query.sql;

import static io.github.cspmalert.testkit.sls.internal.query.sql.FunctionTable.like;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.BIGINT;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.BOOLEAN;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.VARCHAR;

import io.github.cspmalert.testkit.sls.internal.query.sql.FunctionDefinition.Returns;
import io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.Kind;

/**
 * Functions of arrays, and those that take a lambda.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/array-functions-and-operators">Array functions and operators</a>
 * @see <a href="https://www.alibabacloud.com/help/en/sls/lambda-expressions">Lambda expressions</a>
 */
final class ArrayFunctions {

    private static final Returns ELEMENT = call -> call.argument(1).type().element();

    private ArrayFunctions() {}

    static void addTo(FunctionTable table) {
        table.scalar("array_distinct", 1, 1, like(1), "presto_array_distinct($1)");
        table.scalar("array_sort", 1, 1, like(1), "list_sort($1, 'ASC', 'NULLS LAST')");
        table.scalar("array_max", 1, 1, ELEMENT, "presto_greatest($1)");
        table.scalar("array_min", 1, 1, ELEMENT, "presto_least($1)");
        table.scalar("array_position", 2, BIGINT, "presto_array_position($1, $2)");
        table.scalar("array_remove", 2, 2, like(1), "presto_array_remove($1, $2)");
        table.scalar("array_union", 2, 2, like(1), "presto_array_distinct(list_concat($1, $2))");
        table.scalar(
                "array_intersect",
                2,
                2,
                like(1),
                "presto_array_intersect(bounded_array($1, 10000), bounded_array($2, 10000))");
        table.scalar(
                "array_except",
                2,
                2,
                like(1),
                "presto_array_except(bounded_array($1, 10000), bounded_array($2, 10000))");
        table.scalar("arrays_overlap", 2, BOOLEAN, "presto_arrays_overlap($1, $2)");
        table.scalar("array_join", 2, 3, ArrayFunctions::join);
        table.scalar("array_average", 1, SqlType.DOUBLE, "list_avg($1)");
        table.scalar("array_sum", 1, 1, ELEMENT, "coalesce(list_sum($1), 0)");
        table.scalar("contains", 2, BOOLEAN, "presto_contains($1, $2)");
        table.scalar("flatten", 1, 1, ELEMENT, "flatten($1)");
        table.scalar("slice", 3, 3, like(1), "presto_slice($1, $2, $3)");
        table.scalar("sequence", 2, 3, ArrayFunctions::sequence);
        table.scalar("cardinality", 1, 1, ArrayFunctions::cardinality);
        table.scalar("element_at", 2, 2, ArrayFunctions::elementAt);
        lambdas(table);
    }

    private static void lambdas(FunctionTable table) {
        table.scalar("transform", 2, 2, call -> {
            Fragment lambda = call.lambda(2, call.array(1).type().element());
            Fragment elements = Bounds.elements(call.array(1), lambda);
            return new Fragment(
                    "list_transform(" + elements.sql() + ", " + lambda.sql() + ")", SqlType.array(lambda.type()));
        });
        table.scalar("filter", 2, 2, call -> {
            Fragment lambda = call.lambda(2, call.array(1).type().element());
            return new Fragment(
                    applied("list_filter", call, lambda), call.array(1).type());
        });
        table.scalar("any_match", 2, 2, call -> match(call, "presto_contains", "TRUE"));
        table.scalar("all_match", 2, 2, call -> match(call, "NOT presto_contains", "FALSE"));
        table.scalar("none_match", 2, 2, call -> match(call, "NOT presto_contains", "TRUE"));
        table.scalar("reduce", 4, 4, ArrayFunctions::reduce);
    }

    private static String applied(String function, Call call, Fragment lambda) {
        return function + "(" + call.array(1).sql() + ", " + lambda.sql() + ")";
    }

    private static Fragment match(Call call, String function, String result) {
        Fragment lambda = call.lambda(2, call.array(1).type().element());
        String results = applied("list_transform", call, lambda);
        return new Fragment("(" + function + "(" + results + ", " + result + "))", BOOLEAN);
    }

    /** The last lambda is applied to an array that holds nothing but the sum. */
    private static Fragment reduce(Call call) {
        Fragment start = call.argument(2);
        Fragment step = call.lambda(3, start.type(), call.array(1).type().element());
        Fragment result = call.lambda(4, start.type().or(step.type()));
        String sum = "list_reduce(" + Bounds.elements(call.array(1), step).sql() + ", " + step.sql() + ", "
                + start.sql() + ")";
        return new Fragment("list_transform([" + sum + "], " + result.sql() + ")[1]", result.type());
    }

    private static Fragment join(Call call) {
        String elements = call.count() == 2
                ? "$1"
                : "list_transform($1, lambda __e: coalesce(CAST(__e AS VARCHAR), bounded_text($3, 64)))";
        return new Fragment(
                Template.sql("bounded_join(" + elements + ", $2, ", call) + Bounds.LONGEST_JOIN + ")", VARCHAR);
    }

    /** Presto counts down by itself where the end is before the start. */
    private static Fragment sequence(Call call) {
        SqlType type = call.argument(1).type();
        if (type.isTime()) {
            String step = call.count() == 2 ? "INTERVAL '1 day'" : "$3";
            return new Fragment(Template.sql("presto_time_sequence($1, $2, " + step + ")", call), SqlType.array(type));
        }
        String step = call.count() == 2 ? "CASE WHEN $2 < $1 THEN -1 ELSE 1 END" : "$3";
        return new Fragment(Template.sql("presto_sequence($1, $2, " + step + ")", call), SqlType.array(BIGINT));
    }

    private static Fragment cardinality(Call call) {
        Fragment value = call.argument(1);
        String counted = value.type().is(Kind.MAP) ? "map_keys(" + value.sql() + ")" : value.sql();
        return new Fragment("len(" + counted + ")", BIGINT);
    }

    private static Fragment elementAt(Call call) {
        Fragment value = call.argument(1);
        return new Fragment(
                value.type().is(Kind.MAP)
                        ? Template.sql("($1)[$2]", call)
                        : Template.sql("presto_element_at($1, $2)", call),
                value.type().element());
    }
}
