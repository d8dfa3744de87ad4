package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.Alert;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.http.client.ClientConfiguration;
import com.aliyun.openservices.log.request.GetAlertRequest;
import com.aliyun.openservices.log.util.JsonUtils;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.MergeField;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.recipient.Webhook;
import io.github.cspmalert.definition.recipient.WebhookType;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentLocale;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.definition.template.SendType;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What is provisioned is, field by field, what the service documents: the rule of the official guide, the rule that the SDK
 * itself writes, and the records of the reference of alert resource data.
 */
class DocumentedJsonTest {

    private static final String PROJECT = ProvisionerFixture.PROJECT;

    // The sample of the official guide, in its own words.
    private static final String GUIDE_RULE =
            """
            {"name":"example-latency-alert","displayName":"High average latency","description":"Latency of reads and writes",
             "schedule":{"type":"FixedRate","interval":"1m"},
             "configuration":{"version":"2.0","type":"default","dashboard":"internal-alert-analysis",
              "queryList":[{"storeType":"log","region":"cn-hangzhou","project":"example-project","store":"example-logstore",
                "query":"(RequestType :read or RequestType :write) and not Status :403 | select __source__, avg(Latency) as t from log group by __source__ having t >= 100000 and count(*) > 20000 order by t desc limit 10",
                "timeSpanType":"Relative","start":"-1m","end":"now","powerSqlMode":"auto"}],
              "joinConfigurations":[],
              "groupConfiguration":{"type":"no_group","fields":[]},
              "severityConfigurations":[{"severity":10,"evalCondition":{"condition":"","countCondition":""}}],
              "threshold":1,"autoAnnotation":true,"sendResolved":false,"noDataFire":false,"noDataSeverity":6,
              "labels":[{"key":"team","value":"payments"}],
              "annotations":[{"key":"title","value":"${alert_name}"},{"key":"desc","value":"Matching rows: ${__pass_count__}"}],
              "policyConfiguration":{"alertPolicyId":"sls.builtin.dynamic","actionPolicyId":"ap1","repeatInterval":"1m"},
              "sinkAlerthub":{"enabled":true},"sinkCms":{"enabled":false},"sinkEventStore":{"enabled":false}}}""";

    // What the SDK prints of the article's alert, without what it adds for the old kind of alerts: notifyThreshold,
    // sendRecoveryMessage, an empty conditionConfiguration, and useDefault, which newer tools refuse.
    private static final String SDK_RULE =
            """
            {"configuration":{"annotations":[{"key":"title","value":"${alert_name} triggered"},{"key":"desc","value":"${instance_type} / ${check_item_name}: ${cnt}"}],"autoAnnotation":true,"dashboard":"internal-alert-analysis","groupConfiguration":{"fields":[],"type":"no_group"},"joinConfigurations":[],"labels":[],"noDataFire":false,"noDataSeverity":6,"policyConfiguration":{"actionPolicyId":"sec-ops.action","alertPolicyId":"sls.builtin.dynamic","repeatInterval":"4h"},"queryList":[{"dashboardId":"internal-alert-analysis","end":"now","powerSqlMode":"auto","project":"sas-log-1234567890-cn-hangzhou","query":"__topic__:sas-cspm-log AND status:NOT_PASS | SELECT instance_type, check_item_name, count(*) AS cnt GROUP BY instance_type, check_item_name","region":"cn-hangzhou","start":"-1h","store":"sas-log","storeType":"log","timeSpanType":"Relative"}],"sendResolved":false,"severityConfigurations":[{"evalCondition":{"condition":"","countCondition":""},"severity":8}],"sinkAlerthub":{"enabled":true},"sinkCms":{"enabled":false},"sinkEventStore":{"enabled":false},"tags":["cspm"],"threshold":1,"type":"default","version":"2.0"},"description":"demo","displayName":"CSPM not passed","name":"alert-1700000000-123456","recyclable":false,"schedule":{"interval":"1h","runImmediately":true,"type":"FixedRate"},"type":"Alert"}""";

    private final ProvisionerFixture service = new ProvisionerFixture();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void ruleOfTheGuide_provisioned_isThatOfTheGuide() {
        AlertRule rule = AlertRule.builder("example-latency-alert")
                .displayName("High average latency")
                .description("Latency of reads and writes")
                .schedule(Schedule.fixedRate(Duration.ofMinutes(1)))
                .query(json(GUIDE_RULE).at("/configuration/queryList/0/query").textValue())
                .timeSpan(TimeSpan.relative(Duration.ofMinutes(1)))
                .severity(Severity.CRITICAL)
                .addLabel("team", "payments")
                .addAnnotation("title", "${alert_name}")
                .addAnnotation("desc", "Matching rows: ${__pass_count__}")
                .actionPolicy("ap1")
                .repeatInterval(Duration.ofMinutes(1))
                .build();

        service.provisioner()
                .plan(records().toBuilder()
                        .source(Store.log("cn-hangzhou", "example-project", "example-logstore"))
                        .addRule(rule)
                        .build())
                .apply();

        // Beside the guide's: what the jobs interface asks for, and the default of the documentation written out.
        ObjectNode expected = json(GUIDE_RULE);
        expected.put("type", "Alert").put("recyclable", false).put("state", "Enabled");
        expected.withObject("/schedule").put("runImmediately", true);
        assertThat(alert("example-latency-alert")).isEqualTo(expected);
    }

