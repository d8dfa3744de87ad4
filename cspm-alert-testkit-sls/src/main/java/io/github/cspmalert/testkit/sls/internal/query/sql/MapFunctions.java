package io.github.cspmalert.testkit.sls.internal.query.sql;

/**
 * Functions of maps.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/map-functions-and-operators">Map functions and operators</a>
 */
final class MapFunctions {

    private MapFunctions() {}

    static void addTo(FunctionTable table) {
        table.scalar("map", 2, 2, call -> {
            SqlType type = SqlType.map(
                    call.array(1).type().element(), call.array(2).type().element());
            return new Fragment(Template.sql("map($1, $2)", call), type);
        });
        table.scalar(
                "map_keys", 1, 1, call -> SqlType.array(call.argument(1).type().key()), "map_keys($1)");
        table.scalar(
                "map_values",
                1,
                1,
                call -> SqlType.array(call.argument(1).type().element()),
                "map_values($1)");
        table.scalar(
                "split_to_map",
                3,
                SqlType.map(SqlType.VARCHAR, SqlType.VARCHAR),
                "presto_split_to_map(bounded_text($1, " + Bounds.LONGEST_PARTED + "), $2, $3)");
        table.aggregate("map_agg", 2, 2, call -> {
            call.requireNoWindow();
            SqlType type = SqlType.map(call.argument(1).type(), call.argument(2).type());
            return new Fragment(Template.sql("presto_map(bounded_array(list{$1}, 10000), list{$2})", call), type);
        });
        table.aggregate("histogram", 1, 1, call -> {
            call.requireNoWindow();
            return new Fragment(
                    Template.sql("histogram{$1}", call),
                    SqlType.map(call.argument(1).type(), SqlType.BIGINT));
        });
    }
}
