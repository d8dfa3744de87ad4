package io.github.cspmalert.testkit.sls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.RawHttp.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which records of the service's own resources are accepted: the documented samples with one part replaced. */
class RecordRulesTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** The documented samples. */
    enum Sample {
        USER(
                "sls.common.user",
                "{'user_id':'alex','user_name':'Alex','email':['a@example.com'],'country_code':'86','phone':'133',"
                        + "'enabled':true,'sms_enabled':true,'voice_enabled':true}"),
        GROUP(
                "sls.common.user_group",
                "{'user_group_id':'devops','user_group_name':'DevOps Team','enabled':true,'members':['alex']}"),
        ONCALL(
                "sls.alert.oncall_group",
                "{'oncall_id':'default_oncall','oncall_name':'Default Oncall','enabled':true,'overrides':[],"
                        + "'rotations':[{'targets':[{'type':'user','target_id':'alex'}],'shift_week_custom':null}],"
                        + "'calendar_id':'default_calendar'}"),
        CUSTOM(
                "sls.alert.action_webhook",
                "{'id':'w','name':'W','type':'custom','url':'https://hook.example/TOKEN','method':'PUT',"
                        + "'headers':[{'key':'Content-Type','value':'application/json'}]}"),
        DINGTALK(
                "sls.alert.action_webhook",
                "{'id':'d','name':'D','type':'dingtalk','url':'https://hook.example/TOKEN','method':'POST',"
                        + "'secret':'SEC','headers':[]}"),
        LARK(
                "sls.alert.action_webhook",
                "{'id':'l','name':'L','type':'lark','url':'https://hook.example/TOKEN','method':'POST',"
                        + "'secret':'SEC','headers':[]}"),
        WECHAT(
                "sls.alert.action_webhook",
                "{'id':'c','name':'C','type':'wechat','url':'https://hook.example/TOKEN','method':'POST','headers':[]}"),
        SLACK(
                "sls.alert.action_webhook",
                "{'id':'s','name':'S','type':'slack','url':'https://hook.example/TOKEN','method':'POST','headers':[]}"),
        ACTION_POLICY(
                "sls.alert.action_policy",
                "{'action_policy_id':'ap1','action_policy_name':'AP 1','labels':{},'is_default':false,"
                        + "'primary_policy_script':'fire()','secondary_policy_script':'fire()',"
                        + "'escalation_start_enabled':false,'escalation_start_timeout':'10m',"
                        + "'escalation_inprogress_enabled':false,'escalation_inprogress_timeout':'30m',"
                        + "'escalation_enabled':false,'escalation_timeout':'1h'}"),
        ALERT_POLICY(
                "sls.alert.alert_policy",
                "{'policy_id':'p1','policy_name':'P','parent_id':'','is_default':false,'group_script':'',"
                        + "'inhibit_script':'','silence_script':''}"),
        TEMPLATE(
                "sls.alert.content_template",
                "{'template_id':'t1','template_name':'T','is_default':false,'templates':{"
                        + "'sms':{'locale':'zh-CN','content':''},'voice':{'locale':'zh-CN','content':''},"
                        + "'email':{'locale':'en-US','subject':'s','content':''},"
                        + "'dingtalk':{'locale':'zh-CN','title':'t','content':''},"
                        + "'wechat':{'locale':'zh-CN','title':'t','content':''},"
                        + "'lark':{'locale':'zh-CN','title':'t','content':''},"
                        + "'slack':{'locale':'zh-CN','title':'t','content':''},"
                        + "'webhook':{'locale':'zh-CN','send_type':'single','limit':0,'content':''},"
                        + "'fc':{'locale':'zh-CN','send_type':'merged','limit':0,'content':''},"
                        + "'event_bridge':{'locale':'zh-CN','subject':'s','content':''},"
                        + "'message_center':{'locale':'zh-CN','content':''}}}"),
        CONFIG(
                "sls.alert.global_config",
                "{'config_id':'default_config','config_name':'C',"
                        + "'config_detail':{'alert_center_log':{'region':'cn-hangzhou'}}}");

        private static final Map<String, String> IDS = Map.of(
                "sls.common.user", "user_",
                "sls.common.user_group", "user_group_",
                "sls.alert.oncall_group", "oncall_",
                "sls.alert.action_webhook", "",
                "sls.alert.action_policy", "action_policy_",
                "sls.alert.alert_policy", "policy_",
                "sls.alert.content_template", "template_",
                "sls.alert.global_config", "config_");

        private final String resource;
        private final String value;

        Sample(String resource, String value) {
            this.resource = resource;
            this.value = value.replace('\'', '"');
        }

        String nameField(String kind) {
            return IDS.get(resource) + kind;
        }
    }

    private final EmbeddedSls sls = EmbeddedSls.builder().start((index, folder) -> new FakeLogTable(index));

    @AfterEach
    void close() {
        sls.close();
    }

    private Response create(Sample sample, JsonNode value) throws IOException {
        ObjectNode record = JSON.createObjectNode()
                .put("id", value.path(sample.nameField("id")).asText())
                .put("tag", value.path(sample.nameField("name")).asText())
                .put("value", value.toString());
        try (RawHttp raw = new RawHttp(sls)) {
            return raw.send(
                    "POST",
                    "cn-shanghai.sls.test",
                    "/resources/" + sample.resource + "/records",
                    JSON.writeValueAsBytes(record),
                    Map.of(),
                    Map.of());
        }
    }

    private void assertRefused(Sample sample, JsonNode value, String message) throws IOException {
        Response response = create(sample, value);

        assertThat(response.status()).as(value.toString()).isEqualTo(400);
        JsonNode error = JSON.readTree(response.text());
        assertThat(error.path("errorCode").asText()).isEqualTo("ParameterInvalid");
        assertThat(error.path("errorMessage").asText())
                .contains(message)
                .doesNotContain("TOKEN", "SEC", "a@example.com", "133");
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void sample_asDocumented_isAccepted(Sample sample) throws IOException {
        Response response = create(sample, JSON.readTree(sample.value));

        assertThat(response.text()).isEmpty();
        assertThat(response.status()).isEqualTo(200);
    }

    /** What a record cannot do without; all else the SDKs leave out, or send as null, where it is not set. */
    private static final Set<String> REQUIRED = Set.of("type", "url", "method", "templates");

    @ParameterizedTest
    @EnumSource(Sample.class)
    void field_thatIsMissingOrNull_isRefusedOnlyWhereItIsNeeded(Sample sample) throws IOException {
        ObjectNode original = (ObjectNode) JSON.readTree(sample.value);
        for (String field : fields(sample, original)) {
            ObjectNode without = original.deepCopy();
            without.remove(field);
            ObjectNode nothing = original.deepCopy();
            nothing.putNull(field);
            if (REQUIRED.contains(field)) {
                assertRefused(sample, without, field + " is missing; it must");
                assertRefused(sample, nothing, field + " is ");
            } else {
                without.put(sample.nameField("id"), sample + "-1-" + field);
                assertThat(create(sample, without).status())
                        .as(without.toString())
                        .isEqualTo(200);
                nothing.put(sample.nameField("id"), sample + "-2-" + field);
                assertThat(create(sample, nothing).status())
                        .as(nothing.toString())
                        .isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void field_ofAnotherType_isRefused(Sample sample) throws IOException {
        ObjectNode original = (ObjectNode) JSON.readTree(sample.value);
        for (String field : fields(sample, original)) {
            ObjectNode other = original.deepCopy();
            other.put(field, 7);
            assertRefused(sample, other, field + " is ");
        }
    }

    private static List<String> fields(Sample sample, ObjectNode value) {
        Set<String> names =
                Set.of(sample.nameField("id"), sample.nameField("name"), "secret"); // Told apart by other tests.
        return value.properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !names.contains(field))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "USER     | ['a@example.com']   | ['a@example.com',7] | email is (not shown); it must hold strings only",
                "GROUP    | ['alex']            | [7]               | members is [7]; it must hold strings only",
                "CUSTOM   | 'custom'            | 'teams'           | type is \"teams\"; it must be one of custom, dingtalk, lark, slack, wechat",
                "CUSTOM   | 'PUT'               | 'PATCH'           | method is \"PATCH\"; it must be one of DELETE, GET, OPTIONS, POST, PUT",
                "CUSTOM   | 'https://hook.example/TOKEN' | ''       | url is (not shown); it must not be empty",
                "CUSTOM   | 'type':'custom'     | 'type':'custom','secret':'SEC' | secret is (not shown); a webhook of type custom has none",
                "CUSTOM   | 'key':'Content-Type'| 'key':''          | headers[0].key is \"\"; it must not be empty",
                "CUSTOM   | 'application/json'  | 7                 | headers[0].value is (not shown); it must be a string",
                "DINGTALK | 'POST'              | 'PUT'             | method is \"PUT\"; a webhook of type dingtalk must use POST",
                "LARK     | 'POST'              | 'PUT'             | method is \"PUT\"; a webhook of type lark must use POST",
                "WECHAT   | 'POST'              | 'PUT'             | method is \"PUT\"; a webhook of type wechat must use POST",
                "SLACK    | 'POST'              | 'PUT'             | method is \"PUT\"; a webhook of type slack must use POST",
                "DINGTALK | 'headers':[]        | 'headers':[{'key':'a','value':'b'}] | headers is (not shown); a webhook of type dingtalk must have an empty list",
                "WECHAT   | 'POST'              | 'POST','secret':'SEC' | secret is (not shown); a webhook of type wechat has none",
                "SLACK    | 'POST'              | 'POST','secret':'SEC' | secret is (not shown); a webhook of type slack has none",
                "DINGTALK | 'SEC'               | 7                 | secret is (not shown); it must be a string",
                "ACTION_POLICY | 'labels':{}    | 'labels':{'a':'b'} | labels is {\"a\":\"b\"}; it must be an empty object",
                "ACTION_POLICY | 'is_default':false | 'is_default':true | is_default is true; it must be false",
                "ALERT_POLICY  | 'is_default':false | 'is_default':true | is_default is true; it must be false",
                "TEMPLATE | 'is_default':false  | 'is_default':true | is_default is true; it must be false",
                "TEMPLATE | 'sms':{             | 'fax':{           | templates.fax is {\"locale\":\"zh-CN\",\"content\":\"\"}; there is no such channel, only dingtalk, email",
                "TEMPLATE | 'en-US'             | 'en'              | templates.email.locale is \"en\"; it must be one of en-US, zh-CN",
                "TEMPLATE | 'subject':'s','content':''},'dingtalk' | 'content':''},'dingtalk' | templates.email.subject is missing",
                "TEMPLATE | 'slack':{'locale':'zh-CN','title':'t' | 'slack':{'locale':'zh-CN' | templates.slack.title is missing",
                "TEMPLATE | 'single'            | 'each'            | templates.webhook.send_type is \"each\"; it must be one of batch, merged, single",
                "TEMPLATE | 'send_type':'merged',| ``               | templates.fc.send_type is missing",
                "TEMPLATE | 'limit':0           | 'limit':-1        | templates.webhook.limit is -1",
                "TEMPLATE | 'voice':{'locale':'zh-CN','content':''} | 'voice':{'locale':'zh-CN'} | templates.voice.content is missing",
                "TEMPLATE | 'voice':{'locale':'zh-CN','content':''} | 'voice':7 | templates.voice is 7; it must be an object"
            })
    void part_thatIsWrong_isRefused(Sample sample, String from, String to, String message) throws IOException {
        String before = from.replace('\'', '"');
        assertThat(sample.value).contains(before);

        assertRefused(sample, JSON.readTree(sample.value.replace(before, to.replace('\'', '"'))), message);
    }

    @Test
    void template_withoutAChannel_isRefused() throws IOException {
        ObjectNode value = (ObjectNode) JSON.readTree(Sample.TEMPLATE.value);
        value.putObject("templates");

        assertRefused(Sample.TEMPLATE, value, "templates is {}; it must have at least one channel");
    }

    @Test
    void secret_thatIsEmpty_isNone() throws IOException {
        ObjectNode value = (ObjectNode) JSON.readTree(Sample.SLACK.value);

        assertThat(create(Sample.SLACK, value.put("secret", "")).status()).isEqualTo(200);
    }
}
