package io.github.cspmalert.alert;

import static io.github.cspmalert.alert.AlertFixture.ORIGIN;
import static io.github.cspmalert.alert.AlertFixture.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlertVariablesTest {

    private static final Instant AT = Instant.ofEpochSecond(1665399547);

    // https://www.alibabacloud.com/help/en/sls/variables-in-new-alert-templates
    private static final String[] DOCUMENTED = {
        "aliuid",
        "alert_instance_id",
        "alert_id",
        "alert_name",
        "alert_type",
        "region",
        "project",
        "next_eval_interval",
        "alert_time",
        "fire_time",
        "resolve_time",
        "status",
        "severity",
        "labels",
        "annotations",
        "results",
        "fire_results",
        "fire_results_count",
        "condition",
        "raw_condition",
        "policy",
        "dashboard",
        "dashboard_url",
        "alert_url",
        "query_url",
        "alert_history_dashboard_url",
        "fingerprint",
        "signin_url"
    };

    private static final String[] DOCUMENTED_OF_QUERIES = {
        "store_type",
        "region",
        "project",
        "store",
        "query",
        "start_time",
        "end_time",
        "raw_results",
        "raw_results_count",
        "raw_result_count",
        "fire_result",
        "query_url",
        "dashboard_url",
        "role_arn"
    };

    @Test
    void asMap_names_areExactlyThoseOfTheDocumentation() {
        Map<String, Object> variables = of(List.of(row("total", "1"))).asMap();

        assertThat(variables).containsOnlyKeys("alert");
        assertThat(alert(variables)).containsOnlyKeys(DOCUMENTED);
        assertThat(result(variables)).containsOnlyKeys(DOCUMENTED_OF_QUERIES);
    }

    @Test
    void asMap_realEvent_hasItsValues() {
        // A real event of October 2022, its account and contents left out.
        List<LogRow> rows = List.of(row("total", "1"), row("total", "1"), row("total", "1"));
        AlertBuilder builder = alert(rows)
                .name("merchant errors")
                .accountId("1900000000000000")
                .severity(Severity.MEDIUM)
                .nextEvalInterval(Duration.ofMinutes(5))
                .repeatInterval(Duration.ofMinutes(5))
                .actionPolicyId("m_ap_1663739539565")
                .condition("Count:__count__ > 0; Condition:total>0", "Count:[3] > 0; Condition:[1] > 0")
                .annotations(Map.of("title", "t", "desc", "d"));

        Map<String, Object> variables =
                AlertVariables.of(builder.build(), ConsoleLinks.CHINA).asMap();

        assertThat(alert(variables))
                .containsEntry("alert_id", "alert-1586773930-430004")
                .containsEntry("alert_name", "merchant errors")
                .containsEntry("alert_type", "sls_alert")
                .containsEntry("aliuid", "1900000000000000")
                .containsEntry("region", "cn-hangzhou")
                .containsEntry("project", "pp-merchant-app-log")
                .containsEntry("alert_time", 1665399547L)
                .containsEntry("fire_time", 1665399547L)
                .containsEntry("resolve_time", 0L)
                .containsEntry("next_eval_interval", 300L)
                .containsEntry("status", "firing")
                .containsEntry("severity", 6)
                .containsEntry("labels", Map.of())
                .containsEntry("annotations", Map.of("title", "t", "desc", "d"))
                .containsEntry("condition", "Count:[3] > 0; Condition:[1] > 0")
                .containsEntry("raw_condition", "Count:__count__ > 0; Condition:total>0")
                .containsEntry("fire_results_count", 3)
                .containsEntry(
                        "fire_results", List.of(Map.of("total", "1"), Map.of("total", "1"), Map.of("total", "1")))
                .containsEntry(
                        "policy",
                        Map.of(
                                "alert_policy_id",
                                "sls.builtin.dynamic",
                                "action_policy_id",
                                "m_ap_1663739539565",
                                "repeat_interval",
                                "5m0s"));
        assertThat(result(variables))
                .containsEntry("store_type", "log")
                .containsEntry("region", "cn-hangzhou")
                .containsEntry("project", "pp-merchant-app-log")
                .containsEntry("store", "merchant")
                .containsEntry("query", "* | select total")
                .containsEntry("start_time", 1665399247L)
                .containsEntry("end_time", 1665399547L)
                .containsEntry("raw_results_count", 3)
                .containsEntry("raw_result_count", 3)
                .containsEntry("fire_result", Map.of("total", "1"))
                .containsEntry("role_arn", "")
                .containsEntry("query_url", alert(variables).get("query_url"));
    }

    @Test
    void asMap_resolved_hasTheInstant() {
        Alert alert =
                alert(List.of()).status(AlertStatus.RESOLVED).resolveTime(AT).build();

        assertThat(alert(AlertVariables.of(alert, ConsoleLinks.CHINA).asMap()))
                .containsEntry("status", "resolved")
                .containsEntry("resolve_time", 1665399547L)
                .containsEntry("fire_results", List.of());
    }

    @Test
    void asMap_moreThan100Rows_showsTheFirst100AndCountsAll() {
        List<LogRow> rows = Collections.nCopies(101, row("total", "1"));

        AlertVariables variables = of(rows);

        assertThat((List<?>) alert(variables.asMap()).get("fire_results")).hasSize(100);
        assertThat((List<?>) result(variables.asMap()).get("raw_results")).hasSize(100);
        assertThat(alert(variables.asMap())).containsEntry("fire_results_count", 101);
        assertThat(result(variables.asMap())).containsEntry("raw_results_count", 101);
        assertThat(variables.fireResults()).hasSize(100);
    }

    @Test
    void asMap_longValue_isCutAt1024AndCountedOnce() {
        assertThat(shown("x".repeat(1024))).isEqualTo("x".repeat(1024));
        assertThat(of(List.of(row("content", "x".repeat(1024)))).cutValues()).isZero();
        assertThat(shown("x".repeat(1025))).isEqualTo("x".repeat(1024));
        assertThat(of(List.of(row("content", "x".repeat(1025)))).cutValues()).isEqualTo(1);
    }

    @Test
    void asMap_surrogatePairAtTheCut_isNotHalved() {
        String pair = "\uD83D\uDD12";

        assertThat(shown("x".repeat(1023) + pair)).isEqualTo("x".repeat(1023));
        assertThat(shown("x".repeat(1022) + pair + "y")).isEqualTo("x".repeat(1022) + pair);
    }

    private static String shown(String value) {
        return of(List.of(row("content", value))).fireResults().get(0).get("content");
    }

    private static AlertVariables of(List<LogRow> rows) {
        return AlertVariables.of(alert(rows).build(), ConsoleLinks.CHINA);
    }

    private static AlertBuilder alert(List<LogRow> rows) {
        QueryData data = new QueryData(
                "* | select total",
                new TimeRange(AT.minusSeconds(300), AT),
                new LogResult(ORIGIN, List.of("total"), rows, Set.of()));
        return Alert.builder("alert-1586773930-430004")
                .region("cn-hangzhou")
                .project("pp-merchant-app-log")
                .alertTime(AT)
                .results(List.of(data))
                .fireResults(rows);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> alert(Map<String, Object> variables) {
        return (Map<String, Object>) variables.get("alert");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> result(Map<String, Object> variables) {
        return ((List<Map<String, Object>>) alert(variables).get("results")).get(0);
    }
}
