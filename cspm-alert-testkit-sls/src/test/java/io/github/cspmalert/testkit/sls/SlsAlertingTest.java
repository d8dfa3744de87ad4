package io.github.cspmalert.testkit.sls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts that run as their stored JSON says; what is expected stands in the documentation of the service. */
class SlsAlertingTest {

    private static final String PROJECT = "sas-log-1";
    private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");

    private final EmbeddedSls sls = EmbeddedSls.builder()
            .cspmLogstore(PROJECT, "sas-log")
            .clock(Clock.fixed(MIDNIGHT, ZoneOffset.UTC))
            .alertTemplates((template, variables) -> template.text() + " of " + alert(variables, "alert_id"))
            .start();

    @AfterEach
    void close() {
        sls.close();
    }

    @Test
    void alert_thatFires_isToldOncePerRepeatInterval() {
        records("fire(type=\"email\", users=[\"ann\", \"bob\"], template_id=\"t\", period=\"any\")");
        sls.putAlert(PROJECT, alert("a-rule", "*"));
        logs(0);

        sls.alerting().runUntil(MIDNIGHT.plusSeconds(240));

        assertThat(sls.alerting().notifications()).singleElement().satisfies(sent -> {
            assertThat(sent.at()).isEqualTo(MIDNIGHT.plusSeconds(60));
            assertThat(sent.channel()).isEqualTo("email");
            assertThat(sent.recipients()).containsExactly("ann@example.com");
            assertThat(sent.subject()).isEqualTo("S of a-rule");
            assertThat(sent.content()).isEqualTo("C of a-rule");
        });
        assertThat(sls.alerting().evaluations())
                .extracting(AlertEvaluation::status)
                .containsExactly("firing", "inactive", "inactive", "inactive");
    }

    /** The worked example of the documentation: 5 seconds, 1 minute, 4 hours. */
    @Test
    void mergedAlerts_areToldAtTheInstantsOfTheDocumentedExample() {
        records("fire(type=\"email\", users=[\"ann\"], template_id=\"t\", period=\"any\")");
        String script = "fire(action_policy=\"p\", group={\"alert.project\": alert.project}, group_by_all_labels=false,"
                + " group_wait=\"5s\", group_interval=\"1m\", repeat_interval=\"4h\")";
        record("sls.alert.alert_policy", "m", "{\"group_script\":\"" + script.replace("\"", "\\\"") + "\"}");
        String any = "* | SELECT count(*) AS cnt";
        sls.putAlert(PROJECT, alert("alert-a", any, "m", "1h").replace("false}", "true}"));
        sls.alerting().runUntil(MIDNIGHT.plusSeconds(20));
        sls.putAlert(PROJECT, alert("alert-b", any, "m", "1h").replace("false}", "true}"));

        sls.alerting().runUntil(MIDNIGHT.plus(Duration.ofHours(5)));

        assertThat(sls.alerting().notifications())
                .extracting(sent -> sent.at() + " " + sent.contents())
                .containsExactly(
                        "2026-11-23T00:00:05Z [C of alert-a]",
                        "2026-11-23T00:01:05Z [C of alert-a, C of alert-b]",
                        "2026-11-23T04:01:05Z [C of alert-a, C of alert-b]");
    }

