package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.CONFIDENTIAL;
import static io.github.cspmalert.EngineFixture.NOON;
import static io.github.cspmalert.EngineFixture.RULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.alert.Explanation;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Branch;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.rule.Trigger;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.log.Cut;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final EngineFixture engine = new EngineFixture();

    @Test
    void ruleThatTellsNobody_isEvaluated_andSaysWhyNobodyHears() {
        counts("web-1", 12);
        AlertRule rule = AlertRule.builder("quiet")
                .query("status:NOT_PASS | SELECT count(*) AS cnt")
                .timeSpan(TimeSpan.relative(HOUR))
                .schedule(Schedule.fixedRate(HOUR))
                .toldToNobody(true)
                .build();
        CspmAlerts alerts = engine.telling("sec-ops").addRule(rule).build();

        EvaluationReport report = alerts.check("quiet");

        assertThat(report.fired()).isTrue();
        assertThat(engine.mail.sent).isEmpty();
        assertThat(report.explain().toString())
                .endsWith("""
                        Not told:
                          - the rule tells nobody""");
        assertThat(alerts.history("quiet", 1).get(0).facts()).anyMatch(fact -> fact.startsWith("fired: alert "));
    }

    @Test
    void report_twoSeverities_tellsWindowRowsValuesAndRecipients() {
        counts("web-1", 12, "web-2", 3);
        CspmAlerts alerts = build(EngineFixture.rule()
                .addSeverity(Severity.CRITICAL, Trigger.matches("cnt > 100"))
                .addSeverity(Severity.HIGH, Trigger.matches("cnt > 10")));

        assertThat(alerts.check(RULE).explain())
                .hasToString(
                        """
                        cspm-not-passed at 2026-11-23T12:00:00Z: 1 alert fires; 1 recipient is to be told
                        Asked:
                          - log time from 2026-11-23T11:00:00Z to 2026-11-23T12:00:00Z gave 2 rows
                        Decided:
                          - fires since 2026-11-23T12:00:00Z: not Critical, since 'cnt > 100' holds for 0 of 2 rows (first [12] > 100); High, since 'cnt > 10' holds for 1 of 2 rows (first [12] > 10)
                        To be told:
                          - sent: sec-ops on email""");
    }

    @Test
    void report_groupsBelowAThreshold_tellsHowFarEachIs() {
        counts("web-1", 12, "web-2", 3);
        CspmAlerts alerts = build(EngineFixture.rule()
                .groupEvaluation(GroupEvaluation.by("host"))
                .trigger(Trigger.matches("cnt > 10"))
                .threshold(2));

        assertThat(lines(alerts.check(RULE).explain(), "Decided"))
                .containsExactly(
                        "host=web-1 does not fire yet, after 1 evaluation in a row where it takes 2: Medium, since"
                                + " 'cnt > 10' holds for 1 of 1 rows (first [12] > 10)",
                        "host=web-2 does not fire: not Medium, since 'cnt > 10' holds for 0 of 1 rows (first [3] > 10)");
        engine.clock.advance(HOUR);
        assertThat(lines(alerts.check(RULE).explain(), "Decided").get(0))
                .startsWith(
                        "host=web-1 fires since 2026-11-23T13:00:00Z, after 2 evaluations in a row where it takes 2");
    }

    @Test
    void report_manyGroups_tellsTenOfEachKindAndCountsTheRest() {
        counts(IntStream.range(0, 24)
                .boxed()
                .flatMap(i -> List.<Object>of("web-" + i, i < 12 ? 20 : 1).stream())
                .toArray());
        CspmAlerts alerts = build(
                EngineFixture.rule().groupEvaluation(GroupEvaluation.by("host")).trigger(Trigger.matches("cnt > 10")));

        assertThat(lines(alerts.check(RULE).explain(), "Decided"))
                .hasSize(22)
                .contains("and 2 groups whose trigger holds", "and 2 groups whose trigger does not hold");
        assertThat(lines(alerts.explain(RULE, NOON), "Decided"))
                .hasSize(12)
                .contains("and 2 groups whose trigger holds", "and 12 groups whose trigger does not hold");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | does not fire: not Medium, since there is no row",
                "1 | fires since 2026-11-23T12:00:00Z: Medium, since there is 1 row",
                "2 | fires since 2026-11-23T12:00:00Z: Medium, since there are 2 rows"
            })
    void report_dataIsReturned_tellsHowManyRows(int rows, String decided) {
        engine.source.answer = query -> EngineFixture.rows(
                IntStream.range(0, rows).mapToObj(i -> "i-" + i).toArray(String[]::new));

        assertThat(lines(engine.build().check(RULE).explain(), "Decided")).containsExactly(decided);
    }

    @Test
    void report_noDataThatIsAnAlert_saysSo() {
        engine.source.giveNothing();
        CspmAlerts alerts = build(EngineFixture.rule().fireOnNoData(Severity.LOW));

        assertThat(lines(alerts.check(RULE).explain(), "Decided"))
                .containsExactly(
                        "fires since 2026-11-23T12:00:00Z: Low, since no query gave a row",
                        "does not fire: not Medium, since there is no row");
    }

    @Test
    void report_cutRows_saysThatItIsNotAllOfIt() {
        engine.source.answer = query ->
                new LogResult(EngineFixture.ORIGIN, List.of(), List.of(LogRow.of(Map.of())), Set.of(Cut.LIMIT));

        assertThat(lines(engine.build().check(RULE).explain(), "Asked"))
                .contains("not all of it: the statement's own LIMIT was reached; there may be more rows");
    }

    @Test
    void report_mutedRule_saysUntilWhen() {
        CspmAlerts alerts = build(EngineFixture.rule().muteUntil(NOON.plus(HOUR)));

        Explanation explanation = alerts.check(RULE).explain();

        assertThat(explanation.summary()).endsWith(": 1 alert fires; nobody is to be told, 1 is not");
        assertThat(lines(explanation, "Not told"))
                .containsExactly("sec-ops on email: the rule is muted (until 2026-11-23T13:00:00Z)");
    }

    @Test
    void report_noBranchForTheAlert_saysThatThePolicyReachesNobody() {
        Branch branch = Branch.when(AlertCondition.severityAtLeast(Severity.CRITICAL), action());
        CspmAlerts alerts = engine.parts()
                .addActionPolicy(
                        ActionPolicy.builder("mail").addStatement(branch).build())
                .addRule(EngineFixture.rule().build())
                .build();

        assertThat(lines(alerts.check(RULE).explain(), "Not told"))
                .containsExactly(
                        "the action policy reaches nobody for 1 alert: no action is on the way, or it has no recipient");
        assertThat(lines(alerts.explain(RULE, NOON), "Not told"))
                .singleElement()
                .asString()
                .startsWith("the action policy reaches nobody for alert ");
    }

    @Test
    void mergedAlerts_waitForEachOther_areFollowedUnderTheKeyThatIsSent() {
        CspmAlerts alerts = engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addAlertPolicy(AlertPolicy.builder("together")
                        .actionPolicy("mail")
                        .mergeBy()
                        .groupWait(Duration.ofMinutes(1))
                        .build())
                .addRule(EngineFixture.rule().alertPolicy("together").build())
                .addRule(
                        EngineFixture.rule("other-rule").alertPolicy("together").build())
                .build();

        assertThat(lines(alerts.check(RULE).explain(), "To be told"))
                .containsExactly("waits: sec-ops on email, to be told at 2026-11-23T12:01:00Z");
        engine.clock.advance(Duration.ofSeconds(1));
        alerts.check("other-rule");
        engine.clock.advance(HOUR);
        alerts.check("other-rule");

        assertThat(lines(alerts.explain("other-rule", NOON.plusSeconds(2)), "To be told"))
                .containsExactly(
                        "to be sent on email to sec-ops, not before 2026-11-23T12:01:00Z",
                        "at 2026-11-23T13:00:01Z: sent: sec-ops on email");
        assertThat(lines(alerts.explain(RULE, NOON), "To be told"))
                .contains("at 2026-11-23T13:00:01Z: sent: sec-ops on email");
    }

    @Test
    void history_attemptsThatFailAndAreJoined_areFollowedToTheEnd() {
        CspmAlerts alerts = build(EngineFixture.rule().repeatInterval(HOUR));
        engine.mail.answer = notification -> {
            throw NotificationException.channelBroken("host unknown", null);
        };
        alerts.check(RULE);
        engine.mail.answer = Receipt::accepted;
        engine.clock.advance(HOUR);
        alerts.check(RULE);

        Explanation explanation = alerts.explain(RULE, NOON.plusSeconds(7));

        assertThat(explanation.summary())
                .isEqualTo("cspm-not-passed at 2026-11-23T12:00:00Z, its last evaluation up to 2026-11-23T12:00:07Z:"
                        + " 1 alert fired");
        assertThat(lines(explanation, "To be told"))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("to be sent on email to sec-ops"),
                        line -> assertThat(line)
                                .startsWith("at 2026-11-23T12:00:00Z: not sent: sec-ops on email (host unknown); next"),
                        line -> assertThat(line).isEqualTo("at 2026-11-23T13:00:00Z: sent: sec-ops on email"));
    }

    @Test
    void history_valuesAndLabelsOfRows_areNotInIt() {
        engine.source.answer = query -> EngineFixture.rows(CONFIDENTIAL, "i-other");
        CspmAlerts alerts = build(EngineFixture.rule()
                .groupEvaluation(GroupEvaluation.by("instance_id"))
                .trigger(Trigger.matches("instance_id != \"i-other\"")));

        assertThat(alerts.check(RULE).explain().toString()).contains("instance_id=" + CONFIDENTIAL, "[i-other]");

        assertThat(alerts.explain(RULE, NOON).toString())
                .contains("fires since 2026-11-23T12:00:00Z: Medium, since 'instance_id != \"i-other\"' holds")
                .contains("and 1 group whose trigger does not hold")
                .doesNotContain(CONFIDENTIAL, "[i-other]", "example.com");
    }

    @Test
    void history_evaluationFailed_saysSo() {
        engine.source.fail();
        CspmAlerts alerts = engine.build();
        assertThatThrownBy(() -> alerts.check(RULE)).isInstanceOf(LogQueryException.class);

        assertThat(alerts.explain(RULE, NOON))
                .hasToString(
                        """
                        cspm-not-passed at 2026-11-23T12:00:00Z: it could not be evaluated; the next evaluation looks at the same log time too
                        Problems:
                          - the service is busy""");
    }

    @Test
    void history_doesNotReachBack_saysWhereItBegins() {
        CspmAlerts alerts = engine.build();
        alerts.check(RULE);

        assertThat(alerts.explain(RULE, NOON.minusSeconds(1)))
                .hasToString(
                        "cspm-not-passed: no evaluation up to 2026-11-23T11:59:59Z is remembered; what is remembered"
                                + " begins at 2026-11-23T12:00:00Z");
        assertThat(alerts.explain("unknown", NOON))
                .hasToString(
                        "unknown: no evaluation up to 2026-11-23T12:00:00Z is remembered; nothing of it is remembered"
                                + " at all");
    }

    @Test
    void history_longAgo_isFound() {
        CspmAlerts alerts = engine.build();
        for (int i = 0; i < 250; i++) {
            alerts.check(RULE);
            engine.clock.advance(HOUR);
        }

        Instant asked = NOON.plus(HOUR);
        assertThat(alerts.explain(RULE, asked).summary())
                .isEqualTo("cspm-not-passed at 2026-11-23T13:00:00Z: 1 alert fired");
    }

    private static List<String> lines(Explanation explanation, String title) {
        return explanation.parts().stream()
                .filter(part -> part.title().equals(title))
                .flatMap(part -> part.lines().stream())
                .toList();
    }

    private static Action action() {
        return Action.builder(Channel.EMAIL).users("sec-ops").template("cspm").build();
    }

    private CspmAlerts build(AlertRuleBuilder rule) {
        return engine.parts()
                .addActionPolicy(EngineFixture.policy("sec-ops"))
                .addRule(rule.build())
                .build();
    }

    private void counts(Object... hostsAndCounts) {
        List<LogRow> rows = IntStream.range(0, hostsAndCounts.length / 2)
                .mapToObj(i -> LogRow.of(
                        Map.of("host", hostsAndCounts[2 * i].toString(), "cnt", hostsAndCounts[2 * i + 1].toString())))
                .toList();
        engine.source.answer = query -> new LogResult(EngineFixture.ORIGIN, List.of("host", "cnt"), rows, Set.of());
    }
}