    @Test
    void articlesRule_provisioned_isWhatTheSdkWouldWrite() throws LogException {
        provisionArticle();

        ObjectNode expected = json(SDK_RULE);
        expected.put("state", "Enabled");
        assertThat(alert("alert-1700000000-123456")).isEqualTo(expected);
    }

    @Test
    void articlesRule_readAndWrittenByTheSdk_losesNothing() throws LogException {
        provisionArticle();

        Alert read = sdk().getAlert(new GetAlertRequest(PROJECT, "alert-1700000000-123456"))
                .getAlert();
        ObjectNode written = json(JsonUtils.serialize(read));

        JsonNode configuration = json(SDK_RULE).path("configuration");
        configuration.properties().forEach(field -> {
            if (!field.getKey().equals("policyConfiguration")) {
                assertThat(written.path("configuration").get(field.getKey()))
                        .as(field.getKey())
                        .isEqualTo(field.getValue());
            }
        });
        assertThat(written.path("configuration")
                        .path("policyConfiguration")
                        .path("actionPolicyId")
                        .textValue())
                .isEqualTo("sec-ops.action");
    }

    private void provisionArticle() {
        AlertRule rule = AlertRule.builder("alert-1700000000-123456")
                .displayName("CSPM not passed")
                .description("demo")
                .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                .addQuery(Query.of(
                                "__topic__:sas-cspm-log AND status:NOT_PASS | SELECT instance_type, check_item_name, count(*) AS cnt GROUP BY instance_type, check_item_name",
                                TimeSpan.relative(Duration.ofHours(1)))
                        .withChart("internal-alert-analysis", ""))
                .severity(Severity.HIGH)
                .addAnnotation("title", "${alert_name} triggered")
                .addAnnotation("desc", "${instance_type} / ${check_item_name}: ${cnt}")
                .tags("cspm")
                .actionPolicy("sec-ops.action")
                .build();
        service.provisioner()
                .plan(AlertDefinitions.builder()
                        .source(Store.log("cn-hangzhou", PROJECT, "sas-log"))
                        .addUser(User.builder("alex").addEmail("a@example.com").build())
                        .addActionPolicy(ActionPolicy.builder("sec-ops.action")
                                .addAction(Action.builder(Channel.EMAIL)
                                        .users("alex")
                                        .template("sls.builtin.cn")
                                        .build())
                                .build())
                        .addRule(rule)
                        .build())
                .apply();
    }

    // https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data
    @Test
    void records_provisioned_areThoseOfTheReference() {
        service.provisioner().plan(records()).apply();

        assertRecord(
                "sls.common.user",
                "alex",
                """
                {"user_id":"alex","user_name":"Alex","email":["a@example.com"],"country_code":"86","phone":"13300000000","enabled":true,"sms_enabled":true,"voice_enabled":true}""");
        assertRecord(
                "sls.common.user_group",
                "devops",
                """
                {"user_group_id":"devops","user_group_name":"DevOps Team","enabled":true,"members":["alex"]}""");
        assertRecord(
                "sls.alert.action_webhook",
                "custom-webhook",
                """
                {"id":"custom-webhook","name":"Custom Webhook","type":"custom","url":"https://example.com/hook","method":"POST","headers":[{"key":"Content-Type","value":"application/json"}]}""");
        assertRecord(
                "sls.alert.action_webhook",
                "dingtalk",
                """
                {"id":"dingtalk","name":"Dingtalk Webhook","type":"dingtalk","url":"https://oapi.dingtalk.com/robot/send?access_token=x","method":"POST","secret":"SECx","headers":[]}""");
        assertRecord(
                "sls.alert.action_policy",
                "ap1",
                """
                {"action_policy_id":"ap1","action_policy_name":"AP 1","labels":{},"is_default":false,
                 "primary_policy_script":"fire(type=\\"email\\", users=[], groups=[\\"devops\\"], oncall_groups=[], receiver_type=\\"static\\", external_url=\\"\\", external_headers={}, template_id=\\"sls.builtin.cn\\", period=\\"any\\")",
                 "secondary_policy_script":"fire(type=\\"email\\", users=[], groups=[\\"devops\\"], oncall_groups=[], receiver_type=\\"static\\", external_url=\\"\\", external_headers={}, template_id=\\"sls.builtin.cn\\", period=\\"any\\")",
                 "escalation_start_enabled":false,"escalation_start_timeout":"10m","escalation_inprogress_enabled":false,"escalation_inprogress_timeout":"30m","escalation_enabled":false,"escalation_timeout":"1h"}""");
        assertRecord(
                "sls.alert.alert_policy",
                "p1",
                """
                {"policy_id":"p1","policy_name":"P","parent_id":"","is_default":false,
                 "group_script":"fire(action_policy=\\"ap1\\", group={\\"alert.project\\": alert.project, \\"alert.alert_id\\": alert.alert_id}, group_by_all_labels=true, group_wait=\\"15s\\", group_interval=\\"5m\\", repeat_interval=\\"1h\\")",
                 "inhibit_script":"","silence_script":""}""");
        assertRecord(
                "sls.alert.content_template",
                "t1",
                """
                {"template_id":"t1","template_name":"T","is_default":false,"templates":{
                 "sms":{"locale":"zh-CN","content":"s"},"voice":{"locale":"zh-CN","content":"v"},
                 "email":{"locale":"en-US","subject":"SLS alert: {{ alert.alert_name }}","content":"e"},
                 "dingtalk":{"locale":"zh-CN","title":"t","content":"d"},"wechat":{"locale":"zh-CN","title":"t","content":"c"},
                 "lark":{"locale":"zh-CN","title":"t","content":"l"},"slack":{"locale":"zh-CN","title":"t","content":"k"},
                 "webhook":{"locale":"zh-CN","send_type":"single","limit":0,"content":"w"},
                 "fc":{"locale":"zh-CN","send_type":"single","limit":0,"content":"f"},
                 "event_bridge":{"locale":"zh-CN","subject":"s","content":"b"},"message_center":{"locale":"zh-CN","content":"m"}}}""");
    }

