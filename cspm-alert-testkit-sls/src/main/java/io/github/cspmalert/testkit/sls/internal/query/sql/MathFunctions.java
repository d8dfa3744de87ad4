package io.github.cspmalert.testkit.sls.internal.query.sql;

import static io.github.cspmalert.testkit.sls.internal.query.sql.FunctionTable.like;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.BIGINT;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.BOOLEAN;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.DOUBLE;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.VARCHAR;

/**
 * Functions of numbers.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/mathematical-calculation-functions">Mathematical functions</a>
 */
final class MathFunctions {

    private MathFunctions() {}

    static void addTo(FunctionTable table) {
        table.scalar("abs", 1, 1, like(1), "abs($1)");
        for (String name : new String[] {"ceil", "ceiling", "floor"}) {
            table.scalar(name, 1, 1, call -> whole(call, name.equals("floor") ? "floor" : "ceil"));
        }
        table.scalar("round", 1, 2, like(1), "round($*)");
        table.scalar("truncate", 1, 1, like(1), "trunc($1)");
        table.scalar(
                "mod", 2, 2, call -> call.argument(1).type().or(call.argument(2).type()), "($1 % $2)");
        table.scalar("sign", 1, 1, like(1), "presto_sign($1)");
        for (String name : new String[] {
            "sqrt", "cbrt", "exp", "ln", "log2", "log10", "sin", "cos", "tan", "asin", "acos", "atan", "radians",
            "degrees"
        }) {
            table.scalar(name, 1, DOUBLE, name + "(CAST($1 AS DOUBLE))");
        }
        table.scalar("atan2", 2, DOUBLE, "atan2($1, $2)");
        table.scalar("power", 2, DOUBLE, "pow(CAST($1 AS DOUBLE), $2)");
        table.scalar("pow", 2, DOUBLE, "pow(CAST($1 AS DOUBLE), $2)");
        table.scalar("pi", 0, DOUBLE, "pi()");
        table.scalar("e", 0, DOUBLE, "exp(CAST(1 AS DOUBLE))");
        table.scalar("nan", 0, DOUBLE, "CAST('NaN' AS DOUBLE)");
        table.scalar("infinity", 0, DOUBLE, "CAST('Infinity' AS DOUBLE)");
        table.scalar("is_nan", 1, BOOLEAN, "isnan($1)");
        table.scalar("is_finite", 1, BOOLEAN, "isfinite($1)");
        table.scalar("is_infinite", 1, BOOLEAN, "isinf($1)");
        table.scalar("random", 0, DOUBLE, "random()");
        table.scalar("rand", 0, DOUBLE, "random()");
        table.scalar("greatest", 1, -1, MathFunctions::widest, "presto_greatest([$*])");
        table.scalar("least", 1, -1, MathFunctions::widest, "presto_least([$*])");
        table.scalar("bitwise_and", 2, BIGINT, "CAST(($1 & $2) AS BIGINT)");
        table.scalar("bitwise_or", 2, BIGINT, "CAST(($1 | $2) AS BIGINT)");
        table.scalar("bitwise_xor", 2, BIGINT, "CAST(xor($1, $2) AS BIGINT)");
        table.scalar("bitwise_not", 1, BIGINT, "CAST((~ $1) AS BIGINT)");
        table.scalar("to_base", 2, VARCHAR, "presto_to_base($1, $2)");
        table.scalar("from_base", 2, BIGINT, "presto_from_base($1, $2)");
        table.scalar("width_bucket", 4, BIGINT, "presto_width_bucket($1, $2, $3, $4)");
    }

    private static Fragment whole(Call call, String function) {
        Fragment value = call.argument(1);
        return value.type().isInteger() ? value : new Fragment(function + "(" + value.sql() + ")", value.type());
    }

    private static SqlType widest(Call call) {
        SqlType type = call.argument(1).type();
        for (int i = 2; i <= call.count(); i++) {
            type = type.or(call.argument(i).type());
        }
        return type;
    }
}
