package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.log.http.client.HttpMethod;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.SetOperation;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.TemplateText;
import io.github.cspmalert.delivery.KnownNames;
import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.delivery.TemplateRenderer;
import io.github.cspmalert.sls.SlsVerification.Verdict;
import io.github.cspmalert.sls.StubService.Reply;
import io.github.cspmalert.sls.internal.client.Target;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertVerificationTest {

    private static final String PROJECT = ProvisionerFixture.PROJECT;
    private static final Instant NOW = Clock.systemUTC().instant();

    private final ProvisionerFixture service = new ProvisionerFixture();
    private final SlsProvisioner provisioner = service.provisioner();
    private final AlertDefinitions definitions = ProvisionerFixture.definitions();
    private final TemplateRenderer renderer = new NameRenderer();

    @BeforeEach
    void putRecords() {
        service.server.put(
                PROJECT,
                "sas-log",
                List.of(
                        record("Item one", "ECS", "NOT_PASS"),
                        record("Item one", "ECS", "NOT_PASS"),
                        record("Item two", "OSS", "PASS")));
    }

    private static Map<String, String> record(String item, String type, String status) {
        return record(item, type, status, Duration.ofMinutes(10));
    }

    private static Map<String, String> record(String item, String type, String status, Duration age) {
        return Map.of(
                "__time__", Long.toString(NOW.minus(age).getEpochSecond()),
                "__topic__", "sas-cspm-log",
                "check_item_name", item,
                "instance_type", type,
                "status", status);
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void verify_applied_showsRowsMessagesAndThatAllIsThere() {
        provisioner.plan(definitions).apply();

        SlsAlertVerification found = provisioner.verify(definitions, renderer);

        assertThat(found.passed()).isTrue();
        assertThat(found.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.queries().get(0).result().rows()).singleElement().satisfies(row -> assertThat(row.values())
                    .containsEntry("check_item_name", "Item one")
                    .containsEntry("cnt", "2"));
            assertThat(rule.previews()).singleElement().satisfies(preview -> {
                assertThat(preview.templateId()).isEqualTo("failed");
                assertThat(preview.message().subject()).isEqualTo("rendered: CSPM: {{ alert.alert_name }}");
            });
        });
        assertThat(found.describe())
                .contains("6 objects exist")
                .contains("query 1 of rule 'cspm-not-passed' gave 1 row over PT1H")
                .contains("check_item_name=Item one");
    }

    @Test
    void verify_notApplied_namesWhatIsMissing() {
        SlsAlertVerification found = provisioner.verify(definitions, renderer);

        assertThat(found.passed()).isFalse();
        assertThat(found.describe())
                .contains("user 'alex', user group 'devops'")
                .contains("rule 'cspm-not-passed'");
    }

    @Test
    void verify_disabledRule_isAProblemAndAMutedOneAWarning() {
        provisioner.plan(definitions).apply();
        provisioner.disable("cspm-not-passed");
        String disabled = provisioner.verify(definitions, renderer).describe();
        provisioner.enable("cspm-not-passed");
        provisioner.mute("cspm-not-passed", NOW.plus(Duration.ofHours(1)));
        SlsAlertVerification muted = provisioner.verify(definitions, renderer);

        assertThat(disabled).contains("PROBLEM  enabled      rule 'cspm-not-passed' is disabled");
        assertThat(muted.describe()).contains("WARNING  enabled      rule 'cspm-not-passed' is muted until");
        assertThat(muted.passed()).isTrue();
    }

    @Test
    void verify_noHistory_tellsHowToCreateIt() {
        provisioner.plan(definitions).apply();

        assertThat(provisioner.verify(definitions, renderer).describe())
                .contains("WARNING  history")
                .contains("internal-alert-history")
                .contains("AnalyzeProductLog");
    }

    @Test
    void verify_history_showsTheLastEvaluations() throws Exception {
        provisioner.plan(definitions).apply();
        try (ProvisionerFixtureWithHistory withHistory = new ProvisionerFixtureWithHistory()) {
            withHistory.provisioner.plan(definitions).apply();
            withHistory.put("firing", "Success", "");
            withHistory.put("inactive", "NotNotified", "Alert condition not met");

            SlsAlertVerification found = withHistory.provisioner.verify(definitions, renderer);

            assertThat(found.rules().get(0).lastEvaluations())
                    .extracting(SlsAlertVerification.Evaluation::status)
                    .containsExactlyInAnyOrder("firing", "inactive");
            assertThat(found.describe()).contains("inactive, notification NotNotified (Alert condition not met)");
        }
    }

    @Test
    void verify_searchThatMatchesNothingInTheRulesWindow_isAWarningWithTheTermThatNeverHits() {
        AlertDefinitions misspelt = ProvisionerFixture.definitions(ProvisionerFixture.rule()
                .query("__topic__:cspm-log | SELECT count(*) AS cnt")
                .build());

        assertThat(provisioner.verify(misspelt, renderer).describe())
                .contains(
                        "WARNING  matches      query 1 of rule 'cspm-not-passed' over PT1H: '__topic__:cspm-log' matches"
                                + " nothing: '__topic__:cspm-log' never hits, __topic__ is sas-cspm-log (")
                .contains("did you mean 'sas-cspm-log'?");
    }

    @Test
    void verify_queryThatFails_isAProblemWithTheServicesWords() {
        AlertDefinitions bad = ProvisionerFixture.definitions(ProvisionerFixture.rule()
                .query("* | SELECT no_such_field FROM log")
                .build());
        provisioner.plan(bad).apply();

        SlsAlertVerification found = provisioner.verify(bad, renderer);

        assertThat(found.observations())
                .filteredOn(observation -> observation.check().equals("queries"))
                .singleElement()
                .satisfies(observation -> {
                    assertThat(observation.verdict()).isEqualTo(Verdict.PROBLEM);
                    assertThat(observation.message()).contains("no_such_field");
                });
    }

    @Test
    void verify_templateThatFails_isAProblem() {
        provisioner.plan(definitions).apply();
        TemplateRenderer broken = new NameRenderer() {
            @Override
            public String render(TemplateText template, Map<String, ?> variables) {
                throw new TemplateException("no such function", 1, 1, null);
            }
        };

        assertThat(provisioner.verify(definitions, broken).describe())
                .contains("PROBLEM  templates")
                .contains("no such function");
    }

    @Test
    void verify_templateNamesWhatDoesNotExist_asksWhatWasMeantAlsoIfNoRowIsThere() {
        TemplateRenderer checking = new NameRenderer() {
            @Override
            public List<UnknownName> unknownNames(TemplateText template, KnownNames known) {
                return List.of(
                        new UnknownName("there is no 'alert.nam' (did you mean 'alert.name'?)", false),
                        new UnknownName("there is no 'alert.x'", false));
            }
        };
        provisioner.plan(definitions).apply();

        try (ProvisionerFixture empty = new ProvisionerFixture()) {
            for (SlsProvisioner each : List.of(provisioner, empty.provisioner())) {
                SlsAlertVerification found = each.verify(definitions, checking);

                assertThat(found.passed()).isFalse();
                assertThat(found.describe())
                        .contains("there is no 'alert.nam' (did you mean 'alert.name'?)")
                        .contains("WARNING  templates")
                        .contains("there is no 'alert.x'");
            }
        }
    }

    @Test
    void verify_oneStatementOverTwoRanges_showsEachWithItsOwnRows() {
        service.server.put(PROJECT, "sas-log", List.of(record("Older item", "ECS", "NOT_PASS", Duration.ofHours(3))));
        AlertDefinitions compared = ProvisionerFixture.definitions(AlertRule.builder("compared")
                .displayName("Compared")
                .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                .severity(Severity.HIGH)
                .actionPolicy("mail-sec-ops")
                .addQuery(Query.of(
                        AlertRule.DEFAULT_SOURCE, ProvisionerFixture.ARTICLE, TimeSpan.relative(Duration.ofHours(1))))
                .addQuery(Query.of(
                        AlertRule.DEFAULT_SOURCE,
                        ProvisionerFixture.ARTICLE,
                        TimeSpan.custom(Duration.ofHours(4), Duration.ofHours(2))))
                .setOperations(SetOperation.of(SetOperation.Type.NO_JOIN))
                .build());
        provisioner.plan(compared).apply();

        SlsAlertVerification found = provisioner.verify(compared, new NameRenderer() {
            @Override
            public String render(TemplateText template, Map<String, ?> variables) {
                Map<?, ?> alert = (Map<?, ?>) variables.get("alert");
                return ((List<?>) alert.get("results")).get(0).toString();
            }
        });

        assertThat(found.rules().get(0).previews()).singleElement().satisfies(preview -> assertThat(
                        preview.message().content().toString())
                .contains("Item one")
                .doesNotContain("Older item"));
    }

    @Test
    void verify_actionThatTellsNoUser_isNotTakenForTheNext() {
        AlertDefinitions onCall = definitions.toBuilder()
                .existing(ObjectKind.ONCALL_GROUP, "night")
                .addTemplate(
                        ContentTemplate.builder("brief").email("brief", "brief").build())
                .addActionPolicy(ActionPolicy.builder("both")
                        .addAction(Action.builder(Channel.EMAIL)
                                .oncallGroups("night")
                                .template("brief")
                                .build())
                        .addAction(Action.builder(Channel.EMAIL)
                                .groups("devops")
                                .template("failed")
                                .build())
                        .build())
                .addRule(AlertRule.builder("second")
                        .query(ProvisionerFixture.ARTICLE)
                        .timeSpan(TimeSpan.relative(Duration.ofHours(1)))
                        .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                        .displayName("Second")
                        .severity(Severity.HIGH)
                        .actionPolicy("both")
                        .build())
                .build();

        assertThat(provisioner.verify(onCall, renderer).rules().get(1).previews())
                .singleElement()
                .satisfies(preview -> {
                    assertThat(preview.templateId()).isEqualTo("failed");
                    assertThat(preview.message().subject()).isEqualTo("rendered: CSPM: {{ alert.alert_name }}");
                });
    }

    @ParameterizedTest
    @CsvSource({"ENABLE, true", "AUTO, false", "DISABLE, false"})
    void verify_queryThatAlwaysRunsOnDedicatedSql_runsThere(Query.PowerSqlMode mode, boolean dedicated) {
        AlertDefinitions billed = ProvisionerFixture.definitions(AlertRule.builder("billed")
                .displayName("Billed")
                .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                .severity(Severity.HIGH)
                .actionPolicy("mail-sec-ops")
                .addQuery(Query.of(
                                AlertRule.DEFAULT_SOURCE,
                                ProvisionerFixture.ARTICLE,
                                TimeSpan.relative(Duration.ofHours(1)))
                        .withPowerSqlMode(mode))
                .build());
        try (StubService stub = new StubService();
                SlsConnection connection = Connections.to(stub).build()) {
            stub.otherwise(asked -> asked.path().endsWith("/logs")
                    ? Reply.ok(Answers.complete("", ""))
                    : asked.path().endsWith("/records")
                            ? Reply.ok("{\"total\":0,\"count\":0,\"items\":[]}")
                            : Reply.error(404, "JobNotExist", "Job does not exist"));

            SlsProvisioner.builder(connection, PROJECT).build().verify(billed, renderer);

            assertThat(stub.asked())
                    .filteredOn(asked -> asked.body().contains("cnt"))
                    .singleElement()
                    .satisfies(asked -> assertThat(asked.body().contains("\"powerSql\":true"))
                            .isEqualTo(dedicated));
        }
    }

    @Test
    void verify_muteBeyondAllTime_isAWarning() {
        provisioner.plan(definitions).apply();
        String alert = service.server.alert(PROJECT, "cspm-not-passed").orElseThrow();
        service.server.putAlert(
                PROJECT, alert.replaceFirst("\"configuration\":\\{", "$0\"muteUntil\":" + Long.MAX_VALUE + ","));

        assertThat(provisioner.verify(definitions, renderer).describe())
                .contains("WARNING  enabled      rule 'cspm-not-passed' is muted until");
    }

    private static class NameRenderer implements TemplateRenderer {

        @Override
        public String render(TemplateText template, Map<String, ?> variables) {
            return "rendered: " + template.text();
        }

        @Override
        public void check(TemplateText template) {}
    }

    /** A project that keeps how evaluations went. */
    private static final class ProvisionerFixtureWithHistory implements AutoCloseable {

        private final EmbeddedSls server;
        private final SlsConnection connection;
        private final SlsProvisioner provisioner;

        ProvisionerFixtureWithHistory() throws Exception {
            server = EmbeddedSls.builder()
                    .cspmLogstore(PROJECT, "sas-log")
                    .logstore(PROJECT, "internal-alert-history")
                    .start();
            connection = SlsConnection.builder(server.endpoint(), server.region())
                    .credentials(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret()))
                    .proxy(server.proxyHost(), server.port())
                    .build();
            provisioner = SlsProvisioner.builder(connection, PROJECT).build();
            // The service makes this Logstore with an index.
            connection
                    .calls()
                    .provision(
                            new Target("index", PROJECT, "internal-alert-history", "log:CreateIndex"),
                            client -> client.send(
                                    HttpMethod.POST,
                                    PROJECT,
                                    "/logstores/internal-alert-history/index",
                                    Map.of(),
                                    "{\"line\":{\"caseSensitive\":false,\"chn\":false,\"token\":[\" \",\",\"]},\"keys\":{\"AlertName\":{\"type\":\"text\",\"doc_value\":true,\"caseSensitive\":false,\"chn\":false,\"token\":[\" \",\",\"]}}}"));
        }

        void put(String status, String notifyStatus, String reason) {
            server.put(
                    PROJECT,
                    "internal-alert-history",
                    List.of(Map.of(
                            "__time__", Long.toString(NOW.minusSeconds(60).getEpochSecond()),
                            "AlertName", "cspm-not-passed",
                            "AlertStatus", status,
                            "NotifyStatus", notifyStatus,
                            "Reason", reason)));
        }

        @Override
        public void close() {
            connection.close();
            server.close();
        }
    }
}
