package io.github.cspmalert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.definition.rule.FindingFilter;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.testkit.InMemoryLogSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredWaiversTest {

    private static final String HEALTH = "cspm.health";

    private final PostureFixture engine = new PostureFixture();

    private CspmAlerts start(Waiver... inCode) {
        CspmAlertsBuilder builder = engine.builder()
                .healthPolicy("security")
                .addPostureRule(PostureFixture.rule("all").build())
                .addPostureRule(PostureFixture.rule("high").build());
        List.of(inCode).forEach(builder::addWaiver);
        return builder.build();
    }

    private static Waiver waiver(String id, String resources, Duration after) {
        return new Waiver(
                id,
                FindingFilter.builder()
                        .resources(resources)
                        .minRisk(RiskLevel.LOW)
                        .products("ECS")
                        .build(),
                "to be shut down",
                "ciso",
                PostureFixture.MONDAY.plus(after));
    }

    private static Waiver waiver(String id, String resources) {
        return waiver(id, resources, Duration.ofDays(200));
    }

    @Test
    void waiver_addedAtRunTime_holdsBackInAllEnginesUntilItIsEnded() {
        engine.logged("1", "old-1", "NOT_PASS");
        try (CspmAlerts alerts = start();
                CspmAlerts replica = start()) {
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] baseline 1");
            alerts.addWaiver(waiver("legacy", "old-*"));
            engine.logged("1", "old-2", "NOT_PASS");
            engine.logged("1", "i-1", "NOT_PASS");
            assertThat(engine.settled(replica, "all")).containsExactly("[team] changes 1; new 1@i-1");
            assertThat(replica.waivers()).extracting(Waiver::id).containsExactly("legacy");
        }
        try (CspmAlerts restarted = start()) {
            assertThat(engine.settled(restarted, "all")).isEmpty();
            restarted.endWaiver("legacy");
            restarted.endWaiver("legacy");
            assertThat(engine.settled(restarted, "all"))
                    .singleElement()
                    .asString()
                    .startsWith("[team] changes 3; ")
                    .contains("new 1@old-2", "still_open 1@old-1");
            assertThat(engine.settled(restarted, "all")).isEmpty();
            assertThat(restarted.waivers())
                    .extracting(Waiver::until)
                    .containsExactly(PostureFixture.MONDAY.plus(Duration.ofMinutes(135)));
        }
    }

    @Test
    void waiver_thatRunsOut_isToldBeforeAndAfter() {
        engine.logged("1", "old-1", "NOT_PASS");
        try (CspmAlerts alerts = start()) {
            engine.settled(alerts, "all");
            alerts.addWaiver(waiver("legacy", "old-*", Duration.ofDays(20)));
            assertThat(engine.settled(alerts, "all")).isEmpty();
            engine.clock.set(PostureFixture.MONDAY.plus(Duration.ofDays(13)));
            assertThat(engine.told(alerts, "all")).containsExactly("[team] changes 0; waiver_ending 1@old-1");
            engine.clock.set(PostureFixture.MONDAY.plus(Duration.ofDays(20)));
            assertThat(engine.told(alerts, "all")).containsExactly("[team] changes 1; still_open 1@old-1");
            // Its id is free again.
            alerts.addWaiver(waiver("legacy", "old-*", Duration.ofDays(40)));
            assertThat(engine.told(alerts, "all")).isEmpty();
            assertThat(engine.told(alerts, "all")).isEmpty();
        }
    }

    @Test
    void waiver_addedWhileNewsWaits_tellsItAsNewsWhenItEnds() {
        engine.logged("1", "old-0", "PASS");
        try (CspmAlerts alerts = start()) {
            engine.settled(alerts, "all");
            engine.logged("1", "old-1", "NOT_PASS");
            engine.after(Duration.ofMinutes(10));
            assertThat(engine.told(alerts, "all")).isEmpty();
            alerts.addWaiver(waiver("legacy", "old-*"));
            assertThat(engine.settled(alerts, "all")).isEmpty();
            alerts.endWaiver("legacy");
            assertThat(engine.settled(alerts, "all")).containsExactly("[team] changes 1; new 1@old-1");
        }
    }

    @Test
    void waiver_addedBesideAnother_saysNothingOfTheOther() {
        engine.logged("1", "old-1", "NOT_PASS");
        try (CspmAlerts alerts = start(waiver("legacy", "old-*"))) {
            engine.settled(alerts, "all");
            alerts.addWaiver(waiver("more", "i-*"));
            assertThat(engine.settled(alerts, "all")).isEmpty();
            engine.clock.set(PostureFixture.MONDAY.plus(Duration.ofDays(193)));
            assertThat(engine.told(alerts, "all")).containsExactly("[team] changes 0; waiver_ending 1@old-1");
            alerts.endWaiver("more");
            assertThat(engine.settled(alerts, "all")).isEmpty();
        }
    }

    @Test
    void waiver_thatCannotBe_isRefused() {
        try (CspmAlerts alerts = start(waiver("in-code", "a-*"))) {
            Waiver stored = waiver("stored", "b-*");
            alerts.addWaiver(stored);
            alerts.addWaiver(stored);

            assertThatThrownBy(() -> alerts.addWaiver(waiver("stored", "c-*")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(
                            "waiver 'stored' stands in the store already, until 2027-05-21T02:00:00Z; end it first");
            assertThatThrownBy(() -> alerts.addWaiver(waiver("in-code", "c-*")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("waiver 'in-code' is among the definitions");
            assertThatThrownBy(() -> alerts.addWaiver(waiver("over", "c-*", Duration.ZERO)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(
                            "waiver 'over' ended at 2026-11-02T02:00:00Z; set an end that lies in the future");
            assertThatThrownBy(() -> alerts.endWaiver("in-code"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("take it away there");
            assertThatThrownBy(() -> alerts.endWaiver("stroed"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("there is no waiver 'stroed' in the store");
            assertThatThrownBy(() -> alerts.endWaiver("no id\n")).isInstanceOf(IllegalArgumentException.class);
            assertThat(alerts.waivers()).containsExactly(waiver("in-code", "a-*"), stored);
        }
    }

    @Test
    void waiver_inCodeAndInTheStore_isRefusedAtTheStartAndToldByEvaluations() {
        String clash = "waiver 'legacy' is in code and in the store, and the one in code counts";
        engine.logged("1", "new-1", "NOT_PASS");
        try (CspmAlerts alerts = start()) {
            alerts.addWaiver(waiver("legacy", "old-*"));
        }
        try (CspmAlerts alerts = start(waiver("legacy", "new-*"))) {
            assertThatThrownBy(alerts::start)
                    .isInstanceOf(AlertConfigurationException.class)
                    .hasMessageContaining(clash);
            engine.after(Duration.ofMinutes(45));
            EvaluationReport report = alerts.check("all");
            assertThat(report.problems()).anyMatch(problem -> problem.startsWith(clash));
            assertThat(alerts.waivers()).containsExactly(waiver("legacy", "new-*"));
        }
    }

    @Test
    void waiver_meetsNoFinding_isToldOnceToThoseOfTheHealthPolicy() {
        engine.logged("1", "old-1", "NOT_PASS");
        try (CspmAlerts alerts = start(waiver("typo", "odl-*"), waiver("right", "old-*"))) {
            engine.settled(alerts, "all");
            engine.settled(alerts, "high");
            assertThat(engine.told(alerts, HEALTH))
                    .singleElement()
                    .asString()
                    .startsWith("[team] In force, and nothing")
                    .contains("- typo, until 2027-05-21T02:00:00Z, by ciso: to be shut down")
                    .doesNotContain("right");
            assertThat(engine.told(alerts, HEALTH)).isEmpty();

            alerts.addWaiver(waiver("also", "odl-2"));
            engine.settled(alerts, "all");
            engine.settled(alerts, "high");
            assertThat(engine.told(alerts, HEALTH))
                    .singleElement()
                    .asString()
                    .contains("- also")
                    .doesNotContain("- typo");
        }
        try (CspmAlerts restarted = start(waiver("typo", "odl-*"), waiver("right", "dlo-*"))) {
            engine.settled(restarted, "all");
            engine.settled(restarted, "high");
            assertThat(engine.told(restarted, HEALTH))
                    .singleElement()
                    .asString()
                    .contains("- right")
                    .doesNotContain("- typo", "- also");
        }
    }

    @Test
    void waiver_ofResultsThatAreStillRead_isNotSaidToMeetNothing() {
        InMemoryLogSource other = new InMemoryLogSource();
        engine.results.add(CspmResults.of("test", other));
        engine.logged("1", "i-1", "NOT_PASS");
        try (CspmAlerts alerts = start(waiver("early", "t-*"))) {
            engine.after(Duration.ofMinutes(40));
            other.addResults(List.of(PostureFixture.record(now(), "1", "t-1", "NOT_PASS", RiskLevel.HIGH)));
            engine.after(Duration.ofMinutes(5));
            assertThat(alerts.check("all").problems()).noneMatch(problem -> problem.contains("meets no finding"));
            assertThat(engine.told(alerts, HEALTH)).isEmpty();
            assertThat(engine.settled(alerts, "all")).isNotEmpty();
            assertThat(engine.told(alerts, HEALTH)).isEmpty();
        }
    }

    private Instant now() {
        return engine.clock.instant();
    }
}
