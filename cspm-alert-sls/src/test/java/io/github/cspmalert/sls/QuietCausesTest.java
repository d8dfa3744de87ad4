package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.CspmAlertsBuilder;
import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.posture.SourceHealth;
import io.github.cspmalert.testkit.CheckResultGenerator;
import io.github.cspmalert.testkit.RecordingNotifier;
import io.github.cspmalert.testkit.SettableClock;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import io.github.cspmalert.testkit.sls.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why CSPM has gone quiet, as it shows through the service. */
class QuietCausesTest {

    private static final String PROJECT = "sas-log-1234567890123456-cn-hangzhou";
    private static final String LOGSTORE = "sas-log";
    private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");

    private final SettableClock clock = SettableClock.at(START);
    private final EmbeddedSls server = EmbeddedSls.builder()
            .cspmLogstore(PROJECT, LOGSTORE)
            .clock(clock)
            .maxClockSkew(Duration.ofDays(3_650))
            .start();
    private final SlsConnection connection = SlsConnection.builder(server.endpoint(), server.region())
            .credentials(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret()))
            .proxy(server.proxyHost(), server.port())
            .clock(clock)
            .maxAttempts(1)
            .build();

    @AfterEach
    void close() {
        connection.close();
        server.close();
    }

    private CspmAlerts alerts(String logstore) {
        CspmAlertsBuilder builder = CspmAlerts.builder()
                .clock(clock)
                .results(CspmResults.builder("prod", SlsLogSource.of(connection, PROJECT, logstore))
                        .lookBack(Duration.ofDays(1))
                        .build())
                .renderer((template, variables) -> "news")
                .notifier(Channel.EMAIL, new RecordingNotifier())
                .addUser(User.builder("team").addEmail("team@example.com").build())
                .addTemplate(ContentTemplate.builder("news")
                        .content(Channel.EMAIL, ContentFormat.TEXT, "news", "news")
                        .build())
                .addActionPolicy(ActionPolicy.builder("mail")
                        .addAction(Action.builder(Channel.EMAIL)
                                .users("team")
                                .template("news")
                                .build())
                        .build())
                .addPostureRule(PostureRule.builder("all").actionPolicy("mail").build())
                .healthPolicy("mail");
        return builder.build();
    }

    private void scan() {
        CheckResultGenerator account =
                CheckResultGenerator.builder().seed(1).resources(50).build();
        List<CheckResult> run = account.run(clock.instant(), Duration.ofMinutes(10));
        server.put(PROJECT, LOGSTORE, run.stream().map(CheckResult::toRow).toList());
        clock.advance(Duration.ofHours(2));
    }

    private void otherTopic() {
        server.put(
                PROJECT,
                LOGSTORE,
                List.of(Map.of(
                        "__topic__",
                        "sas-vul-log",
                        "__time__",
                        Long.toString(clock.instant().getEpochSecond()),
                        "status",
                        "1")));
        clock.advance(Duration.ofHours(1));
    }

    private static SourceHealth health(CspmAlerts alerts) {
        alerts.check("cspm.health");
        return alerts.health().get(0);
    }

    @Test
    void topicSwitchedOff_othersArrive_isToldApartFromCapacityUsedUp() {
        scan();
        try (CspmAlerts alerts = alerts(LOGSTORE)) {
            assertThat(health(alerts).status()).isEqualTo(SourceHealth.Status.HEALTHY);

            clock.advance(Duration.ofDays(9));
            otherTopic();
            assertThat(health(alerts).status()).isEqualTo(SourceHealth.Status.TOPIC_SILENT);

            clock.advance(Duration.ofDays(9));
            assertThat(health(alerts).status()).isEqualTo(SourceHealth.Status.NOTHING_LOGGED);
        }
    }

    @Test
    void wrongLogstore_cannotBeRead_namesIt() {
        try (CspmAlerts alerts = alerts("sas-logs")) {
            health(alerts);
            clock.advance(Duration.ofHours(1));

            assertThat(health(alerts))
                    .extracting(SourceHealth::status, SourceHealth::explanation)
                    .satisfies(parts -> {
                        assertThat(parts.get(0)).isEqualTo(SourceHealth.Status.UNREADABLE);
                        assertThat(parts.get(1).toString()).contains("sas-logs");
                    });
        }
    }

    @Test
    void roleRevoked_cannotBeRead_namesWhatIsMissing() {
        scan();
        try (CspmAlerts alerts = alerts(LOGSTORE)) {
            assertThat(health(alerts).status()).isEqualTo(SourceHealth.Status.HEALTHY);

            for (int i = 0; i < 2; i++) {
                server.faults()
                        .next(Fault.error(403, "Unauthorized", "denied by sts or ram, action: log:GetLogStoreLogs"));
                clock.advance(Duration.ofMinutes(31));
                health(alerts);
                server.faults().clear();
            }

            assertThat(alerts.health().get(0).status()).isEqualTo(SourceHealth.Status.UNREADABLE);
            assertThat(alerts.health().get(0).explanation()).contains("may not log:GetLogStoreLogs");
        }
    }

    @Test
    void regionWithoutAnyLog_isNeverSeen() {
        try (CspmAlerts alerts = alerts(LOGSTORE)) {
            assertThat(health(alerts).status()).isEqualTo(SourceHealth.Status.STARTING);
            clock.advance(Duration.ofDays(9));

            SourceHealth health = health(alerts);
            assertThat(health.status()).as(health.explanation()).isEqualTo(SourceHealth.Status.NEVER_SEEN);
        }
    }
}
