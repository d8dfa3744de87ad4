package io.github.cspmalert.examples;

import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.rule.Trigger;
import io.github.cspmalert.log.LogSource;
import io.github.cspmalert.notify.SlsTemplateRenderer;
import io.github.cspmalert.replay.ReplayReport;
import io.github.cspmalert.sls.SlsConnection;
import io.github.cspmalert.sls.SlsCredentials;
import io.github.cspmalert.sls.SlsLogSource;
import io.github.cspmalert.testkit.CheckResultGenerator;
import io.github.cspmalert.testkit.RecordingNotifier;
import io.github.cspmalert.testkit.SettableClock;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Two weeks of nightly scans, replayed with two thresholds; then one evaluation, explained. */
public final class ReplayThresholds {

    private static final String PROJECT = "sas-log-1234567890123456-cn-hangzhou";
    private static final String LOGSTORE = "sas-log";
    private static final Instant FROM = Instant.parse("2026-11-02T00:00:00Z");
    private static final int DAYS = 14;
    private static final Instant TO = FROM.plus(Duration.ofDays(DAYS));

    private final PrintStream out;
    private final SettableClock clock = SettableClock.at(FROM);

    ReplayThresholds(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs it.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Example.main(() -> new ReplayThresholds(new PrintStream(System.out, true, StandardCharsets.UTF_8)).run());
    }

    void run() {
        try (EmbeddedSls server = EmbeddedSls.builder()
                        .cspmLogstore(PROJECT, LOGSTORE)
                        .clock(clock)
                        .maxClockSkew(Duration.ofDays(3_650))
                        .start();
                SlsConnection sls = SlsConnection.builder(server.endpoint(), server.region())
                        .credentials(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret()))
                        .proxy(server.proxyHost(), server.port())
                        .build()) {
            scanEachNight(server);
            SlsLogSource source = SlsLogSource.of(sls, PROJECT, LOGSTORE);
            replay(source, FROM, TO);
            out.println();
            explain(source);
        }
    }

    private void scanEachNight(EmbeddedSls server) {
        CheckResultGenerator account =
                CheckResultGenerator.builder().seed(20261102).resources(60).build();
        for (int day = 0; day < DAYS; day++) {
            Instant scan = FROM.plus(Duration.ofDays(day)).plus(Duration.ofHours(2));
            server.put(
                    PROJECT,
                    LOGSTORE,
                    account.run(scan, Duration.ofHours(1)).stream()
                            .map(CheckResult::toRow)
                            .toList());
        }
    }

    private void replay(LogSource source, Instant from, Instant to) {
        ReplayReport some = CspmAlerts.replay(definitions("cnt > 3"), from, to)
                .source(source)
                .name("cnt > 3")
                .run();
        ReplayReport many = CspmAlerts.replay(definitions("cnt > 4"), from, to)
                .source(source)
                .name("cnt > 4")
                .run();
        out.println(some.comparedWith(many));
    }

    private void explain(LogSource source) {
        clock.set(TO.minus(Duration.ofHours(12)));
        try (CspmAlerts alerts = CspmAlerts.builder()
                .definitions(definitions("cnt > 4"))
                .source(source)
                .renderer(SlsTemplateRenderer.ofDefaults())
                .notifier(Channel.EMAIL, new RecordingNotifier())
                .clock(clock)
                .build()) {
            out.println(alerts.check(ArticleAlert.RULE).explain());
        }
    }

    // The article's alert, every four hours, for check items that fail often enough.
    private static AlertDefinitions definitions(String condition) {
        return AlertDefinitions.builder()
                .addUser(User.builder(ArticleAlert.RECIPIENT)
                        .addEmail("sec-ops@example.com")
                        .build())
                .addTemplate(ArticleAlert.template())
                .addActionPolicy(ArticleAlert.policy())
                .addRule(AlertRule.builder(ArticleAlert.RULE)
                        .query(ArticleAlert.QUERY)
                        .timeSpan(TimeSpan.relative(Duration.ofHours(24)))
                        .schedule(Schedule.fixedRate(Duration.ofHours(4)))
                        .addSeverity(Severity.HIGH, Trigger.matches(condition))
                        .actionPolicy(ArticleAlert.POLICY)
                        .build())
                .build();
    }
}
