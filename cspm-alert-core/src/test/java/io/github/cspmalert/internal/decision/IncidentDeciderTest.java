package io.github.cspmalert.internal.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.Incident.Phase;
import io.github.cspmalert.alert.IncidentException;
import io.github.cspmalert.alert.IncidentException.Reason;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.policy.Escalation.Stage;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.internal.decision.IncidentDecider.Fate;
import io.github.cspmalert.state.IncidentState;
import io.github.cspmalert.state.RuleState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentDeciderTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    // The times of the documented record: escalation_start 10m, escalation_inprogress 30m, escalation 1h.
    private static final Escalation DOCUMENTED =
            Escalation.after(Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofHours(1));

    // Opened at 12:00; acknowledged after so many minutes, or never.
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    ,   599, ''
                    ,   600, UNCONFIRMED
                    ,   3599, UNCONFIRMED
                    ,   3600, UNCONFIRMED UNRESOLVED
                    5,  2099, ''
                    5,  2100, IN_PROGRESS
                    5,  3600, IN_PROGRESS UNRESOLVED
                    45, 3600, UNRESOLVED
                    45, 4500, IN_PROGRESS UNRESOLVED
                    """)
    void look_phaseAndTimes_areThoseOfTheDocumentation(Integer acknowledged, long seconds, String due) {
        IncidentState state = acknowledged == null ? opened() : acknowledged(NOON.plusSeconds(acknowledged * 60L));

        Set<Stage> found = IncidentDecider.look(state, alert -> false, DOCUMENTED, NOON.plusSeconds(seconds))
                .due();

        assertThat(String.join(" ", found.stream().map(Stage::name).toList())).isEqualTo(due);
    }

    @Test
    void look_again_carriesNothingOutTwice() {
        IncidentDecider.Looked first =
                IncidentDecider.look(opened(), alert -> false, DOCUMENTED, NOON.plus(Duration.ofMinutes(11)));

        assertThat(first.due()).containsExactly(Stage.UNCONFIRMED);
        assertThat(IncidentDecider.look(first.state(), alert -> false, DOCUMENTED, NOON.plus(Duration.ofMinutes(12))))
                .isEqualTo(new IncidentDecider.Looked(first.state(), Set.of()));
    }

    @Test
    void look_alertIsOver_resolvesByItselfAndEscalatesNothing() {
        Instant later = NOON.plus(Duration.ofHours(2));

        IncidentDecider.Looked looked = IncidentDecider.look(opened(), alert -> true, DOCUMENTED, later);

        assertThat(looked.due()).isEmpty();
        assertThat(looked.state().phase()).isEqualTo(Phase.RESOLVED);
        assertThat(looked.state().by()).isEmpty();
        assertThat(looked.state().alerts()).isEmpty();
    }

    @Test
    void look_clockWasAheadByADay_beginsAnewInsteadOfWaitingForADay() {
        Instant now = NOON.minus(Duration.ofDays(1));

        IncidentState begun =
                IncidentDecider.look(opened(), alert -> false, DOCUMENTED, now).state();

        assertThat(begun.since()).isEqualTo(now);
        assertThat(IncidentDecider.look(begun, alert -> false, DOCUMENTED, now.plusSeconds(599))
                        .due())
                .isEmpty();
        assertThat(IncidentDecider.look(begun, alert -> false, DOCUMENTED, now.plusSeconds(600))
                        .due())
                .containsExactly(Stage.UNCONFIRMED);
        assertThat(IncidentDecider.look(begun, alert -> false, DOCUMENTED, now.plusSeconds(3600))
                        .due())
                .containsExactly(Stage.UNCONFIRMED, Stage.UNRESOLVED);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    none,     TOLD,    true
                    none,     UNHEARD, true
                    none,     KNOWN,   false
                    none,     MUTED,   false
                    finished, TOLD,    true
                    finished, UNHEARD, false
                    finished, KNOWN,   false
                    ended,    TOLD,    true
                    ended,    KNOWN,   true
                    ended,    MUTED,   false
                    """)
    void fires_whatBecameOfTheAlert_saysWhetherItOpens(String before, Fate fate, boolean opens) {
        IncidentState state =
                switch (before) {
                    case "finished" -> opened().in(Phase.RESOLVED, NOON.plusSeconds(60), "alex");
                    case "ended" -> opened().in(Phase.RESOLVED, NOON.plusSeconds(60), "");
                    default -> null;
                };
        Instant now = NOON.plusSeconds(120);

        Optional<IncidentState> next = IncidentDecider.fires(state, alert("a", now), "mail", fate, List::of, now);

        assertThat(next.map(IncidentState::openedAt)).isEqualTo(opens ? Optional.of(now) : Optional.empty());
    }

    @Test
    void fires_toldAgainWhileSomebodyLooksAfterIt_staysWithThem() {
        IncidentState state = acknowledged(NOON.plusSeconds(60));

        IncidentState next = IncidentDecider.fires(
                        state, alert("a", NOON), "mail", Fate.TOLD, List::of, NOON.plusSeconds(7200))
                .orElseThrow();

        assertThat(next.by()).isEqualTo("alex");
        assertThat(next.openedAt()).isEqualTo(NOON);
        assertThat(next.alerts()).hasSize(1);
    }

    @Test
    void fires_anotherAlertOfTheSameIncident_joins() {
        IncidentState next = IncidentDecider.fires(
                        opened(), alert("b", NOON), "mail", Fate.TOLD, List::of, NOON.plusSeconds(60))
                .orElseThrow();

        assertThat(next.openedAt()).isEqualTo(NOON);
        assertThat(next.alerts()).hasSize(2);
    }

    // It ended and fires again between two looks: nobody has seen the end, and the times start again.
    @Test
    void fires_alertThatEndedUnseen_opensAnew() {
        Instant now = NOON.plusSeconds(120);

        assertThat(IncidentDecider.fires(opened(), alert("a", now), "mail", Fate.KNOWN, List::of, now))
                .map(IncidentState::openedAt)
                .contains(now);
    }

    @Test
    void isOver_byTheRulesState() {
        AlertReference alert = AlertReference.to(alert("a", NOON));
        RuleState.Firing firing = new RuleState.Firing(NOON, Severity.HIGH, Map.of());
        RuleState.Firing again = new RuleState.Firing(NOON.plusSeconds(60), Severity.HIGH, Map.of());

        assertThat(IncidentDecider.isOver(alert, null)).isFalse();
        assertThat(IncidentDecider.isOver(alert, new RuleState(NOON, Map.of(), Map.of())))
                .isTrue();
        assertThat(IncidentDecider.isOver(alert, new RuleState(NOON, Map.of(), Map.of(alert.fingerprint(), firing))))
                .isFalse();
        assertThat(IncidentDecider.isOver(alert, new RuleState(NOON, Map.of(), Map.of(alert.fingerprint(), again))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    unknown,      IN_PROGRESS, UNKNOWN
                    unknown,      RESOLVED,    UNKNOWN
                    acknowledged, IN_PROGRESS, ALREADY
                    finished,     IN_PROGRESS, OVER
                    finished,     IGNORED,     OVER
                    ended,        RESOLVED,    OVER
                    """)
    void say_whatCannotBe_isRefusedWithItsReason(String before, Phase phase, Reason reason) {
        IncidentState state =
                switch (before) {
                    case "acknowledged" -> acknowledged(NOON);
                    case "finished" -> opened().in(Phase.RESOLVED, NOON, "alex");
                    case "ended" -> opened().in(Phase.RESOLVED, NOON, "");
                    default -> null;
                };

        IncidentException refused = catchThrowableOfType(
                IncidentException.class, () -> IncidentDecider.say("2eef", state, phase, "robin", NOON));

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused).hasMessageContaining("2eef");
        assertThat(refused.retryable()).isFalse();
    }

    @Test
    void say_whatWasSaid_changesNothing() {
        IncidentState state = acknowledged(NOON);

        assertThat(IncidentDecider.say("2eef", state, Phase.IN_PROGRESS, "alex", NOON.plusSeconds(9)))
                .isSameAs(state);
        IncidentState done = state.in(Phase.RESOLVED, NOON, "alex");
        assertThat(IncidentDecider.say("2eef", done, Phase.RESOLVED, "alex", NOON.plusSeconds(9)))
                .isSameAs(done);
    }

    @ParameterizedTest
    @CsvSource({"PT10M, 10 minutes", "PT1H, 1 hour", "PT25H30M1S, 1 day 1 hour 30 minutes 1 second"})
    void words_ofATime_areThoseOfPeople(Duration time, String words) {
        assertThat(Escalations.words(time)).isEqualTo(words);
    }

    private static IncidentState opened() {
        return IncidentDecider.fires(null, alert("a", NOON), "mail", Fate.TOLD, List::of, NOON)
                .orElseThrow();
    }

    private static IncidentState acknowledged(Instant at) {
        return IncidentDecider.say("2eef", opened(), Phase.IN_PROGRESS, "alex", at);
    }

    private static Alert alert(String host, Instant since) {
        return Alert.builder("r1")
                .severity(Severity.HIGH)
                .fireTime(since)
                .alertTime(since)
                .labels(Map.of("host", host))
                .build();
    }
}
