package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.NOON;
import static io.github.cspmalert.EngineFixture.RULE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.state.ClaimRequest;
import io.github.cspmalert.testkit.ManualScheduler;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A wall clock that jumps costs neither an evaluation nor a notification. */
class ElapsedTimeTest {

    private static final Duration TEN_YEARS = Duration.ofDays(3652);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final EngineFixture engine = new EngineFixture();
    private final ManualScheduler executor = new ManualScheduler(engine.clock);

    static Stream<Arguments> jumps() {
        return Stream.of(
                        Arguments.of(Schedule.fixedRate(Duration.ofHours(1)), Duration.ofHours(1)),
                        Arguments.of(Schedule.hourly(), Duration.ofHours(1)),
                        Arguments.of(Schedule.daily(8), Duration.ofDays(1)),
                        Arguments.of(Schedule.cron("0 0/1 * * *", BERLIN), Duration.ofHours(1)),
                        Arguments.of(Schedule.daily(8, BERLIN), Duration.ofDays(1)),
                        Arguments.of(Schedule.weekly(DayOfWeek.MONDAY, 8), Duration.ofDays(7)))
                .flatMap(schedule -> Stream.of("-PT6H", "-P30D", "-P3652D", "PT6H", "P30D", "P3652D")
                        .map(jump -> Arguments.of(schedule.get()[0], schedule.get()[1], Duration.parse(jump))));
    }

    @ParameterizedTest
    @MethodSource("jumps")
    void clockIsSet_everyIntervalThatElapsesIsEvaluated(Schedule schedule, Duration interval, Duration jump) {
        start(schedule);
        executor.advance(interval.multipliedBy(2).plusMinutes(10));
        int before = engine.source.queries.size();
        engine.clock.set(engine.clock.instant().plus(jump));

        executor.advance(interval.multipliedBy(24));

        // One more than intervals where the jump itself makes an evaluation overdue, or the grid begins anew.
        assertThat(engine.source.queries.size() - before).isBetween(24, 26);
    }

    @ParameterizedTest
    @MethodSource("jumps")
    void clockIsSetAndSetBackAgain_everyIntervalIsEvaluated(Schedule schedule, Duration interval, Duration jump) {
        start(schedule);
        executor.advance(interval.multipliedBy(2).plusMinutes(10));
        int before = engine.source.queries.size();
        engine.clock.set(engine.clock.instant().plus(jump));
        executor.advance(interval.multipliedBy(2));
        engine.clock.set(engine.clock.instant().minus(jump));
        executor.advance(interval.multipliedBy(10));

        assertThat(engine.source.queries.size() - before).isBetween(12, 16);
    }

