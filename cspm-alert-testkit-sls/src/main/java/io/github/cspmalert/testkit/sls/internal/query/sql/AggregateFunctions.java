package io.github.cspmalert.testkit.sls.internal.query.sql;

import static io.github.cspmalert.testkit.sls.internal.query.sql.FunctionTable.like;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.BIGINT;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.BOOLEAN;
import static io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.DOUBLE;

import io.github.cspmalert.testkit.sls.internal.query.sql.SqlType.Kind;

/**
 * Functions over many rows. Approximate ones are exact here, so that a test gives the same answer twice.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/aggregate-function">Aggregate functions</a>
 */
final class AggregateFunctions {

    private AggregateFunctions() {}

    static void addTo(FunctionTable table) {
        table.aggregate("count", 0, 1, AggregateFunctions::count);
        table.aggregate("count_if", 1, call -> BIGINT, "coalesce(CAST(count_if{$1} AS BIGINT), 0)");
        table.aggregate(
                "approx_distinct",
                1,
                2,
                call -> new Fragment(Template.sql("count(DISTINCT $1", call) + call.closing(), BIGINT));
        table.aggregate("sum", 1, 1, AggregateFunctions::sum);
        table.aggregate("avg", 1, call -> DOUBLE, "avg{CAST($1 AS DOUBLE)}");
        table.aggregate("geometric_mean", 1, call -> DOUBLE, "exp(avg{ln(CAST($1 AS DOUBLE))})");
        table.aggregate("min", 1, 2, call -> extreme(call, "min"));
        table.aggregate("max", 1, 2, call -> extreme(call, "max"));
        table.aggregate("min_by", 2, 3, call -> by(call, "arg_min"));
        table.aggregate("max_by", 2, 3, call -> by(call, "arg_max"));
        table.aggregate("arbitrary", 1, like(1), "any_value{$1}");
        table.aggregate("any_value", 1, like(1), "any_value{$1}");
        table.aggregate("bool_and", 1, call -> BOOLEAN, "bool_and{$1}");
        table.aggregate("every", 1, call -> BOOLEAN, "bool_and{$1}");
        table.aggregate("bool_or", 1, call -> BOOLEAN, "bool_or{$1}");
        table.aggregate("array_agg", 1, 1, call -> collected(call, "list" + call.opening() + "$1"));
        table.aggregate("set_agg", 1, 1, call -> collected(call, "list(DISTINCT $1"));
        table.aggregate("approx_percentile", 2, 2, AggregateFunctions::percentile);
        table.aggregate("bitwise_and_agg", 1, call -> BIGINT, "bit_and{$1}");
        table.aggregate("bitwise_or_agg", 1, call -> BIGINT, "bit_or{$1}");
        statistics(table);
    }

    private static void statistics(FunctionTable table) {
        table.aggregate("stddev", 1, call -> DOUBLE, "stddev_samp{$1}");
        table.aggregate("stddev_samp", 1, call -> DOUBLE, "stddev_samp{$1}");
        table.aggregate("stddev_pop", 1, call -> DOUBLE, "stddev_pop{$1}");
        table.aggregate("variance", 1, call -> DOUBLE, "var_samp{$1}");
        table.aggregate("var_samp", 1, call -> DOUBLE, "var_samp{$1}");
        table.aggregate("var_pop", 1, call -> DOUBLE, "var_pop{$1}");
        table.aggregate("corr", 2, call -> DOUBLE, "corr{$1, $2}");
        table.aggregate("covar_pop", 2, call -> DOUBLE, "covar_pop{$1, $2}");
        table.aggregate("covar_samp", 2, call -> DOUBLE, "covar_samp{$1, $2}");
        table.aggregate("regr_slope", 2, call -> DOUBLE, "regr_slope{$1, $2}");
        table.aggregate("regr_intercept", 2, call -> DOUBLE, "regr_intercept{$1, $2}");
    }

    private static Fragment count(Call call) {
        return new Fragment(Template.sql(call.count() == 0 ? "count{*}" : "count{$1}", call), BIGINT);
    }

    /** The engine adds whole numbers up to more than 64 bits. */
    private static Fragment sum(Call call) {
        SqlType type = call.argument(1).type();
        if (type.is(Kind.VARCHAR)) {
            throw call.rejected("the argument is varchar, not a number; cast(x as bigint) makes a number of text");
        }
        return type.isInteger()
                ? new Fragment(Template.sql("CAST(sum{$1} AS BIGINT)", call), BIGINT)
                : new Fragment(Template.sql("sum{$1}", call), type);
    }

    private static Fragment extreme(Call call, String function) {
        SqlType type = call.argument(1).type();
        return call.count() == 1
                ? new Fragment(Template.sql(function + "{$1}", call), type)
                : new Fragment(Template.sql(function + "{$1, $2}", call), SqlType.array(type));
    }

    /** Of one row, the value may be NULL; the engine has a function of its own for that. */
    private static Fragment by(Call call, String function) {
        SqlType type = call.argument(1).type();
        return call.count() == 2
                ? new Fragment(Template.sql(function + "_null{$1, $2}", call), type)
                : new Fragment(Template.sql(function + "{$1, $2, $3}", call), SqlType.array(type));
    }

    private static Fragment collected(Call call, String opening) {
        call.requireNoWindow();
        return new Fragment(
                Template.sql(opening, call) + call.closing(),
                SqlType.array(call.argument(1).type()));
    }

    private static Fragment percentile(Call call) {
        SqlType type = call.argument(1).type();
        boolean several = call.argument(2).type().is(Kind.ARRAY);
        return new Fragment(Template.sql("quantile_disc{$1, $2}", call), several ? SqlType.array(type) : type);
    }
}