    /** Row-count, condition and both, over pv = 900, 1001, 1100, 1200; the rows that match are counted. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "|                   |                | true",
                "|                   | __count__ >= 4 | true",
                "|                   | __count__ >= 5 | false",
                "| pv > 1000         | __count__ == 3 | true",
                "| pv > 1200         |                | false",
                "| pv + (-100) < 801 |                | true",
                "| pv == '900'       |                | true",
                "| pv =~ \"^9\"      | __count__ == 1 | true",
                "| contains(pv, '1') | __count__ == 3 | true",
                "| !(pv > 900)       | __count__ == 1 | true",
                "| 100 + 100         |                | false",
                "| nosuch > 1        |                | false",
            })
    void trigger_asDocumented_firesOrDoesNot(String none, String condition, String countCondition, boolean fires) {
        values("900", "1001", "1100", "1200");
        String trigger = "\"condition\":%s,\"countCondition\":%s".formatted(quoted(condition), quoted(countCondition));
        sls.putAlert(
                PROJECT,
                alert("a-rule", "* | SELECT instance_id AS pv ORDER BY pv")
                        .replace("\"condition\":\"\",\"countCondition\":\"\"", trigger));

        sls.alerting().advance(Duration.ofMinutes(1));

        assertThat(sls.alerting().evaluations())
                .singleElement()
                .extracting(AlertEvaluation::status)
                .isEqualTo(fires ? "firing" : "inactive");
    }

    @Test
    void condition_inAnEvent_isThatOfTheRealPayload() {
        values("1", "1", "1");
        sls.putAlert(
                PROJECT,
                alert("a-rule", "* | SELECT instance_id AS total")
                        .replace("\"condition\":\"\"", "\"condition\":\"total>0\""));

        sls.alerting().advance(Duration.ofMinutes(1));

        Map<String, Object> event = sls.alerting().evaluations().get(0).alerts().get(0);
        assertThat(event)
                .containsEntry("condition", "Count:[3] > 0; Condition:[1] > 0")
                .containsEntry("raw_condition", "Count:__count__ > 0; Condition:total>0")
                .containsEntry("next_eval_interval", 60L)
                .containsEntry("fire_time", MIDNIGHT.plusSeconds(60).getEpochSecond());
    }

    @Test
    void threshold_andRecovery_areCountedAndTold() {
        records("fire(type=\"email\", users=[\"ann\"], template_id=\"t\", period=\"any\")");
        sls.putAlert(
                PROJECT,
                alert("a-rule", "*")
                        .replace("\"threshold\":1", "\"threshold\":2")
                        .replace("\"sendResolved\":false", "\"sendResolved\":true"));
        logs(0, 70);

        sls.alerting().advance(Duration.ofMinutes(4));

        assertThat(sls.alerting().evaluations())
                .extracting(AlertEvaluation::status)
                .containsExactly("pending", "firing", "inactive", "inactive");
        assertThat(sls.alerting().notifications())
                .extracting(sent -> sent.alerts().get(0).get("status"))
                .containsExactly("firing", "resolved");
    }

    @Test
    void policy_withConditionsAndStop_tellsWhomItReaches() {
        records("if alert.severity >= 8 and (alert.labels.team == \"x\" or alerts.status == \"firing\"):\n"
                + "    fire(type=\"sms\", users=[\"ann\"], template_id=\"t\", period=\"any\")\n    stop()\n"
                + "fire(type=\"email\", users=[\"ann\"], template_id=\"t\", period=\"any\")");
        sls.putAlert(PROJECT, alert("a-rule", "*").replace("\"severity\":6", "\"severity\":10"));
        sls.putAlert(PROJECT, alert("b-rule", "*"));
        logs(0);

        sls.alerting().advance(Duration.ofMinutes(1));

        assertThat(sls.alerting().notifications())
                .extracting(sent -> sent.channel() + " " + sent.recipients())
                .containsExactly("sms [+8613300000001]", "email [ann@example.com]");
    }

    @Test
    void notification_thatIsNotSent_isNamed() {
        records("fire(type=\"email\", users=[\"bob\"], template_id=\"t\", period=\"any\")\n"
                + "fire(type=\"email\", users=[\"ann\"], template_id=\"t\", period=\"non_workday\")");
        sls.putAlert(PROJECT, alert("a-rule", "*"));
        sls.putAlert(PROJECT, alert("b-rule", "*").replace("\"p\"", "\"nosuch\""));
        logs(0);

        sls.alerting().advance(Duration.ofMinutes(1));

        assertThat(sls.alerting().notifications()).isEmpty();
        assertThat(sls.alerting().dropped())
                .satisfiesExactly(
                        nobody -> assertThat(nobody).contains("a-rule", "nobody is reached"),
                        period -> assertThat(period).contains("a-rule", "non_workday"),
                        policy -> assertThat(policy).contains("b-rule", "ActionPolicyNotExist: nosuch"));
    }

    @Test
    void history_isWrittenIntoTheProject() {
        sls.putAlert(PROJECT, alert("a-rule", "*"));
        logs(0);
        sls.alerting().advance(Duration.ofMinutes(2));

        sls.putAlert(
                PROJECT,
                alert("history", "AlertName:a-rule | SELECT AlertStatus, Fired, FireCount ORDER BY Fired")
                        .replace("\"sas-log\"", "\"internal-alert-history\"")
                        .replace("-1m", "-5m"));
        sls.alerting().advance(Duration.ofMinutes(1));

        assertThat(sls.alerting().evaluations())
                .filteredOn(evaluation -> evaluation.alert().equals("history"))
                .flatExtracting(evaluation -> evaluation.alerts())
                .singleElement()
                .extracting(event -> event.get("fire_results"))
                .isEqualTo(List.of(
                        Map.of("AlertStatus", "inactive", "Fired", "false", "FireCount", "0"),
                        Map.of("AlertStatus", "firing", "Fired", "true", "FireCount", "1")));
    }

    @Test
    void statementThatFails_isAnErrorOfTheEvaluation() {
        sls.putAlert(PROJECT, alert("a-rule", "* | SELECT nosuch(1)"));

        sls.alerting().advance(Duration.ofMinutes(1));

        assertThat(sls.alerting().evaluations()).singleElement().satisfies(evaluation -> {
            assertThat(evaluation.status()).isEqualTo("error");
            assertThat(evaluation.reason()).contains("nosuch");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"sinkAlerthub\"          | \"sinkCms\":{\"enabled\":true},\"sinkAlerthub\"  | sinkCms",
                "\"storeType\":\"log\"     | \"storeType\":\"metric\"                         | queryList.storeType",
                "\"type\":\"no_group\"     | \"type\":\"labels_auto\"                         | groupConfiguration.type",
                "\"version\":\"2.0\"       | \"version\":\"1.0\"                              | configuration.version",
                "\"interval\":\"1m\"       | \"interval\":\"soon\"                            | schedule.interval",
                "\"condition\":\"\"        | \"condition\":\"pv >\"                           | an expression",
            })
    void alert_thatAsksForMore_isRefusedByName(String known, String unknown, String field) {
        String alert = alert("a-rule", "*").replace(known, unknown);
        sls.putAlert(PROJECT, alert);

        assertThatThrownBy(() -> sls.alerting().advance(Duration.ofMinutes(1)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContainingAll("alert 'a-rule'", field);
    }

    @Test
    void runUntil_backwards_isRefused() {
        sls.alerting().advance(Duration.ofMinutes(1));

        assertThatThrownBy(() -> sls.alerting().runUntil(MIDNIGHT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026-11-23T00:01:00Z");
    }

    private static Object alert(Map<String, ?> variables, String name) {
        return ((Map<?, ?>) variables.get("alert")).get(name);
    }

    private static String quoted(String text) {
        return text == null ? "\"\"" : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Evaluated each minute over the minute before. */
    private static String alert(String name, String query) {
        return alert(name, query, "sls.builtin.dynamic", "1m");
    }

