package io.github.cspmalert.definition;

import static io.github.cspmalert.definition.policy.AlertCondition.and;
import static io.github.cspmalert.definition.policy.AlertCondition.any;
import static io.github.cspmalert.definition.policy.AlertCondition.or;
import static io.github.cspmalert.definition.policy.AlertCondition.severityAtLeast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Operator;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.policy.WorkCalendar;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What lint tells of silences.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/create-an-alert-policy">SLS: silences of an alert policy</a>
 */
class SilenceLintTest {

    private static final Set<LintRule> OF_SILENCES =
            Set.of(LintRule.SILENCE_MEETS_NOTHING, LintRule.SILENCE_NEVER_ENDS, LintRule.SILENCE_OVER);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static AlertCondition is(String field, String value) {
        return any(new AlertField(field)).equalTo(value);
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                arguments(is("alert_id", "findings"), false),
                arguments(is("alert_id", "finding"), true),
                arguments(is("alert_name", "Findings"), false),
                arguments(is("alert_name", "findings"), true),
                arguments(severityAtLeast(Severity.MEDIUM), false),
                arguments(severityAtLeast(Severity.CRITICAL), true),
                arguments(any(AlertField.SEVERITY).is(Operator.LESS, 6), true),
                arguments(is("status", "resolved"), false),
                arguments(is("status", "pending"), true),
                arguments(is("labels.team", "platform"), false),
                arguments(is("labels.team", "shop"), true),
                arguments(is("labels.taem", "platform"), true),
                arguments(any(AlertField.label("taem")).is(Operator.NOT_EQUAL, "platform"), false),
                arguments(is("project", "anything"), false),
                arguments(and(is("alert_id", "findings"), is("labels.team", "shop")), true),
                arguments(or(is("alert_id", "findings"), is("labels.team", "shop")), false),
                // of one rule each, never of one together
                arguments(and(is("alert_id", "findings"), is("alert_name", "other")), true));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void condition_thatNoRuleCanMeet_isTold(AlertCondition condition, boolean told) {
        AlertDefinitions definitions = definitions(rule("findings")
                        .displayName("Findings")
                        .severity(Severity.MEDIUM)
                        .addLabel("team", "platform"))
                .addSilence(until("s1", condition))
                .build();

        assertThat(warnings(definitions))
                .isEqualTo(told ? List.of("silence 's1' condition silence-meets-nothing") : List.of());
    }

    @Test
    void label_ofARuleWithGroups_mayBeAnything() {
        AlertDefinitions definitions = definitions(rule("findings").groupEvaluation(GroupEvaluation.by("host")))
                .addSilence(until("s1", is("labels.host", "web-1")))
                .build();

        assertThat(warnings(definitions)).isEmpty();
    }

    @Test
    void alert_ofAPostureRule_isOfThatRuleAndElseAnything() {
        AlertDefinitions definitions = AlertDefinitions.builder()
                .existing(ObjectKind.ACTION_POLICY, "mail")
                .addPostureRule(
                        PostureRule.builder("posture").actionPolicy("mail").build())
                .addSilence(until("s1", and(is("alert_id", "posture"), is("labels.owner", "anna"))))
                .addSilence(until("s2", is("alert_id", "postures")))
                .build();

        assertThat(warnings(definitions)).containsExactly("silence 's2' condition silence-meets-nothing");
    }

    @Test
    void silence_ofAnAlertPolicy_isForItsRulesAndThoseOfItsChildren() {
        AlertDefinitions definitions = definitions(rule("child-rule").alertPolicy("child"))
                .addRule(rule("other-rule").build())
                .addAlertPolicy(AlertPolicy.builder("root")
                        .actionPolicy("mail")
                        .addSilence(until("s1", is("alert_id", "child-rule")))
                        .addSilence(until("s2", is("alert_id", "other-rule")))
                        .build())
                .addAlertPolicy(AlertPolicy.builder("child")
                        .actionPolicy("mail")
                        .parent("root")
                        .build())
                .build();

        assertThat(warnings(definitions))
                .containsExactly("alert policy 'root' silences[1].condition silence-meets-nothing");
    }

    @Test
    void silence_withoutAnEnd_orOver_isTold() {
        AlertDefinitions definitions = definitions(rule("findings"))
                .addSilence(Silence.continuous("s1", is("alert_id", "findings"), "reason", "anna"))
                .addSilence(until("s2", is("alert_id", "findings")))
                .build();

        assertThat(warnings(definitions)).containsExactly("silence 's1' until silence-never-ends");
        assertThat(definitions.lint(NOON.plusSeconds(60), WorkCalendar.ofDefaults()))
                .filteredOn(warning -> warning.rule() == LintRule.SILENCE_OVER)
                .singleElement()
                .asString()
                .startsWith(
                        "silence 's2', until: it ended at 2026-11-23T12:01:00Z and holds nothing back; take it away,"
                                + " or set a later end [silence-over, https://");
    }

    private static Silence until(String id, AlertCondition condition) {
        return Silence.until(id, condition, "reason", "anna", NOON.plusSeconds(60));
    }

    private static AlertRuleBuilder rule(String id) {
        return AlertRule.builder(id)
                .query("* | SELECT host, count(*) AS cnt GROUP BY host LIMIT 100")
                .timeSpan(TimeSpan.relative(Duration.ofHours(1)))
                .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                .actionPolicy("mail");
    }

    private static AlertDefinitionsBuilder definitions(AlertRuleBuilder rule) {
        return AlertDefinitions.builder()
                .existing(ObjectKind.ACTION_POLICY, "mail")
                .addRule(rule.build());
    }

    private static List<String> warnings(AlertDefinitions definitions) {
        return definitions.lint(NOON, WorkCalendar.ofDefaults()).stream()
                .filter(warning -> OF_SILENCES.contains(warning.rule()))
                .map(warning -> warning.object() + " " + warning.field() + " " + warning.rule())
                .toList();
    }
}
