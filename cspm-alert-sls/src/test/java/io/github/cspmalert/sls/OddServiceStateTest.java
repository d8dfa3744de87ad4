package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.sls.SlsPlan.Effect;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What consoles, Terraform and other clients leave in a service: exported, planned, adopted and updated. */
class OddServiceStateTest {

    private static final String PROJECT = ProvisionerFixture.PROJECT;

    /** By the guide's sample of an alert; the action policy exists nowhere. */
    private static final String ALERT =
            """
            {"name":"odd-rule","displayName":"odd rule","type":"Alert","state":"Enabled","schedule":{"type":"FixedRate","interval":"60s"},
             "configuration":{"version":"2.0","type":"default","dashboard":"internal-alert-analysis","threshold":1,
              "queryList":[{"storeType":"log","project":"a-project","store":"sas-log","region":"cn-hangzhou","query":"* | select count(*) as cnt","timeSpanType":"Relative","start":"-900s","end":"now"}],
              "severityConfigurations":[{"severity":6,"evalCondition":{"condition":"cnt > 3","countCondition":""}}],
              "autoAnnotation":true,"sendResolved":false,"noDataFire":false,
              "groupConfiguration":{"type":"no_group"},"annotations":[{"key":"title","value":"t"}],
              "sinkAlerthub":{"enabled":true},"policyConfiguration":{"alertPolicyId":"sls.builtin.dynamic","actionPolicyId":"mail","repeatInterval":"1h"}}}""";

    private final ProvisionerFixture service = new ProvisionerFixture();
    private final SlsProvisioner provisioner = service.provisioner();

    @AfterEach
    void close() {
        service.close();
    }

    private SlsExport export(String from, String to) {
        assertThat(ALERT).contains(from);
        service.server.putAlert(PROJECT, ALERT.replace(from, to));
        return provisioner.export();
    }

    private void assertTaken(SlsExport export) {
        SlsPlan plan = provisioner.plan(export.definitions());
        assertThat(plan.steps()).allMatch(step -> step.effect() == Effect.UNCHANGED);
        assertThat(plan.steps()).anyMatch(step -> step.key().kind() == ObjectKind.RULE);
    }

