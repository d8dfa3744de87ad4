package io.github.cspmalert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.posture.SourceHealth;
import io.github.cspmalert.posture.SourceHealth.Status;
import io.github.cspmalert.testkit.InMemoryLogSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthTest {

    private static final String HEALTH = "cspm.health";

    private final PostureFixture engine = new PostureFixture();
    private final InMemoryLogSource log = new InMemoryLogSource((query, rows) -> rows.stream()
            .filter(row -> query.statement().equals("*") || row.get("check_id").isPresent())
            .toList());

    private CspmAlerts start() {
        engine.results.set(0, CspmResults.of("prod", log));
        return engine.builder()
                .healthPolicy("security")
                .addPostureRule(PostureFixture.rule("all").build())
                .build();
    }

    private void run(int resources, String... checks) {
        for (String check : checks) {
            for (int i = 0; i < resources; i++) {
                log.addResults(List.of(
                        PostureFixture.record(engine.clock.instant(), check, "i-" + i, "PASS", RiskLevel.HIGH)));
            }
        }
    }

    private void logOfAnotherTopic() {
        Instant now = engine.clock.instant();
        log.add(List.of(
                LogRow.of(Map.of("__topic__", "sas-vul-log", "__time__", Long.toString(now.getEpochSecond())))));
    }

    private List<String> told(CspmAlerts alerts) {
        int before = engine.mails.accepted().size();
        alerts.check(HEALTH);
        return engine.mails.accepted().stream()
                .skip(before)
                .map(each -> "[" + each.to().get(0).recipientId() + "] "
                        + each.message().subject())
                .toList();
    }

    private static SourceHealth only(CspmAlerts alerts) {
        return alerts.health().get(0);
    }

    @Test
    void health_runsAsExpected_isFineAndTellsNobody() {
        run(3, "1", "2");
        try (CspmAlerts alerts = start()) {
            assertThat(only(alerts).status()).isEqualTo(Status.STARTING);
            engine.after(Duration.ofHours(1));
            assertThat(told(alerts)).isEmpty();
            assertThat(only(alerts).status()).isEqualTo(Status.HEALTHY);
            assertThat(only(alerts).lastRun().findings()).isEqualTo(6);
        }
    }

    @Test
    void health_neverARecord_saysWhereToLookAndIsToldOnce() {
        try (CspmAlerts alerts = start()) {
            assertThat(told(alerts)).isEmpty();
            engine.after(Duration.ofDays(9));
            assertThat(told(alerts)).containsExactly("[team] CSPM results 'prod': never seen");
            assertThat(told(alerts)).isEmpty();
            assertThat(only(alerts).explanation()).contains("region", "no log of any topic arrives here");
        }
    }

    @Test
    void health_topicSilentWhileOthersArrive_isToldApartFromNothingLogged() {
        run(3, "1", "2");
        try (CspmAlerts alerts = start()) {
            engine.after(Duration.ofHours(1));
            assertThat(told(alerts)).isEmpty();
            engine.after(Duration.ofDays(9));
            logOfAnotherTopic();
            engine.after(Duration.ofHours(1));
            assertThat(told(alerts)).containsExactly("[team] CSPM results 'prod': topic silent");
            engine.after(Duration.ofDays(9));
            assertThat(told(alerts)).containsExactly("[team] CSPM results 'prod': nothing logged");
            assertThat(only(alerts).explanation()).contains("capacity");
            run(3, "1", "2");
            engine.after(Duration.ofHours(1));
            assertThat(told(alerts)).containsExactly("[team] CSPM results 'prod' are fine again");
        }
    }

    @Test
    void health_runLeavesAProductOut_namesWhatIsMissing() {
        run(3, "1", "2", "3");
        try (CspmAlerts alerts = start()) {
            engine.after(Duration.ofDays(1));
            assertThat(told(alerts)).isEmpty();
            run(3, "1", "3");
            engine.after(Duration.ofDays(1));
            assertThat(told(alerts)).containsExactly("[team] CSPM results 'prod': partial run");
            assertThat(only(alerts).explanation()).contains("quota", "Ids of check items left out: 2.");
            run(3, "1", "2", "3");
            engine.after(Duration.ofDays(1));
            assertThat(told(alerts)).containsExactly("[team] CSPM results 'prod' are fine again");
        }
    }

    @Test
    void health_onlyAFewChecksForTooLong_isNoWholeRun() {
        run(10, "1", "2", "3");
        try (CspmAlerts alerts = start()) {
            engine.after(Duration.ofDays(1));
            assertThat(told(alerts)).isEmpty();
            for (int day = 0; day < 8; day++) {
                run(1, "1");
                engine.after(Duration.ofDays(1));
                alerts.check("all");
            }
            assertThat(told(alerts)).containsExactly("[team] CSPM results 'prod': no whole run");
        }
    }

    @Test
    void health_cannotRead_isToldAfterHalfAnHourWithTheReason() {
        run(3, "1");
        try (CspmAlerts alerts = start()) {
            engine.after(Duration.ofHours(1));
            told(alerts);
            refuse();
            engine.after(Duration.ofMinutes(10));
            assertThat(told(alerts)).isEmpty();
            refuse();
            engine.after(Duration.ofMinutes(35));
            assertThat(told(alerts)).containsExactly("[team] CSPM results 'prod': unreadable");
            assertThat(only(alerts).explanation()).contains("log:GetLogStoreLogs");
            assertThat(told(alerts)).containsExactly("[team] CSPM results 'prod' are fine again");
        }
    }

    private void refuse() {
        log.answerNext(query -> refused());
    }

    private static LogResult refused() {
        throw new LogQueryException("the role lacks log:GetLogStoreLogs", false, null);
    }
}
