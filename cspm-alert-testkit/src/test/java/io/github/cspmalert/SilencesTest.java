package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.NOON;
import static io.github.cspmalert.EngineFixture.RULE;
import static io.github.cspmalert.EngineFixture.rows;
import static io.github.cspmalert.EngineFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.state.AlertStoreException;
import io.github.cspmalert.state.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilencesTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final AlertCondition OF_RULE =
            AlertCondition.any(AlertField.ALERT_ID).equalTo(RULE);

    private final EngineFixture engine = new EngineFixture();
    private final List<HeldBack> heard = new ArrayList<>();

    private CspmAlertsBuilder telling(AlertRuleBuilder rule) {
        return engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addRule(rule.build())
                .addListener(new AlertListener() {
                    @Override
                    public void heldBack(String ruleId, Notification notification, List<HeldBack> heldBack) {
                        heard.addAll(heldBack);
                    }
                });
    }

    private static Silence until(Instant until) {
        return Silence.until("move", OF_RULE, "data centre moves", "anna", until);
    }

    private static Silence between(String id, AlertCondition condition, Instant from, Instant until) {
        return new Silence(id, condition, "data centre moves", "anna", from, until);
    }

    private List<AlertStatus> told() {
        return engine.mail.sent.stream()
                .flatMap(notification -> notification.alerts().stream())
                .map(AlertReference::status)
                .toList();
    }

    private EvaluationReport after(Duration time, CspmAlerts alerts) {
        engine.clock.advance(time);
        return alerts.check(RULE);
    }

    @Test
    void silence_inForceWhenAnAlertIsSent_holdsItBackWithARecord() {
        CspmAlerts alerts = telling(rule()).addSilence(until(NOON.plus(HOUR))).build();

        EvaluationReport report = alerts.check(RULE);

        HeldBack held = new HeldBack(
                Channel.EMAIL,
                "sec-ops",
                HeldBack.Reason.SILENCED,
                NOON.plus(HOUR),
                "silence 'move' (data centre moves), by anna");
        assertThat(engine.mail.sent).isEmpty();
        assertThat(engine.store.waiting()).isZero();
        assertThat(report.fired()).isTrue();
        assertThat(report.heldBack()).containsExactly(held);
        assertThat(heard).containsExactly(held);
        assertThat(report.describe())
                .contains("held back: sec-ops on email: held by silence 'move' (data centre moves), by anna (until"
                        + " 2026-11-23T13:00:00Z)");
        assertThat(alerts.history(RULE, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(HistoryEntry.Kind.HELD_BACK);
            assertThat(entry.facts()).anyMatch(fact -> fact.contains("silence 'move' (data centre moves), by anna"));
        });
    }

    @Test
    void alert_thatFiresStillWhenTheSilenceEnds_isToldByTheNextEvaluation_once() {
        CspmAlerts alerts = telling(rule())
                .addSilence(until(NOON.plus(HOUR.multipliedBy(2))))
                .build();

        alerts.check(RULE);
        assertThat(after(HOUR, alerts).heldBack())
                .extracting(HeldBack::reason)
                .containsExactly(HeldBack.Reason.SILENCED);
        after(HOUR, alerts);
        after(HOUR, alerts);

        assertThat(told()).containsExactly(AlertStatus.FIRING);
    }

    @Test
    void repeat_thatASilenceHoldsBack_isToldWhenItEnds() {
        Silence later = between("move", OF_RULE, NOON.plus(HOUR.multipliedBy(4)), NOON.plus(HOUR.multipliedBy(6)));
        CspmAlerts alerts = telling(rule()).addSilence(later).build();

        alerts.check(RULE);
        after(HOUR.multipliedBy(4), alerts);
        after(HOUR, alerts);
        assertThat(told()).hasSize(1);
        after(HOUR, alerts);

        assertThat(told()).hasSize(2);
    }

    @Test
    void end_ofAnAlertThatNobodyWasToldOf_isNotTold() {
        CspmAlerts alerts = telling(rule().sendResolved(true))
                .addSilence(until(NOON.plus(HOUR)))
                .build();

        alerts.check(RULE);
        engine.source.giveNothing();
        EvaluationReport over = after(HOUR, alerts);

        assertThat(told()).isEmpty();
        assertThat(over.heldBack()).extracting(HeldBack::reason).containsExactly(HeldBack.Reason.END_OF_SILENCED);
    }

    @Test
    void end_ofAnAlertWhoseRepeatWasSilenced_isTold() {
        Silence later = between("move", OF_RULE, NOON.plus(HOUR.multipliedBy(4)), NOON.plus(HOUR.multipliedBy(5)));
        CspmAlerts alerts = telling(rule().sendResolved(true)).addSilence(later).build();

        alerts.check(RULE);
        after(HOUR.multipliedBy(4), alerts);
        engine.source.giveNothing();
        after(HOUR, alerts);

        assertThat(told()).containsExactly(AlertStatus.FIRING, AlertStatus.RESOLVED);
    }

    @Test
    void end_ofAToldAlert_duringASilence_isToldWhenThatEnds() {
        Silence later = between("move", OF_RULE, NOON.plusSeconds(60), NOON.plus(HOUR.multipliedBy(2)));
        CspmAlerts alerts = telling(rule().sendResolved(true)).addSilence(later).build();

        alerts.check(RULE);
        engine.source.giveNothing();
        assertThat(after(HOUR, alerts).heldBack())
                .extracting(HeldBack::reason)
                .containsExactly(HeldBack.Reason.SILENCED);
        assertThat(after(Duration.ofMinutes(30), alerts).heldBack()).hasSize(1);
        after(Duration.ofMinutes(30), alerts);

        assertThat(told()).containsExactly(AlertStatus.FIRING, AlertStatus.RESOLVED);
        assertThat(alerts.history(RULE, 100))
                .filteredOn(entry -> entry.kind() == HistoryEntry.Kind.HELD_BACK)
                .hasSize(1);
    }

    @Test
    void silence_thatComesWhileANotificationWaits_holdsItBack() {
        engine.mail.say(Receipt.Status.RETRY);
        CspmAlerts alerts = telling(rule()).build();

        alerts.check(RULE);
        alerts.addSilence(until(NOON.plus(HOUR)));
        engine.mail.answer = Receipt::accepted;
        EvaluationReport held = after(Duration.ofMinutes(20), alerts);
        after(Duration.ofMinutes(40), alerts);

        assertThat(held.heldBack()).extracting(HeldBack::reason).contains(HeldBack.Reason.SILENCED);
        assertThat(engine.events.attempts).hasSize(2);
    }

    @Test
    void silence_addedAtRunTime_holdsInAllEnginesUntilItIsEnded() {
        CspmAlerts one = telling(rule()).build();
        CspmAlerts other = telling(rule()).build();

        one.addSilence(Silence.continuous("move", OF_RULE, "moves", "anna"));
        one.addSilence(Silence.continuous("move", OF_RULE, "moves", "anna"));
        other.check(RULE);
        assertThat(told()).isEmpty();
        assertThat(other.silences()).extracting(Silence::id).containsExactly("move");
        other.endSilence("move");
        other.endSilence("move");
        one.check(RULE);

        assertThat(told()).hasSize(1);
        assertThat(one.silences()).extracting(Silence::until).containsExactly(NOON);
    }

    @Test
    void silence_thatHasNotBegun_canBeTakenAway() {
        CspmAlerts alerts = telling(rule()).build();

        alerts.addSilence(between("move", OF_RULE, NOON.plus(HOUR), NOON.plus(HOUR.multipliedBy(2))));
        alerts.endSilence("move");

        assertThat(alerts.silences()).isEmpty();
    }

    @Test
    void silence_thatIsOver_orHasTheIdOfAnother_isRefused() {
        CspmAlerts alerts = telling(rule())
                .addSilence(Silence.continuous("in-code", OF_RULE, "moves", "anna"))
                .build();
        alerts.addSilence(until(NOON.plus(HOUR)));

        assertThatThrownBy(() -> alerts.addSilence(Silence.until("late", OF_RULE, "moves", "anna", NOON)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("silence 'late' ended at 2026-11-23T12:00:00Z; set an end that lies in the future");
        assertThatThrownBy(() -> alerts.addSilence(until(NOON.plus(HOUR.multipliedBy(2)))))
                .hasMessage("silence 'move' stands in the store already, until 2026-11-23T13:00:00Z; end it first, or"
                        + " give this one another id");
        assertThatThrownBy(() -> alerts.endSilence("in-code"))
                .hasMessage("silence 'in-code' is among the definitions; take it away there");
        assertThatThrownBy(() -> alerts.endSilence("none"))
                .hasMessage("there is no silence 'none' in the store; silences() tells which there are");
        assertThatThrownBy(telling(rule())
                        .addSilence(Silence.continuous("move", OF_RULE, "moves", "anna"))
                        .build()::start)
                .isInstanceOf(AlertConfigurationException.class)
                .hasMessageContaining("silence 'move' stands in the store too, until 2026-11-23T13:00:00Z");
    }

    @Test
    void silence_ofAParentOfTheAlertPolicy_holdsForItsChildrenOnly() {
        Silence all = Silence.continuous("move", AlertCondition.severityAtLeast(Severity.REPORT), "moves", "anna");
        CspmAlerts alerts = telling(rule("other-rule"))
                .addAlertPolicy(AlertPolicy.builder("root")
                        .actionPolicy("mail")
                        .addSilence(all)
                        .build())
                .addAlertPolicy(AlertPolicy.builder("child")
                        .actionPolicy("mail")
                        .groupWait(Duration.ofSeconds(1))
                        .parent("root")
                        .build())
                .addRule(rule().alertPolicy("child").build())
                .build();

        alerts.check(RULE);
        engine.clock.advance(Duration.ofSeconds(1));
        assertThat(alerts.check(RULE).heldBack()).extracting(HeldBack::reason).contains(HeldBack.Reason.SILENCED);
        alerts.check("other-rule");

        assertThat(engine.mail.sent).singleElement().satisfies(notification -> assertThat(notification.alerts())
                .extracting(AlertReference::ruleId)
                .containsExactly("other-rule"));
    }

    private CspmAlerts merging(Silence... silences) {
        AlertPolicy.Builder merge = AlertPolicy.builder("merge")
                .actionPolicy("mail")
                .mergeByAllLabels(false)
                .groupWait(Duration.ofMinutes(1))
                .groupInterval(Duration.ofMinutes(5))
                .repeatInterval(HOUR.multipliedBy(4));
        List.of(silences).forEach(merge::addSilence);
        return telling(rule().alertPolicy("merge")
                        .sendResolved(true)
                        .groupEvaluation(GroupEvaluation.by("instance_id")))
                .addAlertPolicy(merge.build())
                .build();
    }

    private static AlertCondition instance(String id) {
        return AlertCondition.any(AlertField.label("instance_id")).equalTo(id);
    }

    @Test
    void mergedNotification_ofWhichOnlyOneAlertIsSilenced_isSentWhole() {
        engine.source.answer = query -> rows("i-1", "i-2");
        CspmAlerts alerts = merging(Silence.continuous("one", instance("i-1"), "moves", "anna"));

        alerts.check(RULE);
        after(Duration.ofMinutes(1), alerts);

        assertThat(engine.mail.sent).singleElement().satisfies(notification -> assertThat(notification.alerts())
                .hasSize(2));
    }

    @Test
    void mergedAlert_thatIsSilencedAlone_isToldAfterTheSilence_andItsEndTooIfItWasTold() {
        engine.source.answer = query -> rows("i-1");
        CspmAlerts alerts = merging(between("one", instance("i-1"), NOON, NOON.plus(Duration.ofMinutes(10))));

        alerts.check(RULE);
        after(Duration.ofMinutes(1), alerts);
        after(Duration.ofMinutes(1), alerts);
        assertThat(told()).isEmpty();
        after(Duration.ofMinutes(9), alerts);
        after(Duration.ofMinutes(1), alerts);
        assertThat(told()).containsExactly(AlertStatus.FIRING);
        engine.source.giveNothing();
        after(Duration.ofMinutes(1), alerts);
        after(Duration.ofMinutes(5), alerts);

        assertThat(told()).containsExactly(AlertStatus.FIRING, AlertStatus.RESOLVED);
    }

    @Test
    void mergedAlert_thatIsOverBeforeTheSilenceEnds_isNeverTold() {
        engine.source.answer = query -> rows("i-1");
        CspmAlerts alerts = merging(between("one", instance("i-1"), NOON, NOON.plus(Duration.ofMinutes(10))));

        alerts.check(RULE);
        after(Duration.ofMinutes(1), alerts);
        engine.source.giveNothing();
        after(Duration.ofMinutes(10), alerts);
        after(Duration.ofMinutes(10), alerts);

        assertThat(told()).isEmpty();
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void mergedAlert_whoseRepeatIsSilenced_isToldAfterTheSilence_andSoIsItsEnd() {
        engine.source.answer = query -> rows("i-1");
        CspmAlerts alerts = merging(between(
                "one", instance("i-1"), NOON.plus(Duration.ofMinutes(239)), NOON.plus(Duration.ofMinutes(250))));

        alerts.check(RULE);
        after(Duration.ofMinutes(1), alerts);
        assertThat(told()).hasSize(1);
        after(Duration.ofMinutes(239), alerts);
        after(Duration.ofMinutes(1), alerts);
        assertThat(told()).hasSize(1);
        after(Duration.ofMinutes(9), alerts);
        after(Duration.ofMinutes(5), alerts);

        assertThat(told()).hasSize(2);
    }

    @Test
    void store_thatCannotBeRead_leavesTheSilencesThatWereReadLast() {
        CspmAlerts alerts = telling(rule()).build();
        alerts.addSilence(until(NOON.plus(HOUR.multipliedBy(3))));
        alerts.check(RULE);

        engine.store.beforeLoad = () -> {
            throw new AlertStoreException("away", true, null);
        };
        after(HOUR, alerts);

        assertThat(told()).isEmpty();
    }

    private List<String> toldOfHealth(CspmAlerts alerts) {
        int before = engine.mail.sent.size();
        alerts.check("cspm.health");
        return engine.mail.sent.subList(before, engine.mail.sent.size()).stream()
                .map(notification -> notification.message().content())
                .toList();
    }

    @Test
    void silence_thatIsAboutToEnd_isToldOnceIfAlertsFireUnderIt() {
        CspmAlerts alerts = telling(rule())
                .addSilence(until(NOON.plus(HOUR.multipliedBy(3))))
                .healthPolicy("mail")
                .build();

        alerts.check(RULE);
        engine.clock.advance(HOUR);
        assertThat(toldOfHealth(alerts)).isEmpty();
        engine.clock.advance(HOUR);
        assertThat(toldOfHealth(alerts))
                .singleElement()
                .asString()
                .contains("- move, until 2026-11-23T15:00:00Z, by anna: data centre moves; firing: " + RULE);
        assertThat(toldOfHealth(alerts)).isEmpty();
        engine.clock.advance(HOUR);

        assertThat(toldOfHealth(alerts)).isEmpty();
    }

    @Test
    void silence_thatIsAboutToEnd_underWhichNothingFires_isNotTold() {
        engine.source.giveNothing();
        CspmAlerts alerts = telling(rule())
                .addSilence(until(NOON.plus(HOUR.multipliedBy(3))))
                .silenceNotice(HOUR.multipliedBy(4))
                .healthPolicy("mail")
                .build();

        alerts.check(RULE);

        assertThat(toldOfHealth(alerts)).isEmpty();
    }

    @Test
    void silence_thatMetNoAlert_isToldWhenItHasEnded_once() {
        CspmAlerts alerts = telling(rule()).healthPolicy("mail").build();
        AlertCondition typo = AlertCondition.any(AlertField.label("taem")).equalTo("platform");
        alerts.addSilence(Silence.until("typo", typo, "moves", "anna", NOON.plus(HOUR)));

        alerts.check(RULE);
        assertThat(toldOfHealth(alerts)).isEmpty();
        engine.clock.advance(HOUR);
        assertThat(toldOfHealth(alerts))
                .singleElement()
                .asString()
                .contains("no alert met the condition", "- typo, until 2026-11-23T13:00:00Z, by anna: moves");

        assertThat(toldOfHealth(alerts)).isEmpty();
    }

    @Test
    void silence_ofEverything_doesNotHoldBackWhatIsToldOfItself() {
        Silence everything =
                Silence.until("all", AlertCondition.severityAtLeast(Severity.REPORT), "moves", "anna", NOON.plus(HOUR));
        CspmAlerts alerts =
                telling(rule()).addSilence(everything).healthPolicy("mail").build();

        alerts.check(RULE);

        assertThat(toldOfHealth(alerts)).hasSize(1);
    }

    @Test
    void news_ofAPostureRule_waitsForTheSilenceToEnd() {
        PostureFixture posture = new PostureFixture();
        posture.logged("1", "i-1", "PASS");
        try (CspmAlerts alerts = posture.builder()
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            posture.settled(alerts, "all");
            posture.logged("1", "i-1", "NOT_PASS");
            alerts.addSilence(Silence.until(
                    "move",
                    AlertCondition.any(AlertField.ALERT_ID).equalTo("all"),
                    "moves",
                    "anna",
                    posture.clock.instant().plus(HOUR)));

            assertThat(posture.settled(alerts, "all")).isEmpty();
            assertThat(posture.settled(alerts, "all")).containsExactly("[team] changes 1; new 1@i-1");
        }
    }
}