    private static AlertDefinitions records() {
        ContentTemplate.Builder template =
                ContentTemplate.builder("t1").name("T").locale(ContentLocale.ZH_CN);
        text(template, Channel.SMS, "", "s");
        text(template, Channel.VOICE, "", "v");
        template.locale(ContentLocale.EN_US)
                .email("SLS alert: {{ alert.alert_name }}", "e")
                .locale(ContentLocale.ZH_CN);
        text(template, Channel.DINGTALK, "t", "d");
        text(template, Channel.WECHAT, "t", "c");
        text(template, Channel.LARK, "t", "l");
        text(template, Channel.SLACK, "t", "k");
        template.request(Channel.WEBHOOK, SendType.SINGLE, 0, "w");
        template.request(Channel.FUNCTION_COMPUTE, SendType.SINGLE, 0, "f");
        text(template, Channel.EVENT_BRIDGE, "s", "b");
        text(template, Channel.MESSAGE_CENTER, "", "m");
        return AlertDefinitions.builder()
                .addUser(User.builder("alex")
                        .name("Alex")
                        .addEmail("a@example.com")
                        .phone("86", "13300000000")
                        .build())
                .addUserGroup(UserGroup.of("devops", "alex").named("DevOps Team"))
                .addWebhook(Webhook.builder("custom-webhook", WebhookType.CUSTOM, "https://example.com/hook")
                        .name("Custom Webhook")
                        .addHeader("Content-Type", "application/json")
                        .build())
                .addWebhook(Webhook.builder(
                                "dingtalk", WebhookType.DINGTALK, "https://oapi.dingtalk.com/robot/send?access_token=x")
                        .name("Dingtalk Webhook")
                        .signingSecret("SECx")
                        .build())
                .addTemplate(template.build())
                .addActionPolicy(ActionPolicy.builder("ap1")
                        .name("AP 1")
                        .addAction(Action.builder(Channel.EMAIL)
                                .groups("devops")
                                .template("sls.builtin.cn")
                                .build())
                        .build())
                .addAlertPolicy(AlertPolicy.builder("p1")
                        .name("P")
                        .actionPolicy("ap1")
                        .mergeBy(MergeField.PROJECT, MergeField.ALERT_ID)
                        .repeatInterval(Duration.ofHours(1))
                        .build())
                .build();
    }

    private static void text(ContentTemplate.Builder template, Channel channel, String subject, String content) {
        template.content(channel, ContentFormat.TEXT, subject, content);
    }

    private ObjectNode alert(String name) {
        return json(service.server.alert(PROJECT, name).orElseThrow())
                .without(List.of("createTime", "lastModifiedTime", "status"));
    }

    private void assertRecord(String resource, String id, String expected) {
        assertThat(json(service.server.record(resource, id).orElseThrow())).isEqualTo(json(expected));
    }

    private Client sdk() {
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.setProxyHost(service.server.proxyHost());
        configuration.setProxyPort(service.server.port());
        return new Client(
                service.server.endpoint(),
                service.server.accessKeyId(),
                service.server.accessKeySecret(),
                configuration);
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JsonText.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
