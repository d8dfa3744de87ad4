package io.github.cspmalert.testkit.sls.internal.http.validation;

import java.util.List;

/**
 * What a query of an alert must be like. See
 * <a href="https://help.aliyun.com/zh/sls/set-query-statistics-statement">Set query statistics</a>.
 */
final class QueryRules {

    private static final List<String> STORE_TYPES = List.of("log", "metric", "meta");
    private static final List<String> POWER_SQL_MODES = List.of("auto", "enable", "disable");

    /** Time spans whose start is told as so long before the time of the check. */
    private static final List<String> BACKWARDS = List.of("Relative", "Truncated", "Custom");

    private QueryRules() {}

    static void check(Fields query) {
        String storeType = query.oneOf("storeType", STORE_TYPES);
        // An empty name stands for that of the alert itself.
        query.textOrEmpty("project");
        query.textOrEmpty("region");
        query.notEmpty("store");
        if (storeType.equals("meta")) {
            query.textOrEmpty("query");
        } else {
            query.text("project");
            query.text("region");
            query.text("query");
            checkTimeSpan(query);
        }
        if (!query.textOrEmpty("powerSqlMode").isEmpty()) {
            query.oneOf("powerSqlMode", POWER_SQL_MODES);
        }
    }

    private static void checkTimeSpan(Fields query) {
        String type = query.notEmpty("timeSpanType");
        String start = query.text("start");
        query.text("end");
        if (BACKWARDS.contains(type) && !start.startsWith("-")) {
            throw query.wrong("start", "with timeSpanType " + type + " it must begin with \"-\", such as -5m");
        }
    }
}
