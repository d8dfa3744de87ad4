package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.NOON;
import static io.github.cspmalert.EngineFixture.RULE;
import static io.github.cspmalert.EngineFixture.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.DeliveryLimits;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.delivery.Receipt.Status;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.InMemoryAlertStore;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.testkit.ManualScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A channel that is broken, slow or limited loses nothing, and costs others nothing. */
@Timeout(60)
class TrustedDeliveryTest {

    private final EngineFixture engine = new EngineFixture();
    private final ManualScheduler executor = new ManualScheduler(engine.clock);

    @Test
    void channelBroken_repairedTenMinutesLater_allIsToldInOrderAndTheRepeatIntervalCountsFromTheEvaluation() {
        engine.mail.answer = TrustedDeliveryTest::loginRefused;
        CspmAlerts alerts = engine.telling("sec-ops")
                .addRule(EngineFixture.rule("second").build())
                .addRule(EngineFixture.rule("third").build())
                .executor(executor)
                .build();
        try (LogCapture logs = new LogCapture()) {
            alerts.start();
            executor.advance(Duration.ofMinutes(10));
            assertThat(engine.store.waiting()).isEqualTo(3);
            assertThat(engine.events.broken).containsExactly("login refused");
            int attempts = engine.mail.sent.size();

            engine.mail.answer = Receipt::accepted;
            executor.advance(Duration.ofMinutes(11));

            assertThat(logs.at(Level.WARN))
                    .filteredOn(line -> line.contains("is broken"))
                    .hasSize(1);
            assertThat(logs.at(Level.INFO))
                    .filteredOn(line -> line.contains("sends again"))
                    .hasSize(1);
            assertThat(engine.mail.sent.subList(attempts, attempts + 3))
                    .extracting(notification -> notification.alerts().get(0).ruleId())
                    .containsExactly(RULE, "second", "third");
        }
        assertThat(engine.events.repaired).containsExactly(Channel.EMAIL);
        assertThat(engine.store.waiting()).isZero();
        assertThat(engine.mail.keys()).hasSize(3);
        assertThat(alerts.check(RULE).heldBack())
                .extracting(HeldBack::reason, HeldBack::until)
                .containsExactly(tuple(HeldBack.Reason.REPEAT_INTERVAL, NOON.plus(Duration.ofHours(4))));
    }

