package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.NOON;
import static io.github.cspmalert.EngineFixture.RULE;
import static io.github.cspmalert.EngineFixture.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.delivery.Receipt.Status;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeliveryFailureTest {

    private final EngineFixture engine = new EngineFixture();

    @Test
    void check_oneAddressFails_onlyThatOneIsTriedAgainUnderTheSameKey() {
        CspmAlerts alerts = engine.telling("sec-ops", "owner").build();
        engine.mail.answer =
                notification -> receipt(notification, id -> "owner".equals(id) ? Status.RETRY : Status.ACCEPTED);
        DeliveryAttempt first = alerts.check(RULE).deliveries().get(0);
        engine.mail.answer = Receipt::accepted;
        engine.clock.advance(Duration.ofMinutes(1));

        EvaluationReport second = alerts.check(RULE);

        assertThat(first.nextAttempt()).isBetween(NOON.plusSeconds(5), NOON.plusSeconds(10));
        assertThat(engine.mail.recipients()).containsExactly(List.of("sec-ops", "owner"), List.of("owner"));
        assertThat(engine.mail.keys()).hasSize(1);
        assertThat(second.heldBack())
                .extracting(HeldBack::recipientId, HeldBack::reason)
                .containsExactly(
                        tuple("sec-ops", HeldBack.Reason.REPEAT_INTERVAL), tuple("owner", HeldBack.Reason.IN_DELIVERY));
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void check_beforeTheNextAttemptIsDue_triesNothing() {
        CspmAlerts alerts = engine.build();
        engine.mail.say(Status.RETRY);
        alerts.check(RULE);
        engine.clock.advance(Duration.ofSeconds(4));

        assertThat(alerts.check(RULE).deliveries()).isEmpty();
        assertThat(engine.mail.sent).hasSize(1);
    }

    @Test
    void check_refusedForGood_isNotTriedAgainInsideTheRepeatInterval() {
        CspmAlerts alerts = engine.build();
        engine.mail.say(Status.REFUSED);

        DeliveryAttempt attempt = alerts.check(RULE).deliveries().get(0);
        engine.clock.advance(Duration.ofHours(3));
        alerts.check(RULE);

        assertThat(attempt.nextAttempt()).isNull();
        assertThat(attempt.gaveUp()).isFalse();
        assertThat(attempt.notAccepted()).hasSize(1);
        assertThat(engine.mail.sent).hasSize(1);
        assertThat(engine.store.waiting()).isZero();
        engine.clock.advance(Duration.ofHours(1));
        alerts.check(RULE);
        assertThat(engine.mail.sent).hasSize(2);
    }

    @Test
    void check_givenUp_tellsAnewAtTheNextEvaluation() {
        CspmAlerts alerts =
                engine.telling("sec-ops").giveUpAfter(Duration.ofMinutes(30)).build();
        engine.mail.say(Status.RETRY);
        alerts.check(RULE);
        engine.clock.advance(Duration.ofMinutes(30));
        DeliveryAttempt last = alerts.check(RULE).deliveries().get(0);
        engine.mail.answer = Receipt::accepted;
        engine.clock.advance(Duration.ofMinutes(1));

        EvaluationReport anew = alerts.check(RULE);

        assertThat(last.gaveUp()).isTrue();
        assertThat(anew.deliveries()).singleElement().matches(DeliveryAttempt::complete);
        assertThat(engine.mail.keys()).hasSize(1);
    }

    @Test
    void check_givenUpForOneOfTwoRecipients_tellsOnlyThatOneAnew() {
        CspmAlerts alerts = engine.telling("sec-ops", "owner")
                .giveUpAfter(Duration.ofMinutes(30))
                .build();
        engine.mail.answer =
                notification -> receipt(notification, id -> "owner".equals(id) ? Status.RETRY : Status.ACCEPTED);
        alerts.check(RULE);
        engine.clock.advance(Duration.ofMinutes(30));
        alerts.check(RULE);
        engine.mail.answer = Receipt::accepted;
        engine.clock.advance(Duration.ofMinutes(1));
        alerts.check(RULE);

        assertThat(engine.mail.recipients())
                .containsExactly(List.of("sec-ops", "owner"), List.of("owner"), List.of("owner"));
    }

    @Test
    void check_givenUpForOneOfTwoAddresses_doesNotTellTheOtherTwice() {
        CspmAlerts alerts = engine.parts()
                .addUser(User.builder("two")
                        .addEmail("works@example.com")
                        .addEmail("fails@example.com")
                        .build())
                .addActionPolicy(EngineFixture.policy("two"))
                .addRule(EngineFixture.rule().build())
                .giveUpAfter(Duration.ofMinutes(30))
                .build();
        engine.mail.answer = notification -> new Receipt(notification.to().stream()
                .map(address -> new Receipt.Outcome(
                        address, address.value().startsWith("fails") ? Status.RETRY : Status.ACCEPTED, ""))
                .toList());
        alerts.check(RULE);
        engine.clock.advance(Duration.ofMinutes(30));
        alerts.check(RULE);
        engine.clock.advance(Duration.ofMinutes(1));
        EvaluationReport report = alerts.check(RULE);

        assertThat(report.heldBack()).extracting(HeldBack::reason).containsExactly(HeldBack.Reason.REPEAT_INTERVAL);
        assertThat(engine.mail.sent).hasSize(2);
    }

    @Test
    void check_arrivedLongAfterTheEvaluation_repeatIntervalCountsFromItsArrival() {
        CspmAlerts alerts = engine.build();
        engine.mail.say(Status.RETRY);
        alerts.check(RULE);
        engine.mail.answer = Receipt::accepted;
        engine.clock.advance(Duration.ofHours(5));
        alerts.check(RULE);
        engine.clock.advance(Duration.ofMinutes(5));

        EvaluationReport soonAfter = alerts.check(RULE);

        // The one that waited, attempted twice, and the one that fired after the repeat interval.
        assertThat(engine.mail.sent).hasSize(3);
        assertThat(engine.mail.keys()).hasSize(2);
        assertThat(soonAfter.heldBack()).extracting(HeldBack::until).containsExactly(NOON.plus(Duration.ofHours(9)));
    }

    @Test
    void check_alertIsOverBeforeItArrived_isStillTold() {
        CspmAlerts alerts = engine.build();
        engine.mail.say(Status.RETRY);
        alerts.check(RULE);
        engine.source.giveNothing();
        engine.mail.answer = Receipt::accepted;
        engine.clock.advance(Duration.ofHours(5));

        assertThat(alerts.check(RULE).deliveries()).singleElement().matches(DeliveryAttempt::complete);
    }

    static Stream<Named<Supplier<Receipt>>> retryableAnswers() {
        return Stream.of(
                Named.of("retryable", () -> {
                    throw new NotificationException("busy", true, null);
                }),
                Named.of("foreign exception", () -> {
                    throw new IllegalStateException("https://hooks.example.com/secret");
                }),
                Named.of("error", () -> {
                    throw new NoClassDefFoundError("client");
                }),
                Named.of("null", () -> nothing()),
                Named.of("empty receipt", () -> new Receipt(List.of())));
    }

    @ParameterizedTest
    @MethodSource("retryableAnswers")
    void check_notifierFailsToAnswer_isTriedAgain(Supplier<Receipt> answer) {
        CspmAlerts alerts = engine.build();
        engine.mail.answer = notification -> answer.get();

        DeliveryAttempt attempt = alerts.check(RULE).deliveries().get(0);
        engine.mail.answer = Receipt::accepted;
        engine.clock.advance(Duration.ofSeconds(10));
        alerts.check(RULE);

        assertThat(attempt.receipt().with(Status.RETRY)).hasSize(1);
        assertThat(attempt.receipt().outcomes().get(0).detail()).doesNotContain("hooks.example.com");
        assertThat(engine.mail.sent).hasSize(2);
        assertThat(engine.mail.keys()).hasSize(1);
    }

    @Test
    void check_oneChannelFails_theOthersStillHear() {
        Channel chat = new Channel("chat");
        EngineFixture.FakeNotifier second = new EngineFixture.FakeNotifier();
        CspmAlerts alerts = engine.parts()
                .notifier(chat, second)
                .addUser(User.builder("team")
                        .addAddress(chat, "https://hooks.example.com/secret")
                        .build())
                .addTemplate(ContentTemplate.builder("chat-text")
                        .content(chat, ContentFormat.TEXT, "s", "c")
                        .build())
                .addActionPolicy(ActionPolicy.builder("mail")
                        .addAction(Action.builder(Channel.EMAIL)
                                .users("sec-ops")
                                .template("cspm")
                                .build())
                        .addAction(Action.builder(chat)
                                .users("team")
                                .template("chat-text")
                                .build())
                        .build())
                .addRule(EngineFixture.rule().build())
                .build();
        engine.mail.answer = notification -> {
            throw new StackOverflowError();
        };

        alerts.check(RULE);

        assertThat(second.sent).hasSize(1);
        assertThat(second.keys()).doesNotContainAnyElementsOf(engine.mail.keys());
    }

    @Test
    void check_rendererFails_plainTextGoesOutAndTheProblemIsTold() {
        CspmAlerts alerts = engine.telling("sec-ops")
                .renderer((template, variables) -> {
                    throw new IllegalStateException("i-bp1confidential");
                })
                .build();

        EvaluationReport report = alerts.check(RULE);

        assertThat(engine.mail.sent).singleElement().satisfies(notification -> {
            assertThat(notification.message().format()).isEqualTo(ContentFormat.TEXT);
            assertThat(notification.message().content()).startsWith("Template render error");
        });
        assertThat(report.problems())
                .containsExactly("template 'cspm', email content could not be rendered and was replaced by plain text:"
                        + " java.lang.IllegalStateException");
        assertThat(engine.events.renderingFailures).hasSize(1);
    }

    @Test
    @SuppressWarnings("NullAway")
    void check_rendererGivesNothingOrOverflows_plainTextGoesOut() {
        engine.telling("sec-ops")
                .renderer((template, variables) -> nothing())
                .build()
                .check(RULE);
        engine.clock.advance(Duration.ofHours(4));
        engine.telling("sec-ops")
                .renderer((template, variables) -> {
                    throw new StackOverflowError();
                })
                .build()
                .check(RULE);

        assertThat(engine.mail.sent)
                .hasSize(2)
                .allMatch(notification -> notification.message().content().startsWith("Template render error"));
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }
}
