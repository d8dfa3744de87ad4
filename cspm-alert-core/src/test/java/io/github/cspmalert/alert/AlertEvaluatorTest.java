package io.github.cspmalert.alert;

import static io.github.cspmalert.alert.AlertFixture.NOON;
import static io.github.cspmalert.alert.AlertFixture.data;
import static io.github.cspmalert.alert.AlertFixture.row;
import static io.github.cspmalert.alert.AlertFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertEvaluatorTest {

    private static final QueryData ROWS = data(row("cnt", "1"), row("cnt", "2"));
    private static final QueryData NOTHING = data();

    @Test
    void evaluate_rows_fireOneAlertWithAllOfThem() {
        AlertRule rule = rule().displayName("CSPM")
                .severity(Severity.HIGH)
                .addLabel("team", "sec")
                .addAnnotation("desc", "${__pass_count__} rows")
                .autoAnnotation(false)
                .build();

        AlertEvaluator.Decision decision = AlertEvaluator.evaluate(rule, NOON, "42", ROWS, Map.of());

        assertThat(decision.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.name()).isEqualTo("CSPM");
            assertThat(alert.severity()).isEqualTo(Severity.HIGH);
            assertThat(alert.accountId()).isEqualTo("42");
            assertThat(alert.region()).isEqualTo("cn-hangzhou");
            assertThat(alert.project()).isEqualTo("pp-merchant-app-log");
            assertThat(alert.labels()).containsOnly(Map.entry("team", "sec"));
            assertThat(alert.annotations()).containsOnly(Map.entry("desc", "2 rows"));
            assertThat(alert.alertTime()).isEqualTo(NOON);
            assertThat(alert.fireTime()).isEqualTo(NOON);
            assertThat(alert.nextEvalInterval()).isEqualTo(Duration.ofMinutes(5));
            assertThat(alert.repeatInterval()).isEqualTo(Duration.ofHours(4));
            assertThat(alert.actionPolicyId()).isEqualTo("p1");
            assertThat(alert.condition()).isEqualTo("Count:[2] > 0; Condition:");
            assertThat(alert.results()).containsExactly(ROWS);
            assertThat(alert.fireResults()).isEqualTo(ROWS.result().rows());
            assertThat(decision.states()).containsOnly(Map.entry(alert.fingerprint(), new AlertState(NOON, Map.of())));
        });
    }

    @Test
    void evaluate_keepsFiring_keepsTheFirstInstant() {
        Map<String, AlertState> states = Map.of();
        for (int i = 0; i < 3; i++) {
            AlertEvaluator.Decision decision = fire(at(i), states);
            states = decision.states();
            assertThat(decision.alerts().get(0).fireTime()).isEqualTo(NOON);
            assertThat(decision.alerts().get(0).alertTime()).isEqualTo(at(i));
        }
    }

    @Test
    void evaluate_quietInBetween_firesAnewWithANewInstant() {
        Map<String, AlertState> fired = fire(at(0), Map.of()).states();
        Map<String, AlertState> quiet = AlertEvaluator.evaluate(rule().build(), at(1), "", NOTHING, fired)
                .states();

        AlertEvaluator.Decision again = fire(at(2), quiet);

        assertThat(again.alerts().get(0).fireTime()).isEqualTo(at(2));
    }

    @Test
    void evaluate_firingSinceLaterThanNow_firesSinceNow() {
        Map<String, AlertState> ahead = fire(at(3), Map.of()).states();

        assertThat(fire(at(0), ahead).alerts().get(0).fireTime()).isEqualTo(at(0));
    }

    @Test
    void evaluate_flapping_rememberWhoWasToldForTheRepeatIntervalOnly() {
        String fingerprint = fire(NOON, Map.of()).alerts().get(0).fingerprint();
        AlertState told = new AlertState(NOON, Map.of("email:a", NOON, "email:b", NOON.minus(Duration.ofHours(3))));
        Map<String, AlertState> states = Map.of(fingerprint, told);

        Map<String, AlertState> soon = quiet(NOON.plus(Duration.ofHours(1)).minusNanos(1), states);
        Map<String, AlertState> later = quiet(NOON.plus(Duration.ofHours(1)), states);
        Map<String, AlertState> last = quiet(NOON.plus(Duration.ofHours(4)), states);

        assertThat(soon).containsOnly(Map.entry(fingerprint, new AlertState(null, told.told())));
        assertThat(later).containsOnly(Map.entry(fingerprint, new AlertState(null, Map.of("email:a", NOON))));
        assertThat(last).isEmpty();
    }

    @Test
    void evaluate_firesAgain_keepsWhoWasTold() {
        String fingerprint = fire(NOON, Map.of()).alerts().get(0).fingerprint();
        Map<String, AlertState> states = Map.of(fingerprint, new AlertState(null, Map.of("email:a", NOON)));

        assertThat(fire(at(1), states).states())
                .containsOnly(Map.entry(fingerprint, new AlertState(at(1), Map.of("email:a", NOON))));
    }

    @Test
    void evaluate_otherAlertsOfTheRule_areForgottenInTime() {
        Map<String, AlertState> states = Map.of(
                "gone", new AlertState(NOON, Map.of("email:a", NOON)), "never-told", new AlertState(NOON, Map.of()));

        assertThat(fire(at(1), states).states()).containsKey("gone").doesNotContainKey("never-told");
        assertThat(fire(NOON.plus(Duration.ofHours(4)), states).states()).doesNotContainKey("gone");
    }

    @Test
    void evaluate_sameInput_givesTheSame() {
        assertThat(fire(NOON, Map.of()).alerts().get(0).instanceId())
                .isEqualTo(fire(NOON, Map.of()).alerts().get(0).instanceId());
    }

    private static AlertEvaluator.Decision fire(Instant at, Map<String, AlertState> states) {
        return AlertEvaluator.evaluate(rule().build(), at, "", ROWS, states);
    }

    private static Map<String, AlertState> quiet(Instant at, Map<String, AlertState> states) {
        AlertEvaluator.Decision decision = AlertEvaluator.evaluate(rule().build(), at, "", NOTHING, states);
        assertThat(decision.alerts()).isEmpty();
        return decision.states();
    }

    private static Instant at(int evaluation) {
        return NOON.plus(Duration.ofMinutes(5L * evaluation));
    }
}
