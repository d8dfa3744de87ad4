package io.github.cspmalert.internal.decision;

import static io.github.cspmalert.alert.AlertFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.MergeField;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.state.MergeState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergePlannerTest {

    // The documentation's example: 5 seconds, a minute, four hours.
    private static final AlertPolicy EXAMPLE = policy().groupWait(Duration.ofSeconds(5))
            .groupInterval(Duration.ofMinutes(1))
            .repeatInterval(Duration.ofHours(4))
            .build();

    private MergeState state = MergeState.EMPTY;

    // https://help.aliyun.com/zh/sls/deduplicate-alerts: A at 00:00:00 is told at 00:00:05; B, which comes within the
    // minute, at
    // 00:01:05; then nothing until 04:01:05.
    @Test
    void timeline_ofTheDocumentation_isKept() {
        assertThat(fires(EXAMPLE, "a", at(0, 0))).contains(at(0, 5));
        assertThat(fires(EXAMPLE, "b", at(0, 30))).contains(at(1, 5));
        for (int minute = 1; minute < 240; minute++) {
            String evaluated = minute + " minutes";
            assertThat(fires(EXAMPLE, "a", at(minute, 10))).as(evaluated).isEmpty();
            assertThat(fires(EXAMPLE, "b", at(minute, 30))).as(evaluated).isEmpty();
        }
        assertThat(fires(EXAMPLE, "a", at(240, 10))).contains(at(241, 5));
        assertThat(fires(EXAMPLE, "b", at(240, 30))).contains(at(241, 5));
    }

    @Test
    void alertsWithinTheGroupWait_areToldTogether() {
        assertThat(fires(EXAMPLE, "a", at(0, 0))).contains(at(0, 5));
        assertThat(fires(EXAMPLE, "b", at(0, 4))).contains(at(0, 5));
        assertThat(fires(EXAMPLE, "a", at(0, 4))).isEmpty();
    }

    @Test
    void anAlertThatIsOver_isAChange_andThenForgotten() {
        fires(EXAMPLE, "a", at(0, 0));

        assertThat(plan(EXAMPLE, "a", AlertStatus.RESOLVED, at(2, 0))).contains(at(2, 5));
        assertThat(fires(EXAMPLE, "a", at(10, 0))).contains(at(10, 5));
    }

    @Test
    void aGroupIntervalBelowFifteenSeconds_isFifteen() {
        AlertPolicy hasty = policy().groupWait(Duration.ofSeconds(1))
                .groupInterval(Duration.ofSeconds(1))
                .build();

        assertThat(fires(hasty, "a", at(0, 0))).contains(at(0, 1));
        assertThat(fires(hasty, "b", at(0, 2))).contains(at(0, 16));
    }

    @Test
    void toldByAClockThatRanAhead_doesNotCount() {
        state = new MergeState(
                Map.of("a", AlertStatus.FIRING), NOON.plus(Duration.ofDays(3_650)), Map.of(), null, Set.of());

        assertThat(fires(EXAMPLE, "a", at(0, 0))).contains(at(0, 5));
    }

    @Test
    void key_isOfTheFieldsAndLabelsThatAreMergedBy() {
        AlertPolicy bySeverity = policy().mergeBy(MergeField.SEVERITY)
                .mergeByAllLabels(false)
                .mergeByLabels("team")
                .build();
        Alert one = alert("r1", Severity.HIGH, Map.of("team", "red", "host", "a"));

        assertThat(MergePlanner.key(bySeverity, one))
                .isEqualTo(MergePlanner.key(bySeverity, alert("r2", Severity.HIGH, Map.of("team", "red", "host", "b"))))
                .isNotEqualTo(MergePlanner.key(bySeverity, alert("r1", Severity.LOW, Map.of("team", "red"))))
                .isNotEqualTo(MergePlanner.key(bySeverity, alert("r1", Severity.HIGH, Map.of("team", "blue"))));
    }

    private Optional<Instant> fires(AlertPolicy policy, String fingerprint, Instant now) {
        return plan(policy, fingerprint, AlertStatus.FIRING, now);
    }

    private Optional<Instant> plan(AlertPolicy policy, String fingerprint, AlertStatus status, Instant now) {
        state = state.at(now);
        Optional<Instant> opens = new MergePlanner(policy, now).opens(state, fingerprint, status);
        opens.ifPresent(at -> {
            Map<String, AlertStatus> waiting = new HashMap<>(state.waiting());
            waiting.put(fingerprint, status);
            state = new MergeState(state.told(), state.toldAt(), waiting, at, Set.of());
        });
        return opens;
    }

    private static AlertPolicy.Builder policy() {
        return AlertPolicy.builder("merge").actionPolicy("p1");
    }

    private static Alert alert(String rule, Severity severity, Map<String, String> labels) {
        return Alert.builder(rule)
                .alertTime(NOON)
                .severity(severity)
                .labels(labels)
                .build();
    }

    private static Instant at(int minutes, int seconds) {
        return NOON.plus(Duration.ofMinutes(minutes)).plusSeconds(seconds);
    }
}
