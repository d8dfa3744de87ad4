package io.github.cspmalert.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.OncallGroup;
import io.github.cspmalert.definition.recipient.Rotation;
import io.github.cspmalert.definition.recipient.Shift;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.recipient.WebhookType;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.template.ContentTemplate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertDefinitionsTest {

    private static final String MAIL = "action policy 'p1', action on channel 'email': ";

    private static ActionPolicy policy(String id, Action.Builder action) {
        return ActionPolicy.builder(id).addAction(action.build()).build();
    }

    private static Action.Builder mail() {
        return Action.builder(Channel.EMAIL).template("sls.builtin.en");
    }

    private static AlertRule rule(String id) {
        return AlertRule.builder(id)
                .query("*")
                .timeSpan(TimeSpan.today())
                .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                .actionPolicy("sls.own")
                .build();
    }

    private static List<String> problems(AlertDefinitionsBuilder builder) {
        return catchThrowableOfType(AlertConfigurationException.class, builder::build)
                .problems();
    }

    @Test
    void build_everyReferenceBroken_tellsAllTogether() {
        AlertDefinitionsBuilder builder = AlertDefinitions.builder()
                .source("emea", Store.meta("user.m"))
                .addUserGroup(UserGroup.of("g1", "nobody"))
                .addActionPolicy(policy(
                        "p1",
                        Action.builder(Channel.EMAIL)
                                .users("u1")
                                .groups("g2")
                                .oncallGroups("night")
                                .template("t1")))
                .addAlertPolicy(AlertPolicy.builder("m1")
                        .actionPolicy("p2")
                        .parent("m2")
                        .build())
                .addRule(rule("r1"));

        assertThat(problems(builder))
                .containsExactly(
                        "user group 'g1': user 'nobody'" + absent("[]"),
                        MAIL + "user 'u1'" + absent("[]"),
                        MAIL + "user group 'g2'" + absent("[g1]"),
                        MAIL + "on-call group 'night'" + absent("[]"),
                        MAIL + "content template 't1'" + absent("[]"),
                        "alert policy 'm1': action policy 'p2'" + absent("[p1]"),
                        "alert policy 'm1': alert policy 'm2'" + absent("[m1]"));
    }

    private static String absent(String there) {
        return " is not defined; define it, or declare with existing(..) that the service has it; defined are " + there;
    }

    @Test
    void build_toldToExistOrBuiltIn_isTaken() {
        AlertDefinitions definitions = AlertDefinitions.builder()
                .source(Store.log("r", "p", "l"))
                .existing(ObjectKind.USER, "u1")
                .existing(ObjectKind.ONCALL_GROUP, "night")
                .addActionPolicy(policy("p1", mail().users("u1").oncallGroups("night")))
                .addRule(rule("r1"))
                .build();

        assertThat(definitions.existing())
                .containsExactly(new ObjectKey(ObjectKind.USER, "u1"), new ObjectKey(ObjectKind.ONCALL_GROUP, "night"));
        assertThat(definitions.toBuilder().build()).isEqualTo(definitions);
    }

    @Test
    void build_onCallGroupOfPeopleWhoAreNotThereOrCannotBeReached_isTold() {
        Rotation rotation = Rotation.of(
                Shift.daily(LocalTime.NOON),
                Instant.EPOCH,
                OncallGroup.Target.user("u1"),
                OncallGroup.Target.user("u2"),
                OncallGroup.Target.userGroup("g1"));
        OncallGroup group = OncallGroup.of("night", rotation)
                .substitutes(OncallGroup.Substitute.of(
                        OncallGroup.Target.user("u1"),
                        OncallGroup.Target.user("u3"),
                        Instant.EPOCH,
                        Instant.EPOCH.plusSeconds(1)));
        AlertDefinitionsBuilder builder = AlertDefinitions.builder()
                .existing(ObjectKind.CONTENT_TEMPLATE, "t1")
                .addUser(User.builder("u1").phone("86", "13300000000").build())
                .addOncallGroup(group)
                .addActionPolicy(policy(
                        "p1",
                        Action.builder(Channel.EMAIL).oncallGroups("night").template("t1")));

        assertThat(problems(builder))
                .containsExactly(
                        "on-call group 'night': user 'u2'" + absent("[u1]"),
                        "on-call group 'night': user group 'g1'" + absent("[]"),
                        "on-call group 'night': user 'u3'" + absent("[u1]"),
                        "action policy 'p1', action on channel 'email', on-call group 'night': user 'u1' has no address on this channel; add one to it");
    }

    @Test
    void build_recipientsThatCannotBeReached_areTold() {
        AlertDefinitionsBuilder builder = AlertDefinitions.builder()
                .addUser(User.builder("u1").build())
                .addUserGroup(UserGroup.of("g1", "u1"))
                .addActionPolicy(policy("p1", mail().users("u1").groups("g1")));

        assertThat(problems(builder))
                .containsExactly(
                        MAIL + "user 'u1' has no address on this channel; add one to it",
                        MAIL + "no member of user group 'g1' has an address on this channel; add one");
    }

    @Test
    void build_webhookOrTemplateOfAnotherChannel_isTold() {
        AlertDefinitionsBuilder builder = AlertDefinitions.builder()
                .addWebhook(Webhook.builder("w1", WebhookType.LARK, "https://example.com/hush")
                        .build())
                .addTemplate(ContentTemplate.builder("t1").email("s", "c").build())
                .addActionPolicy(
                        policy("p1", Action.builder(Channel.SLACK).webhook("w1").template("t1")));

        assertThat(problems(builder))
                .containsExactly(
                        "action policy 'p1', action on channel 'slack': webhook 'w1' is of type LARK, which is another"
                                + " channel; use Action.builder(WebhookType.LARK.channel())",
                        "action policy 'p1', action on channel 'slack': template 't1' has no content for this channel;"
                                + " add it");
        assertThat(problems(AlertDefinitions.builder()
                        .existing(ObjectKind.WEBHOOK, "w1")
                        .addActionPolicy(policy("p1", mail().webhook("w1")))))
                .containsExactly(MAIL + "the channel tells people, not webhooks; name users or groups");
    }

    @Test
    void build_idsGivenTwice_areTold() {
        AlertDefinitionsBuilder builder = AlertDefinitions.builder()
                .source(Store.log("r", "p", "l"))
                .existing(ObjectKind.USER, "u1")
                .addUser(User.builder("u1").build())
                .addRule(rule("r1"))
                .addRule(rule("r1"));

        assertThat(problems(builder))
                .containsExactly(
                        "user 'u1' is both defined and declared to exist; leave out existing(..)",
                        "rule 'r1' is given twice; ids must differ");
    }

    @Test
    void build_alertPoliciesThatAreEachOthersParents_areTold() {
        AlertDefinitionsBuilder builder = AlertDefinitions.builder()
                .addAlertPolicy(AlertPolicy.builder("m1")
                        .actionPolicy("sls.own")
                        .parent("m2")
                        .build())
                .addAlertPolicy(AlertPolicy.builder("m2")
                        .actionPolicy("sls.own")
                        .parent("m1")
                        .build());

        assertThat(problems(builder))
                .containsExactly(
                        "alert policy 'm1': its parents lead in a circle: m1 -> m2 -> m1; take one parent away",
                        "alert policy 'm2': its parents lead in a circle: m2 -> m1 -> m2; take one parent away");
    }

    @Test
    void existing_rule_isRefused() {
        assertThatThrownBy(() -> AlertDefinitions.builder().existing(ObjectKind.RULE, "r1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kind must not be RULE, since nothing names a rule");
    }

    @Test
    void withSource_otherStore_leavesTheFirstAsItWas() {
        Store emea = Store.log("eu-central-1", "p", "l");
        AlertDefinitions first =
                AlertDefinitions.builder().source(Store.log("r", "p", "l")).build();

        assertThat(first.withSource("default", emea).sources()).containsEntry("default", emea);
        assertThat(first.sources()).containsEntry("default", Store.log("r", "p", "l"));
        assertThat(first)
                .hasToString(
                        "AlertDefinitions[users=0, userGroups=0, oncallGroups=0, webhooks=0, templates=0, actionPolicies=0, alertPolicies=0, rules=0, postureRules=0, waivers=0, silences=0]");
    }
}
