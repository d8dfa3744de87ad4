package io.github.cspmalert.internal.engine;

import static io.github.cspmalert.delivery.DeliveryFixture.ANNA;
import static io.github.cspmalert.delivery.DeliveryFixture.BO;
import static io.github.cspmalert.delivery.DeliveryFixture.NOON;
import static io.github.cspmalert.delivery.DeliveryFixture.address;
import static io.github.cspmalert.delivery.DeliveryFixture.notification;
import static io.github.cspmalert.delivery.Receipt.Status.ACCEPTED;
import static io.github.cspmalert.delivery.Receipt.Status.REFUSED;
import static io.github.cspmalert.delivery.Receipt.Status.RETRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.delivery.Receipt.Outcome;
import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.state.PendingNotification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DispatcherTest {

    private static final Instant GIVE_UP = NOON.plus(Duration.ofHours(1));

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
    void attempt_jvmIsBroken_goesOn() {
        assertThatThrownBy(() -> attempt(n -> fail(new OutOfMemoryError("test")), 0, NOON))
                .isInstanceOf(OutOfMemoryError.class);
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
    void attempt_noNotifierForTheChannel_isRefused() {
        Dispatcher dispatcher = new Dispatcher(Map.of(), backoff(), new Random(1));

        DeliveryAttempt attempt = dispatcher.attempt(pending(0), NOON);

        assertThat(attempt.receipt().with(REFUSED)).containsExactly(ANNA, BO);
        assertThat(attempt.failure()).hasMessage("no notifier is registered for channel 'email'");
        assertThat(attempt.notAccepted()).hasSize(2);
    }

    @Test
    void remaining_someToBeTriedAgain_keepsThemWithTheKey() {
        PendingNotification pending = pending(3);
        DeliveryAttempt attempt =
                attempt(n -> receipt(new Outcome(ANNA, ACCEPTED, ""), new Outcome(BO, RETRY, "")), 3, NOON);

        PendingNotification rest = Dispatcher.remaining(pending, attempt).orElseThrow();

        assertThat(rest.notification()).isEqualTo(pending.notification().to(List.of(BO)));
        assertThat(rest.failures()).isEqualTo(4);
        assertThat(rest.nextAttempt()).isEqualTo(attempt.nextAttempt());
        assertThat(rest.giveUpAt()).isEqualTo(GIVE_UP);
    }

    @Test
    void remaining_nothingToTryAgain_isEmpty() {
        assertThat(Dispatcher.remaining(pending(0), attempt(Receipt::accepted, 0, NOON)))
                .isEmpty();
        assertThat(Dispatcher.remaining(pending(0), attempt(n -> Receipt.all(n, RETRY, ""), 0, GIVE_UP)))
                .isEmpty();
    }

    @Test
    void remaining_anotherEngineReachedSome_doesNotBringThemBack() {
        DeliveryAttempt both = attempt(n -> Receipt.all(n, RETRY, ""), 0, NOON);
        PendingNotification onlyBo = new PendingNotification(notification(BO), 1, NOON, GIVE_UP);
        PendingNotification other = new PendingNotification(notification(address("eve")), 1, NOON, GIVE_UP);

        assertThat(Dispatcher.remaining(onlyBo, both)
                        .orElseThrow()
                        .notification()
                        .to())
                .containsExactly(BO);
        assertThat(Dispatcher.remaining(other, both)).isEmpty();
    }

    private static DeliveryAttempt attempt(Notifier notifier, int failures, Instant now) {
        return new Dispatcher(Map.of(Channel.EMAIL, notifier), backoff(), new Random(1))
                .attempt(pending(failures), now);
    }

    private static Backoff backoff() {
        return new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10));
    }

    private static PendingNotification pending(int failures) {
        return new PendingNotification(notification(ANNA, BO), failures, NOON, GIVE_UP);
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
