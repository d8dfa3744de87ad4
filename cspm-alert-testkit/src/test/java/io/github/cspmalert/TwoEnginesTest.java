package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.NOON;
import static io.github.cspmalert.EngineFixture.RULE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Engines that share a store tell once between them. */
@Timeout(60)
class TwoEnginesTest {

    private static final Duration AHEAD = Duration.ofMinutes(4);

    private final EngineFixture engine = new EngineFixture();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch sending = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void release() throws InterruptedException {
        goOn.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void check_atTheSameInstant_eachKeyIsSentOnceInEachOfFortyRounds() throws Exception {
        CspmAlerts one = engine.build();
        CspmAlerts other = engine.build();
        for (int round = 1; round <= 40; round++) {
            CyclicBarrier together = new CyclicBarrier(2);
            CountDownLatch firstIsDone = new CountDownLatch(1);
            engine.mail.answer = notification -> slowly(notification, firstIsDone);
            List<Future<?>> checks = List.of(one, other).stream()
                    .<Future<?>>map(alerts -> threads.submit(() -> {
                        together.await();
                        alerts.check(RULE);
                        firstIsDone.countDown();
                        return null;
                    }))
                    .toList();
            for (Future<?> check : checks) {
                check.get(10, TimeUnit.SECONDS);
            }

            assertThat(engine.mail.sent).as("round " + round).hasSize(round);
            engine.clock.advance(Duration.ofHours(4));
        }
        assertThat(engine.mail.keys()).hasSize(40);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void check_clockIsFourMinutesAhead_takesNothingFromAnAttemptThatLastsItsWholeTime() throws Exception {
        SettableClock ahead = SettableClock.at(NOON.plus(AHEAD));
        CspmAlerts slow = engine.build();
        CspmAlerts other = engine.telling("sec-ops").clock(ahead).build();
        Future<EvaluationReport> check = blockedCheck(slow);
        engine.clock.advance(Duration.ofSeconds(119));
        ahead.advance(Duration.ofSeconds(119));

        EvaluationReport meanwhile = other.check(RULE);
        goOn.countDown();

        assertThat(meanwhile.heldBack()).extracting(HeldBack::reason).containsExactly(HeldBack.Reason.IN_DELIVERY);
        assertThat(check.get(10, TimeUnit.SECONDS).deliveries()).hasSize(1);
        assertThat(engine.mail.sent).hasSize(1);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void check_clocksDifferByFourMinutes_tellOnceInEachRepeatInterval() {
        SettableClock ahead = SettableClock.at(NOON.plus(AHEAD));
        CspmAlerts one = engine.build();
        CspmAlerts other = engine.telling("sec-ops").clock(ahead).build();
        for (int i = 0; i < 24; i++) {
            (i % 2 == 0 ? one : other).check(RULE);
            (i % 2 == 0 ? other : one).check(RULE);
            engine.clock.advance(Duration.ofMinutes(30));
            ahead.advance(Duration.ofMinutes(30));
        }

        assertThat(engine.mail.sent).hasSize(3);
        assertThat(engine.mail.keys()).hasSize(3);
    }

    @Test
    void check_clockIsSetAheadWhileAnAttemptIsUnderWay_sendsNothingTwice() throws Exception {
        CspmAlerts alerts = engine.build();
        Future<EvaluationReport> check = blockedCheck(alerts);
        engine.source.giveNothing();
        engine.clock.set(NOON.plus(Duration.ofHours(8)));

        alerts.check(RULE);
        goOn.countDown();
        check.get(10, TimeUnit.SECONDS);
        engine.clock.advance(Duration.ofMinutes(8));
        alerts.check(RULE);

        assertThat(engine.mail.sent).hasSize(1);
        assertThat(engine.store.waiting()).isZero();
        assertThat(engine.events.attempts).singleElement().matches(attempt -> attempt.complete());
        assertThat(engine.mail.sent.get(0).channel()).isEqualTo(Channel.EMAIL);
    }

    // Takes until the other engine is through, and not for ever if that is sending too.
    private static Receipt slowly(Notification notification, CountDownLatch firstIsDone) {
        try {
            firstIsDone.await(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Receipt.accepted(notification);
    }

    private Future<EvaluationReport> blockedCheck(CspmAlerts alerts) throws InterruptedException {
        engine.mail.answer = notification -> {
            sending.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Receipt.accepted(notification);
        };
        Future<EvaluationReport> check = threads.submit(() -> alerts.check(RULE));
        assertThat(sending.await(10, TimeUnit.SECONDS)).isTrue();
        return check;
    }
}
