package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.NOON;
import static io.github.cspmalert.EngineFixture.RULE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.testkit.ManualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class RuleLoopTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final EngineFixture engine = new EngineFixture();
    private final ManualScheduler executor = new ManualScheduler(engine.clock);

    @Test
    void start_firstEvaluation_isAtOnceAndThenOnTheGrid() {
        start();

        executor.runDue();
        assertThat(engine.events.evaluatedAt()).containsExactly(NOON);
        executor.advance(Duration.ofHours(3));

        assertThat(engine.events.evaluatedAt())
                .containsExactly(
                        NOON, NOON.plus(HOUR), NOON.plus(HOUR.multipliedBy(2)), NOON.plus(HOUR.multipliedBy(3)));
        assertNextEvaluation(NOON.plus(HOUR.multipliedBy(4)));
    }

    @Test
    void wake_cronOfWorkingDays_waitsOverTheWeekend() {
        engine.clock.set(Instant.parse("2026-11-26T12:00:00Z")); // a Thursday
        engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addRule(EngineFixture.rule()
                        .schedule(Schedule.cron("0 8 ? * MON-FRI", ZoneOffset.UTC))
                        .build())
                .executor(executor)
                .build()
                .start();
        executor.advance(Duration.ofDays(6));

        assertThat(engine.events.evaluatedAt())
                .containsExactly(
                        Instant.parse("2026-11-26T12:00:00Z"),
                        Instant.parse("2026-11-27T08:00:00Z"),
                        Instant.parse("2026-11-30T08:00:00Z"),
                        Instant.parse("2026-12-01T08:00:00Z"),
                        Instant.parse("2026-12-02T08:00:00Z"));
    }

    @Test
    void wake_alwaysALittleLate_evaluatesAsOfTheGridSoThatNoSecondIsLeftOut() {
        engine.clock.set(NOON.plusNanos(999_500_000));
        start();
        for (int i = 0; i < 5; i++) {
            engine.clock.advance(Duration.ofMillis(1 + i * 7L));
            executor.runDue();
            passUntil(NOON.plusNanos(999_500_000).plus(HOUR.multipliedBy(i + 1)));
        }

        List<TimeRange> ranges =
                engine.source.queries.stream().map(LogQuery::range).toList();
        assertThat(ranges).hasSize(5);
        for (int i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i).from()).isEqualTo(ranges.get(i - 1).to());
        }
    }

    @Test
    void wake_repeatIntervalIsTheInterval_tellsEveryTimeAlthoughWakeUpsJitter() {
        CspmAlerts alerts = engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addRule(EngineFixture.rule().repeatInterval(HOUR).build())
                .executor(executor)
                .build();
        alerts.start();
        long[] lateness = {20, 3, 15, 1, 9};
        for (int i = 0; i < lateness.length; i++) {
            passUntil(NOON.plus(HOUR.multipliedBy(i)).plusMillis(lateness[i]));
            executor.runDue();
        }

        assertThat(engine.mail.sent).hasSize(lateness.length);
    }

    @Test
    void wake_startsBetweenMilliseconds_wakesOncePerTick() {
        engine.clock.set(NOON.plusNanos(999_999));
        start();
        executor.runDue();
        passUntil(NOON.plusNanos(1_300_000));
        executor.advance(HOUR);

        assertThat(engine.events.evaluated).hasSize(2);
    }

    @Test
    void wake_ticksWereMissed_evaluatesOnceOverAllTheirLogTimeAndReturnsToTheGrid() {
        start();
        executor.runDue();
        engine.clock.advance(HOUR.multipliedBy(3).plusMinutes(20));

        executor.runDue();

        assertThat(engine.source.queries).hasSize(2);
        assertThat(engine.source.last().range()).isEqualTo(new TimeRange(NOON, NOON.plus(HOUR.multipliedBy(3))));
        assertNextEvaluation(NOON.plus(HOUR.multipliedBy(4)));
    }

    @Test
    void wake_runTakesLongerThanTheInterval_leavesNoLogTimeOut() {
        start();
        engine.source.answer = query -> {
            engine.source.giveRows();
            engine.clock.advance(HOUR.multipliedBy(2).plusMinutes(30));
            return EngineFixture.rows("late");
        };
        executor.runDue();
        executor.runDue();

        assertThat(engine.source.queries).hasSize(2);
        assertThat(engine.source.last().range().from()).isEqualTo(NOON);
        assertNextEvaluation(NOON.plus(HOUR.multipliedBy(3)));
    }

    @Test
    void wake_evaluationFails_isTriedAgainWithGrowingPausesAndThenReturnsToTheGrid() {
        start();
        engine.source.fail();
        try (LogCapture logs = new LogCapture()) {
            executor.runDue();
            executor.advance(Duration.ofSeconds(10));
            assertThat(engine.source.queries).hasSize(2);
            executor.advance(Duration.ofMinutes(5));
            engine.source.giveRows();
            executor.advance(Duration.ofMinutes(30));

            assertThat(logs.at(Level.WARN)).hasSize(engine.events.evaluationFailures.size());
        }
        assertThat(engine.events.evaluationFailures.size()).isBetween(4, 7);
        assertThat(engine.events.evaluated).hasSize(1);
        assertThat(engine.events.evaluated.get(0).data().get(0).range().from()).isEqualTo(NOON.minus(HOUR));
        assertNextEvaluation(NOON.plus(HOUR));
    }

    @Test
    void wake_evaluationKeepsFailing_alsoTriesOnTheGrid() {
        CspmAlerts alerts = engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addRule(EngineFixture.rule()
                        .schedule(Schedule.fixedRate(Duration.ofSeconds(3)))
                        .build())
                .executor(executor)
                .build();
        engine.source.fail();
        alerts.start();

        executor.advance(Duration.ofSeconds(9));

        assertThat(engine.events.evaluationFailures).hasSize(4);
    }

    @Test
    void wake_deliveryFailed_wakesForTheNextAttemptWithoutEvaluating() {
        start();
        engine.mail.say(Receipt.Status.RETRY);
        executor.runDue();
        executor.advance(Duration.ofMillis(4_999));
        assertThat(engine.mail.sent).hasSize(1);
        engine.mail.answer = Receipt::accepted;
        executor.advance(Duration.ofMillis(5_001));

        assertThat(engine.mail.sent).hasSize(2);
        assertThat(engine.source.queries).hasSize(1);
        assertNextEvaluation(NOON.plus(HOUR));
    }

    @Test
    void wake_sourceFails_deliveriesGoOn() {
        start();
        engine.mail.say(Receipt.Status.RETRY);
        executor.runDue();
        engine.source.fail();
        engine.mail.answer = Receipt::accepted;
        engine.clock.advance(HOUR);

        executor.runDue();

        assertThat(engine.mail.sent).hasSize(2);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void wake_notifierKeepsThrowingErrors_neitherEndsTheLoopNorKeepsItBusy() {
        start();
        engine.mail.answer = notification -> {
            throw new NoClassDefFoundError("client");
        };

        executor.advance(HOUR.multipliedBy(2));
        int attempts = engine.mail.sent.size();
        engine.mail.answer = Receipt::accepted;
        executor.advance(HOUR);

        assertThat(attempts).isBetween(10, 40);
        assertThat(engine.events.evaluated).hasSize(4);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void wake_everythingThrowsFatalErrors_neitherEndsTheLoopNorKeepsItBusy() {
        start();
        engine.source.answer = query -> {
            throw new OutOfMemoryError("test");
        };
        int evaluations;
        try (LogCapture logs = new LogCapture()) {
            executor.advance(HOUR.multipliedBy(2));
            evaluations = engine.source.queries.size();
            engine.source.giveRows();
            engine.mail.answer = notification -> {
                throw new OutOfMemoryError("test");
            };
            executor.advance(HOUR.multipliedBy(2));

            assertThat(evaluations).isBetween(10, 40);
            assertThat(engine.mail.sent).hasSizeBetween(5, 50);
            assertThat(logs.at(Level.WARN)).isNotEmpty();
        }
        engine.mail.answer = Receipt::accepted;
        executor.advance(HOUR);
        assertThat(engine.store.waiting()).isZero();
        assertThat(engine.source.queries.get(evaluations).range().from()).isEqualTo(NOON.minus(HOUR));
    }

    @Test
    void check_whileStarted_plansTheNextAttempt() {
        engine.source.giveNothing();
        CspmAlerts alerts = start();
        executor.runDue();
        engine.source.giveRows();
        engine.mail.say(Receipt.Status.RETRY);
        engine.clock.advance(Duration.ofMinutes(10));

        alerts.check(RULE);

        engine.mail.answer = Receipt::accepted;
        executor.advance(Duration.ofMinutes(1));
        assertThat(engine.mail.sent).hasSize(2);
        assertNextEvaluation(NOON.plus(HOUR));
    }

    @Test
    void check_fromAListenerOfTheSameRule_isRefusedAndTheEngineGoesOn() {
        CspmAlerts[] alerts = new CspmAlerts[1];
        alerts[0] = engine.telling("sec-ops")
                .executor(executor)
                .addListener(new AlertListener() {
                    @Override
                    public void evaluated(EvaluationReport report) {
                        alerts[0].check(RULE);
                    }
                })
                .build();

        try (LogCapture logs = new LogCapture()) {
            alerts[0].check(RULE);
            assertThat(logs.at(Level.WARN)).singleElement().asString().contains("listener failed");
        }
        assertThat(engine.source.queries).hasSize(1);
    }

    @Test
    void close_started_leavesNothingScheduled() {
        CspmAlerts alerts = start();
        executor.runDue();

        alerts.close();
        executor.advance(Duration.ofDays(1));

        assertThat(executor.pending()).isZero();
        assertThat(engine.source.queries).hasSize(1);
    }

    @Test
    void close_fromWithinARun_endsTheLoop() {
        CspmAlerts[] alerts = new CspmAlerts[1];
        engine.mail.answer = notification -> {
            alerts[0].close();
            return Receipt.accepted(notification);
        };
        alerts[0] = start();

        executor.advance(Duration.ofDays(1));

        assertThat(executor.pending()).isZero();
        assertThat(engine.mail.sent).hasSize(1);
    }

    @Test
    void wake_executorTakesNoMoreWork_tellsListenerAndLog() {
        start();
        executor.shutdown();

        try (LogCapture logs = new LogCapture()) {
            executor.runDue();
            assertThat(logs.at(Level.ERROR))
                    .anyMatch(line -> line.contains("takes no more work") && line.contains(RULE));
        }
        assertThat(engine.events.evaluated).hasSize(1);
        assertThat(engine.events.evaluationFailures).singleElement().isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void check_anotherEngineOnTheSameStore_startedOneSendsItsLeftOvers() {
        engine.mail.say(Receipt.Status.RETRY);
        engine.build().check(RULE);
        assertThat(engine.store.waiting()).isEqualTo(1);
        engine.mail.answer = Receipt::accepted;
        start();
        executor.advance(Duration.ofMinutes(1));

        assertThat(engine.mail.keys()).hasSize(1);
        assertThat(engine.mail.sent).hasSize(2);
        assertThat(engine.store.waiting()).isZero();
    }

    private void passUntil(Instant instant) {
        Duration time = Duration.between(engine.clock.instant(), instant);
        if (!time.isNegative() && !time.isZero()) {
            engine.clock.advance(time);
        }
    }

    private void assertNextEvaluation(Instant at) {
        int before = engine.source.queries.size();
        engine.mail.answer = Receipt::accepted;
        executor.advance(Duration.between(engine.clock.instant(), at).minusMillis(1));
        assertThat(engine.source.queries).as("before " + at).hasSize(before);
        executor.advance(Duration.ofMillis(1));
        assertThat(engine.source.queries).as("at " + at).hasSize(before + 1);
    }

    private CspmAlerts start() {
        CspmAlerts alerts = engine.telling("sec-ops").executor(executor).build();
        alerts.start();
        return alerts;
    }
}
