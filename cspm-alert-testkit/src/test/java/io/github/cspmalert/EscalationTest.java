package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.NOON;
import static io.github.cspmalert.EngineFixture.RULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import io.github.cspmalert.alert.Incident;
import io.github.cspmalert.alert.IncidentException;
import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.common.Secret;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.policy.MergeField;
import io.github.cspmalert.definition.policy.Period;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.DutyHours;
import io.github.cspmalert.definition.recipient.OncallGroup;
import io.github.cspmalert.definition.recipient.Rotation;
import io.github.cspmalert.definition.recipient.Shift;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.delivery.TemplateException;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.InMemoryAlertStore;
import io.github.cspmalert.testkit.ManualScheduler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Who is told next if nothing happens, once, whatever stops and starts in between. */
class EscalationTest {

    private final EngineFixture engine = new EngineFixture();
    private final ManualScheduler executor = new ManualScheduler(engine.clock);

    @Test
    void nobodyAcknowledges_theSecondListIsToldOnceWithWhatHappenedAtTheTop() {
        start();

        executor.advance(Duration.ofMinutes(9).plusSeconds(59));
        assertThat(engine.mail.recipients()).containsExactly(List.of("sec-ops"));

        executor.advance(Duration.ofHours(2));
        assertThat(engine.mail.recipients()).containsExactly(List.of("sec-ops"), List.of("owner"));
        Notification escalated = engine.mail.sent.get(1);
        assertThat(escalated.message().notices()).containsExactly("Nobody has acknowledged this for 10 minutes.");
        assertThat(escalated.message().content()).isEqualTo("content");
        assertThat(escalated.alerts()).isEqualTo(engine.mail.sent.get(0).alerts());
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void history_tellsTheEscalation() {
        CspmAlerts alerts = start();
        executor.advance(Duration.ofMinutes(11));

        assertThat(alerts.history(RULE, 10))
                .filteredOn(entry -> entry.kind() == HistoryEntry.Kind.INCIDENT)
                .singleElement()
                .extracting(entry -> entry.facts().get(0))
                .asString()
                .endsWith("escalates: Nobody has acknowledged this for 10 minutes.");
    }

    @Test
    void acknowledged_theTimeForFinishingItBegins() {
        CspmAlerts alerts = start();
        executor.advance(Duration.ofMinutes(5));
        Incident incident = only(alerts);
        assertThat(incident.phase()).isEqualTo(Incident.Phase.PENDING);
        assertThat(incident.openedAt()).isEqualTo(NOON);
        assertThat(incident.ruleId()).isEqualTo(RULE);
        assertThat(incident.nextEscalation()).contains(NOON.plus(Duration.ofMinutes(10)));

        Incident acknowledged = alerts.acknowledge(incident.id(), "Alex");

        assertThat(acknowledged.by()).isEqualTo("Alex");
        assertThat(acknowledged.nextEscalation()).contains(NOON.plus(Duration.ofMinutes(35)));
        executor.advance(Duration.ofMinutes(29));
        assertThat(engine.mail.sent).hasSize(1);
        executor.advance(Duration.ofMinutes(2));
        assertThat(engine.mail.sent).hasSize(2);
        assertThat(engine.mail.sent.get(1).message().notices())
                .containsExactly("Alex acknowledged this and has not finished it for 30 minutes.");
    }

    @Test
    void finished_escalatesNoMore_untilTheAlertIsToldAgain() {
        CspmAlerts alerts = start();
        executor.advance(Duration.ofMinutes(5));
        alerts.finish(only(alerts).id(), "Alex");

        executor.advance(Duration.ofHours(3));
        assertThat(engine.mail.sent).hasSize(1);
        assertThat(alerts.incidents()).isEmpty();

        // The repeat interval is four hours.
        executor.advance(Duration.ofMinutes(56));
        assertThat(only(alerts).openedAt()).isEqualTo(NOON.plus(Duration.ofHours(4)));
        executor.advance(Duration.ofMinutes(10));
        assertThat(engine.mail.recipients()).containsExactly(List.of("sec-ops"), List.of("sec-ops"), List.of("owner"));
    }

    @Test
    void ignored_isNotOpenAnyMore_andCannotBeAcknowledged() {
        CspmAlerts alerts = start();
        executor.advance(Duration.ofMinutes(5));
        String id = only(alerts).id();

        assertThat(alerts.ignore(id, "Alex").phase()).isEqualTo(Incident.Phase.IGNORED);

        assertThat(alerts.incidents()).isEmpty();
        assertThat(catchThrowableOfType(IncidentException.class, () -> alerts.acknowledge(id, "Robin")))
                .hasMessageContaining("ignored by Alex")
                .extracting(IncidentException::reason)
                .isEqualTo(IncidentException.Reason.OVER);
    }

    @Test
    void alertEnds_theIncidentIsOverByItself_alsoWhereTheEndIsNotTold() {
        CspmAlerts alerts = start(rule -> rule.schedule(Schedule.fixedRate(Duration.ofMinutes(5))));
        executor.advance(Duration.ofMinutes(1));
        String id = only(alerts).id();
        engine.source.giveNothing();

        executor.advance(Duration.ofHours(2));

        assertThat(engine.mail.sent).hasSize(1);
        assertThat(alerts.incidents()).isEmpty();
        assertThat(catchThrowableOfType(IncidentException.class, () -> alerts.acknowledge(id, "Alex")))
                .hasMessageContaining("its alerts ended");
    }

    // Within the repeat interval it is not told again, but it counts.
    @Test
    void alertEndsAndFiresAgain_theTimesStartAgain() {
        CspmAlerts alerts = start(rule -> rule.schedule(Schedule.fixedRate(Duration.ofMinutes(3))));
        executor.advance(Duration.ofMinutes(2));
        engine.source.giveNothing();
        executor.advance(Duration.ofMinutes(3));
        engine.source.giveRows();
        executor.advance(Duration.ofMinutes(2));

        assertThat(only(alerts).openedAt()).isEqualTo(NOON.plus(Duration.ofMinutes(6)));
        executor.advance(Duration.ofMinutes(8).plusSeconds(59));
        assertThat(engine.mail.sent).hasSize(1);
        executor.advance(Duration.ofMinutes(1));
        assertThat(engine.mail.sent).hasSize(2);
    }

    @Test
    void jvmIsDownWhenTheTimeIsUp_theNextOneEscalates() {
        start().close();
        executor.advance(Duration.ofMinutes(1));
        CspmAlerts first = start();
        executor.advance(Duration.ofMinutes(1));
        first.close();
        engine.clock.advance(Duration.ofMinutes(30));

        start();
        executor.advance(Duration.ofMinutes(1));

        assertThat(engine.mail.recipients()).containsExactly(List.of("sec-ops"), List.of("owner"));
    }

    @Test
    void twoEnginesAndManyRestarts_escalateOnce() {
        start();
        start();
        for (int i = 0; i < 20; i++) {
            CspmAlerts another = start();
            executor.advance(Duration.ofMinutes(1));
            another.close();
        }

        assertThat(engine.mail.recipients()).containsExactly(List.of("sec-ops"), List.of("owner"));
    }

    // The commit that escalates was made, but its answer is lost, as if the JVM had been killed then.
    @Test
    void killedRightAfterTheEscalationWasDecided_itIsToldOnce() {
        CspmAlerts alerts = start();
        executor.advance(Duration.ofMinutes(9));
        engine.store.afterSave = () -> {
            throw new IllegalStateException("killed");
        };
        executor.advance(Duration.ofMinutes(2));
        alerts.close();
        engine.store.recover();

        start();
        executor.advance(Duration.ofMinutes(10));

        assertThat(engine.mail.keys()).hasSize(2);
        assertThat(engine.mail.recipients()).endsWith(List.of("owner"));
    }

    @Test
    void clockGoesBackByADay_theTimeBeginsAnewAndTheEscalationComes() {
        start();
        executor.advance(Duration.ofMinutes(5));
        engine.clock.set(NOON.minus(Duration.ofDays(1)));

        executor.advance(Duration.ofMinutes(9));
        assertThat(engine.mail.recipients()).doesNotContain(List.of("owner"));
        executor.advance(Duration.ofMinutes(3));

        assertThat(engine.mail.recipients())
                .filteredOn(List.of("owner")::equals)
                .hasSize(1);
    }

    @Test
    void check_withoutStart_escalatesToo() {
        CspmAlerts alerts = builder(rule -> rule).build();
        alerts.check(RULE);
        engine.clock.advance(Duration.ofMinutes(10));

        alerts.check(RULE);

        assertThat(engine.mail.recipients()).containsExactly(List.of("sec-ops"), List.of("owner"));
    }

    @Test
    void theOneToBeToldIsDisabledWhenTheTimeIsUp_thatIsAProblemWhichIsTold() {
        builder(rule -> rule).build().check(RULE);
        engine.clock.advance(Duration.ofMinutes(10));
        CspmAlerts alerts = engine.parts()
                .addUser(User.builder("boss")
                        .addEmail("boss@example.com")
                        .enabled(false)
                        .build())
                .addActionPolicy(policy("boss"))
                .addRule(EngineFixture.rule().build())
                .build();

        alerts.check(RULE);

        assertThat(engine.mail.sent).hasSize(1);
        EvaluationReport report = engine.events.evaluated.get(engine.events.evaluated.size() - 1);
        assertThat(report.problems()).singleElement().asString().contains("escalates, and nobody can be told");
        assertThat(report.heldBack()).singleElement().asString().contains("boss", "DISABLED");
    }

    @Test
    void acknowledged_byWhoeverHasAVeryLongName_isRefusedAndChangesNothing() {
        CspmAlerts alerts = start();
        executor.advance(Duration.ofMinutes(5));
        String id = only(alerts).id();

        assertThatThrownBy(() -> alerts.acknowledge(id, "x".repeat(201)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the length of 'by' must be 1 to 200, but is 201");
        assertThat(only(alerts).phase()).isEqualTo(Incident.Phase.PENDING);
        assertThat(alerts.acknowledge(id, "x".repeat(200)).phase()).isEqualTo(Incident.Phase.IN_PROGRESS);
    }

    @Test
    void link_ofAMessage_acknowledgesItsIncident() {
        CspmAlerts alerts = start(linked());
        executor.advance(Duration.ofMinutes(1));
        String token = token(engine.mail.sent.get(0));

        assertThat(alerts.incidentOfLink(token)).isEqualTo(only(alerts));
        assertThat(alerts.acknowledgeByLink(token, "Alex").by()).isEqualTo("Alex");
        assertThat(alerts.acknowledgeByLink(token, "Alex").by()).isEqualTo("Alex");

        executor.advance(Duration.ofMinutes(15));
        assertThat(engine.mail.sent).hasSize(1);
        assertThat(reason(() -> alerts.acknowledgeByLink(token, "Robin"))).isEqualTo(IncidentException.Reason.ALREADY);
        alerts.finish(only(alerts).id(), "Robin");
        assertThat(reason(() -> alerts.acknowledgeByLink(token, "Robin"))).isEqualTo(IncidentException.Reason.OVER);
        assertThat(reason(() -> alerts.acknowledgeByLink(token + "x", "Robin")))
                .isEqualTo(IncidentException.Reason.FORGED);
        engine.clock.advance(Duration.ofDays(8));
        assertThat(reason(() -> alerts.acknowledgeByLink(token, "Robin"))).isEqualTo(IncidentException.Reason.EXPIRED);
    }

    @Test
    void link_ofAnEscalation_acknowledgesToo_andThatOfAnEarlierIncidentDoesNot() {
        CspmAlerts alerts = start(linked());
        executor.advance(Duration.ofMinutes(11));
        String early = token(engine.mail.sent.get(0));
        assertThat(token(engine.mail.sent.get(1))).isEqualTo(early);
        alerts.ignore(only(alerts).id(), "Alex");

        executor.advance(Duration.ofHours(4));

        assertThat(only(alerts).phase()).isEqualTo(Incident.Phase.PENDING);
        assertThat(reason(() -> alerts.acknowledgeByLink(early, "Robin"))).isEqualTo(IncidentException.Reason.OVER);
        String late = token(engine.mail.sent.get(2));
        assertThat(alerts.acknowledgeByLink(late, "Robin").phase()).isEqualTo(Incident.Phase.IN_PROGRESS);
    }

    @Test
    void link_ofAStoreThatForgot_isOfNoIncident() {
        start(linked());
        executor.advance(Duration.ofMinutes(1));
        CspmAlerts other = linked().store(new InMemoryAlertStore()).build();

        assertThat(reason(() -> other.incidentOfLink(token(engine.mail.sent.get(0)))))
                .isEqualTo(IncidentException.Reason.UNKNOWN);
    }

    private CspmAlertsBuilder linked() {
        return builder(rule -> rule)
                .acknowledgeLinks(
                        URI.create("https://alerts.example.com/acknowledge"),
                        Secret.of("0123456789abcdef0123456789abcdef"));
    }

    private static String token(Notification notification) {
        String link = notification.message().notices().stream()
                .filter(notice -> notice.contains("https://"))
                .findFirst()
                .orElseThrow();
        return link.substring(link.indexOf("token=") + "token=".length());
    }

    private static IncidentException.Reason reason(ThrowingCallable call) {
        return catchThrowableOfType(IncidentException.class, call).reason();
    }

    @Test
    void templateFails_isToldOnceThoughBothListsHaveIt() {
        engine.parts()
                .renderer((template, variables) -> {
                    throw new TemplateException("no", 0, 0, null);
                })
                .addActionPolicy(policy("owner"))
                .addRule(EngineFixture.rule().build())
                .build()
                .check(RULE);

        assertThat(engine.events.renderingFailures).hasSize(1);
        assertThat(engine.events.evaluated.get(0).problems()).hasSize(1);
    }

    @Test
    void storeCannotBeRead_checkGoesOn() {
        CspmAlerts alerts = builder(rule -> rule).build();
        alerts.check(RULE);
        engine.store.beforeLoad = () -> {
            throw new IllegalStateException("away");
        };

        assertThat(alerts.check(RULE).fired()).isTrue();
    }

    // On call at the time of the escalation, not at that of the alert: the turn passes on at 12:05 UTC.
    @Test
    void whoIsOnCall_isAskedWhenTheTimeIsUp() {
        start(onCall(DutyHours.ALWAYS));

        executor.advance(Duration.ofMinutes(11));

        assertThat(engine.mail.recipients()).containsExactly(List.of("sec-ops"), List.of("owner"));
    }

    // No evaluation tells it again, so that it would be lost.
    @Test
    void nobodyIsOnCall_everybodyOfTheGroupIsTold_andThatIsAProblem() {
        start(onCall(DutyHours.on(DutyHours.Days.NON_WORKDAY)));

        executor.advance(Duration.ofMinutes(11));

        assertThat(engine.mail.recipients()).containsExactly(List.of("sec-ops"), List.of("sec-ops", "owner"));
        EvaluationReport report = engine.events.evaluated.get(engine.events.evaluated.size() - 1);
        assertThat(report.problems()).singleElement().asString().contains("nobody is on call in [night]");
        assertThat(report.heldBack()).singleElement().asString().contains("night", "NOBODY_ON_CALL");
    }

    // Noon in UTC is 20:00 in Shanghai; work begins at 9:00 there.
    @Test
    void thePeriodOfTheSecondListIsClosed_itIsToldWhenThatOpens() {
        CspmAlerts alerts = startOutsideOfWork();

        executor.advance(Duration.ofHours(12));
        assertThat(engine.mail.recipients()).doesNotContain(List.of("owner"));
        assertThat(only(alerts).nextEscalation()).contains(NOON.plus(Duration.ofMinutes(10)));
        executor.advance(Duration.ofHours(2));

        assertThat(engine.mail.recipients())
                .filteredOn(List.of("owner")::equals)
                .hasSize(1);
    }

    @Test
    void thePeriodOfTheSecondListIsClosed_somebodyAcknowledges_nobodyIsToldWhenItOpens() {
        CspmAlerts alerts = startOutsideOfWork();
        executor.advance(Duration.ofHours(12));
        alerts.acknowledge(only(alerts).id(), "Alex");

        executor.advance(Duration.ofHours(3));

        assertThat(engine.mail.recipients()).doesNotContain(List.of("owner"));
    }

    private CspmAlerts startOutsideOfWork() {
        Action second = Action.builder(Channel.EMAIL)
                .users("owner")
                .template("cspm")
                .period(Period.WORKTIME)
                .build();
        return start(engine.parts()
                .addActionPolicy(ActionPolicy.builder("mail")
                        .addAction(tell("sec-ops"))
                        .addSecondary(second)
                        .escalation(Escalation.after(Duration.ofMinutes(10), null, null))
                        .build())
                .addRule(EngineFixture.rule().build()));
    }

    @Test
    void ruleIsGone_orEscalatesNoMore_itsOpenIncidentIsLoggedAtTheStart() {
        builder(rule -> rule).build().check(RULE);

        try (LogCapture logs = new LogCapture()) {
            start(engine.telling("sec-ops"));
            start(engine.parts()
                    .addActionPolicy(policy("owner"))
                    .addRule(EngineFixture.rule("renamed").build()));
            start();

            assertThat(logs.at(Level.WARN))
                    .hasSize(2)
                    .allMatch(line -> line.contains("An incident is open") && line.contains("rule=" + RULE));
        }
    }

    @Test
    void theSecondListToldOnAChannelThatIsGoneSince_thatIsAProblemWhichIsTold() {
        Channel chat = new Channel("chat");
        engine.parts()
                .notifier(chat, engine.mail)
                .addUser(User.builder("chatty").addAddress(chat, "room").build())
                .addTemplate(ContentTemplate.builder("short")
                        .content(chat, ContentFormat.TEXT, "subject", "content")
                        .build())
                .addActionPolicy(ActionPolicy.builder("mail")
                        .addAction(tell("sec-ops"))
                        .addSecondary(Action.builder(chat)
                                .users("chatty")
                                .template("short")
                                .build())
                        .escalation(Escalation.after(Duration.ofMinutes(10), null, null))
                        .build())
                .addRule(EngineFixture.rule().build())
                .build()
                .check(RULE);

        start();
        executor.advance(Duration.ofMinutes(11));

        assertThat(engine.store.waiting()).isZero();
        assertThat(engine.events.evaluationFailures).isEmpty();
        assertThat(engine.events.evaluated)
                .flatExtracting(EvaluationReport::problems)
                .contains("action policy 'mail' tells nobody on chat any more, so nobody is told there of incident '"
                        + engine.mail.sent.get(0).alerts().get(0).fingerprint() + "'");
    }

    @Test
    void nobodyIsOnCallForTheFirstList_theIncidentOpensAllTheSame() {
        ActionPolicy policy = ActionPolicy.builder("mail")
                .addAction(night())
                .addSecondary(tell("owner"))
                .escalation(Escalation.after(Duration.ofMinutes(10), null, null))
                .build();
        start(onCall(DutyHours.on(DutyHours.Days.NON_WORKDAY), policy));

        executor.advance(Duration.ofMinutes(11));

        assertThat(engine.events.evaluated.get(0).heldBack())
                .singleElement()
                .asString()
                .contains("night", "NOBODY_ON_CALL");
        assertThat(engine.mail.recipients()).containsExactly(List.of("owner"));
    }

    // Monday 20:00 to Tuesday 8:00 in Shanghai; noon in UTC is 20:00 there.
    @Test
    void health_aGapInTheRotations_isToldOnceADayAheadAndLogged() {
        DutyHours day = DutyHours.ALWAYS.between(LocalTime.of(8, 0), LocalTime.of(20, 0));
        ActionPolicy health =
                ActionPolicy.builder("health").addAction(tell("owner")).build();
        CspmAlerts alerts =
                onCall(day).addActionPolicy(health).healthPolicy("health").build();

        alerts.check("cspm.health");

        assertThat(engine.mail.sent)
                .singleElement()
                .extracting(each -> each.message().content())
                .asString()
                .startsWith("Nobody is on call in 'night' from 2026-11-23T12:00:00Z to 2026-11-24T00:00:00Z.");
        for (int hour = 1; hour < 12; hour++) {
            engine.clock.advance(Duration.ofHours(1));
            alerts.check("cspm.health");
        }
        assertThat(engine.mail.sent).hasSize(1);
        engine.clock.advance(Duration.ofHours(1));
        alerts.check("cspm.health");
        assertThat(engine.mail.sent).hasSize(2);
        assertThat(engine.mail.sent.get(1).message().subject())
                .isEqualTo("Nobody is on call in 'night' from 2026-11-24T12:00:00Z");
    }

    // It is told once, and who is asked to close the gap may be on call in the very group.
    @Test
    void health_nobodyIsOnCallForIt_everybodyOfTheGroupIsTold() {
        ActionPolicy health = ActionPolicy.builder("health").addAction(night()).build();
        CspmAlerts alerts = onCall(DutyHours.on(DutyHours.Days.NON_WORKDAY))
                .addActionPolicy(health)
                .healthPolicy("health")
                .build();

        EvaluationReport report = alerts.check("cspm.health");

        assertThat(engine.mail.recipients()).containsExactly(List.of("sec-ops", "owner"));
        assertThat(report.problems()).singleElement().asString().startsWith("nobody is on call in [night]");
    }

    @Test
    void health_whosePolicyReachesNobody_isAProblem() {
        User away =
                User.builder("away").addEmail("away@example.com").enabled(false).build();
        CspmAlerts alerts = onCall(DutyHours.on(DutyHours.Days.NON_WORKDAY))
                .addUser(away)
                .addActionPolicy(
                        ActionPolicy.builder("health").addAction(tell("away")).build())
                .healthPolicy("health")
                .build();

        assertThat(alerts.check("cspm.health").problems())
                .singleElement()
                .asString()
                .startsWith(
                        "action policy 'health', which is that of health, names nobody who can be told of this: Nobody is");
    }

    @Test
    void health_noGap_tellsNobody() {
        ActionPolicy health =
                ActionPolicy.builder("health").addAction(tell("owner")).build();
        CspmAlerts alerts = onCall(DutyHours.ALWAYS)
                .addActionPolicy(health)
                .healthPolicy("health")
                .build();

        alerts.check("cspm.health");

        assertThat(engine.mail.sent).isEmpty();
    }

    private CspmAlerts start(CspmAlertsBuilder builder) {
        CspmAlerts alerts = builder.executor(executor).build();
        alerts.start();
        return alerts;
    }

    private CspmAlertsBuilder onCall(DutyHours hours) {
        ActionPolicy policy = ActionPolicy.builder("mail")
                .addAction(tell("sec-ops"))
                .addSecondary(night())
                .escalation(Escalation.after(Duration.ofMinutes(10), null, null))
                .build();
        return onCall(hours, policy);
    }

    private CspmAlertsBuilder onCall(DutyHours hours, ActionPolicy policy) {
        OncallGroup night = OncallGroup.of(
                "night",
                Rotation.of(
                                Shift.daily(LocalTime.of(20, 5)),
                                NOON.minus(Duration.ofHours(1)),
                                OncallGroup.Target.user("sec-ops"),
                                OncallGroup.Target.user("owner"))
                        .hours(hours));
        return engine.parts()
                .addOncallGroup(night)
                .addActionPolicy(policy)
                .addRule(EngineFixture.rule().build());
    }

    private static Action night() {
        return Action.builder(Channel.EMAIL)
                .oncallGroups("night")
                .template("cspm")
                .build();
    }

    @Test
    void alertsThatAreMerged_areOneIncident() {
        engine.source.answer = query -> EngineFixture.rows("a", "b");
        CspmAlerts alerts = engine.parts()
                .addActionPolicy(policy("owner"))
                .addAlertPolicy(AlertPolicy.builder("together")
                        .actionPolicy("mail")
                        .mergeByAllLabels(false)
                        .build())
                .addRule(EngineFixture.rule()
                        .groupEvaluation(GroupEvaluation.by("instance_id"))
                        .alertPolicy("together")
                        .build())
                .executor(executor)
                .build();
        alerts.start();
        executor.advance(Duration.ofMinutes(11));

        assertThat(only(alerts).alerts()).hasSize(2);
        assertThat(engine.mail.recipients()).containsExactly(List.of("sec-ops"), List.of("owner"));
        assertThat(engine.mail.sent.get(1).message().content())
                .isEqualTo("content\n<hr>\n<p>Told together with it:</p>\ncontent");
        assertThat(engine.mail.sent.get(1).alerts()).hasSize(2);
    }

    // What is not among the alerts of a notification is not asked of silences, and most of these are silenced.
    @Test
    void escalation_ofMoreThanAHundredAlerts_isHeldBackOnlyIfSilencesMeetAllOfThem() {
        AlertPolicy together = AlertPolicy.builder("together")
                .actionPolicy("mail")
                .mergeBy(MergeField.PROJECT)
                .mergeByAllLabels(false)
                .build();
        CspmAlertsBuilder builder =
                engine.parts().addActionPolicy(policy("owner")).addAlertPolicy(together);
        engine.source.answer = query -> EngineFixture.rows(
                IntStream.range(0, 60).mapToObj(Integer::toString).toArray(String[]::new));
        for (String id : List.of("first", "second", "third")) {
            builder.addRule(EngineFixture.rule(id)
                    .groupEvaluation(GroupEvaluation.by("instance_id"))
                    .alertPolicy("together")
                    .build());
        }
        CspmAlerts alerts = builder.executor(executor).build();
        alerts.start();
        executor.advance(Duration.ofMinutes(9));
        Instant until = NOON.plus(Duration.ofHours(1));
        for (String id : List.of("first", "second")) {
            AlertCondition ofRule = AlertCondition.any(AlertField.ALERT_ID).equalTo(id);
            alerts.addSilence(Silence.until(id, ofRule, "data centre moves", "anna", until));
        }
        assertThat(only(alerts).alerts()).hasSize(180);

        executor.advance(Duration.ofMinutes(2));

        assertThat(engine.mail.recipients()).contains(List.of("owner"));
        assertThat(engine.mail.sent.get(engine.mail.sent.size() - 1).alerts()).hasSize(180);
    }

    @Test
    void build_postureRuleWhosePolicyEscalates_isRefused() {
        CspmAlertsBuilder builder = engine.parts()
                .postureRenderer((template, variables) -> template.text())
                .results(CspmResults.of("prod", engine.source))
                .healthPolicy("mail")
                .addActionPolicy(policy("owner"))
                .addPostureRule(PostureRule.builder("posture")
                        .actionPolicy("mail")
                        .schedule(Schedule.daily(9))
                        .build());

        assertThat(catchThrowableOfType(AlertConfigurationException.class, builder::build)
                        .problems())
                .containsExactly(
                        "posture rule 'posture' names the action policy 'mail', which escalates, but news have no incident that anybody could acknowledge; name one that does not, and set remindAfter(..) or deadline(..)",
                        "healthPolicy is 'mail', which escalates, but health has no incident that anybody could acknowledge; name a policy that does not");
    }

    // No evaluation tells it again, so it is not given up as early as what an evaluation tells.
    @Test
    void mailServerIsAwayForThreeDays_theEscalationArrives() {
        start();
        executor.advance(Duration.ofMinutes(9));
        engine.mail.say(Receipt.Status.RETRY);
        executor.advance(Duration.ofDays(3));
        engine.mail.sent.clear();
        engine.mail.answer = Receipt::accepted;

        executor.advance(Duration.ofMinutes(15));

        assertThat(engine.mail.recipients()).contains(List.of("owner"));
    }

    @Test
    void acknowledgedWhileTheEscalationWaits_itIsNotSent_andTheHistorySaysSo() {
        CspmAlerts alerts = start();
        executor.advance(Duration.ofMinutes(9));
        engine.mail.say(Receipt.Status.RETRY);
        executor.advance(Duration.ofMinutes(3));
        String id = only(alerts).id();
        alerts.acknowledge(id, "Alex");
        engine.mail.sent.clear();
        engine.mail.answer = Receipt::accepted;

        executor.advance(Duration.ofMinutes(15));

        assertThat(engine.mail.recipients()).isEmpty();
        assertThat(engine.store.waiting()).isZero();
        assertThat(alerts.history(RULE, 10))
                .flatExtracting(HistoryEntry::facts)
                .contains("incident " + id + ": its escalation is not sent any more: acknowledged by Alex");
    }

    @Test
    void overWhileASilenceHoldsTheEscalation_itIsNotSentWhenThatEnds() {
        CspmAlerts alerts = start();
        executor.advance(Duration.ofMinutes(9));
        AlertCondition ofRule = AlertCondition.any(AlertField.ALERT_ID).equalTo(RULE);
        alerts.addSilence(
                Silence.until("move", ofRule, "data centre moves", "anna", NOON.plus(Duration.ofMinutes(50))));
        executor.advance(Duration.ofMinutes(3));
        alerts.finish(only(alerts).id(), "Alex");

        executor.advance(Duration.ofHours(3));

        assertThat(engine.mail.recipients()).containsExactly(List.of("sec-ops"));
        assertThat(engine.store.waiting()).isZero();
    }

    private static Incident only(CspmAlerts alerts) {
        assertThat(alerts.incidents()).hasSize(1);
        return alerts.incidents().get(0);
    }

    private CspmAlerts start() {
        return start(rule -> rule);
    }

    private CspmAlerts start(UnaryOperator<AlertRuleBuilder> change) {
        CspmAlerts alerts = builder(change).executor(executor).build();
        alerts.start();
        return alerts;
    }

    private CspmAlertsBuilder builder(UnaryOperator<AlertRuleBuilder> change) {
        return engine.parts()
                .addActionPolicy(policy("owner"))
                .addRule(change.apply(EngineFixture.rule()).build());
    }

    private static ActionPolicy policy(String second) {
        return ActionPolicy.builder("mail")
                .addAction(tell("sec-ops"))
                .addSecondary(tell(second))
                .escalation(Escalation.after(Duration.ofMinutes(10), Duration.ofMinutes(30), null))
                .build();
    }

    private static Action tell(String user) {
        return Action.builder(Channel.EMAIL).users(user).template("cspm").build();
    }
}
