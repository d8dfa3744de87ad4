package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.RULE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.DeliveryLimits;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.state.InMemoryAlertStore;
import io.github.cspmalert.testkit.ManualScheduler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A receiver that never answers costs its own channel only, and that until the attempt's time is over. */
@Timeout(60)
class SilentReceiverTest {

    private static final int SILENT = 6;

    private final EngineFixture engine = new EngineFixture();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void release() {
        never.countDown();
    }

    @Test
    void sixSilentReceiversBesideAHealthyOne_defaultThreads_theHealthyOneHears() throws Exception {
        CountDownLatch silent = new CountDownLatch(SILENT);
        CountDownLatch healthy = new CountDownLatch(5);
        CspmAlertsBuilder builder = withSilent(silent);
        engine.mail.answer = notification -> {
            healthy.countDown();
            return Receipt.accepted(notification);
        };
        CspmAlerts alerts = builder.closeTimeout(Duration.ofMillis(1)).build();
        alerts.start();

        assertThat(silent.await(10, TimeUnit.SECONDS)).isTrue();
        boolean heard = healthy.await(20, TimeUnit.SECONDS);
        alerts.close();

        assertThat(heard).isTrue();
    }

    @Test
    void silentReceiver_isInterruptedWhenTheTimeIsOverAndTriedAgain() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        CountDownLatch again = new CountDownLatch(2);
        List<DeliveryAttempt> attempts = new ArrayList<>();
        CspmAlerts alerts = engine.telling("sec-ops")
                .clock(Clock.systemUTC())
                .retryBackoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)))
                .notifier(
                        Channel.EMAIL, engine.mail, DeliveryLimits.ofDefaults().attemptTimeout(Duration.ofMillis(500)))
                .addListener(new AlertListener() {
                    @Override
                    public void attempted(String ruleId, DeliveryAttempt attempt) {
                        synchronized (attempts) {
                            attempts.add(attempt);
                        }
                        late.countDown();
                    }
                })
                .build();
        engine.mail.answer = notification -> {
            again.countDown();
            if (again.getCount() > 0) {
                awaitInterrupt();
            }
            return Receipt.accepted(notification);
        };
        alerts.start();

        assertThat(late.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(again.await(10, TimeUnit.SECONDS)).isTrue();
        alerts.close();

        synchronized (attempts) {
            assertThat(attempts.get(0).receipt().outcomes().get(0).detail())
                    .contains("did not answer within PT0.5S", "attemptTimeout");
            assertThat(attempts).last().matches(DeliveryAttempt::complete);
        }
        assertThat(engine.mail.keys()).hasSize(1);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void noThreadWasFreeUntilTheTimeWasOver_isNotSentByHalfAndSentOnce() {
        ManualScheduler timer = new ManualScheduler(engine.clock);
        List<Runnable> queued = new ArrayList<>();
        CspmAlerts alerts = engine.telling("sec-ops")
                .executor(withoutFreeThreads(timer, queued::add))
                .build();
        alerts.start();
        timer.advance(Duration.ofMinutes(2).plusSeconds(1));
        assertThat(engine.events.attempts).hasSize(1);

        queued.remove(0).run();
        assertThat(engine.mail.sent).isEmpty();
        timer.advance(Duration.ofSeconds(20));
        queued.remove(0).run();

        assertThat(engine.mail.sent).hasSize(1);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void eightAttemptsNeverEnd_channelIsLeftAloneAndSaysSo() {
        ManualScheduler timer = new ManualScheduler(engine.clock);
        List<Runnable> queued = new ArrayList<>();
        engine.source.giveNothing();
        TrustedDeliveryTest.fill(engine.store.states, 20);
        CspmAlerts alerts = engine.telling("sec-ops")
                .executor(withoutFreeThreads(timer, queued::add))
                .build();
        try (LogCapture logs = new LogCapture()) {
            alerts.start();
            timer.advance(Duration.ofHours(2));
            assertThat(logs.at(Level.ERROR)).singleElement().asString().contains("channel=email", "stuck=8");
        }
        assertThat(queued).hasSize(8);

        List.copyOf(queued).forEach(Runnable::run);
        queued.clear();
        timer.advance(Duration.ofMinutes(1));
        assertThat(queued).isNotEmpty();
    }

    @Test
    void checkAndClose_neverWaitForASilentReceiverOfAnotherChannel() throws Exception {
        CountDownLatch silent = new CountDownLatch(SILENT);
        CspmAlerts alerts =
                withSilent(silent).closeTimeout(Duration.ofMillis(1)).build();
        alerts.start();
        assertThat(silent.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(alerts.check(RULE).rowsSeen()).isEqualTo(1);
        alerts.close();

        assertThat(engine.mail.sent).isNotEmpty();
    }

    private CspmAlertsBuilder withSilent(CountDownLatch silent) {
        CspmAlertsBuilder builder = engine.parts()
                .store(new InMemoryAlertStore())
                .clock(Clock.systemUTC())
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addRule(EngineFixture.rule()
                        .schedule(Schedule.fixedRate(Duration.ofSeconds(1)))
                        .repeatInterval(Duration.ofSeconds(1))
                        .build());
        for (int i = 0; i < SILENT; i++) {
            Channel channel = new Channel("silent-" + i);
            builder.notifier(channel, notification -> {
                        silent.countDown();
                        return neverAnswer(notification);
                    })
                    .addUser(User.builder("user-" + i)
                            .addAddress(channel, "room")
                            .build())
                    .addTemplate(ContentTemplate.builder("text-" + i)
                            .content(channel, ContentFormat.TEXT, "s", "c")
                            .build())
                    .addActionPolicy(ActionPolicy.builder("policy-" + i)
                            .addAction(Action.builder(channel)
                                    .users("user-" + i)
                                    .template("text-" + i)
                                    .build())
                            .build())
                    .addRule(EngineFixture.rule("rule-" + i)
                            .actionPolicy("policy-" + i)
                            .build());
        }
        return builder;
    }

    // Deaf to interrupts too.
    private Receipt neverAnswer(Notification notification) {
        boolean answered = false;
        while (!answered) {
            try {
                never.await();
                answered = true;
            } catch (InterruptedException e) {
                Thread.onSpinWait();
            }
        }
        return Receipt.accepted(notification);
    }

    private void awaitInterrupt() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ScheduledExecutorService withoutFreeThreads(ManualScheduler timer, Executor queue) {
        return (ScheduledExecutorService) Proxy.newProxyInstance(
                Executor.class.getClassLoader(),
                new Class<?>[] {ScheduledExecutorService.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("execute")) {
                        queue.execute((Runnable) arguments[0]);
                        return null;
                    }
                    return method.invoke(timer, arguments);
                });
    }
}
