package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.NOON;
import static io.github.cspmalert.EngineFixture.RULE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.InMemoryAlertStore;
import io.github.cspmalert.testkit.ManualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was seen is told, once and under one key, whatever stops and starts in between. */
class RestartTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final EngineFixture engine = new EngineFixture();
    private final ManualScheduler executor = new ManualScheduler(engine.clock);

    @Test
    void jvmIsDownForThreeHours_theirLogTimeIsLookedAt() {
        CspmAlerts before = start(HOUR.multipliedBy(4), engine.store);
        executor.advance(Duration.ofMinutes(1));
        before.close();
        engine.clock.advance(Duration.ofHours(3));

        start(HOUR.multipliedBy(4), engine.store);
        executor.runDue();

        assertThat(engine.source.last().range()).isEqualTo(new TimeRange(NOON, NOON.plus(HOUR.multipliedBy(3))));
        assertThat(engine.events.evaluated).last().matches(report -> report.problems()
                .isEmpty());
    }

    @Test
    void jvmIsDownForLongerThanMaxCatchUp_whatIsLeftOutIsTold() {
        start(HOUR.multipliedBy(4), engine.store).close();
        engine.build().check(RULE);
        engine.clock.advance(Duration.ofHours(10));

        CspmAlerts alerts =
                engine.telling("sec-ops").maxCatchUp(HOUR.multipliedBy(2)).build();
        EvaluationReport report = alerts.check(RULE);

        assertThat(report.data().get(0).range().from()).isEqualTo(NOON.plus(HOUR.multipliedBy(7)));
        assertThat(report.problems())
                .singleElement()
                .asString()
                .contains("from 2026-11-23T12:00:00Z to 2026-11-23T19:00:00Z", "maxCatchUp");
        assertThat(alerts.history(RULE, 10).toString()).contains("problem: the log time from 2026-11-23T12:00:00Z");
    }

    @Test
    void tenChecksWithARepeatIntervalOfATenthOfASecond_haveAKeyEach() {
        CspmAlerts alerts = engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addRule(EngineFixture.rule()
                        .repeatInterval(Duration.ofMillis(100))
                        .build())
                .build();
        for (int i = 0; i < 10; i++) {
            alerts.check(RULE);
            engine.clock.advance(Duration.ofMillis(100));
        }

        assertThat(engine.mail.sent).hasSize(10);
        assertThat(engine.mail.keys()).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 59, 61, 90, 119, 120, 121, 185})
    void repeatIntervalIsTheSchedules_oneEvaluationIsLate_allThatIsSeenIsTold(int minutesLate) {
        start(HOUR, engine.store);
        executor.advance(HOUR.minusMinutes(1));
        // Nothing of the executor runs meanwhile, as on a machine that is overloaded.
        engine.clock.advance(Duration.ofMinutes(minutesLate + 1L));

        executor.advance(HOUR.multipliedBy(6));

        assertAllSeenIsTold();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 29, 59, 60, 61, 119, 150})
    void repeatIntervalIsTheSchedules_channelAnswersLate_noEvaluationIsHeldBackAfterwards(int minutesLate) {
        engine.mail.say(Receipt.Status.RETRY);
        start(HOUR, engine.store);
        executor.advance(Duration.ofMinutes(minutesLate));
        engine.mail.answer = Receipt::accepted;

        executor.advance(HOUR.multipliedBy(6));

        assertThat(engine.events.evaluated).allMatch(report -> report.heldBack().isEmpty());
        assertThat(engine.store.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void channelIsDownForTenHoursWhileRowsChange_allOfThemAreToldAfterwards(boolean broken) {
        engine.source.answer =
                query -> EngineFixture.rows("row-of-" + query.range().to());
        CspmAlerts alerts = engine.parts()
                .renderer((template, variables) -> "rows: " + variables)
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addRule(EngineFixture.rule().repeatInterval(HOUR).build())
                .executor(executor)
                .build();
        engine.mail.answer = broken
                ? RestartTest::hostUnknown
                : notification -> Receipt.all(notification, Receipt.Status.RETRY, "time-out");
        alerts.start();
        executor.advance(HOUR.multipliedBy(10).plusMinutes(1));
        int attempts = engine.mail.sent.size();

        engine.mail.answer = Receipt::accepted;
        executor.advance(Duration.ofMinutes(30));

        List<Notification> arrived = engine.mail.sent.subList(attempts, engine.mail.sent.size());
        String all = String.join(
                "\n", arrived.stream().map(each -> each.message().content()).toList());
        assertThat(IntStream.rangeClosed(0, 10).mapToObj(i -> "row-of-" + NOON.plus(HOUR.multipliedBy(i))))
                .allMatch(all::contains);
        assertThat(arrived).extracting(Notification::key).doesNotHaveDuplicates();
        assertThat(engine.store.waiting()).isZero();
        if (broken) {
            assertThat(arrived).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void thirtyOneStartsOnAStoreThatSurvives_tellOnce() {
        thirtyOneStarts(true);

        assertThat(engine.mail.sent).hasSize(1);
    }

    @Test
    void thirtyOneStartsOnAStoreThatForgets_haveOneKey() {
        thirtyOneStarts(false);

        assertThat(engine.mail.sent).hasSize(31);
        assertThat(engine.mail.keys()).hasSize(1);
    }

    private void thirtyOneStarts(boolean survives) {
        engine.clock.set(Instant.parse("2026-11-23T00:00:00Z"));
        for (int i = 0; i < 31; i++) {
            CspmAlerts alerts = engine.parts()
                    .store(survives ? engine.store : new InMemoryAlertStore())
                    .addActionPolicy(EngineFixture.policy("sec-ops"))
                    .addRule(EngineFixture.rule()
                            .timeSpan(TimeSpan.relative(Duration.ofHours(24)))
                            .schedule(Schedule.fixedRate(Duration.ofHours(24)))
                            .repeatInterval(Duration.ofHours(24))
                            .build())
                    .executor(executor)
                    .build();
            alerts.start();
            executor.advance(Duration.ofMinutes(20));
            alerts.close();
        }
    }

    @Test
    void closedWithItems_warnsAndTheNextEngineSendsThemUnderTheSameKey() {
        engine.mail.say(Receipt.Status.RETRY);
        CspmAlerts alerts = start(HOUR.multipliedBy(4), engine.store);
        executor.advance(Duration.ofMinutes(5));
        try (LogCapture logs = new LogCapture()) {
            alerts.close();
            assertThat(logs.at(Level.WARN)).singleElement().asString().contains("waiting=1", "started=true");
        }
        engine.mail.answer = Receipt::accepted;

        start(HOUR.multipliedBy(4), engine.store);
        executor.advance(Duration.ofMinutes(10));

        assertThat(engine.mail.keys()).hasSize(1);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void neverStarted_closingWarnsThatSomethingWaits() {
        engine.mail.say(Receipt.Status.RETRY);
        CspmAlerts alerts = engine.build();
        alerts.check(RULE);
        try (LogCapture logs = new LogCapture()) {
            alerts.close();
            assertThat(logs.at(Level.WARN)).singleElement().asString().contains("waiting=1", "started=false");
        }
    }

    @Test
    void history_tellsWhatWasSeenWhoWasToldWhoWasHeldBackAndWhatFailed() {
        CspmAlerts alerts = engine.build();
        engine.mail.answer = RestartTest::hostUnknown;
        alerts.check(RULE);
        engine.mail.answer = Receipt::accepted;
        engine.clock.advance(HOUR);
        alerts.check(RULE);
        engine.source.giveNothing();
        engine.clock.advance(HOUR);
        alerts.check(RULE);

        List<HistoryEntry> history = alerts.history(RULE, 100);
        assertThat(history)
                .extracting(HistoryEntry::kind)
                .containsExactly(
                        HistoryEntry.Kind.EVALUATED,
                        HistoryEntry.Kind.ATTEMPTED,
                        HistoryEntry.Kind.EVALUATED,
                        HistoryEntry.Kind.ATTEMPTED,
                        HistoryEntry.Kind.EVALUATED);
        String told = history.toString();
        assertThat(told)
                .contains("log time from 2026-11-23T11:00:00Z to 2026-11-23T12:00:00Z gave 1 row")
                .contains("fired: alert ", "to be sent: ", "not sent: sec-ops on email (host unknown")
                .contains("held back: sec-ops on email: a notification of the same alert is still on its way")
                .contains("sent: sec-ops on email", "ended: alert ")
                .doesNotContain("example.com", EngineFixture.CONFIDENTIAL);
    }

    private void assertAllSeenIsTold() {
        assertThat(engine.events.evaluated).allMatch(report -> report.heldBack().isEmpty());
        List<TimeRange> ranges =
                engine.source.queries.stream().map(LogQuery::range).toList();
        for (int i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i).from()).isBeforeOrEqualTo(ranges.get(i - 1).to());
        }
        assertThat(engine.mail.keys()).hasSameSizeAs(engine.source.queries);
    }

    private CspmAlerts start(Duration repeatInterval, AlertStore store) {
        CspmAlerts alerts = engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addRule(EngineFixture.rule().repeatInterval(repeatInterval).build())
                .store(store)
                .executor(executor)
                .build();
        alerts.start();
        return alerts;
    }

    private static Receipt hostUnknown(Notification notification) {
        throw NotificationException.channelBroken("host unknown", null);
    }
}
