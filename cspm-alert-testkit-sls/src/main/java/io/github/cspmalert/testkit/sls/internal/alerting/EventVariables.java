package io.github.cspmalert.testkit.sls.internal.alerting;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What templates see of an event, under the names of the documentation.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/variables-in-new-alert-templates">Template variables</a>
 */
final class EventVariables {

    private static final String CONSOLE = "https://sls.console.alibabacloud.com/lognext/project/";
    private static final int MOST_ROWS = 100;

    private EventVariables() {}

    /** What an evaluation is about. */
    record Evaluation(String account, String region, Rule rule, Instant at, Instant next, List<Fetched> fetched) {}

    /** What is said of an alert. */
    record Said(
            String fingerprint,
            int severity,
            Instant fireTime,
            boolean resolved,
            Map<String, String> labels,
            Map<String, String> annotations,
            List<Map<String, String>> fireResults,
            int fireCount,
            String condition,
            String rawCondition) {}

    static String instanceId(String fingerprint, Instant at) {
        return fingerprint + "-" + Long.toHexString(at.getEpochSecond() * 1_000_000) + "-0";
    }

    static Map<String, Object> of(Evaluation evaluation, Said said) {
        Rule rule = evaluation.rule();
        String console = CONSOLE + encoded(rule.project());
        List<Map<String, Object>> results = new ArrayList<>();
        for (Fetched fetched : evaluation.fetched()) {
            List<Map<String, String>> firing = evaluation.fetched().size() == 1 ? said.fireResults() : fetched.rows();
            results.add(result(fetched, firing));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("aliuid", evaluation.account());
        all.put("alert_instance_id", instanceId(said.fingerprint(), evaluation.at()));
        all.put("alert_id", rule.name());
        all.put("alert_name", rule.displayName());
        all.put("alert_type", "sls_alert");
        all.put("region", evaluation.region());
        all.put("project", rule.project());
        all.put(
                "next_eval_interval",
                Duration.between(evaluation.at(), evaluation.next()).toSeconds());
        all.put("alert_time", evaluation.at().getEpochSecond());
        all.put("fire_time", said.fireTime().getEpochSecond());
        all.put("resolve_time", said.resolved() ? evaluation.at().getEpochSecond() : 0L);
        all.put("status", said.resolved() ? "resolved" : "firing");
        all.put("severity", said.severity());
        all.put("labels", said.labels());
        all.put("annotations", said.annotations());
        all.put("results", results);
        all.put("fire_results", shown(said.fireResults()));
        all.put("fire_results_count", said.fireCount());
        all.put("condition", said.condition());
        all.put("raw_condition", said.rawCondition());
        all.put("policy", policy(rule));
        all.put("dashboard", rule.dashboard());
        all.put("dashboard_url", rule.dashboard().isEmpty() ? "" : console + "/dashboard/" + encoded(rule.dashboard()));
        all.put("alert_url", console + "/alert/" + encoded(rule.name()));
        all.put("query_url", results.get(0).get("query_url"));
        all.put("alert_history_dashboard_url", console + "/dashboard/internal-alert-analysis");
        all.put("fingerprint", said.fingerprint());
        all.put("signin_url", "");
        return all;
    }

    private static Map<String, Object> policy(Rule rule) {
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("alert_policy_id", rule.alertPolicy());
        policy.put("action_policy_id", rule.actionPolicy());
        policy.put("repeat_interval", Spans.shown(rule.repeatInterval()));
        return policy;
    }

    // The documentation has two names for the number of rows.
    private static Map<String, Object> result(Fetched fetched, List<Map<String, String>> firing) {
        LogQuery query = fetched.query();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("store_type", "log");
        result.put("region", query.region());
        result.put("project", query.project());
        result.put("store", query.store());
        result.put("query", query.statement());
        result.put("start_time", fetched.window().from().getEpochSecond());
        result.put("end_time", fetched.window().to().getEpochSecond());
        result.put("raw_results", shown(fetched.rows()));
        result.put("raw_results_count", fetched.rows().size());
        result.put("raw_result_count", fetched.rows().size());
        result.put("fire_result", firing.isEmpty() ? Map.of() : shown(firing).get(0));
        result.put("query_url", url(fetched));
        result.put("dashboard_url", "");
        result.put("role_arn", query.roleArn());
        return result;
    }

    private static List<Map<String, String>> shown(List<Map<String, String>> rows) {
        return rows.stream()
                .limit(MOST_ROWS)
                .map(row -> {
                    Map<String, String> cut = new LinkedHashMap<>();
                    row.forEach((name, value) -> cut.put(name, Table.cut(value)));
                    return cut;
                })
                .<Map<String, String>>map(row -> row)
                .toList();
    }

    private static String url(Fetched fetched) {
        LogQuery query = fetched.query();
        String statement = Base64.getEncoder().encodeToString(query.statement().getBytes(StandardCharsets.UTF_8));
        return CONSOLE + encoded(query.project()) + "/logsearch/" + encoded(query.store())
                + "?encode=base64&endTime=" + fetched.window().to().getEpochSecond()
                + "&queryString=" + encoded(statement)
                + "&queryTimeType=99&startTime=" + fetched.window().from().getEpochSecond();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
