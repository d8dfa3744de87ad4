package io.github.cspmalert.sls.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.SendType;
import io.github.cspmalert.sls.internal.DurationText;
import io.github.cspmalert.sls.internal.json.JsonMerge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecordCodecsTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static final String FIRE =
            "fire(type=\\\"email\\\", users=[\\\"a\\\"], template_id=\\\"sls.builtin.cn\\\", period=\\\"any\\\")";

    private record Kind(String sample, Function<JsonNode, ? extends Decoded<?>> decode) {}

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(
                        """
                        {"user_id":"alex","user_name":"Alex","email":["a@example.com"],"country_code":"86","phone":"13300000000","enabled":true,"sms_enabled":true,"voice_enabled":true}""",
                        UserCodec::decode),
                new Kind(
                        """
                        {"user_group_id":"devops","user_group_name":"DevOps Team","enabled":true,"members":["alex"]}""",
                        UserGroupCodec::decode),
                new Kind(
                        """
                        {"id":"w1","name":"W","type":"custom","url":"https://a.example/s3cret","method":"PUT","headers":[{"key":"k","value":"s3cret"}]}""",
                        WebhookCodec::decode),
                new Kind(
                        """
                        {"template_id":"t1","template_name":"T","is_default":false,"templates":{"email":{"locale":"en-US","subject":"s","content":"e"},"fc":{"locale":"zh-CN","send_type":"merged","limit":7,"content":"f"}}}""",
                        ContentTemplateCodec::decode),
                new Kind(
                        """
                        {"action_policy_id":"ap1","action_policy_name":"AP 1","labels":{},"is_default":false,"primary_policy_script":"%s","secondary_policy_script":"",
                        "escalation_start_enabled":true,"escalation_start_timeout":"10m0s","escalation_inprogress_enabled":false,"escalation_inprogress_timeout":"30m","escalation_enabled":false,"escalation_timeout":"1h0m0s"}"""
                                .formatted(FIRE),
                        ActionPolicyCodec::decode),
                new Kind(
                        """
                        {"policy_id":"p1","policy_name":"P","parent_id":"sls.root","is_default":false,"group_script":"fire(action_policy=\\"ap1\\", group={\\"alert.alert_id\\": alert.alert_id}, group_by_all_labels=true, group_wait=\\"15s\\", group_interval=\\"5m\\", repeat_interval=\\"1h\\")","inhibit_script":"","silence_script":""}""",
                        AlertPolicyCodec::decode));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void decode_anyFieldOdd_neverThrowsAndShowsNoSecret(Kind kind) {
        assertThat(kind.decode().apply(json(kind.sample())).value()).isNotNull();
        List<JsonNode> odd = Stream.of(
                        "null", "1", "true", "\"\"", "\"s3cret \\\"x\"", "[]", "[1,null]", "{}", "{\"s3cret\":1}")
                .map(RecordCodecsTest::any)
                .toList();
        for (String field : fields(kind.sample())) {
            for (JsonNode value : odd) {
                ObjectNode changed = json(kind.sample());
                changed.set(field, value);

                Decoded<?> decoded = kind.decode().apply(changed);

                assertThat(decoded.value() != null || !decoded.leftOut().isEmpty())
                        .as(field + " is " + value + ", read or told")
                        .isTrue();
                if (field.equals("url") || field.equals("secret") || field.equals("headers") || field.equals("email")) {
                    assertThat(String.join(" ", decoded.leftOut())).doesNotContain("s3cret");
                }
            }
            ObjectNode without = json(kind.sample());
            without.remove(field);
            Decoded<?> decoded = kind.decode().apply(without);
            assertThat(decoded.value() != null || !decoded.leftOut().isEmpty())
                    .as(field + " is missing, read or told")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void decode_unknownField_isTold(Kind kind) {
        assertThat(kind.decode().apply(json(kind.sample()).put("x_unknown", 1)).leftOut())
                .containsExactly("x_unknown is not known here");
    }

    private static List<String> fields(String sample) {
        List<String> names = new ArrayList<>();
        json(sample).fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void actionPolicy_consolesTimers_areReadAndDisabledOnesForgotten() {
        ActionPolicy policy = value(kinds().toList().get(4));

        assertThat(policy.escalation()).isEqualTo(Escalation.after(Duration.ofMinutes(10), null, null));
        assertThat(policy.secondary()).isEmpty();
    }

    @Test
    void actionPolicy_timerThatIsOff_isToldUnlessItHasTheConsolesTime() {
        ObjectNode value = json(kinds().toList().get(4).sample()).put("escalation_timeout", "4h");

        assertThat(ActionPolicyCodec.decode(value).leftOut())
                .containsExactly("escalation_timeout says nothing while it is off, and stays in the service");
    }

    @Test
    void actionPolicy_secondList_isWrittenAndReadBack() {
        Action first = Action.builder(Channel.EMAIL).users("a").template("t").build();
        Action second = Action.builder(Channel.SMS).groups("g").template("t").build();
        ActionPolicy policy = ActionPolicy.builder("ap1")
                .addAction(first)
                .addSecondary(second)
                .escalation(Escalation.after(Duration.ofMinutes(90), Duration.ofSeconds(45), Duration.ofHours(2)))
                .build();

        ObjectNode json = ActionPolicyCodec.encode(policy).managed();

        assertThat(json.path("secondary_policy_script").textValue()).startsWith("fire(type=\"sms\"");
        assertThat(json.path("escalation_start_timeout").textValue()).isEqualTo("90m");
        assertThat(json.path("escalation_inprogress_timeout").textValue()).isEqualTo("45s");
        assertThat(json.path("escalation_timeout").textValue()).isEqualTo("2h");
        assertThat(ActionPolicyCodec.decode(json).value()).isEqualTo(policy);
    }

    @Test
    void actionPolicy_scriptThatHasNoValue_isNotReadInPart() {
        ObjectNode json = json(kinds().toList().get(4).sample());
        json.put("primary_policy_script", "stop()\nfire(type=\"fc\")");

        Decoded<ActionPolicy> decoded = ActionPolicyCodec.decode(json);

        assertThat(decoded.value()).isNull();
        assertThat(decoded.leftOut())
                .containsExactly(
                        "primary_policy_script cannot be expressed: line 2: the type 'fc' of fire(..) has no published form");
    }

    @Test
    void alertPolicy_silencesOfTheConsole_areToldAndSurviveAnUpdate() {
        ObjectNode json = json(kinds().toList().get(5).sample()).put("silence_script", "silence(..)");
        AlertPolicy policy = AlertPolicyCodec.decode(json).value();

        assertThat(AlertPolicyCodec.decode(json).leftOut())
                .containsExactly("silence_script has no published form, and stays in the service");
        assertThat(JsonMerge.merge(
                        json.toString(), AlertPolicyCodec.encode(policy).managed()))
                .contains("\"silence_script\":\"silence(..)\"");
    }

    @Test
    void template_requestContents_keepHowTheyAreSent() {
        ContentTemplate template = value(kinds().toList().get(3));

        assertThat(template.content(Channel.FUNCTION_COMPUTE).orElseThrow().sendType())
                .isEqualTo(SendType.MERGED);
        assertThat(template.content(Channel.FUNCTION_COMPUTE).orElseThrow().limit())
                .isEqualTo(7);
    }

    @Test
    void names_equalToTheId_areNone() {
        User user = User.builder("alex").build();
        UserGroup group = UserGroup.of("devops", "alex");

        assertThat(UserCodec.encode(user).managed().path("user_name").textValue())
                .isEqualTo("alex");
        assertThat(UserCodec.decode(UserCodec.encode(user).managed()).value()).isEqualTo(user);
        assertThat(UserGroupCodec.decode(UserGroupCodec.encode(group).managed()).value())
                .isEqualTo(group);
    }

    @Test
    void webhook_readAndWritten_isTheSame() {
        Webhook webhook = value(kinds().toList().get(2));

        ObjectNode json = json(kinds().toList().get(2).sample());
        json.putNull("secret");
        assertThat(WebhookCodec.encode(webhook).managed()).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({
        "4h, 14400",
        "4h0m0s, 14400",
        "90m, 5400",
        "1h30m, 5400",
        "15s, 15",
        "1d, 86400",
        "60, 60",
        "1d2h3m4s, 93784"
    })
    void duration_eachForm_isRead(String text, long seconds) {
        assertThat(DurationText.read(text)).hasValue(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"14400, 4h", "5400, 90m", "15, 15s", "86400, 24h", "3601, 3601s"})
    void duration_written_isTheLargestUnitThatDividesIt(long seconds, String text) {
        assertThat(DurationText.write(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void duration_noTime_isNone() {
        for (String text : List.of("", "h", "4x", "-4h", "4h4h", "9999999999h")) {
            assertThat(DurationText.read(text)).as(text).isEmpty();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T value(Kind kind) {
        return (T) kind.decode().apply(json(kind.sample())).value();
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) any(text);
    }

    private static JsonNode any(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
