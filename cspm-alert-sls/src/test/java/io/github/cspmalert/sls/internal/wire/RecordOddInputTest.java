package io.github.cspmalert.sls.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.template.ContentTemplate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that nobody should have written: what is read of them is there, and the rest is told, never made up. */
class RecordOddInputTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static final String SIGNS = "\"'\\()[]{}:,.=\n \t#9-\u0663\u00e9";

    private static final String FIRE = "fire(type=\"email\", users=[\"a\"], template_id=\"t\")";

    @Test
    void template_channelThatIsNull_hasNoContent() {
        Decoded<ContentTemplate> decoded = ContentTemplateCodec.decode(
                json(
                        """
                {"template_id":"t","templates":{"sms":{"locale":"zh-CN","content":"s"},"email":null}}"""));

        assertThat(decoded.value().contents()).containsOnlyKeys(Channel.SMS);
        assertThat(decoded.leftOut()).isEmpty();
    }

    @Test
    void template_channelThatIsNoObject_hasNoContentAndIsTold() {
        Decoded<ContentTemplate> decoded = ContentTemplateCodec.decode(
                json(
                        """
                {"template_id":"t","templates":{"sms":{"locale":"zh-CN","content":"s"},"email":"x"}}"""));

        assertThat(decoded.value().contents()).containsOnlyKeys(Channel.SMS);
        assertThat(decoded.leftOut()).containsExactly("templates.email is not an object");
    }

    @Test
    void webhook_headerThereTwice_isToldWithoutItsValue() {
        Decoded<Webhook> decoded = WebhookCodec.decode(
                json(
                        """
                        {"id":"w","type":"custom","url":"https://a.example/","method":"POST","headers":[{"key":"x-a","value":"s3cret1"},{"key":"x-a","value":"s3cret2"}]}"""));

        assertThat(decoded.value().headers().get("x-a").reveal()).isEqualTo("s3cret1");
        assertThat(decoded.leftOut()).hasSize(1);
        assertThat(decoded.leftOut().get(0)).startsWith("headers").doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "fire(type=\"email\", users=[\"a\"]) | line 2: 'template_id' is missing",
                "fire(type=\"email\", users=[\"a\"], template_id=\"\") | line 2: 'template_id' is missing",
                "fire(type=\"email\", template_id=\"t\") | line 2: action on channel 'email': nobody is told; ",
                "fire(type=\"sms\", users=[\"a\", \"a\"], template_id=\"t\") | line 2: action on channel 'sms': users [a, a] names one twice; ",
                "fire(type=\"webhook_integration\", integration_type=\"lark\", template_id=\"t\") | line 2: 'webhook_id' is missing",
                "if alert.labels.a.b == 1: | line 2: field 'labels.a.b' must be ",
                "if alert.project == \"\\\"\": | line 2: value for field 'project' must have no double quote",
                "if alert.severity > \u0663: | line 2: '\u0663' is not known here",
                "if alert.severity > 9223372036854775808: | line 2: '9223372036854775808' is not known here",
            })
    void actionPolicy_statementThatIsNone_isToldWithFieldAndLine(String statement, String message) {
        Decoded<ActionPolicy> decoded = ActionPolicyCodec.decode(policy(FIRE + "\n" + statement));

        assertThat(decoded.value()).isNull();
        assertThat(decoded.leftOut()).hasSize(1);
        assertThat(decoded.leftOut().get(0)).startsWith("primary_policy_script cannot be expressed: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "fire(action_policy=\"a b\", group={}, group_wait=\"15s\", group_interval=\"5m\", repeat_interval=\"1h\") | line 1: actionPolicy must be ",
                "fire(group={}, group_wait=\"15s\", group_interval=\"5m\", repeat_interval=\"1h\") | line 1: 'action_policy' is missing",
                "fire(action_policy=\"a\", group={}, group_wait=\"15s\", group_interval=\"5m\", repeat_interval=\"99999d\") | line 1: repeatInterval must be at most ",
                "fire(action_policy=\"a\", group={\"alert.project\": alert.region}, group_wait=\"15s\") | line 1: a field stands under the name of another",
                "fire(action_policy=\"a\", group={\"alert.labels.app\": alert.labels.app}, group_by_all_labels=true) | line 1: labels are named although all of them count",
            })
    void alertPolicy_groupScriptThatIsNone_isToldWithFieldAndLine(String script, String message) {
        var decoded = AlertPolicyCodec.decode(json("{\"policy_id\":\"p\"}").put("group_script", script));

        assertThat(decoded.value()).isNull();
        assertThat(decoded.leftOut()).hasSize(1);
        assertThat(decoded.leftOut().get(0)).startsWith("group_script cannot be expressed: " + message);
    }

    @Test
    void actionPolicy_timerWithoutATime_isToldToBeOff() {
        ObjectNode json = policy(FIRE).put("escalation_start_enabled", true).put("escalation_start_timeout", "soon");

        Decoded<ActionPolicy> decoded = ActionPolicyCodec.decode(json);

        assertThat(decoded.value().escalation().unconfirmed()).isEmpty();
        assertThat(decoded.leftOut())
                .containsExactly(
                        "escalation_start_timeout is 'soon', which is not a duration",
                        "escalation_start_enabled is true, but its time is left out; false is taken");
    }

    @Test
    void webhook_headerWhoseKeyIsNone_isToldAsAWhole() {
        Decoded<Webhook> decoded = WebhookCodec.decode(
                json(
                        """
                        {"id":"w","type":"custom","url":"https://a.example/","method":"POST","headers":[{"key":[],"value":"s3cret1"}]}"""));

        assertThat(decoded.leftOut())
                .containsExactly("headers[0].key is not a text", "headers[0] is left out as a whole");
    }

    @Test
    void actionPolicy_defaultWithLabels_isReadAndTold() {
        ObjectNode json = policy(FIRE).put("is_default", true);
        json.putObject("labels").put("a", "b");

        Decoded<ActionPolicy> decoded = ActionPolicyCodec.decode(json);

        assertThat(decoded.value()).isNotNull();
        assertThat(decoded.leftOut())
                .containsExactlyInAnyOrder(
                        "is_default is true, which stays in the service",
                        "labels is not empty, and stays in the service");
    }

    @Test
    void defaults_ofTheOtherRecords_areTold() {
        String told = "is_default is true, which stays in the service";

        assertThat(AlertPolicyCodec.decode(
                                json(
                                        """
                        {"policy_id":"p","is_default":true,"group_script":"fire(action_policy=\\"a\\", group={}, group_wait=\\"15s\\", group_interval=\\"5m\\", repeat_interval=\\"1h\\")"}"""))
                        .leftOut())
                .containsExactly(told);
        assertThat(ContentTemplateCodec.decode(
                                json(
                                        """
                        {"template_id":"t","is_default":true,"templates":{"sms":{"locale":"zh-CN","content":"s"}}}"""))
                        .leftOut())
                .containsExactly(told);
    }

    @Test
    void unknownField_withAHostileName_staysOnItsLine() {
        List<String> leftOut =
                UserCodec.decode(json("{\"user_id\":\"a\"}").put("x\ny", 1)).leftOut();

        assertThat(leftOut).containsExactly("x y is not known here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "[]", "\"x\"", "{}"})
    void value_thatIsNothing_isNoDefinition(String value) throws JsonProcessingException {
        var node = MAPPER.readTree(value);

        for (Decoded<?> decoded : List.of(
                UserCodec.decode(node),
                UserGroupCodec.decode(node),
                WebhookCodec.decode(node),
                ContentTemplateCodec.decode(node),
                ActionPolicyCodec.decode(node),
                AlertPolicyCodec.decode(node))) {
            assertThat(decoded.value()).isNull();
            assertThat(decoded.leftOut()).isNotEmpty();
        }
    }

    @Test
    void scripts_changedAtRandom_areReadOrToldAndNeverThrow() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String script = "if (alert.severity >= 8 or alerts.labels.a == 'b') and alert.status != \"x\\u0041\":\n    "
                + FIRE + "\n    stop()\n" + FIRE;
        String group =
                "fire(action_policy=\"a\", group={\"alert.project\": alert.project}, group_wait=\"15s\", group_interval=\"5m\", repeat_interval=\"1h\")";
        for (int i = 0; i < 5_000; i++) {
            Decoded<?> actions = ActionPolicyCodec.decode(policy(changed(random, script)));
            Decoded<?> grouping =
                    AlertPolicyCodec.decode(json("{\"policy_id\":\"p\"}").put("group_script", changed(random, group)));

            assertThat(actions.value() != null || !actions.leftOut().isEmpty())
                    .as("seed " + seed)
                    .isTrue();
            assertThat(grouping.value() != null || !grouping.leftOut().isEmpty())
                    .as("seed " + seed)
                    .isTrue();
        }
    }

    private static String changed(Random random, String script) {
        StringBuilder text = new StringBuilder(script);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                default -> text.setLength(Math.max(8, at));
            }
        }
        return text.toString();
    }

    private static ObjectNode policy(String primary) {
        return json("{\"action_policy_id\":\"ap1\"}").put("primary_policy_script", primary);
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
