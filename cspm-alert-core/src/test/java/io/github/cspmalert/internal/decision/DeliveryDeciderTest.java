package io.github.cspmalert.internal.decision;

import static io.github.cspmalert.delivery.DeliveryFixture.ANNA;
import static io.github.cspmalert.delivery.DeliveryFixture.BO;
import static io.github.cspmalert.delivery.DeliveryFixture.NOON;
import static io.github.cspmalert.delivery.DeliveryFixture.address;
import static io.github.cspmalert.delivery.DeliveryFixture.notification;
import static io.github.cspmalert.delivery.Receipt.Status.ACCEPTED;
import static io.github.cspmalert.delivery.Receipt.Status.REFUSED;
import static io.github.cspmalert.delivery.Receipt.Status.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.delivery.Receipt.Outcome;
import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.Stored;
import io.github.cspmalert.state.Target;
import io.github.cspmalert.state.ToldState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryDeciderTest {

    private static final Instant GIVE_UP = NOON.plus(Duration.ofHours(1));
    private static final Instant LATE = NOON.plus(Duration.ofMinutes(5));
    private static final Random RANDOM = new Random(1);
    private static final Target ANNA_MAIL = new Target(Channel.EMAIL, "anna");

    static Stream<Arguments> answers() {
        return Stream.of(
                answer("all accepted", n -> Receipt.accepted(n), ACCEPTED, ACCEPTED),
                answer("all refused", n -> Receipt.all(n, REFUSED, "no"), REFUSED, REFUSED),
                answer("all again", n -> Receipt.all(n, RETRY, ""), RETRY, RETRY),
                answer(
                        "mixed",
                        n -> receipt(new Outcome(BO, RETRY, ""), new Outcome(ANNA, ACCEPTED, "")),
                        ACCEPTED,
                        RETRY),
                answer("one is missing", n -> receipt(new Outcome(BO, ACCEPTED, "")), RETRY, ACCEPTED),
                answer("empty receipt", n -> receipt(), RETRY, RETRY),
                answer("null receipt", n -> nothing(), RETRY, RETRY),
                answer("stranger", n -> receipt(new Outcome(address("eve"), ACCEPTED, "")), RETRY, RETRY),
                answer("retryable", n -> fail(new NotificationException("busy", true, null)), RETRY, RETRY),
                answer("not retryable", n -> fail(new NotificationException("bad key", false, null)), REFUSED, REFUSED),
                answer("of another part", n -> fail(new TemplateException("t", 1, 1, null)), REFUSED, REFUSED),
                answer("foreign", n -> fail(new IllegalStateException("https://x/s3cr3t")), RETRY, RETRY),
                answer("null status", n -> Receipt.all(n, nothing(), ""), RETRY, RETRY),
                answer("missing class", n -> fail(new NoClassDefFoundError("s3cr3t")), RETRY, RETRY),
                answer("overflow", n -> fail(new StackOverflowError()), RETRY, RETRY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void attempt_notifierAnswers_givesOneOutcomeForEachAddress(
            String name, Notifier notifier, Receipt.Status anna, Receipt.Status bo) {
        DeliveryAttempt attempt = attempt(notifier, 0, NOON);

        assertThat(attempt.receipt().outcomes()).extracting(Outcome::address).containsExactly(ANNA, BO);
        assertThat(attempt.receipt().outcomes()).extracting(Outcome::status).containsExactly(anna, bo);
        assertThat(attempt.receipt().outcomes())
                .allMatch(outcome -> !outcome.detail().contains("s3cr3t"));
        assertThat(attempt.complete()).isEqualTo(anna == ACCEPTED && bo == ACCEPTED);
        assertThat(attempt.nextAttempt() != null).isEqualTo(anna == RETRY || bo == RETRY);
        assertThat(attempt.gaveUp()).isFalse();
    }

    @Test
    void attempt_exception_isToldAndDescribed() {
        NotificationException own = new NotificationException("the channel is busy", true, null);

        DeliveryAttempt known = attempt(n -> fail(own), 0, NOON);
        DeliveryAttempt foreign = attempt(n -> fail(new IllegalStateException("s3cr3t")), 0, NOON);
        DeliveryAttempt error = attempt(n -> fail(new NoClassDefFoundError("s3cr3t")), 0, NOON);

        assertThat(known.failure()).isSameAs(own);
        assertThat(known.receipt().outcomes().get(0).detail()).isEqualTo("the channel is busy");
        assertThat(foreign.receipt().outcomes().get(0).detail()).isEqualTo("java.lang.IllegalStateException");
        assertThat(error.failure())
                .isInstanceOf(NotificationException.class)
                .hasCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(error.receipt().outcomes().get(0).detail())
                .isEqualTo("the notifier failed with java.lang.NoClassDefFoundError");
    }

    @Test
    void attempt_anythingIsThrown_isAnOutcome() {
        for (Throwable thrown : List.of(new OutOfMemoryError("s3cr3t"), new IOException("s3cr3t"))) {
            DeliveryAttempt attempt = decider().failed(item(0), thrown, NOON, RANDOM);

            assertThat(attempt.receipt().with(RETRY)).containsExactly(ANNA, BO);
            assertThat(attempt.failure())
                    .isInstanceOf(NotificationException.class)
                    .hasCause(thrown)
                    .hasMessageNotContaining("s3cr3t");
        }
    }

    @Test
    void attempt_failsAgain_pausesLonger() {
        Notifier failing = n -> Receipt.all(n, RETRY, "");

        assertThat(attempt(failing, 0, NOON).nextAttempt()).isBetween(NOON.plusSeconds(5), NOON.plusSeconds(10));
        assertThat(attempt(failing, 2, NOON).nextAttempt()).isBetween(NOON.plusSeconds(20), NOON.plusSeconds(40));
    }

    @Test
    void attempt_timeForTryingIsOver_givesUp() {
        Notifier failing = n -> Receipt.all(n, RETRY, "");

        assertThat(attempt(failing, 9, GIVE_UP.minusNanos(1)).gaveUp()).isFalse();
        assertThat(attempt(failing, 9, GIVE_UP).gaveUp()).isTrue();
        assertThat(attempt(Receipt::accepted, 9, GIVE_UP).gaveUp()).isFalse();
        assertThat(attempt(n -> Receipt.all(n, REFUSED, ""), 9, GIVE_UP).gaveUp())
                .isFalse();
    }

    @Test
    void attempt_channelIsBrokenForDays_isKeptForThirty() {
        Notifier broken = n -> Receipt.channelBroken(n, "the login was refused");

        assertThat(attempt(broken, 99, NOON.plus(Duration.ofDays(30)).minusNanos(1))
                        .gaveUp())
                .isFalse();
        assertThat(attempt(broken, 99, NOON.plus(Duration.ofDays(30))).gaveUp()).isTrue();
    }

    @Test
    void attempt_channelIsBroken_isToldWithEveryAddressToBeTriedAgain() {
        DeliveryAttempt thrown =
                attempt(n -> fail(NotificationException.channelBroken("the login was refused", null)), 0, NOON);
        DeliveryAttempt told = attempt(n -> Receipt.channelBroken(n, "the login was refused"), 0, NOON);

        assertThat(thrown.receipt().channelFault()).contains("the login was refused");
        assertThat(thrown.receipt().with(RETRY)).containsExactly(ANNA, BO);
        assertThat(told.receipt()).isEqualTo(thrown.receipt());
    }

    @Test
    void settle_someToBeTriedAgain_keepsThemWithTheKey() {
        OutboxItem item = item(3);
        DeliveryAttempt attempt =
                attempt(n -> receipt(new Outcome(ANNA, ACCEPTED, ""), new Outcome(BO, RETRY, "")), 3, NOON);

        OutboxItem rest = settle(item, attempt, ToldState.EMPTY, NOON)
                .settlements()
                .get(0)
                .stays()
                .orElseThrow();

        assertThat(rest.notification()).isEqualTo(item.notification().to(List.of(BO)));
        assertThat(rest.failures()).isEqualTo(4);
        assertThat(rest.nextAttempt()).isEqualTo(attempt.nextAttempt());
        assertThat(rest.enqueuedAt()).isEqualTo(NOON);
    }

    @Test
    void settle_enqueuedByAClockAhead_countsFromNow() {
        OutboxItem ahead = new OutboxItem(notification(ANNA), NOON.plus(Duration.ofDays(3_650)), 0, NOON);
        DeliveryAttempt attempt = decider().answered(ahead, Receipt.all(ahead.notification(), RETRY, ""), NOON, RANDOM);

        assertThat(settle(ahead, attempt, ToldState.EMPTY, NOON)
                        .settlements()
                        .get(0)
                        .stays()
                        .orElseThrow()
                        .enqueuedAt())
                .isEqualTo(NOON);
    }

    static Stream<Arguments> settled() {
        return Stream.of(
                Arguments.of(ACCEPTED, NOON, ToldState.Progress.TOLD, NOON),
                Arguments.of(REFUSED, NOON, ToldState.Progress.REFUSED, NOON),
                Arguments.of(RETRY, NOON, ToldState.Progress.WAITING, NOON),
                Arguments.of(ACCEPTED, LATE, ToldState.Progress.TOLD, LATE),
                Arguments.of(RETRY, GIVE_UP, null, null));
    }

    @ParameterizedTest
    @MethodSource("settled")
    void settle_outcome_isRememberedOfTheRecipient(
            Receipt.Status status, Instant now, ToldState.@Nullable Progress progress, @Nullable Instant at) {
        DeliveryAttempt attempt = attempt(n -> Receipt.all(n, status, ""), 0, now);

        ToldState.@Nullable Entry entry = told(settle(item(0), attempt, waiting("key-1"), now), waiting("key-1"))
                .of(ANNA_MAIL)
                .orElse(null);

        assertThat(entry).isEqualTo(progress == null ? null : new ToldState.Entry(at, progress, "key-1"));
    }

    @Test
    void settle_newerNotificationWaitsMeanwhile_leavesItWaiting() {
        DeliveryAttempt attempt = attempt(Receipt::accepted, 0, NOON);

        assertThat(settle(item(0), attempt, waiting("key-2"), NOON).changes()).isEmpty();
    }

    private static ToldState told(Commit commit, ToldState before) {
        return commit.changes().isEmpty()
                ? before
                : (ToldState) commit.changes().get(0).value();
    }

    private static ToldState waiting(String key) {
        return ToldState.EMPTY.with(ANNA_MAIL, new ToldState.Entry(NOON, ToldState.Progress.WAITING, key));
    }

    private static Commit settle(OutboxItem item, DeliveryAttempt attempt, ToldState told, Instant now) {
        StateKey key = StateKey.told(item.notification().alerts().get(0).fingerprint());
        Known known = new Known(Map.of(key, new Stored(1, told)), List.of());
        return decider().settle(new Claim(item, "t"), attempt, now, known);
    }

    private static DeliveryDecider decider() {
        AlertRule rule = AlertRule.builder("r1")
                .query("*")
                .timeSpan(TimeSpan.relative(Duration.ofMinutes(5)))
                .schedule(Schedule.fixedRate(Duration.ofMinutes(5)))
                .actionPolicy("p1")
                .build();
        return new DeliveryDecider(
                new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10)),
                Duration.ofHours(1),
                Map.of("r1", rule),
                Set.of());
    }

    private static DeliveryAttempt attempt(Notifier notifier, int failures, Instant now) {
        OutboxItem item = item(failures);
        try {
            return decider().answered(item, notifier.send(item.notification()), now, RANDOM);
        } catch (Throwable e) {
            return decider().failed(item, e, now, RANDOM);
        }
    }

    private static OutboxItem item(int failures) {
        return new OutboxItem(notification(ANNA, BO), NOON, failures, NOON);
    }

    private static Arguments answer(String name, Notifier notifier, Receipt.Status anna, Receipt.Status bo) {
        return Arguments.of(name, notifier, anna, bo);
    }

    private static Receipt receipt(Outcome... outcomes) {
        return new Receipt(List.of(outcomes));
    }

    private static Receipt fail(RuntimeException exception) {
        throw exception;
    }

    private static Receipt fail(Error error) {
        throw error;
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }
}
