package io.github.cspmalert.definition;

import static io.github.cspmalert.definition.policy.AlertCondition.all;
import static io.github.cspmalert.definition.policy.AlertCondition.and;
import static io.github.cspmalert.definition.policy.AlertCondition.any;
import static io.github.cspmalert.definition.policy.AlertCondition.or;
import static io.github.cspmalert.definition.policy.AlertCondition.severityAtLeast;
import static io.github.cspmalert.definition.policy.AlertField.SEVERITY;
import static io.github.cspmalert.definition.policy.AlertField.STATUS;
import static io.github.cspmalert.definition.policy.Branch.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Operator;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.policy.Period;
import io.github.cspmalert.definition.policy.PolicyStatement;
import io.github.cspmalert.definition.policy.Stop;
import io.github.cspmalert.definition.policy.WorkCalendar;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.rule.Severity;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What lint tells of action policies.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/create-an-action-policy">SLS: action policies</a>
 */
class PolicyLintTest {

    private static final PolicyStatement STOP = new Stop();

    static Stream<Arguments> statements() {
        return Stream.of(
                arguments(List.of(action(), STOP), List.of()),
                arguments(List.of(action(), STOP, action()), List.of("statement-unreachable statements[2]")),
                arguments(
                        List.of(STOP, action()),
                        List.of("statement-unreachable statements[1]", "tells-nobody statements")),
                arguments(List.of(when(severityAtLeast(Severity.HIGH), action(), STOP), action()), List.of()),
                arguments(
                        List.of(when(severityAtLeast(Severity.HIGH), action(), STOP, action()), action()),
                        List.of("statement-unreachable statements[0].statements[2]")),
                // a catch-all in front of others
                arguments(
                        List.of(when(severityAtLeast(Severity.REPORT), action(), STOP), action()),
                        List.of("statement-unreachable statements[1]")),
                arguments(
                        List.of(
                                when(severityAtLeast(Severity.HIGH), action(), STOP),
                                when(any(SEVERITY).is(Operator.LESS, 8), action(), STOP),
                                action()),
                        List.of("statement-unreachable statements[2]")),
                arguments(
                        List.of(
                                when(severityAtLeast(Severity.HIGH), action(), STOP),
                                when(severityAtLeast(Severity.CRITICAL), action())),
                        List.of("branch-never-holds statements[1].condition")),
                arguments(
                        List.of(action(), when(any(SEVERITY).is(Operator.GREATER, 10), action())),
                        List.of("branch-never-holds statements[1].condition")),
                arguments(
                        List.of(action(), when(all(SEVERITY).is(Operator.EQUAL, 5), action())),
                        List.of("branch-never-holds statements[1].condition")),
                arguments(
                        List.of(action(), when(any(STATUS).equalTo("fired"), action())),
                        List.of("branch-never-holds statements[1].condition")),
                arguments(
                        List.of(action(), when(any(STATUS).is(Operator.EQUAL, 1), action())),
                        List.of("branch-never-holds statements[1].condition")),
                arguments(
                        List.of(
                                action(),
                                when(
                                        and(
                                                severityAtLeast(Severity.HIGH),
                                                any(SEVERITY).is(Operator.LESS, 8)),
                                        action())),
                        List.of("branch-never-holds statements[1].condition")),
                arguments(
                        List.of(
                                action(),
                                when(
                                        severityAtLeast(Severity.HIGH),
                                        when(any(SEVERITY).is(Operator.AT_MOST, 4), action()))),
                        List.of("branch-never-holds statements[1].statements[0].condition")),
                // what is not known may hold
                arguments(
                        List.of(when(any(AlertField.label("team")).equalTo("a"), action(), STOP), action()), List.of()),
                arguments(
                        List.of(
                                when(
                                        or(
                                                any(SEVERITY).is(Operator.GREATER, 10),
                                                any(AlertField.ALERT_NAME).equalTo("a")),
                                        action()),
                                when(any(STATUS).equalTo("resolved"), action())),
                        List.of()));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void statements_notReached_areTold(List<PolicyStatement> statements, List<String> expected) {
        ActionPolicy.Builder policy = ActionPolicy.builder("policy");
        statements.forEach(policy::addStatement);

        assertThat(lint(policy.build())).containsExactlyElementsOf(expected);
    }

    @Test
    void statements_ofMergedAlerts_mayHoldOfDifferentOnes() {
        AlertCondition both = and(severityAtLeast(Severity.HIGH), any(SEVERITY).is(Operator.LESS, 8));
        AlertDefinitions merged = AlertDefinitions.builder()
                .addUser(User.builder("ops").addEmail("ops@example.com").build())
                .addActionPolicy(ActionPolicy.builder("policy")
                        .addStatement(when(both, action()))
                        .build())
                .addAlertPolicy(
                        AlertPolicy.builder("merge").actionPolicy("policy").build())
                .build();

        assertThat(merged.lint()).isEmpty();
    }

    @Test
    void secondList_neverCarriedOut_isTold() {
        Escalation escalation = Escalation.after(Duration.ofMinutes(10), null, null);
        ActionPolicy.Builder policy = ActionPolicy.builder("policy").addAction(action());

        assertThat(lint(policy.addSecondary(action()).build())).containsExactly("escalation-tells-nobody escalation");
        assertThat(lint(policy.escalation(escalation).build())).isEmpty();
    }

    @Test
    void escalation_whoseActionsAreNotReached_isTold() {
        ActionPolicy policy = ActionPolicy.builder("policy")
                .addAction(action())
                .addSecondary(when(any(SEVERITY).is(Operator.GREATER, 10), action()))
                .escalation(Escalation.after(null, null, Duration.ofHours(1)))
                .build();

        assertThat(lint(policy))
                .containsExactly("branch-never-holds secondary[0].condition", "escalation-tells-nobody secondary");
    }

    @Test
    void period_neverOpens_isToldOfThatCalendar() {
        WorkCalendar noWork = WorkCalendar.builder().workdays().build();
        WorkCalendar onlyWork =
                WorkCalendar.builder().workdays(DayOfWeek.values()).build();
        Instant now = Instant.parse("2026-11-29T00:00:00Z");

        assertThat(definitions(policy(Period.WORKTIME)).lint()).isEmpty();
        assertThat(definitions(policy(Period.WORKTIME)).lint(now, noWork))
                .extracting(LintWarning::rule)
                .containsExactly(LintRule.PERIOD_NEVER_OPENS);
        assertThat(definitions(policy(Period.NON_WORKDAY)).lint(now, onlyWork))
                .extracting(LintWarning::rule)
                .containsExactly(LintRule.PERIOD_NEVER_OPENS);
        assertThat(definitions(policy(Period.NON_WORKTIME)).lint(now, onlyWork)).isEmpty();
    }

    @Test
    void action_everybodyDisabled_isTold() {
        User off =
                User.builder("off").addEmail("off@example.com").enabled(false).build();
        User on = User.builder("on").addEmail("on@example.com").build();
        UserGroup disabled = new UserGroup("group", "", false, List.of("on"));
        AlertDefinitionsBuilder all = AlertDefinitions.builder()
                .addUser(off)
                .addUser(on)
                .addUserGroup(disabled)
                .addActionPolicy(ActionPolicy.builder("policy")
                        .addAction(Action.builder(Channel.EMAIL)
                                .users("off")
                                .groups("group")
                                .template("sls.builtin.en")
                                .build())
                        .addAction(Action.builder(Channel.EMAIL)
                                .users("off", "on")
                                .template("sls.builtin.en")
                                .build())
                        .build());

        assertThat(all.build().lint())
                .extracting(found -> found.rule().id() + " " + found.field())
                .containsExactly("tells-nobody statements[0]");
    }

    private static ActionPolicy policy(Period period) {
        return ActionPolicy.builder("policy")
                .addAction(Action.builder(Channel.EMAIL)
                        .users("ops")
                        .template("sls.builtin.en")
                        .period(period)
                        .build())
                .build();
    }

    private static Action action() {
        return Action.builder(Channel.EMAIL)
                .users("ops")
                .template("sls.builtin.en")
                .build();
    }

    private static AlertDefinitions definitions(ActionPolicy policy) {
        return AlertDefinitions.builder()
                .addUser(User.builder("ops").addEmail("ops@example.com").build())
                .addActionPolicy(policy)
                .build();
    }

    private static List<String> lint(ActionPolicy policy) {
        return definitions(policy).lint().stream()
                .map(found -> found.rule().id() + " " + found.field())
                .toList();
    }
}
