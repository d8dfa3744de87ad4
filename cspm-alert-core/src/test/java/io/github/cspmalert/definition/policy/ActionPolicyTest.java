package io.github.cspmalert.definition.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.rule.Severity;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionPolicyTest {

    private final Action action =
            Action.builder(Channel.EMAIL).users("a1", "b1").template("t1").build();

    @Test
    void build_actions_areInTheOrderGiven() {
        Action chat =
                Action.builder(new Channel("chat")).users("a1").template("t1").build();
        ActionPolicy.Builder builder = ActionPolicy.builder("p1").addAction(action);

        ActionPolicy first = builder.build();
        ActionPolicy second = builder.addAction(chat).build();

        assertThat(first.actions()).containsExactly(action);
        assertThat(second.actions()).containsExactly(action, chat);
        assertThat(action.users()).containsExactly("a1", "b1");
        assertThat(action).hasToString("Action[channel=email, users=[a1, b1], groups=[], template=t1]");
    }

    @Test
    void build_noAction_isRefused() {
        assertThatThrownBy(() -> ActionPolicy.builder("p1").build())
                .isInstanceOf(AlertConfigurationException.class)
                .hasMessage(
                        "action policy 'p1': it has no action, so nobody would be told; add one with addAction(..)");
    }

    @Test
    void action_nothingSet_tellsAllThatIsMissing() {
        AlertConfigurationException thrown =
                catchThrowableOfType(AlertConfigurationException.class, () -> Action.builder(Channel.EMAIL)
                        .build());

        assertThat(thrown.problems())
                .containsExactly(
                        "nobody is told; name users with users(..), user groups with groups(..) or a webhook with webhook(..)",
                        "template is missing; name one with template(..)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u2028b", "a\u0000"})
    void action_idThatNothingCanHave_isRefusedByItsSetter(String id) {
        Action.Builder action = Action.builder(Channel.EMAIL);

        for (Consumer<String> setter : List.<Consumer<String>>of(
                action::users, action::groups, action::oncallGroups, action::webhook, action::template)) {
            assertThatThrownBy(() -> setter.accept(id))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching(
                            "(an id in )?\\w+ must (not be blank|be one line without control characters, .+)");
        }
    }

    @Test
    void action_userNamedTwice_isRefused() {
        assertThatThrownBy(() -> Action.builder(Channel.EMAIL)
                        .users("a1", "b1", "a1")
                        .template("t1")
                        .build())
                .isInstanceOf(AlertConfigurationException.class)
                .hasMessageContaining("users [a1, b1, a1] names one twice");
    }

    @Test
    void actions_inBranches_areFoundInOrder() {
        Action chat = Action.builder(Channel.LARK).webhook("bot").template("t1").build();
        AlertCondition high = AlertCondition.severityAtLeast(Severity.HIGH);
        ActionPolicy policy = ActionPolicy.builder("p1")
                .addStatement(Branch.when(high, Branch.when(high, chat, new Stop())))
                .addAction(action)
                .addSecondary(Branch.when(high, chat))
                .build();

        assertThat(policy.actions()).containsExactly(chat, action);
        assertThat(policy.allActions()).containsExactly(chat, action, chat);
        assertThat(chat).hasToString("Action[channel=lark, webhook=bot, template=t1]");
    }

    @Test
    void build_listsWithoutAction_areToldTogether() {
        AlertConfigurationException thrown =
                catchThrowableOfType(AlertConfigurationException.class, () -> ActionPolicy.builder("p1")
                        .addStatement(new Stop())
                        .addSecondary(new Stop())
                        .build());

        assertThat(thrown.problems())
                .containsExactly(
                        "it has no action, so nobody would be told; add one with addAction(..)",
                        "its second list has no action, so nobody would be told; add one with addSecondary(..)");
    }

    @Test
    void branch_withoutStatement_isRefused() {
        assertThatThrownBy(() -> Branch.when(AlertCondition.severityAtLeast(Severity.LOW)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("statements of a branch must not be empty; say what it does");
    }

    @Test
    void action_webhookBesideUsers_isRefused() {
        assertThatThrownBy(() -> Action.builder(Channel.LARK)
                        .oncallGroups("night")
                        .webhook("bot")
                        .template("t1")
                        .build())
                .isInstanceOf(AlertConfigurationException.class)
                .hasMessage(
                        "action on channel 'lark': webhook 'bot' is named together with users or groups; give it an action of its own");
    }
}