    @Test
    void clockIsSetBack_whatWaitsForABrokenChannelIsTriedNoLater() {
        engine.mail.answer = ElapsedTimeTest::broken;
        start(Schedule.hourly());
        executor.advance(Duration.ofMinutes(50));
        engine.clock.set(NOON.minus(Duration.ofDays(30)));
        engine.mail.answer = Receipt::accepted;

        executor.advance(Duration.ofMinutes(11));

        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void suspendedForEightHours_isEvaluatedSoonOverAllOfThem() {
        start(Schedule.fixedRate(Duration.ofHours(1)));
        executor.advance(Duration.ofMinutes(10));
        engine.clock.set(NOON.plus(Duration.ofHours(8).plusMinutes(10)));

        executor.advance(Duration.ofMinutes(10));

        assertThat(engine.source.queries.size()).isEqualTo(2);
        assertThat(engine.source.last().range()).isEqualTo(new TimeRange(NOON, NOON.plus(Duration.ofHours(8))));
    }

    @ParameterizedTest
    @CsvSource({"2026-10-24T12:00:00Z", "2026-03-28T12:00:00Z"})
    void daylightSavingBeginsOrEnds_leavesOutAndDoublesNothing(Instant start) {
        engine.clock.set(start);
        engine.telling("sec-ops")
                .clock(engine.clock.withZone(BERLIN))
                .executor(executor)
                .build()
                .start();
        executor.advance(Duration.ofDays(1));

        List<TimeRange> ranges =
                engine.source.queries.stream().map(LogQuery::range).toList();
        assertThat(ranges).hasSize(25);
        for (int i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i).from()).isEqualTo(ranges.get(i - 1).to());
        }
    }

    /** Starts at noon of UTC before the clocks are put, and hears of the instants of two days, in UTC too. */
    static Stream<Arguments> putClocks() {
        return Stream.of(
                Arguments.of("2026-03-28", Schedule.cron("30 2 * * *", BERLIN), "03-29T01:00 03-30T00:30"),
                Arguments.of("2026-10-24", Schedule.cron("30 2 * * *", BERLIN), "10-25T00:30 10-26T01:30"),
                Arguments.of("2026-03-28", Schedule.daily(8, BERLIN), "03-29T06:00 03-30T06:00"),
                Arguments.of("2026-10-24", Schedule.daily(8, BERLIN), "10-25T07:00 10-26T07:00"),
                Arguments.of("2026-03-07", Schedule.cron("30 2 * * *", NEW_YORK), "03-08T07:00 03-09T06:30"),
                Arguments.of("2026-10-31", Schedule.cron("30 1 * * *", NEW_YORK), "11-01T05:30 11-02T06:30"),
                Arguments.of("2026-10-31", Schedule.weekly(DayOfWeek.SUNDAY, 8, NEW_YORK), "11-01T13:00"));
    }

    @ParameterizedTest
    @MethodSource("putClocks")
    void zoneWithDaylightSaving_clocksArePut_eachDayIsEvaluatedOnce(String day, Schedule schedule, String expected) {
        engine.clock.set(Instant.parse(day + "T12:00:00Z"));
        start(schedule);
        executor.runDue();
        engine.source.queries.clear();

        executor.advance(Duration.ofDays(2));

        assertThat(engine.source.queries)
                .map(query -> query.range().to().toString().substring(5, 16))
                .containsExactly(expected.split(" "));
    }

    @Test
    void storeWasWrittenByAClockTenYearsAhead_toldTimeDoesNotHoldBack() {
        engine.clock.set(NOON.plus(TEN_YEARS));
        engine.build().check(RULE);
        engine.clock.set(NOON);

        start(Schedule.fixedRate(Duration.ofHours(1)));
        executor.runDue();

        assertThat(engine.events.evaluatedAt()).containsExactly(NOON.plus(TEN_YEARS), NOON);
        assertThat(engine.mail.keys()).hasSize(2);
    }

    @Test
    void storeWasWrittenByAClockTenYearsAhead_whatIsMergedIsToldAllTheSame() {
        CspmAlertsBuilder builder = engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addAlertPolicy(
                        AlertPolicy.builder("together").actionPolicy("mail").build())
                .addRule(EngineFixture.rule().alertPolicy("together").build());
        engine.clock.set(NOON.plus(TEN_YEARS));
        builder.build().check(RULE);
        engine.clock.set(NOON);

        builder.executor(executor).build().start();
        executor.advance(Duration.ofHours(9));

        assertThat(engine.mail.sent)
                .extracting(each -> each.alerts().get(0).alertTime())
                .containsExactly(
                        NOON.plus(TEN_YEARS), NOON, NOON.plus(Duration.ofHours(4)), NOON.plus(Duration.ofHours(8)));
    }

    @Test
    void storeWasWrittenByAClockTenYearsAhead_nextAttemptIsNotWaitedFor() {
        engine.clock.set(NOON.plus(TEN_YEARS));
        engine.mail.say(Receipt.Status.RETRY);
        engine.build().check(RULE);
        engine.mail.answer = Receipt::accepted;
        engine.source.giveNothing();
        engine.clock.set(NOON);

        start(Schedule.fixedRate(Duration.ofHours(1)));
        executor.runDue();

        assertThat(engine.mail.sent).hasSize(2);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void storeWasWrittenByAClockTenYearsAhead_leaseOfADeadEngineDoesNotHold() {
        engine.clock.set(NOON.plus(TEN_YEARS));
        TrustedDeliveryTest.fill(engine.store.states, 1);
        engine.store.states.claim(new ClaimRequest(
                Channel.EMAIL, engine.clock.instant(), Duration.ofMinutes(7), Duration.ofMinutes(10), 1));
        engine.source.giveNothing();
        engine.clock.set(NOON);

        start(Schedule.fixedRate(Duration.ofHours(1)));
        executor.runDue();

        assertThat(engine.mail.keys()).containsExactly("waits-0");
    }

    @Test
    void storeWasWrittenByAClockTenYearsAhead_whatIsRefusedAgainAndAgainIsGivenUpAfterADayOfNow() {
        engine.clock.set(NOON.plus(TEN_YEARS));
        engine.mail.say(Receipt.Status.RETRY);
        engine.build().check(RULE);
        engine.source.giveNothing();
        engine.clock.set(NOON);

        start(Schedule.fixedRate(Duration.ofHours(1)));
        executor.advance(Duration.ofHours(23));
        assertThat(engine.store.waiting()).isEqualTo(1);
        executor.advance(Duration.ofHours(2));

        assertThat(engine.store.waiting()).isZero();
        assertThat(engine.events.attempts).last().matches(attempt -> attempt.gaveUp());
    }

    private void start(Schedule schedule) {
        engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addRule(EngineFixture.rule().schedule(schedule).build())
                .pollInterval(Duration.ofHours(1))
                .executor(executor)
                .build()
                .start();
    }

    private static Receipt broken(Notification notification) {
        throw NotificationException.channelBroken("certificate refused", null);
    }
}