    @Test
    void retryDue_whileACheckHasTheOnlyTurnAndFindsNothing_isMadeThenAndNotWithTheNextPoll() {
        engine.mail.say(Status.RETRY);
        CspmAlerts alerts = engine.telling("sec-ops").executor(executor).build();
        alerts.start();
        executor.advance(Duration.ofMinutes(5));
        DeliveryAttempt last = engine.events.attempts.get(engine.events.attempts.size() - 1);
        executor.advance(
                Duration.between(engine.clock.instant(), last.nextAttempt()).minusMillis(1));
        int attempts = engine.mail.sent.size();
        engine.mail.say(Status.ACCEPTED);
        engine.store.beforeClaim = () -> {
            engine.store.beforeClaim = () -> {};
            executor.advance(Duration.ofMillis(2));
        };

        assertThat(alerts.check(RULE).deliveries()).isEmpty();
        executor.advance(Duration.ofMillis(1));

        assertThat(engine.mail.sent).hasSize(attempts + 1);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void attemptFailed_dueAgainBeforeItsSettlementReturns_isAttemptedAndDoesNotWaitForItsLease() {
        engine.mail.say(Status.RETRY);
        CspmAlerts alerts = engine.build();
        engine.store.afterSave = () -> {
            if (!engine.mail.sent.isEmpty()) {
                engine.store.afterSave = () -> {};
                engine.mail.say(Status.ACCEPTED);
                engine.clock.advance(Duration.ofMinutes(1));
                alerts.check(RULE);
            }
        };

        alerts.check(RULE);

        assertThat(engine.mail.sent).hasSize(2);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void channelBroken_repairedAfterALongWeekend_whatNoLongerFiresIsToldAllTheSame() {
        engine.mail.answer = TrustedDeliveryTest::loginRefused;
        CspmAlerts alerts = engine.telling("sec-ops").executor(executor).build();
        alerts.start();
        executor.advance(Duration.ofMinutes(1));
        engine.source.giveNothing();
        executor.advance(Duration.ofDays(4));
        int attempts = engine.mail.sent.size();

        engine.mail.answer = Receipt::accepted;
        executor.advance(Duration.ofMinutes(11));

        assertThat(engine.mail.sent).hasSizeGreaterThan(attempts);
        assertThat(engine.mail.keys()).hasSize(1);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void channelBroken_checkAgainAndAgain_triesOnceForEachPause() {
        engine.mail.answer = TrustedDeliveryTest::loginRefused;
        fill(engine.store.states, 100);
        CspmAlerts alerts = engine.build();

        for (int i = 0; i < 50; i++) {
            alerts.check(RULE);
        }

        assertThat(engine.mail.sent).hasSize(1);
    }

    @Test
    void channelBroken_fiveThousandWait_anAttemptTouchesNoMoreThanItsOwnItem() {
        engine.mail.answer = TrustedDeliveryTest::loginRefused;
        List<Integer> commits = new ArrayList<>();
        for (int waiting : List.of(10, 5_000)) {
            InMemoryAlertStore states = new InMemoryAlertStore();
            fill(states, waiting);
            WatchedStore watched = new WatchedStore(states);
            engine.mail.sent.clear();
            CspmAlerts alerts = engine.telling("sec-ops")
                    .store(watched.store)
                    .executor(executor)
                    .build();
            engine.source.giveNothing();
            alerts.start();
            executor.advance(Duration.ofHours(3));
            alerts.close();

            int attempts = engine.mail.sent.size();
            assertThat(attempts).isBetween(15, 60);
            // One to settle each attempt, and one for each of four evaluations.
            commits.add(watched.calls.getOrDefault("commit", 0) - attempts);
            assertThat(watched.calls.getOrDefault("claim", 0)).isLessThan(2 * attempts + 2);
            assertThat(engine.mail.keys()).containsExactly("waits-0");
        }
        assertThat(commits).containsExactly(4, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_600})
    void channelDown_oneEvaluationWithManyActions_anAttemptWritesItsOwnItemAlone(int actions) {
        engine.mail.say(Status.RETRY);
        WatchedStore watched = new WatchedStore(engine.store.states);
        List<Commit> commits = new ArrayList<>();
        watched.watch = (call, arguments, next) -> {
            if (call.equals("commit")) {
                commits.add((Commit) arguments[0]);
            }
            return next.call();
        };
        CspmAlerts alerts = withActions(actions).store(watched.store).build();

        alerts.check(RULE);

        assertThat(engine.store.waiting()).isEqualTo(actions);
        assertThat(engine.mail.sent).hasSize(3);
        // Nobody was told, so what is remembered of all the others is not written again.
        assertThat(commits.subList(1, commits.size())).hasSize(3).allSatisfy(commit -> {
            assertThat(commit.settlements()).hasSize(1);
            assertThat(commit.changes()).isEmpty();
            assertThat(commit.enqueued()).isEmpty();
        });
    }

    @Test
    void channelBroken_severalMayBeSentAtOnce_oneAtATimeTriesIt() {
        engine.mail.answer = TrustedDeliveryTest::loginRefused;
        fill(engine.store.states, 100);
        engine.source.giveNothing();
        CspmAlerts alerts = engine.telling("sec-ops")
                .notifier(
                        Channel.EMAIL, engine.mail, DeliveryLimits.ofDefaults().concurrency(4))
                .executor(executor)
                .build();
        alerts.start();
        executor.advance(Duration.ofMillis(1));
        engine.mail.sent.clear();

        executor.advance(Duration.ofHours(1));

        assertThat(engine.mail.keys()).hasSizeLessThanOrEqualTo(4);
        assertThat(engine.mail.sent).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void oneAddressNeverAnswers_othersOnItsChannelHearSoon() {
        engine.source.answer = query -> query.statement().toString().contains("late")
                        && engine.clock.instant().isBefore(NOON.plus(Duration.ofHours(2)))
                ? EngineFixture.rows()
                : EngineFixture.rows("one");
        engine.mail.answer =
                notification -> receipt(notification, id -> "owner".equals(id) ? Status.RETRY : Status.ACCEPTED);
        CspmAlerts alerts = engine.parts()
                .addActionPolicy(policy("full", "owner"))
                .addActionPolicy(policy("works", "sec-ops"))
                .addRule(EngineFixture.rule("full-mailbox")
                        .repeatInterval(Duration.ofDays(1))
                        .actionPolicy("full")
                        .build())
                .addRule(EngineFixture.rule("other")
                        .query("late | SELECT 1")
                        .actionPolicy("works")
                        .build())
                .executor(executor)
                .build();
        alerts.start();

        executor.advance(Duration.ofHours(2).plusMinutes(1));

        assertThat(engine.mail.recipients()).contains(List.of("sec-ops"));
    }

    @Test
    void rateLimit_fiftyWait_neverMoreThanTwentyInAMinuteAndAllArrive() {
        fill(engine.store.states, 50);
        engine.source.giveNothing();
        List<Instant> sent = new ArrayList<>();
        engine.mail.answer = notification -> {
            sent.add(engine.clock.instant());
            return Receipt.accepted(notification);
        };
        CspmAlerts alerts = engine.telling("sec-ops")
                .notifier(
                        Channel.EMAIL, engine.mail, DeliveryLimits.ofDefaults().perMinute(20))
                .executor(executor)
                .build();
        alerts.start();
        executor.advance(Duration.ofMinutes(3));

        assertThat(engine.mail.keys()).hasSize(50);
        for (int i = 20; i < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i - 20), sent.get(i))).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void rateLimit_twoThreadsClaimAtOnce_isKeptAndGoesOn() throws Exception {
        fill(engine.store.states, 3);
        engine.source.giveNothing();
        CspmAlerts alerts = engine.telling("sec-ops")
                .addRule(EngineFixture.rule("second").build())
                .notifier(
                        Channel.EMAIL, engine.mail, DeliveryLimits.ofDefaults().perMinute(1))
                .build();
        ExecutorService other = Executors.newSingleThreadExecutor();
        AtomicBoolean first = new AtomicBoolean(true);
        engine.store.beforeSave = () -> {
            boolean claims = StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getMethodName().equals("claimNews")));
            if (claims && first.getAndSet(false)) {
                Future<?> second = other.submit(() -> alerts.check("second"));
                assertThat(second).succeedsWithin(Duration.ofSeconds(10));
            }
        };

        alerts.check(RULE);
        assertThat(alerts.check(RULE).deliveries()).isEmpty();
        assertThat(engine.mail.sent).hasSize(1);
        engine.clock.advance(Duration.ofMinutes(1));
        alerts.check(RULE);
        engine.clock.advance(Duration.ofMinutes(1));
        alerts.check(RULE);
        other.shutdown();

        assertThat(other.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(engine.mail.keys()).hasSize(3);
        assertThat(engine.store.waiting()).isZero();
    }

    static void fill(AlertStore store, int count) {
        List<OutboxItem> items = IntStream.range(0, count)
                .mapToObj(i -> OutboxItem.of(notification(Channel.EMAIL, "waits-" + i), NOON))
                .toList();
        store.commit(new Commit(List.of(), items, Set.of(), List.of(), List.of()));
    }

    static Notification notification(Channel channel, String key) {
        return new Notification(
                key,
                channel,
                List.of(new Address("sec-ops", "sec-ops", "sec-ops@example.com")),
                new Message("subject", "content", ContentFormat.TEXT, List.of()),
                List.of(new AlertReference("gone", "fingerprint of " + key, AlertStatus.FIRING, NOON, NOON)));
    }

    private CspmAlertsBuilder withActions(int count) {
        CspmAlertsBuilder builder = engine.parts();
        ActionPolicy.Builder policy = ActionPolicy.builder("mail");
        for (int i = 0; i < count; i++) {
            builder.addUser(EngineFixture.recipient("user-" + i));
            policy.addAction(Action.builder(Channel.EMAIL)
                    .users("user-" + i)
                    .template("cspm")
                    .build());
        }
        return builder.addActionPolicy(policy.build())
                .addRule(EngineFixture.rule().build());
    }

    private static ActionPolicy policy(String id, String recipient) {
        return ActionPolicy.builder(id)
                .addAction(Action.builder(Channel.EMAIL)
                        .users(recipient)
                        .template("cspm")
                        .build())
                .build();
    }

    private static Receipt loginRefused(Notification notification) {
        throw NotificationException.channelBroken("login refused", null);
    }
}
