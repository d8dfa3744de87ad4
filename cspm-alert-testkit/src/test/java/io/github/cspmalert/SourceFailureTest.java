package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.NOON;
import static io.github.cspmalert.EngineFixture.RULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.state.AlertStoreException;
import io.github.cspmalert.state.RuleState;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class SourceFailureTest {

    private static final Instant ELEVEN = NOON.minus(Duration.ofHours(1));

    private final EngineFixture engine = new EngineFixture();

    @Test
    void check_sourceFails_throwsItAndTellsTheListener() {
        CspmAlerts alerts = engine.build();
        engine.source.fail();

        Throwable thrown = catchThrowable(() -> alerts.check(RULE));

        assertThat(thrown).isInstanceOf(LogQueryException.class).hasMessage("the service is busy");
        assertThat(engine.events.evaluationFailures).containsExactly((RuntimeException) thrown);
        assertThat(engine.events.evaluated).isEmpty();
        assertThat(engine.mail.sent).isEmpty();
    }

    @Test
    void check_afterFailures_looksAtTheMissedLogTimeOnceOnly() {
        CspmAlerts alerts = engine.build();
        engine.source.fail();
        failedCheck(alerts);
        engine.clock.advance(Duration.ofHours(2));
        failedCheck(alerts);
        engine.source.giveRows();
        engine.clock.advance(Duration.ofHours(2));

        EvaluationReport caughtUp = alerts.check(RULE);
        engine.clock.advance(Duration.ofHours(1));
        EvaluationReport next = alerts.check(RULE);

        assertThat(caughtUp.data().get(0).range()).isEqualTo(new TimeRange(ELEVEN, NOON.plus(Duration.ofHours(4))));
        assertThat(caughtUp.problems()).isEmpty();
        assertThat(next.data().get(0).range().length()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void check_missedMoreThanTheCap_looksBackAsFarAsTheCapAndSaysSo() {
        CspmAlerts alerts =
                engine.telling("sec-ops").maxCatchUp(Duration.ofHours(10)).build();
        engine.source.fail();
        failedCheck(alerts);
        engine.source.giveRows();
        engine.clock.advance(Duration.ofHours(24));

        EvaluationReport report = alerts.check(RULE);
        engine.clock.advance(Duration.ofHours(1));
        EvaluationReport next = alerts.check(RULE);

        Instant cap = NOON.plus(Duration.ofHours(13));
        assertThat(report.data().get(0).range()).isEqualTo(new TimeRange(cap, NOON.plus(Duration.ofHours(24))));
        assertThat(report.problems())
                .containsExactly("the log time from 2026-11-23T11:00:00Z to 2026-11-24T01:00:00Z was not looked at:"
                        + " evaluations missed it, and it lies further back than maxCatchUp");
        assertThat(next.problems()).isEmpty();
        assertThat(next.data().get(0).range().length()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void check_missedLogTime_outlivesTheEngine() {
        engine.source.fail();
        failedCheck(engine.build());
        engine.source.giveRows();
        engine.clock.advance(Duration.ofHours(3));

        assertThat(engine.build().check(RULE).data().get(0).range().from()).isEqualTo(ELEVEN);
    }

    @Test
    void check_foreignException_isWrappedWithoutItsWords() {
        CspmAlerts alerts = engine.build();
        engine.source.answer = query -> {
            throw new IllegalStateException("row i-bp1confidential");
        };

        assertThatThrownBy(() -> alerts.check(RULE))
                .isInstanceOf(LogQueryException.class)
                .hasMessage("log source 'default' of rule 'cspm-not-passed' failed with"
                        + " java.lang.IllegalStateException")
                .hasCauseInstanceOf(IllegalStateException.class)
                .asInstanceOf(InstanceOfAssertFactories.type(LogQueryException.class))
                .matches(LogQueryException::retryable);
    }

    @Test
    @SuppressWarnings("NullAway")
    void check_nullResult_isAFailure() {
        CspmAlerts alerts = engine.build();
        engine.source.answer = query -> null;

        assertThatThrownBy(() -> alerts.check(RULE))
                .isInstanceOf(LogQueryException.class)
                .hasMessageContaining("returned null");
        assertThat(engine.store.state().evaluatedTo()).isEqualTo(ELEVEN);
    }

    @Test
    void check_sourceThrowsAnError_missesNoLogTime() {
        CspmAlerts alerts = engine.build();
        engine.source.answer = query -> {
            throw new NoClassDefFoundError("driver");
        };

        assertThatThrownBy(() -> alerts.check(RULE)).hasStackTraceContaining("NoClassDefFoundError");

        assertThat(engine.store.state().evaluatedTo()).isEqualTo(ELEVEN);
        assertThat(engine.events.evaluationFailures).hasSize(1);
    }

    @Test
    void check_decisionCannotBeSaved_missesNoLogTime() {
        CspmAlerts alerts = engine.build();
        engine.store.beforeSave = () -> engine.store.meddle(state -> state);

        assertThatThrownBy(() -> alerts.check(RULE))
                .isInstanceOf(AlertStoreException.class)
                .hasMessageContaining("changed by somebody else");
        engine.store.recover();
        engine.clock.advance(Duration.ofHours(1));

        assertThat(engine.mail.sent).isEmpty();
        assertThat(alerts.check(RULE).data().get(0).range().from()).isEqualTo(ELEVEN);
        assertThat(engine.mail.sent).hasSize(1);
    }

    @Test
    void check_sourceAndStoreFail_throwsWhatTheSourceThrew() {
        CspmAlerts alerts = engine.build();
        engine.source.fail();
        engine.store.beforeSave = () -> engine.store.meddle(state -> state);

        assertThatThrownBy(() -> alerts.check(RULE)).isInstanceOf(LogQueryException.class);
    }

    @Test
    void preview_sourceFails_throwsAndRemembersNothing() {
        CspmAlerts alerts = engine.build();
        engine.source.fail();

        assertThatThrownBy(() -> alerts.preview(RULE)).isInstanceOf(LogQueryException.class);
        assertThat(engine.store.state()).isEqualTo(RuleState.EMPTY);
        assertThat(engine.events.evaluationFailures).isEmpty();
    }

    private static void failedCheck(CspmAlerts alerts) {
        assertThatThrownBy(() -> alerts.check(RULE)).isInstanceOf(LogQueryException.class);
    }
}