    private SlsProvisioner adopting() {
        return SlsProvisioner.builder(service.connection, PROJECT).adoptAll().build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+8613300000000", "133 0000 0000", "1330000000000000000000000", "n/a"})
    void phone_writtenOtherwise_survivesAdoptionAndUpdates(String phone) {
        ProvisionerFixture.put(
                service.server,
                "sls.common.user",
                """
                {"user_id":"alex","user_name":"Alex","email":["a@example.com"],"country_code":"86","phone":"%s","enabled":true,"sms_enabled":true,"voice_enabled":true}"""
                        .formatted(phone));

        for (String address : new String[] {"a@example.com", "b@example.com"}) {
            User user = User.builder("alex").name("Alex").addEmail(address).build();
            SlsPlan plan =
                    adopting().plan(AlertDefinitions.builder().addUser(user).build());
            plan.apply();
            assertThat(plan.toString()).contains("phone");
        }

        JsonNode now = JsonText.readObject(
                        service.server.record("sls.common.user", "alex").orElseThrow())
                .orElseThrow();
        assertThat(now.path("phone").asText()).isEqualTo(phone);
        assertThat(now.path("country_code").asText()).isEqualTo("86");
        assertThat(now.path("email").path(0).asText()).isEqualTo("b@example.com");
        assertThat(provisioner
                        .drift(AlertDefinitions.builder()
                                .addUser(User.builder("alex")
                                        .name("Alex")
                                        .addEmail("b@example.com")
                                        .build())
                                .build())
                        .isEmpty())
                .isTrue();
    }

    @Test
    void emailThatIsNone_amongOthers_survivesUpdatesOfTheOthers() {
        ProvisionerFixture.put(
                service.server,
                "sls.common.user",
                """
                {"user_id":"alex","user_name":"Alex","email":["a@example.com","no address"],"country_code":"","phone":"","enabled":true,"sms_enabled":true,"voice_enabled":true}""");

        adopting()
                .plan(AlertDefinitions.builder()
                        .addUser(User.builder("alex")
                                .name("Alex")
                                .addEmail("b@example.com")
                                .build())
                        .build())
                .apply();

        assertThat(service.server.record("sls.common.user", "alex").orElseThrow())
                .contains("[\"b@example.com\",\"no address\"]");
    }

    @Test
    void policyThatCannotBeRead_adopted_isBlockedAndSaysWhy() {
        AlertDefinitions definitions = ProvisionerFixture.definitions();
        ProvisionerFixture.put(
                service.server,
                "sls.alert.action_policy",
                """
                {"action_policy_id":"mail-sec-ops","action_policy_name":"P","labels":{},"is_default":false,"primary_policy_script":"else:\\n    stop()","secondary_policy_script":"","escalation_start_enabled":false}""");

        SlsPlan plan = adopting().plan(definitions);

        assertThat(plan.isApplicable()).isFalse();
        assertThat(plan.toString()).contains("would erase what cannot be read of it (primary_policy_script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "null", "1600000000", "\"\"", "\"0\"", "-1"})
    void mute_thatIsNone_isTakenAwayByTheNextUpdate(String mute) {
        SlsExport export = export("\"threshold\":1", "\"threshold\":1,\"muteUntil\":" + mute);
        provisioner.unmute("odd-rule");
        assertThat(service.server.alert(PROJECT, "odd-rule").orElseThrow()).doesNotContain("muteUntil");
        assertThat(export.definitions().rules()).hasSize(1);
    }

    @Test
    void mute_beyondAllTime_isNoMuteThatIsOver() {
        export("\"threshold\":1", "\"threshold\":1,\"muteUntil\":1e400");
        provisioner.disable("odd-rule");

        assertThat(service.server.alert(PROJECT, "odd-rule").orElseThrow()).contains("muteUntil");
    }

    @Test
    void severity_catchAllFirst_isExportedAndTakenWithAdvice() {
        SlsExport export = export(
                "[{\"severity\":6",
                "[{\"severity\":10,\"evalCondition\":{\"condition\":\"\",\"countCondition\":\"\"}},{\"severity\":6");

        assertTaken(export);
        assertThat(provisioner.plan(export.definitions()).toString()).contains("severity CRITICAL holds for any data");
    }

    @Test
    void export_ruleBeyondADocumentedLimit_isToldAndTheRestTaken() {
        service.server.putAlert(PROJECT, ALERT);
        service.server.putAlert(
                PROJECT, ALERT.replace("odd-rule", "long-rule").replace("cnt > 3", "cnt > 3 && ".repeat(20) + "true"));

        SlsExport export = provisioner.export();

        assertThat(export.definitions().rules()).extracting(AlertRule::id).containsExactly("odd-rule");
        assertThat(export.leftOut())
                .anyMatch(line ->
                        line.startsWith("rule 'long-rule': configuration.severityConfigurations[0].evalCondition ")
                                && line.contains("SLS takes 128 at most"));
        assertTaken(export);
    }

    @Test
    void export_moreRulesThanAProjectUsuallyTakes_isTakenBack() {
        for (int i = 0; i < 101; i++) {
            service.server.putAlert(PROJECT, ALERT.replace("odd-rule", "rule-" + i));
        }

        assertTaken(provisioner.export());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "threshold":1                 | "threshold":0                                | configuration.threshold
            "threshold":1                 | "threshold":"x"                              | configuration.threshold
            "threshold":1                 | "threshold":1,"noDataSeverity":8 | configuration.noDataSeverity
            "version":"2.0"               | "version":"2"                                | configuration.version
            "version":"2.0"               | "version":2                                  | configuration.version
            "displayName":"odd rule"      | "displayName":null                           | displayName
            "displayName":"odd rule"      | "displayName":"a\\nb"                        | displayName
            "interval":"60s"              | "interval":"60s","delay":-5                  | schedule.delay
            "interval":"60s"              | "interval":"60s","hour":5                    | schedule.hour
            "threshold":1                 | "threshold":1,"tags":["a","a"," "]           | configuration.tags
            "threshold":1                 | "threshold":1,"labels":[{"key":"","value":"x"}] | configuration.labels
            "type":"no_group"             | "type":"no_group","fields":["x"]             | configuration.groupConfiguration.fields
            "repeatInterval":"1h"         | "repeatInterval":"soon"                      | configuration.policyConfiguration.repeatInterval
            "sinkAlerthub"                | "sinkEventStore":{"enabled":true},"sinkAlerthub" | configuration.sinkEventStore
            """)
    void rule_withOneOddField_isExportedWithoutItAndTaken(String from, String to, String field) {
        SlsExport export = export(from, to);

        assertThat(export.leftOut()).anyMatch(line -> line.startsWith("rule 'odd-rule': " + field + " "));
        assertThat(export.definitions().rules()).hasSize(1);
        assertTaken(export);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "threshold":1          | "threshold":"1"
            "threshold":1          | "threshold":1.0
            "severity":6           | "severity":"6"
            "sinkAlerthub":{"enabled":true} | "sinkAlerthub":{"enabled":"True"}
            "type":"FixedRate"     | "type":"fixedRate"
            "storeType":"log"      | "storeType":"LOG"
            "interval":"60s"       | "interval":60
            "repeatInterval":"1h"  | "repeatInterval":"3600"
            """)
    void rule_spelledOtherwise_isTheSame(String from, String to) {
        SlsExport plain = export(from, from);
        SlsExport odd = export(from, to);

        assertThat(odd.definitions()).isEqualTo(plain.definitions());
        assertThat(odd.leftOut()).isEqualTo(plain.leftOut());
        assertTaken(odd);
    }

    @Test
    void timeSpan_thatEndsAfterTheEvaluation_isKept() {
        SlsExport export = export(
                "\"timeSpanType\":\"Relative\",\"start\":\"-900s\",\"end\":\"now\"",
                "\"timeSpanType\":\"Custom\",\"start\":\"-60s\",\"end\":\"20s\"");

        assertThat(export.definitions().rules().get(0).queries().get(0).timeSpan())
                .isEqualTo(TimeSpan.custom(Duration.ofSeconds(60), Duration.ofSeconds(-20)));
        assertTaken(export);
    }

    @Test
    void rule_withoutActionPolicy_isKeptAsToldToNobody() {
        SlsExport export = export("\"actionPolicyId\":\"mail\"", "\"actionPolicyId\":\"\"");

        assertThat(export.definitions().rules().get(0).toldToNobody()).isTrue();
        assertTaken(export);
    }

    @Test
    void rule_ofATemplate_isToldWithItsId() {
        service.server.putAlert(
                PROJECT,
                """
                {"name":"odd-rule","displayName":"x","schedule":{"type":"FixedRate","interval":"60s"},"configuration":{"version":"2.0","type":"tpl","queryList":[],
                 "templateConfiguration":{"id":"sls.app.ack.x","type":"sys","lang":"cn","tokens":{}}}}""");

        assertThat(provisioner.export().leftOut())
                .anyMatch(line -> line.startsWith("rule 'odd-rule'")
                        && line.contains("template rules are not covered")
                        && line.contains("sls.app.ack.x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+2147483647", "1e999999999", "-1e999999999", "1e-999999999"})
    void drift_numberWithAHugeExponent_isToldAndNothingElseHappens(String number) {
        AlertDefinitions definitions = ProvisionerFixture.definitions();
        provisioner.plan(definitions).apply();
        String live = service.server.alert(PROJECT, "cspm-not-passed").orElseThrow();
        service.server.putAlert(
                PROJECT,
                live.replace("\"threshold\":1", "\"threshold\":" + number).replace("\"delay\"", "\"x\""));

        assertThat(provisioner.drift(definitions).toString()).contains("configuration.threshold: 1 -> ");
        assertThat(provisioner.export().leftOut()).anyMatch(line -> line.contains("configuration.threshold"));
        provisioner.plan(definitions).apply();
        assertThat(provisioner.drift(definitions).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\nb", " ", "a/b", "../x", "日本", "a b", "Upper", "x\\u0000"})
    void export_oneAlertWithAnOddName_isToldAndTheRestComes(String name) {
        service.server.putAlert(PROJECT, ALERT);
        service.server.putAlert(PROJECT, ALERT.replace("odd-rule", name));

        SlsExport export = provisioner.export();

        assertThat(export.definitions().rules()).extracting(AlertRule::id).containsExactly("odd-rule");
        assertThat(export.leftOut()).hasSize(2).noneMatch(line -> line.contains("\n"));
    }

    @Test
    void export_membersThatNothingCanBeCalled_areToldAndTheRestComes() {
        service.server.putAlert(PROJECT, ALERT);
        ProvisionerFixture.put(
                service.server,
                "sls.alert.action_policy",
                """
                {"action_policy_id":"mail","action_policy_name":"P","labels":{},"is_default":false,"primary_policy_script":"fire(type=\\"email\\", users=[\\"a\\\\nb\\"], template_id=\\"sls.builtin.cn\\", period=\\"any\\")","secondary_policy_script":""}""");

        SlsExport export = provisioner.export();

        assertThat(export.leftOut())
                .anyMatch(line -> line.startsWith(
                        "action policy 'mail': primary_policy_script cannot be expressed: line 1: an id in users"));
        assertThat(export.definitions().existing()).contains(new ObjectKey(ObjectKind.ACTION_POLICY, "mail"));
        assertTaken(export);
    }
}
