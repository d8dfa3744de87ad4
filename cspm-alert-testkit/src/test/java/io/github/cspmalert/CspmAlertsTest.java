package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.CONFIDENTIAL;
import static io.github.cspmalert.EngineFixture.NOON;
import static io.github.cspmalert.EngineFixture.OPS;
import static io.github.cspmalert.EngineFixture.RULE;
import static io.github.cspmalert.EngineFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.log.Cut;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.state.RuleState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CspmAlertsTest {

    private final EngineFixture engine = new EngineFixture();

    @Test
    void check_ruleFires_tellsAndReports() {
        EvaluationReport report = engine.build().check(RULE);

        assertThat(report.at()).isEqualTo(NOON);
        assertThat(report.data().get(0).range()).isEqualTo(new TimeRange(NOON.minus(Duration.ofHours(1)), NOON));
        assertThat(report.rowsSeen()).isEqualTo(1);
        assertThat(report.fired()).isTrue();
        assertThat(report.truncated()).isFalse();
        assertThat(report.deliveries()).singleElement().satisfies(attempt -> {
            assertThat(attempt.complete()).isTrue();
            assertThat(attempt.notification().to()).containsExactlyElementsOf(OPS.addresses(Channel.EMAIL));
        });
        assertThat(report.heldBack()).isEmpty();
        assertThat(engine.mail.sent).hasSize(1);
        assertThat(engine.events.evaluated).singleElement().satisfies(told -> {
            assertThat(told.alerts()).isEqualTo(report.alerts());
            assertThat(told.notifications()).isEqualTo(report.notifications()).hasSize(1);
            assertThat(told.deliveries()).isEmpty();
        });
    }

    @Test
    void check_policyNamesAGroup_tellsItsMembersOnce() {
        Action action = Action.builder(Channel.EMAIL)
                .users("sec-ops")
                .groups("all", "off")
                .template("cspm")
                .build();
        CspmAlerts alerts = engine.parts()
                .definitions(AlertDefinitions.builder()
                        .addUser(User.builder("no-mail").build())
                        .addUser(EngineFixture.recipient("third"))
                        .addUser(EngineFixture.recipient("fourth"))
                        .addUserGroup(UserGroup.of("all", "third", "no-mail"))
                        .addUserGroup(new UserGroup("off", "", false, List.of("fourth")))
                        .build())
                .addActionPolicy(ActionPolicy.builder("mail").addAction(action).build())
                .addRule(EngineFixture.rule().build())
                .build();

        alerts.check(RULE);

        assertThat(engine.mail.recipients()).containsExactly(List.of("sec-ops", "third"));
    }

    @Test
    void check_onAMachineWithOtherDigits_tells() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            engine.build().check(RULE);
        } finally {
            Locale.setDefault(before);
        }

        assertThat(engine.mail.sent).hasSize(1);
    }

    @Test
    void check_noRows_tellsNobody() {
        engine.source.giveNothing();

        EvaluationReport report = engine.build().check(RULE);

        assertThat(report.fired()).isFalse();
        assertThat(report.describe())
                .isEqualTo(RULE + " at 2026-11-23T12:00:00Z: 0 rows from [2026-11-23T11:00:00Z, 2026-11-23T12:00:00Z);"
                        + " nothing fired");
        assertThat(engine.mail.sent).isEmpty();
    }

    @Test
    void check_sameAlertInsideRepeatInterval_sendsOnceAndSaysWhy() {
        CspmAlerts alerts = engine.build();

        alerts.check(RULE);
        EvaluationReport second = alerts.check(RULE);

        assertThat(engine.mail.sent).hasSize(1);
        assertThat(second.fired()).isTrue();
        assertThat(second.deliveries()).isEmpty();
        assertThat(second.heldBack())
                .containsExactly(new HeldBack(
                        Channel.EMAIL, "sec-ops", HeldBack.Reason.REPEAT_INTERVAL, NOON.plus(Duration.ofHours(4))));
        assertThat(second.describe()).contains("held back: sec-ops on email", "until 2026-11-23T16:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT3H59M59.999999999S, 1", "PT4H, 2", "PT4H0.000000001S, 2"})
    void check_aroundTheRepeatInterval_tellsAgainFromItsEndOn(Duration later, int told) {
        CspmAlerts alerts = engine.build();

        alerts.check(RULE);
        engine.clock.set(NOON.plus(later));
        alerts.check(RULE);

        assertThat(engine.mail.sent).hasSize(told);
        assertThat(engine.mail.keys()).hasSize(told);
    }

    @Test
    void check_alertComesAndGoesInsideTheRepeatInterval_tellsOnce() {
        CspmAlerts alerts = engine.build();

        alerts.check(RULE);
        engine.source.giveNothing();
        engine.clock.advance(Duration.ofHours(1));
        alerts.check(RULE);
        engine.source.giveRows();
        engine.clock.advance(Duration.ofHours(1));
        EvaluationReport back = alerts.check(RULE);

        assertThat(back.alerts().get(0).fireTime()).isEqualTo(NOON.plus(Duration.ofHours(2)));
        assertThat(back.heldBack()).hasSize(1);
        assertThat(engine.mail.sent).hasSize(1);
    }

    @Test
    void check_clockWentBack_stillEvaluates() {
        CspmAlerts alerts = engine.build();

        alerts.check(RULE);
        engine.clock.set(NOON.minusSeconds(2));
        EvaluationReport report = alerts.check(RULE);

        assertThat(report.fired()).isTrue();
        assertThat(engine.mail.sent).hasSize(1);
    }

    @Test
    void check_longestRepeatInterval_tellsOnce() {
        CspmAlerts alerts = engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addRule(EngineFixture.rule()
                        .repeatInterval(Duration.ofDays(3650))
                        .build())
                .build();

        alerts.check(RULE);
        engine.clock.advance(Duration.ofDays(3649));
        alerts.check(RULE);

        assertThat(engine.mail.sent).hasSize(1);
    }

    @Test
    void check_recipientAddedLater_hearsAtTheNextEvaluation() {
        engine.build().check(RULE);
        CspmAlerts extended = engine.telling("sec-ops", "owner").build();
        engine.clock.advance(Duration.ofHours(1));

        EvaluationReport report = extended.check(RULE);

        assertThat(engine.mail.recipients()).containsExactly(List.of("sec-ops"), List.of("owner"));
        assertThat(report.heldBack()).extracting(HeldBack::recipientId).containsExactly("sec-ops");
    }

    @Test
    void check_recipientAddedAtTheSameInstant_keepsNotificationsApart() {
        engine.mail.say(Receipt.Status.RETRY);
        engine.build().check(RULE);
        CspmAlerts extended = engine.telling("sec-ops", "owner").build();

        extended.check(RULE);
        engine.mail.answer = Receipt::accepted;
        engine.clock.advance(Duration.ofHours(1));
        extended.check(RULE);

        assertThat(engine.mail.recipients().subList(2, 4))
                .containsExactlyInAnyOrder(List.of("sec-ops"), List.of("owner"));
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void check_cutResult_isTruncatedAndSaysWhyInReportAndMessage() {
        LogResult all = rows("one");
        engine.source.answer =
                query -> new LogResult(all.origin(), all.columns(), all.rows(), EnumSet.of(Cut.MAX_ROWS));

        EvaluationReport report = engine.build().check(RULE);

        assertThat(report.truncated()).isTrue();
        assertThat(report.describe()).contains("cut: " + Cut.MAX_ROWS.explanation());
        assertThat(engine.mail.sent.get(0).message().notices())
                .anyMatch(notice -> notice.contains(Cut.MAX_ROWS.explanation()));
    }

    @Test
    void describe_serverQuotesTheAddress_showsTheRecipientInstead() {
        engine.mail.say(Receipt.Status.REFUSED);
        engine.mail.answer = notification ->
                Receipt.all(notification, Receipt.Status.REFUSED, "550 5.1.1\r\n<SEC-OPS@example.com> no such user");

        String text = engine.build().check(RULE).describe();

        assertThat(text).contains("refused: sec-ops on email (550 5.1.1", "no such user");
        assertThat(text).doesNotContainIgnoringCase("sec-ops@example.com");
        assertThat(text.lines()).hasSize(2);
        assertThat(text).doesNotContain("\r", CONFIDENTIAL);
    }

    @Test
    void preview_ruleFires_showsMessagesAndSendsAndRemembersNothing() {
        CspmAlerts alerts = engine.build();

        AlertPreview preview = alerts.preview(RULE);

        assertThat(preview.alerts()).hasSize(1);
        assertThat(preview.notifications()).singleElement().satisfies(notification -> {
            assertThat(notification.message().subject()).isEqualTo("subject");
            assertThat(notification.message().content()).isEqualTo("content");
        });
        assertThat(preview.heldBack()).isEmpty();
        assertThat(preview.data().get(0).result().rows()).hasSize(1);
        assertThat(engine.mail.sent).isEmpty();
        assertThat(engine.store.state()).isEqualTo(RuleState.EMPTY);
        assertThat(engine.events.evaluated).isEmpty();
        assertThat(alerts.check(RULE).deliveries()).hasSize(1);
    }

    @Test
    void preview_insideRepeatInterval_showsTheMessageAndWhoWouldBeHeldBack() {
        CspmAlerts alerts = engine.build();
        alerts.check(RULE);
        RuleState before = engine.store.state();

        AlertPreview preview = alerts.preview(RULE);

        assertThat(preview.notifications()).hasSize(1);
        assertThat(preview.heldBack()).extracting(HeldBack::recipientId).containsExactly("sec-ops");
        assertThat(engine.mail.sent).hasSize(1);
        assertThat(engine.store.state()).isEqualTo(before);
    }

    @Test
    void preview_templateFails_showsPlainTextAndTellsNoListener() {
        CspmAlerts alerts = engine.telling("sec-ops")
                .renderer((template, variables) -> {
                    throw new IllegalStateException("cannot");
                })
                .build();

        AlertPreview preview = alerts.preview(RULE);

        assertThat(preview.problems()).singleElement().asString().contains("template 'cspm'");
        assertThat(preview.notifications().get(0).message().content()).contains("Template render error");
        assertThat(engine.events.renderingFailures).isEmpty();
    }

    @Test
    void preview_logTimeWasMissed_looksAtItAsAnEvaluationWould() {
        CspmAlerts alerts = engine.build();
        engine.source.fail();
        assertThatThrownBy(() -> alerts.check(RULE)).isNotNull();
        engine.source.giveRows();
        engine.clock.advance(Duration.ofHours(1));

        AlertPreview preview = alerts.preview(RULE);

        assertThat(preview.data().get(0).range().from()).isEqualTo(NOON.minus(Duration.ofHours(1)));
    }

    @Test
    void checkAndPreview_unknownRule_nameTheKnownOnes() {
        CspmAlerts alerts = engine.build();

        assertThatThrownBy(() -> alerts.check("cspm\nnot"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no rule 'cspm?not'; the rules are [" + RULE + "]");
        assertThatThrownBy(() -> alerts.preview("other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'other'")
                .hasMessageContaining(RULE);
    }

    @Test
    void rules_several_areInTheOrderAdded() {
        AlertRule other = AlertRule.builder("another")
                .query("*")
                .timeSpan(EngineFixture.rule().build().queries().get(0).timeSpan())
                .schedule(EngineFixture.rule().build().schedule())
                .actionPolicy("mail")
                .build();

        CspmAlerts alerts = engine.telling("sec-ops").addRule(other).build();

        assertThat(alerts.rules()).extracting(AlertRule::id).containsExactly(RULE, "another");
    }

    @Test
    void check_accountId_isReadFromTheProjectUnlessGiven() {
        assertThat(engine.build().preview(RULE).alerts().get(0).accountId()).isEqualTo("1234567890123456");
        assertThat(engine.telling("sec-ops")
                        .accountId("42")
                        .build()
                        .preview(RULE)
                        .alerts()
                        .get(0)
                        .accountId())
                .isEqualTo("42");
    }

    @Test
    void check_beforeAnyStart_usesTheClockGiven() {
        engine.clock.set(Instant.parse("2027-01-01T00:00:00.9Z"));

        assertThat(engine.build().check(RULE).data().get(0).range().to())
                .isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
    }
}
