package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.RULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.testkit.ManualScheduler;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LifecycleTest {

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
    void start_ownThreads_evaluatesAtOnceAndEndsWithTheEngine() throws InterruptedException {
        AtomicReference<Thread> worker = new AtomicReference<>();
        engine.mail.answer = notification -> {
            worker.set(Thread.currentThread());
            sending.countDown();
            return Receipt.accepted(notification);
        };
        CspmAlerts alerts = engine.build();

        alerts.start();
        assertThat(sending.await(10, TimeUnit.SECONDS)).isTrue();
        alerts.close();
        worker.get().join(10_000);

        assertThat(worker.get().getName()).startsWith("cspm-alert-");
        assertThat(worker.get().isAlive()).isFalse();
        assertThat(engine.mail.sent).hasSize(1);
    }

    @Test
    void start_twice_isRefused() {
        try (CspmAlerts alerts = engine.telling("sec-ops")
                .executor(new ManualScheduler(engine.clock))
                .build()) {
            alerts.start();

            assertThatThrownBy(alerts::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("CspmAlerts is started already; start it once");
        }
    }

    @Test
    void afterClose_everythingIsRefusedAndClosingAgainIsNothing() {
        CspmAlerts alerts = engine.build();
        alerts.close();
        alerts.close();

        assertThatThrownBy(alerts::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> alerts.check(RULE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> alerts.preview(RULE)).isInstanceOf(IllegalStateException.class);
        assertThat(engine.source.queries).isEmpty();
        assertThat(alerts.rules()).hasSize(1);
    }

    @Test
    void close_runUnderWay_waitsForIt() throws Exception {
        CspmAlerts alerts = engine.build();
        Future<EvaluationReport> check = blockedCheck(alerts);
        Future<?> closing = threads.submit(alerts::close);

        awaitRefusal(alerts);
        assertThat(closing.isDone()).isFalse();
        goOn.countDown();
        closing.get(10, TimeUnit.SECONDS);

        assertThat(check.get(10, TimeUnit.SECONDS).deliveries()).hasSize(1);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void close_runDoesNotEnd_givesUpAfterTheTimeoutAndLetsNothingElseBegin() throws Exception {
        CspmAlerts alerts =
                engine.telling("sec-ops").closeTimeout(Duration.ofMillis(20)).build();
        Future<EvaluationReport> check = blockedCheck(alerts);

        try (LogCapture logs = new LogCapture()) {
            alerts.close();
            assertThat(logs.at(Level.WARN)).hasSize(2);
            assertThat(logs.at(Level.WARN).get(0)).contains("channel email", "PT0.02S");
            assertThat(logs.at(Level.WARN).get(1)).contains("in the outbox", "waiting=1");
        }
        assertThat(engine.store.waiting()).isEqualTo(1);
        goOn.countDown();
        check.get(10, TimeUnit.SECONDS);

        assertThatThrownBy(() -> alerts.check(RULE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void close_runDoesNotEnd_sendsNothingFurther() throws Exception {
        CspmAlerts alerts = engine.parts()
                .addActionPolicy(ActionPolicy.builder("mail")
                        .addAction(action("sec-ops"))
                        .addAction(action("owner"))
                        .build())
                .addRule(EngineFixture.rule().build())
                .closeTimeout(Duration.ofMillis(20))
                .build();
        Future<EvaluationReport> check = blockedCheck(alerts);

        alerts.close();
        goOn.countDown();

        assertThat(check.get(10, TimeUnit.SECONDS).deliveries()).hasSize(1);
        assertThat(engine.store.waiting()).isEqualTo(1);
    }

    private static Action action(String recipient) {
        return Action.builder(Channel.EMAIL).users(recipient).template("cspm").build();
    }

    @Test
    void close_ownThreadIsStuck_isInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        engine.mail.answer = notification -> {
            sending.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                Thread.currentThread().interrupt();
            }
            return Receipt.all(notification, Receipt.Status.RETRY, "interrupted");
        };
        CspmAlerts alerts =
                engine.telling("sec-ops").closeTimeout(Duration.ofMillis(20)).build();

        alerts.start();
        assertThat(sending.await(10, TimeUnit.SECONDS)).isTrue();
        alerts.close();

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void close_interrupted_restoresTheFlagAndClosesAllTheSame() {
        CspmAlerts alerts = engine.build();

        Thread.currentThread().interrupt();
        alerts.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThatThrownBy(() -> alerts.check(RULE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void close_interruptedWhileWaiting_returnsAtOnce() throws Exception {
        CspmAlerts alerts = engine.build();
        Future<EvaluationReport> check = blockedCheck(alerts);
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread closer = new Thread(() -> {
            alerts.close();
            flag.set(Thread.currentThread().isInterrupted());
        });
        closer.start();
        awaitRefusal(alerts);
        closer.interrupt();
        closer.join(10_000);

        assertThat(flag.get()).isTrue();
        goOn.countDown();
        check.get(10, TimeUnit.SECONDS);
    }

    @Test
    void close_givenExecutorSourceAndNotifier_areLeftOpen() {
        ManualScheduler executor = new ManualScheduler(engine.clock);
        CspmAlerts alerts = engine.telling("sec-ops").executor(executor).build();
        alerts.start();

        alerts.close();

        assertThat(executor.isShutdown()).isFalse();
        assertThat(executor.pending()).isZero();
    }

    @Test
    void start_executorTakesNothing_isRefusedAndNothingRuns() {
        ManualScheduler executor = new ManualScheduler(engine.clock);
        executor.shutdown();
        CspmAlerts alerts = engine.telling("sec-ops").executor(executor).build();

        assertThatThrownBy(alerts::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("executor takes no work");
        assertThatThrownBy(alerts::start).hasMessageContaining("executor takes no work");
        assertThatCode(alerts::close).doesNotThrowAnyException();
    }

    @Test
    void close_fromANotifier_doesNotWaitForItself() {
        CspmAlerts[] alerts = new CspmAlerts[1];
        engine.mail.answer = notification -> {
            alerts[0].close();
            return Receipt.accepted(notification);
        };
        alerts[0] = engine.build();

        assertThat(alerts[0].check(RULE).deliveries()).hasSize(1);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void check_severalThreads_evaluateOneAfterTheOtherAndTellOnce() throws Exception {
        CspmAlerts alerts = engine.build();
        CountDownLatch go = new CountDownLatch(1);
        List<Future<EvaluationReport>> checks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            checks.add(threads.submit(() -> {
                go.await();
                return alerts.check(RULE);
            }));
        }
        go.countDown();
        for (Future<EvaluationReport> check : checks) {
            check.get(10, TimeUnit.SECONDS);
        }

        assertThat(engine.mail.sent).hasSize(1);
        assertThat(engine.events.evaluated).hasSize(8);
    }

    @Test
    void started_checksFromManyThreadsAndRetries_arrivesOnce() throws Exception {
        AtomicInteger accepted = new AtomicInteger();
        engine.mail.answer = notification -> {
            boolean last = engine.mail.sent.size() >= 20;
            if (last) {
                accepted.incrementAndGet();
                sending.countDown();
            }
            return Receipt.all(notification, last ? Receipt.Status.ACCEPTED : Receipt.Status.RETRY, "");
        };
        CspmAlerts alerts = engine.telling("sec-ops")
                .retryBackoff(new Backoff(Duration.ofNanos(1), Duration.ofMillis(1)))
                .clock(Clock.systemUTC())
                .build();
        alerts.start();
        List<Future<?>> checks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            checks.add(threads.submit(() -> {
                for (int n = 0; n < 50; n++) {
                    alerts.check(RULE);
                }
            }));
        }

        assertThat(sending.await(10, TimeUnit.SECONDS)).isTrue();
        for (Future<?> check : checks) {
            check.get(10, TimeUnit.SECONDS);
        }
        alerts.close();

        assertThat(accepted).hasValue(1);
        assertThat(engine.mail.keys()).hasSize(1);
        assertThat(engine.store.waiting()).isZero();
    }

    private Future<EvaluationReport> blockedCheck(CspmAlerts alerts) throws InterruptedException {
        engine.mail.answer = notification -> {
            sending.countDown();
            awaitQuietly(goOn);
            return Receipt.accepted(notification);
        };
        Future<EvaluationReport> check = threads.submit(() -> alerts.check(RULE));
        assertThat(sending.await(10, TimeUnit.SECONDS)).isTrue();
        return check;
    }

    // start() refuses as soon as close() has begun.
    private static void awaitRefusal(CspmAlerts alerts) {
        while (true) {
            try {
                alerts.start();
            } catch (IllegalStateException e) {
                if (String.valueOf(e.getMessage()).contains("closed")) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
