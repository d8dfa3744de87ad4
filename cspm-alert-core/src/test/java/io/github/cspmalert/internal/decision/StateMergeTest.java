package io.github.cspmalert.internal.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.alert.Incident;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.state.IncidentState;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.Target;
import io.github.cspmalert.state.ToldState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StateMergeTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant EARLIER = NOON.minusSeconds(60);
    private static final Target ANNA = new Target(Channel.EMAIL, "anna");
    private static final Target BO = new Target(Channel.EMAIL, "bo");

    @Test
    void onto_told_theLatestOfBothCounts() {
        ToldState.Entry old = entry(EARLIER);
        ToldState.Entry fresh = entry(NOON);

        assertThat(StateMerge.onto(ToldState.EMPTY.with(ANNA, old), ToldState.EMPTY.with(ANNA, fresh)))
                .isEqualTo(ToldState.EMPTY.with(ANNA, fresh));
        assertThat(StateMerge.onto(ToldState.EMPTY.with(ANNA, fresh), ToldState.EMPTY.with(ANNA, old)))
                .isEqualTo(ToldState.EMPTY.with(ANNA, fresh));
    }

    @Test
    void onto_targetThatOnlyOneKnows_isKept() {
        assertThat(StateMerge.onto(ToldState.EMPTY.with(ANNA, entry(NOON)), ToldState.EMPTY.with(BO, entry(EARLIER))))
                .isEqualTo(ToldState.EMPTY.with(ANNA, entry(NOON)).with(BO, entry(EARLIER)));
    }

    // A store that was away meanwhile: another engine noted that somebody acknowledged it, this one that it escalated.
    @Test
    void onto_incident_whatSomebodySaidAndWhatEscalated_areKept() {
        IncidentState opened = incident(NOON);
        IncidentState acknowledged = opened.in(Incident.Phase.IN_PROGRESS, NOON, "anna");
        IncidentState escalated = opened.with(Set.of(Escalation.Stage.UNCONFIRMED));

        assertThat(StateMerge.onto(acknowledged, escalated))
                .isEqualTo(acknowledged.with(Set.of(Escalation.Stage.UNCONFIRMED)));
        assertThat(StateMerge.onto(escalated, acknowledged))
                .isEqualTo(acknowledged.with(Set.of(Escalation.Stage.UNCONFIRMED)));
    }

    @Test
    void onto_incident_theLaterOneOfTheSameAlertCounts() {
        IncidentState done = incident(EARLIER).in(Incident.Phase.RESOLVED, NOON, "anna");

        assertThat(StateMerge.onto(done, incident(NOON))).isEqualTo(incident(NOON));
        assertThat(StateMerge.onto(incident(NOON), done)).isEqualTo(incident(NOON));
    }

    private static IncidentState incident(Instant openedAt) {
        return new IncidentState("r1", "mail", openedAt, Incident.Phase.PENDING, openedAt, "", Set.of(), List.of());
    }

    @Test
    void onto_rule_theLaterEvaluationCounts() {
        RuleState early = new RuleState(
                EARLIER, Map.of("f", 1), Map.of("f", new RuleState.Firing(EARLIER, Severity.HIGH, Map.of())));
        RuleState late = new RuleState(NOON, Map.of(), Map.of());

        assertThat(StateMerge.onto(early, late)).isEqualTo(late);
        assertThat(StateMerge.onto(late, early)).isEqualTo(late);
        assertThat(StateMerge.onto(RuleState.EMPTY, early)).isEqualTo(early);
        assertThat(StateMerge.onto(early, RuleState.EMPTY)).isEqualTo(early);
    }

    private static ToldState.Entry entry(Instant at) {
        return new ToldState.Entry(at, ToldState.Progress.TOLD, "k-" + at.getEpochSecond());
    }
}
