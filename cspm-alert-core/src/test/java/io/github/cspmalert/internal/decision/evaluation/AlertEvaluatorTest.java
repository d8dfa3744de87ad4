package io.github.cspmalert.internal.decision.evaluation;

import static io.github.cspmalert.alert.AlertFixture.NOON;
import static io.github.cspmalert.alert.AlertFixture.data;
import static io.github.cspmalert.alert.AlertFixture.row;
import static io.github.cspmalert.alert.AlertFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.RuleState.Firing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertEvaluatorTest {

    private static final QueryData ROWS = data(row("cnt", "1"), row("cnt", "2"));
    private static final QueryData NOTHING = data();
    private static final AlertRule RULE = rule().build();

    @Test
    void evaluate_rows_fireOneAlertWithAllOfThem() {
        AlertRule rule = rule().displayName("CSPM")
                .severity(Severity.HIGH)
                .addLabel("team", "sec")
                .addAnnotation("desc", "${__pass_count__} rows")
                .autoAnnotation(false)
                .build();

        AlertEvaluator.Fired decision =
                AlertEvaluator.evaluate(rule, RuleExpressions.of(rule), NOON, "42", List.of(ROWS), RuleState.EMPTY);

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
            assertThat(decision.next())
                    .isEqualTo(new RuleState(
                            NOON,
                            Map.of(alert.fingerprint(), 1),
                            Map.of(alert.fingerprint(), new Firing(NOON, Severity.HIGH, Map.of("team", "sec")))));
        });
    }

    @Test
    void evaluate_keepsFiring_keepsTheFirstInstantAndCounts() {
        RuleState state = RuleState.EMPTY;
        for (int i = 0; i < 3; i++) {
            AlertEvaluator.Fired decision = fire(at(i), state);
            state = decision.next();
            assertThat(decision.alerts().get(0).fireTime()).isEqualTo(NOON);
            assertThat(decision.alerts().get(0).alertTime()).isEqualTo(at(i));
            assertThat(state.hits().values()).containsExactly(i + 1);
            assertThat(state.evaluatedTo()).isEqualTo(at(i));
        }
    }

    @Test
    void evaluate_quietInBetween_firesAnewWithANewInstant() {
        RuleState fired = fire(at(0), RuleState.EMPTY).next();
        AlertEvaluator.Fired quiet =
                AlertEvaluator.evaluate(RULE, RuleExpressions.of(RULE), at(1), "", List.of(NOTHING), fired);

        AlertEvaluator.Fired again = fire(at(2), quiet.next());

        assertThat(quiet.alerts()).isEmpty();
        assertThat(quiet.next()).isEqualTo(new RuleState(at(1), Map.of(), Map.of()));
        assertThat(again.alerts().get(0).fireTime()).isEqualTo(at(2));
        assertThat(again.next().hits().values()).containsExactly(1);
    }

    @Test
    void evaluate_firingSinceLaterThanNow_firesSinceNow() {
        RuleState ahead = fire(at(3), RuleState.EMPTY).next();

        assertThat(fire(at(0), ahead).alerts().get(0).fireTime()).isEqualTo(at(0));
    }

    @Test
    void evaluate_laterThanItsSchedule_tellsHowLongItIsToTheNextEvaluation() {
        AlertRule hourly = rule().schedule(Schedule.cron("0 * * * *", ZoneOffset.UTC))
                .delay(Duration.ofSeconds(90))
                .build();

        AlertEvaluator.Fired decision = AlertEvaluator.evaluate(
                hourly, RuleExpressions.of(hourly), NOON.plusSeconds(90), "", List.of(ROWS), RuleState.EMPTY);

        assertThat(decision.alerts().get(0).nextEvalInterval()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void evaluate_sameInput_givesTheSame() {
        assertThat(fire(NOON, RuleState.EMPTY).alerts().get(0).instanceId())
                .isEqualTo(fire(NOON, RuleState.EMPTY).alerts().get(0).instanceId());
    }

    private static AlertEvaluator.Fired fire(Instant at, RuleState state) {
        return AlertEvaluator.evaluate(RULE, RuleExpressions.of(RULE), at, "", List.of(ROWS), state);
    }

    private static Instant at(int evaluation) {
        return NOON.plus(Duration.ofMinutes(5L * evaluation));
    }
}
