package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.NOON;
import static io.github.cspmalert.EngineFixture.RULE;
import static io.github.cspmalert.EngineFixture.rows;
import static io.github.cspmalert.EngineFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.MergeField;
import io.github.cspmalert.definition.policy.Period;
import io.github.cspmalert.definition.policy.WorkCalendar;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.Trigger;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.testkit.ManualScheduler;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules that this JVM carries out as SLS does, from rows to what a notifier is given. */
class RuleSemanticsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final EngineFixture engine = new EngineFixture();
    private final ManualScheduler executor = new ManualScheduler(engine.clock);

    @Test
    void recovery_isToldOnce_andTheNextAlertAtOnce() {
        CspmAlerts alerts = telling(rule().sendResolved(true)).build();

        for (int i = 0; i < 5; i++) {
            engine.source.answer = i == 1 || i == 2 ? query -> rows() : query -> rows("i-1");
            alerts.check(RULE);
            engine.clock.advance(HOUR);
        }

        assertThat(told()).containsExactly(AlertStatus.FIRING, AlertStatus.RESOLVED, AlertStatus.FIRING);
        assertThat(engine.mail.keys()).hasSize(3);
    }

    @Test
    void recovery_whileTheAlertStillWaits_isToldTogetherWithIt() {
        CspmAlerts alerts = telling(rule().sendResolved(true)).build();
        engine.mail.answer = notification -> Receipt.channelBroken(notification, "login refused");
        alerts.check(RULE);
        engine.mail.answer = Receipt::accepted;
        engine.mail.sent.clear();

        engine.clock.advance(HOUR);
        engine.source.giveNothing();
        alerts.check(RULE);
        engine.clock.advance(HOUR);
        alerts.check(RULE);

        assertThat(told()).contains(AlertStatus.FIRING, AlertStatus.RESOLVED);
    }

    @Test
    void preview_ofAMutedRule_saysOnceWhoIsHeldBack() {
        CspmAlerts alerts = telling(rule().muteUntil(NOON.plus(HOUR))).build();

        AlertPreview preview = alerts.preview(RULE);

        assertThat(preview.heldBack()).extracting(HeldBack::reason).containsExactly(HeldBack.Reason.MUTED);
    }

    @Test
    void groups_areToldApart() {
        CspmAlerts alerts = telling(rule().groupEvaluation(GroupEvaluation.by("instance_id")))
                .build();
        engine.source.answer = query -> rows("i-1", "i-2", "i-1");

        alerts.check(RULE);

        assertThat(engine.mail.sent)
                .flatExtracting(notification -> notification.alerts())
                .extracting(AlertReference::fingerprint)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void mutedRule_isEvaluated_andTellsNobodyUntilThen() {
        CspmAlerts alerts = telling(rule().muteUntil(NOON.plus(HOUR))).build();

        EvaluationReport muted = alerts.check(RULE);
        engine.clock.advance(HOUR);
        alerts.check(RULE);

        assertThat(muted.heldBack()).extracting(HeldBack::reason).containsExactly(HeldBack.Reason.MUTED);
        assertThat(engine.mail.sent).hasSize(1);
    }

    @Test
    void missedEvaluations_ofARuleThatCounts_areMadeOneByOne() {
        AlertRule counting = rule().trigger(Trigger.rowCount("__count__ >= 2")).build();
        CspmAlerts alerts = engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addRule(counting)
                .build();
        alerts.check(RULE);
        engine.clock.advance(HOUR.multipliedBy(3));

        alerts.check(RULE);

        assertThat(engine.source.queries)
                .extracting(query -> query.range().to())
                .containsExactly(
                        NOON, NOON.plus(HOUR), NOON.plus(HOUR.multipliedBy(2)), NOON.plus(HOUR.multipliedBy(3)));
        assertThat(engine.source.queries)
                .extracting(query -> query.range().from())
                .containsExactly(NOON.minus(HOUR), NOON, NOON.plus(HOUR), NOON.plus(HOUR.multipliedBy(2)));
    }

    @Test
    void missedEvaluations_furtherBackThanTheCatchUp_areToldAndNotMade() {
        CspmAlerts alerts =
                telling(rule().threshold(2)).maxCatchUp(HOUR.multipliedBy(2)).build();
        alerts.check(RULE);
        engine.clock.advance(HOUR.multipliedBy(6));

        EvaluationReport report = alerts.check(RULE);

        assertThat(engine.source.queries).hasSize(4);
        assertThat(report.problems())
                .containsExactly(
                        "evaluations from 2026-11-23T13:00:00Z to 2026-11-23T16:00:00Z were missed and are not made,"
                                + " since they lie further back than maxCatchUp");
    }

    @Test
    void delay_isAddedToTheInstantsOfTheSchedule() {
        start(rule().schedule(Schedule.hourly()).delay(Duration.ofMinutes(2)));

        executor.advance(Duration.ofMinutes(90));

        assertThat(engine.events.evaluatedAt())
                .containsExactly(NOON, NOON.plus(Duration.ofMinutes(2)), NOON.plus(Duration.ofMinutes(62)));
    }

    @Test
    void ruleThatDoesNotRunImmediately_waitsForItsSchedule() {
        start(rule().runImmediately(false));

        executor.advance(Duration.ofMinutes(90));

        assertThat(engine.events.evaluatedAt()).containsExactly(NOON.plus(HOUR));
    }

    @Test
    void disabledRule_isNotEvaluatedByItself() {
        start(rule().enabled(false));

        executor.advance(HOUR.multipliedBy(2));

        assertThat(engine.source.queries).isEmpty();
    }

    // Noon of UTC is eight in the evening in UTC+8, and nine in the morning is one o'clock of UTC.
    @Test
    void outsideOfThePeriod_heldUntilItOpens() {
        ActionPolicy atWork = ActionPolicy.builder("mail")
                .addAction(Action.builder(Channel.EMAIL)
                        .users("sec-ops")
                        .template("cspm")
                        .period(Period.WORKTIME)
                        .build())
                .build();
        CspmAlerts alerts = engine.parts()
                .calendar(WorkCalendar.builder().heldUntilOpen(true).build())
                .addActionPolicy(atWork)
                .addRule(rule().build())
                .build();

        alerts.check(RULE);
        assertThat(engine.mail.sent).isEmpty();
        engine.clock.advance(HOUR.multipliedBy(13));
        engine.source.giveNothing();
        alerts.check(RULE);

        assertThat(engine.mail.sent).hasSize(1);
    }

    @Test
    void alertsOfTwoRules_thatAnAlertPolicyMerges_areOneNotification_atItsTime() {
        AlertPolicy merge = AlertPolicy.builder("merge")
                .actionPolicy("mail")
                .mergeBy(MergeField.PROJECT)
                .mergeByAllLabels(false)
                .groupWait(Duration.ofMinutes(1))
                .build();
        CspmAlerts alerts = engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addAlertPolicy(merge)
                .addRule(rule().alertPolicy("merge").build())
                .addRule(rule("other").alertPolicy("merge").build())
                .build();

        EvaluationReport first = alerts.check(RULE);
        alerts.check("other");
        assertThat(engine.mail.sent).isEmpty();
        engine.clock.advance(Duration.ofMinutes(1));
        EvaluationReport again = alerts.check(RULE);

        assertThat(engine.mail.sent).singleElement().satisfies(notification -> assertThat(notification.alerts())
                .extracting(AlertReference::ruleId)
                .containsExactlyInAnyOrder(RULE, "other"));
        assertThat(first.heldBack()).isEmpty();
        assertThat(again.heldBack()).extracting(HeldBack::reason).containsExactly(HeldBack.Reason.REPEAT_INTERVAL);
    }

    @Test
    void mergedAlerts_ofWhichOneIsNew_areToldWithThoseThatDidNotChange() {
        AlertPolicy merge = AlertPolicy.builder("merge")
                .actionPolicy("mail")
                .mergeBy(MergeField.ALERT_ID)
                .mergeByAllLabels(false)
                .groupWait(Duration.ofMinutes(1))
                .groupInterval(HOUR)
                .build();
        CspmAlerts alerts = engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addAlertPolicy(merge)
                .addRule(rule().alertPolicy("merge")
                        .groupEvaluation(GroupEvaluation.by("instance_id"))
                        .build())
                .executor(executor)
                .build();
        alerts.start();
        engine.source.answer = query -> rows("i-1");
        executor.runDue();
        engine.source.answer = query -> rows("i-1", "i-2");
        executor.advance(HOUR.plusMinutes(2));

        assertThat(engine.mail.sent)
                .extracting(notification -> notification.alerts().size())
                .containsExactly(1, 2);
    }

    private CspmAlertsBuilder telling(AlertRuleBuilder rule) {
        return engine.parts().addActionPolicy(EngineFixture.policy("sec-ops")).addRule(rule.build());
    }

    private void start(AlertRuleBuilder rule) {
        telling(rule).executor(executor).build().start();
        executor.runDue();
    }

    private List<AlertStatus> told() {
        return engine.mail.sent.stream()
                .flatMap(notification -> notification.alerts().stream())
                .map(AlertReference::status)
                .toList();
    }
}
