package io.github.cspmalert.definition;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The configuration errors that SLS writes into a dashboard, while it drops the alert or leaves out the recipient: definitions that would
 * give one cannot be built. Three of the documented ones cannot come from definitions, since they are about scripts that nobody can read
 * or that are empty: {@code AlertPolicyInvalid}, {@code ActionPolicyInvalid} and {@code GroupPolicyEmpty}.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/error-codes">SLS: error codes of alert notifications</a>
 */
class DocumentedErrorsTest {

    private interface Broken extends Consumer<AlertDefinitionsBuilder> {}

    private static Arguments row(String code, Broken broken, String problem) {
        return arguments(code, broken, problem);
    }

    static List<Arguments> errors() {
        return List.of(
                row(
                        "AlertPolicyNotConfigured",
                        all -> all.addRule(rule().alertPolicy("").build()),
                        "alertPolicy must be 1 to 127 letters"),
                row(
                        "AlertPolicyNotExist",
                        all -> all.addRule(rule().alertPolicy("none").build()),
                        "alert policy 'none' is not defined"),
                row(
                        "ActionPolicyNotExist",
                        all -> all.addRule(rule().actionPolicy("none").build()),
                        "action policy 'none' is not defined"),
                row(
                        "ActionPolicyEmpty",
                        all -> all.addActionPolicy(ActionPolicy.builder("empty").build()),
                        "action policy 'empty'"),
                row(
                        "AlertPolicyInheritanceLoop",
                        all -> all.addAlertPolicy(AlertPolicy.builder("loop")
                                .actionPolicy("sls.own")
                                .parent("loop")
                                .build()),
                        "its parents lead back to it"),
                row("UserNotExist", all -> mail(all, mail().users("none")), "user 'none' is not defined"),
                row("UserGroupNotExist", all -> mail(all, mail().groups("none")), "user group 'none' is not defined"),
                row(
                        "UserGroupEmpty",
                        all -> mail(all.addUserGroup(UserGroup.of("empty")), mail().groups("empty")),
                        "no member of user group 'empty' has an address"),
                row(
                        "OncallGroupNotExist",
                        all -> mail(all, mail().oncallGroups("none")),
                        "on-call group 'none' is not defined"),
                row(
                        "ContentTemplateNotExist",
                        all -> mail(all, mail().groups("sls.own").template("none")),
                        "content template 'none' is not defined"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void definitions_thatWouldGiveTheError_areRefused(String code, Broken broken, String problem) {
        assertThatThrownBy(() -> {
                    AlertDefinitionsBuilder all = AlertDefinitions.builder();
                    broken.accept(all);
                    all.build();
                })
                .as(code)
                .hasMessageContaining(problem);
    }

    private static void mail(AlertDefinitionsBuilder all, Action.Builder action) {
        all.addActionPolicy(ActionPolicy.builder("p").addAction(action.build()).build());
    }

    private static Action.Builder mail() {
        return Action.builder(Channel.EMAIL).template("sls.builtin.en");
    }

    private static AlertRuleBuilder rule() {
        return AlertRule.builder("rule-1")
                .query("*")
                .timeSpan(TimeSpan.today())
                .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                .actionPolicy("sls.own");
    }
}
