package io.github.cspmalert.alert;

import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogRow;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a template sees of an alert, under the names of SLS, and what had to be left out of it. Rows are the first
 * {@value #MAX_ROWS}, and a value is its first {@value #MAX_VALUE_LENGTH} characters, as in the service. Immutable and
 * thread-safe.
 *
 * <p>What only the service has is empty: dashboards, logon-free links, role names.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/variables-in-new-alert-templates">SLS: template variables</a>
 */
public final class AlertVariables {

    /** The number of rows that a template sees of each query and of the rows that fired: {@value}. */
    public static final int MAX_ROWS = 100;

    /** The number of characters that a template sees of each value: {@value}. */
    public static final int MAX_VALUE_LENGTH = 1024;

    private final Map<String, Object> variables;
    private final List<Map<String, String>> fireResults;
    private final int cutValues;

    private AlertVariables(Alert alert, ConsoleLinks links) {
        Rows rows = new Rows();
        this.fireResults = rows.layOut(alert.fireResults());
        this.variables = Map.of("alert", alert(alert, links, rows));
        this.cutValues = rows.cutValues;
    }

    /**
     * Makes the variables of an alert.
     *
     * @param alert the alert
     * @param links the links into the console
     * @return what a template sees of it
     */
    public static AlertVariables of(Alert alert, ConsoleLinks links) {
        return new AlertVariables(alert, links);
    }

    /** {@return the variables by name: one, {@code alert}, a map of maps, lists, text and whole numbers} */
    public Map<String, Object> asMap() {
        return variables;
    }

    /** {@return the number of values that were cut to {@value #MAX_VALUE_LENGTH} characters} */
    public int cutValues() {
        return cutValues;
    }

    /** {@return the rows that fired, as a template sees them: the first {@value #MAX_ROWS}, with long values cut} */
    public List<Map<String, String>> fireResults() {
        return fireResults;
    }

    /**
     * Cuts a value to the part that alerts show.
     *
     * @param value the value
     * @return its first {@value #MAX_VALUE_LENGTH} characters, no surrogate pair halved
     */
    public static String cut(String value) {
        if (value.length() <= MAX_VALUE_LENGTH) {
            return value;
        }
        boolean halved = Character.isHighSurrogate(value.charAt(MAX_VALUE_LENGTH - 1));
        return value.substring(0, halved ? MAX_VALUE_LENGTH - 1 : MAX_VALUE_LENGTH);
    }

    private static Map<String, Object> alert(Alert alert, ConsoleLinks links, Rows rows) {
        List<Map<String, Object>> results = alert.results().stream()
                .map(data -> result(data, firing(alert, data), links, rows))
                .toList();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("aliuid", alert.accountId());
        map.put("alert_instance_id", alert.instanceId());
        map.put("alert_id", alert.ruleId());
        map.put("alert_name", alert.name());
        map.put("alert_type", "sls_alert");
        map.put("region", alert.region());
        map.put("project", alert.project());
        map.put("next_eval_interval", alert.nextEvalInterval().toSeconds());
        map.put("alert_time", alert.alertTime().getEpochSecond());
        map.put("fire_time", alert.fireTime().getEpochSecond());
        map.put("resolve_time", alert.resolveTime().map(Instant::getEpochSecond).orElse(0L));
        map.put("status", alert.status().text());
        map.put("severity", alert.severity().code());
        map.put("labels", alert.labels());
        map.put("annotations", alert.annotations());
        map.put("results", results);
        map.put("fire_results", rows.layOut(alert.fireResults()));
        map.put("fire_results_count", alert.fireResultsCount());
        map.put("condition", alert.condition());
        map.put("raw_condition", alert.rawCondition());
        map.put("policy", policy(alert));
        map.put("dashboard", "");
        map.put("dashboard_url", "");
        map.put("alert_url", "");
        map.put(
                "query_url",
                results.stream()
                        .findFirst()
                        .map(first -> first.get("query_url"))
                        .orElse(""));
        map.put("alert_history_dashboard_url", "");
        map.put("fingerprint", alert.fingerprint());
        map.put("signin_url", "");
        return map;
    }

    // The rows of several queries that were put together are none of theirs.
    private static List<LogRow> firing(Alert alert, QueryData data) {
        return alert.results().size() == 1 ? alert.fireResults() : data.result().rows();
    }

    private static Map<String, Object> result(QueryData data, List<LogRow> firing, ConsoleLinks links, Rows layout) {
        LogOrigin origin = data.result().origin();
        List<LogRow> all = data.result().rows();
        List<Map<String, String>> rows = layout.layOut(all);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("store_type", "log");
        map.put("region", origin.region());
        map.put("project", origin.project());
        map.put("store", origin.store());
        map.put("query", data.statement());
        map.put("start_time", data.range().from().getEpochSecond());
        map.put("end_time", data.range().to().getEpochSecond());
        map.put("raw_results", rows);
        map.put("raw_results_count", all.size());
        // The documentation has both names.
        map.put("raw_result_count", all.size());
        map.put(
                "fire_result",
                firing.isEmpty()
                        ? Map.of()
                        : layout.layOut(firing.subList(0, 1)).get(0));
        map.put("query_url", links.query(data));
        map.put("dashboard_url", "");
        map.put("role_arn", "");
        return map;
    }

    private static Map<String, Object> policy(Alert alert) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("alert_policy_id", alert.alertPolicyId());
        map.put("action_policy_id", alert.actionPolicyId());
        map.put("repeat_interval", GoDurations.format(alert.repeatInterval()));
        return map;
    }

    /** Converts rows. Those that fired are among those of the queries, so each is converted, and counted, once. */
    private static final class Rows {

        private final Map<LogRow, Map<String, String>> laidOut = new IdentityHashMap<>();
        private int cutValues;

        List<Map<String, String>> layOut(List<LogRow> rows) {
            return rows.stream()
                    .limit(MAX_ROWS)
                    .map(row -> laidOut.computeIfAbsent(row, this::layOut))
                    .toList();
        }

        private Map<String, String> layOut(LogRow row) {
            Map<String, String> map = new LinkedHashMap<>();
            row.values().forEach((column, value) -> {
                map.put(column, cut(value));
                cutValues += value.length() > MAX_VALUE_LENGTH ? 1 : 0;
            });
            return Collections.unmodifiableMap(map);
        }
    }
}