    /** Evaluated for the first time after its interval, unless the JSON is changed to say otherwise. */
    private static String alert(String name, String query, String alertPolicy, String interval) {
        return """
                {"name":"%s","displayName":"A","schedule":{"type":"FixedRate","interval":"%s","runImmediately":false},
                 "configuration":{"version":"2.0","type":"default",
                  "queryList":[{"storeType":"log","region":"cn-hangzhou","project":"sas-log-1","store":"sas-log",
                    "query":"%s","timeSpanType":"Relative","start":"-1m","end":"now"}],
                  "joinConfigurations":[],"groupConfiguration":{"type":"no_group","fields":[]},
                  "severityConfigurations":[{"severity":6,"evalCondition":{"condition":"","countCondition":""}}],
                  "threshold":1,"autoAnnotation":false,"sendResolved":false,"noDataFire":false,"labels":[],"annotations":[],
                  "policyConfiguration":{"alertPolicyId":"%s","actionPolicyId":"p","repeatInterval":"4h"},
                  "sinkAlerthub":{"enabled":true}}}"""
                .formatted(name, interval, query, alertPolicy);
    }

    private void records(String script) {
        record(
                "sls.common.user",
                "ann",
                "{\"email\":[\"ann@example.com\"],\"country_code\":\"86\",\"phone\":\"13300000001\","
                        + "\"enabled\":true,\"sms_enabled\":true}");
        record("sls.common.user", "bob", "{\"email\":[\"bob@example.com\"],\"enabled\":false}");
        record(
                "sls.alert.content_template",
                "t",
                "{\"templates\":{\"email\":{\"locale\":\"en-US\",\"subject\":\"S\",\"content\":\"C\"},"
                        + "\"sms\":{\"locale\":\"en-US\",\"content\":\"short\"}}}");
        record(
                "sls.alert.action_policy",
                "p",
                "{\"primary_policy_script\":\"" + script.replace("\"", "\\\"").replace("\n", "\\n") + "\"}");
    }

    private void record(String resource, String id, String value) {
        sls.putRecord(
                resource,
                "{\"id\":\"%s\",\"tag\":\"%s\",\"value\":\"%s\"}"
                        .formatted(id, id, value.replace("\\", "\\\\").replace("\"", "\\\"")));
    }

    private void values(String... ids) {
        for (String id : ids) {
            sls.put(
                    PROJECT,
                    "sas-log",
                    List.of(Map.of("__time__", String.valueOf(MIDNIGHT.getEpochSecond()), "instance_id", id)));
        }
    }

    /** Logs that many seconds after midnight. */
    private void logs(long... seconds) {
        for (long second : seconds) {
            sls.put(
                    PROJECT,
                    "sas-log",
                    List.of(Map.of(
                            "__time__",
                            String.valueOf(MIDNIGHT.plusSeconds(second).getEpochSecond()),
                            "status",
                            "x")));
        }
    }
}
