package io.github.cspmalert.sls.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.AlertCondition;
import io.github.cspmalert.definition.policy.AlertCondition.Operator;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Branch;
import io.github.cspmalert.definition.policy.MergeField;
import io.github.cspmalert.definition.policy.Period;
import io.github.cspmalert.definition.policy.PolicyStatement;
import io.github.cspmalert.definition.policy.Stop;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyLanguageTest {

    private static final Action MAIL = Action.builder(Channel.EMAIL)
            .groups("devops")
            .template("sls.builtin.cn")
            .build();

    // The sample of the official guide, with the arguments that it leaves to their defaults.
    @Test
    void write_branchOnSeverity_isTheGuidesSample() {
        List<PolicyStatement> statements = List.of(
                Branch.when(
                        AlertCondition.severityAtLeast(Severity.HIGH),
                        people(Channel.SMS, "example-team"),
                        people(Channel.VOICE, "example-team"),
                        new Stop()),
                Action.builder(Channel.DINGTALK)
                        .webhook("example-dingtalk")
                        .template("sls.builtin.cn")
                        .build());

        assertThat(PolicyWriter.write(statements))
                .isEqualTo(
                        """
                        if alert.severity >= 8:
                            fire(type="sms", users=[], groups=["example-team"], oncall_groups=[], receiver_type="static", external_url="", external_headers={}, template_id="sls.builtin.cn", period="any")
                            fire(type="voice", users=[], groups=["example-team"], oncall_groups=[], receiver_type="static", external_url="", external_headers={}, template_id="sls.builtin.cn", period="any")
                            stop()
                        fire(type="webhook_integration", integration_type="dingtalk", webhook_id="example-dingtalk", template_id="sls.builtin.cn", period="any")""");
    }

    private static Action people(Channel channel, String group) {
        return Action.builder(channel).groups(group).template("sls.builtin.cn").build();
    }

    @Test
    void write_nestedConditions_bindAsTheyAreMeant() throws PolicyScriptException {
        AlertCondition team = AlertCondition.any(AlertField.label("team")).equalTo("pay\\ments");
        AlertCondition all = AlertCondition.all(AlertField.PROJECT).is(Operator.NOT_EQUAL, "p");
        AlertCondition some = AlertCondition.or(team, AlertCondition.and(all, team), team);
        List<PolicyStatement> statements = List.of(Branch.when(AlertCondition.and(some, all), MAIL));

        String script = PolicyWriter.write(statements);

        assertThat(script.lines().findFirst())
                .hasValue(
                        "if (alert.labels.team == \"pay\\\\ments\" or (alerts.project != \"p\" and alert.labels.team == \"pay\\\\ments\") or alert.labels.team == \"pay\\\\ments\") and alerts.project != \"p\":");
        assertThat(PolicyParser.actions(script, new ArrayList<>())).isEqualTo(statements);
    }

    @Test
    void write_hostileTexts_stayInTheirPlace() throws PolicyScriptException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] parts = {"\"", "\\", "'", ")", "fire(", "#", "{", "]", ",", "é", "a", "\\u0022", " "};
        for (int i = 0; i < 3_000; i++) {
            Action action = Action.builder(Channel.EMAIL)
                    .users(hostile(random, parts), "u")
                    .groups(hostile(random, parts) + "g")
                    .template(hostile(random, parts))
                    .period(Period.values()[random.nextInt(5)])
                    .build();
            List<PolicyStatement> statements = List.of(action, new Stop(), action);

            String script = PolicyWriter.write(statements);

            assertThat(script.lines()).as("seed " + seed).hasSize(3);
            assertThat(PolicyParser.actions(script, new ArrayList<>()))
                    .as("seed " + seed)
                    .isEqualTo(statements);
        }
    }

    private static String hostile(Random random, String[] parts) {
        StringBuilder text = new StringBuilder("x");
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }

    @Test
    void write_randomPolicies_readBackTheSame() throws PolicyScriptException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            List<PolicyStatement> statements = statements(random, 3);
            String script = PolicyWriter.write(statements);
            assertThat(PolicyParser.actions(script, new ArrayList<>()))
                    .as("seed %d:%n%s", seed, script)
                    .isEqualTo(statements);
        }
    }

    private static List<PolicyStatement> statements(Random random, int depth) {
        List<PolicyStatement> statements = new ArrayList<>(List.of(MAIL));
        for (int i = random.nextInt(3); i > 0; i--) {
            statements.add(
                    depth > 0 && random.nextBoolean()
                            ? new Branch(condition(random, depth), statements(random, depth - 1))
                            : random.nextInt(4) == 0 ? new Stop() : MAIL);
        }
        return statements;
    }

    private static AlertCondition condition(Random random, int depth) {
        if (depth > 0 && random.nextBoolean()) {
            return new AlertCondition.Combination(
                    random.nextBoolean(), List.of(condition(random, depth - 1), condition(random, depth - 1)));
        }
        Operator operator = Operator.values()[random.nextInt(6)];
        var subject = random.nextBoolean()
                ? AlertCondition.any(AlertField.SEVERITY)
                : AlertCondition.all(AlertField.label("team"));
        return random.nextBoolean() ? subject.is(operator, random.nextInt() - 5L) : subject.is(operator, "or: and # x");
    }

    @Test
    void read_consoleStyle_isUnderstood() throws PolicyScriptException {
        String script =
                """
                # night shift

                if (alerts.severity>=8 and alert.alert_name=='x'):

                  fire(type='sms',
                       groups=['devops',], template_id="t1")
                  # over
                  stop( )
                fire(type="email", users=["alex"], template_id="t1", period="worktime", check_quota="true")
                """;
        List<String> leftOut = new ArrayList<>();

        List<PolicyStatement> statements = PolicyParser.actions(script, leftOut);

        assertThat(statements)
                .containsExactly(
                        Branch.when(
                                AlertCondition.and(
                                        AlertCondition.all(AlertField.SEVERITY).is(Operator.AT_LEAST, 8),
                                        AlertCondition.any(AlertField.ALERT_NAME)
                                                .equalTo("x")),
                                Action.builder(Channel.SMS)
                                        .groups("devops")
                                        .template("t1")
                                        .build(),
                                new Stop()),
                        Action.builder(Channel.EMAIL)
                                .users("alex")
                                .template("t1")
                                .period(Period.WORKTIME)
                                .build());
        assertThat(leftOut)
                .containsExactly("has comments, which stay in the service", "has check_quota, which is not known here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "fire(type=\"fc\", template_id=\"t\") | line 1: the type 'fc' of fire(..) has no published form",
                "fire(type=\"email\", receiver_type=\"dynamic\", template_id=\"t\") | line 1: 'receiver_type' has a value that is not known here",
                "fire(type=\"email\", users=[\"a\"], template_id=\"t\", extra=\"x\") | line 1: 'extra' is not known here",
                "fire(type=\"email\", type=\"sms\") | line 1: 'type' is given twice",
                "fire(type=\"email\", users=\"a\", template_id=\"t\") | line 1: 'users' is not a list",
                "fire(type=\"webhook_integration\", integration_type=\"teams\") | line 1: the integration type 'teams' is not known here",
                "fire(type=\"email\", users=[\"a\"], template_id=\"t\", period=\"never\") | line 1: the period 'never' is not known here",
                "silence() | line 1: 'silence' is not known here",
                "if alert.severity >= 8: | line 1: the end is not known here",
                "if alert.name =~ \"x\": | line 1: '=~' is not known here",
                "if incident.severity >= 8: | line 1: 'incident' is not known here",
                "if alert.severity >= x: | line 1: 'x' is not known here",
                "fire(type=\"email | line 1: a text does not end",
                "fire(type=\"\\q\") | line 1: a text has an escape that is not known here",
                "fire(type=\"\\u12\") | line 1: a text has an escape that is not known here",
                "fire(~) | line 1: a character that is not known here, U+007E",
                "fire( | line 1: the end of the line is not known here",
                "stop() stop | line 1: the end of the line is not known here",
            })
    void read_whatHasNoValueHere_isRefusedNamingTheLine(String script, String message) {
        assertThatThrownBy(() -> PolicyParser.actions(script, new ArrayList<>()))
                .isInstanceOf(PolicyScriptException.class)
                .hasMessage(message);
    }

    @Test
    void read_elseBranch_isRefusedNamingItsLine() {
        String script =
                """
                if alert.severity >= 8:
                    stop()
                else:
                    stop()""";

        assertThatThrownBy(() -> PolicyParser.actions(script, new ArrayList<>()))
                .hasMessage("line 3: 'else' is not known here");
        assertThatThrownBy(() -> PolicyParser.actions("stop()\n    stop()\n  stop()", new ArrayList<>()))
                .hasMessageStartingWith("line 3: the line stands neither");
    }

    @Test
    void read_deepNesting_isRefusedAndNotFollowed() {
        String parentheses = "if " + "(".repeat(100_000) + ":";

        assertThatThrownBy(() -> PolicyParser.actions(parentheses, new ArrayList<>()))
                .hasMessageContaining("too deep");
    }

    @Test
    void grouping_olderKeyStyle_isUnderstood() throws PolicyScriptException {
        AlertPolicy.Builder policy = AlertPolicy.builder("p");

        PolicyParser.grouping(
                "fire(action_policy=\"sls.builtin\", group={\"project\": alert.project, \"labels.app\": alert.labels.app}, group_by_all_labels=False, group_wait=\"15s\", group_interval=\"5m0s\", repeat_interval=\"4h0m0s\")",
                policy,
                new ArrayList<>());

        AlertPolicy read = policy.build();
        assertThat(read.mergeBy()).containsExactly(MergeField.PROJECT);
        assertThat(read.mergeByLabels()).containsExactly("app");
        assertThat(read.mergeByAllLabels()).isFalse();
        assertThat(read.repeatInterval()).hasHours(4);
    }

    @ParameterizedTest
    @EnumSource
    void grouping_eachField_readsBackTheSame(MergeField field) throws PolicyScriptException {
        AlertPolicy policy = AlertPolicy.builder("p")
                .actionPolicy("ap1")
                .mergeBy(field)
                .mergeByAllLabels(false)
                .mergeByLabels("app", "_x")
                .build();
        AlertPolicy.Builder read = AlertPolicy.builder("p");

        PolicyParser.grouping(PolicyWriter.write(policy), read, new ArrayList<>());

        assertThat(read.build()).isEqualTo(policy);
    }

    @Test
    void write_channelWithoutPublishedForm_isRefused() {
        Action action =
                Action.builder(Channel.EVENT_BRIDGE).users("a").template("t").build();

        assertThatThrownBy(() -> PolicyWriter.write(List.of(action)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "channel 'event_bridge' cannot be written, since Simple Log Service publishes no form for it");
    }
}
