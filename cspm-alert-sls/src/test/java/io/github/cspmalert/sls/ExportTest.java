package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.ObjectKey;
import io.github.cspmalert.definition.ObjectKind;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.json.DefinitionsMapper;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import java.time.DayOfWeek;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts and records as the console leaves them, read, carried into an empty account, and read again. */
class ExportTest {

    private static final String PROJECT = ProvisionerFixture.PROJECT;

    private static final String EVERYTHING =
            """
            {"name":"everything","displayName":"Everything","description":"All of section one","type":"Alert","apiType":"Alert",
             "state":"Disabled","status":"DISABLED","recyclable":false,"createTime":1700000000,"lastModifiedTime":1700000001,
             "scheduleId":"abc",
             "schedule":{"type":"Cron","cronExpression":"0 18 * * *","timeZone":"+0800","delay":30,"runImmediately":false},
             "configuration":{"version":"2.0","type":"tpl","dashboard":"internal-alert-analysis",
              "queryList":[
               {"storeType":"log","region":"cn-hangzhou","project":"p-one","store":"logs","query":"* | select host, count(*) as pv group by host",
                "timeSpanType":"Truncated","start":"-15m","end":"absolute","powerSqlMode":"enable","roleArn":"acs:ram::1:role/reader",
                "dashboardId":"board","chartTitle":"chart","ui":"{}"},
               {"storeType":"metric","region":"cn-hangzhou","project":"p-one","store":"metrics","query":"* | select promql_query('up') from metrics",
                "timeSpanType":"Custom","start":"-70s","end":"-10s","powerSqlMode":"auto"},
               {"storeType":"meta","region":"","project":"","store":"user.hosts","query":""}],
              "joinConfigurations":[{"type":"left_join","condition":"$0.host == $1.host"},{"type":"left_exclude","condition":"$0.host == $2.host"}],
              "groupConfiguration":{"type":"custom","fields":["host"]},
              "conditionConfiguration":{"condition":"pv > 1","countCondition":""},
              "severityConfigurations":[
               {"severity":10,"evalCondition":{"condition":"pv > 1000","countCondition":"__count__ >= 5"}},
               {"severity":4,"evalCondition":{"condition":"","countCondition":""}}],
              "threshold":2,"autoAnnotation":false,"sendResolved":true,"noDataFire":true,"noDataSeverity":8,
              "labels":[{"key":"team","value":"payments"}],
              "annotations":[{"key":"title","value":"${alert_name}"},{"key":"desc","value":"${__pass_count__}"}],
              "muteUntil":4102444800,
              "policyConfiguration":{"alertPolicyId":"merge-all","actionPolicyId":"","repeatInterval":"1h30m0s"},
              "templateConfiguration":{"id":"sls.app.actiontrail.cis.at.ram_mfa_login","type":"sys","version":"1","lang":"en",
               "tokens":{"default.project":"p-one"},"annotations":{}},
              "sinkAlerthub":{"enabled":true},"sinkCms":{"enabled":true},
              "sinkEventStore":{"enabled":true,"endpoint":"cn-hangzhou.log.aliyuncs.com","project":"p-one","eventStore":"events","roleArn":"acs:ram::1:role/writer"},
              "tags":["cspm"],"x_unknown":1}}""";

    private static final String SIMPLE_SCHEDULES =
            """
            {"name":"%s","displayName":"%s","type":"Alert","state":"Enabled","status":"ENABLED","schedule":%s,
             "configuration":{"version":"2.0","type":"default","dashboard":"","queryList":[{"storeType":"log","region":"cn-hangzhou",
              "project":"p-one","store":"logs","query":"*","timeSpanType":"Relative","start":"-5m","end":"now","powerSqlMode":"auto"}],
              "joinConfigurations":[],"groupConfiguration":{"type":"no_group","fields":[]},
              "severityConfigurations":[{"severity":6,"evalCondition":{"condition":"","countCondition":""}}],"threshold":1,
              "autoAnnotation":true,"sendResolved":false,"noDataFire":false,"labels":[],"annotations":[],
              "policyConfiguration":{"alertPolicyId":"sls.builtin.dynamic","actionPolicyId":"branches","repeatInterval":"5m"},
              "sinkAlerthub":{"enabled":true},"sinkCms":{"enabled":false},"sinkEventStore":{"enabled":false}}}""";

    private static final String LEGACY =
            """
            {"name":"legacy","displayName":"Legacy","type":"Alert","state":"Enabled","schedule":{"type":"FixedRate","interval":"60s"},
             "configuration":{"condition":"cnt > 1","dashboard":"d","queryList":[{"logStore":"logs","query":"*","start":"-1m","end":"now"}],
             "notificationList":[{"type":"Email","content":"${Project}","emailList":["a@example.com"]}],"muteUntil":null}}""";

    private EmbeddedSls server;
    private SlsConnection connection;

    @BeforeEach
    void start() {
        server = EmbeddedSls.builder().project(PROJECT).project("empty-project").start();
        connection = connect(server);
        server.putAlert(PROJECT, EVERYTHING);
        server.putAlert(
                PROJECT, SIMPLE_SCHEDULES.formatted("fixed", "Fixed", "{\"type\":\"FixedRate\",\"interval\":\"60s\"}"));
        server.putAlert(PROJECT, SIMPLE_SCHEDULES.formatted("hourly", "Hourly", "{\"type\":\"Hourly\"}"));
        server.putAlert(PROJECT, SIMPLE_SCHEDULES.formatted("daily", "Daily", "{\"type\":\"Daily\",\"hour\":6}"));
        server.putAlert(
                PROJECT,
                SIMPLE_SCHEDULES.formatted("weekly", "Weekly", "{\"type\":\"Weekly\",\"dayOfWeek\":0,\"hour\":6}"));
        server.putAlert(PROJECT, LEGACY);
        ProvisionerFixture.put(
                server,
                "sls.common.user",
                """
                {"user_id":"alex","user_name":"Alex","email":["a@example.com"],"country_code":"86","phone":"13300000000","enabled":true,"sms_enabled":true,"voice_enabled":true}""");
        ProvisionerFixture.put(
                server,
                "sls.common.user_group",
                """
                {"user_group_id":"devops","user_group_name":"DevOps Team","enabled":true,"members":["alex"]}""");
        ProvisionerFixture.put(
                server,
                "sls.alert.action_webhook",
                """
                {"id":"custom-webhook","name":"Custom Webhook","type":"custom","url":"https://hooks.example.com/s3cret","method":"POST","headers":[{"key":"Content-Type","value":"application/json"}]}""");
        ProvisionerFixture.put(
                server,
                "sls.alert.action_webhook",
                """
                {"id":"dingtalk","name":"Dingtalk Webhook","type":"dingtalk","url":"https://oapi.dingtalk.com/robot/send?access_token=t0ken","method":"POST","secret":"SECx","headers":[]}""");
        ProvisionerFixture.put(
                server,
                "sls.alert.content_template",
                """
                {"template_id":"t1","template_name":"T","is_default":false,"templates":{
                 "sms":{"locale":"zh-CN","content":"s"},"voice":{"locale":"zh-CN","content":"v"},
                 "email":{"locale":"en-US","subject":"SLS alert: {{ alert.alert_name }}","content":"e"},
                 "dingtalk":{"locale":"zh-CN","title":"t","content":"d"},
                 "webhook":{"locale":"zh-CN","send_type":"batch","limit":3,"content":"w"},
                 "fc":{"locale":"zh-CN","send_type":"merged","limit":0,"content":"f"},
                 "event_bridge":{"locale":"zh-CN","subject":"s","content":"b"},"message_center":{"locale":"zh-CN","content":"m"}}}""");
        ProvisionerFixture.put(
                server,
                "sls.alert.action_policy",
                """
                {"action_policy_id":"branches","action_policy_name":"Branches","labels":{},"is_default":false,
                 "primary_policy_script":"if alert.severity >= 8:\\n    fire(type=\\"sms\\", users=[], groups=[\\"devops\\"], oncall_groups=[], template_id=\\"t1\\", period=\\"any\\")\\n    fire(type=\\"voice\\", users=[\\"alex\\"], groups=[], oncall_groups=[\\"night\\"], template_id=\\"sls.builtin.cn\\", period=\\"non_worktime\\")\\n    stop()\\nfire(type=\\"webhook_integration\\", integration_type=\\"dingtalk\\", webhook_id=\\"dingtalk\\", template_id=\\"t1\\", period=\\"any\\")",
                 "secondary_policy_script":"fire(type=\\"webhook_integration\\", integration_type=\\"custom\\", webhook_id=\\"custom-webhook\\", template_id=\\"t1\\", period=\\"any\\")",
                 "escalation_start_enabled":true,"escalation_start_timeout":"10m0s","escalation_inprogress_enabled":false,"escalation_inprogress_timeout":"30m","escalation_enabled":true,"escalation_timeout":"4h0m0s"}""");
        ProvisionerFixture.put(
                server,
                "sls.alert.action_policy",
                """
                {"action_policy_id":"dynamic-people","action_policy_name":"Dynamic people","labels":{},"is_default":false,
                 "primary_policy_script":"fire(type=\\"email\\", receiver_type=\\"dynamic\\", external_url=\\"https://x.example\\", external_headers={}, template_id=\\"t1\\", period=\\"any\\")",
                 "secondary_policy_script":"","escalation_start_enabled":false,"escalation_start_timeout":"10m","escalation_inprogress_enabled":false,"escalation_inprogress_timeout":"30m","escalation_enabled":false,"escalation_timeout":"1h"}""");
        ProvisionerFixture.put(
                server,
                "sls.alert.alert_policy",
                """
                {"policy_id":"merge-all","policy_name":"Merge","parent_id":"sls.root","is_default":false,
                 "group_script":"fire(action_policy=\\"dynamic-people\\", group={\\"alert.project\\": alert.project}, group_by_all_labels=false, group_wait=\\"15s\\", group_interval=\\"5m\\", repeat_interval=\\"1h\\")",
                 "inhibit_script":"","silence_script":"silence(x)"}""");
        ProvisionerFixture.put(
                server,
                "sls.alert.oncall_group",
                """
                {"oncall_id":"night","oncall_name":"Night","enabled":true,"overrides":[],"rotations":[],"calendar_id":"default_calendar"}""");
    }

    @AfterEach
    void close() {
        connection.close();
        server.close();
    }

    private static SlsConnection connect(EmbeddedSls server) {
        return SlsConnection.builder(server.endpoint(), server.region())
                .credentials(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret()))
                .proxy(server.proxyHost(), server.port())
                .build();
    }

    @Test
    void export_everyFeature_isInTheDefinitionsAndTheRestIsListedByName() {
        SlsExport export = SlsProvisioner.builder(connection, PROJECT).build().export();
        AlertDefinitions definitions = export.definitions();

        assertThat(definitions.rules())
                .extracting(AlertRule::id)
                .containsExactlyInAnyOrder("everything", "fixed", "hourly", "daily", "weekly");
        assertThat(definitions.rules())
                .filteredOn(rule -> rule.id().equals("weekly"))
                .extracting(AlertRule::schedule)
                .containsExactly(Schedule.weekly(DayOfWeek.SUNDAY, 6));
        assertThat(definitions.sources())
                .containsEntry("cn-hangzhou/p-one/logs", Store.log("cn-hangzhou", "p-one", "logs"))
                .containsEntry("user.hosts", Store.meta("user.hosts"));
        assertThat(definitions.existing())
                .containsExactlyInAnyOrder(
                        new ObjectKey(ObjectKind.ONCALL_GROUP, "night"),
                        new ObjectKey(ObjectKind.ACTION_POLICY, "dynamic-people"));
        assertThat(export.leftOut())
                .anyMatch(line -> line.startsWith("rule 'everything'") && line.contains("conditionConfiguration"))
                .anyMatch(line -> line.startsWith("rule 'everything'") && line.contains("x_unknown"))
                .anyMatch(line -> line.startsWith("rule 'legacy'"))
                .anyMatch(line -> line.startsWith("action policy 'dynamic-people'"))
                .anyMatch(line -> line.startsWith("alert policy 'merge-all'") && line.contains("silence_script"))
                .anyMatch(line -> line.startsWith("rule 'everything'") && line.contains("queryList[0].ui"))
                .anyMatch(line -> line.startsWith("on-call group 'night'"))
                .hasSize(7);
        assertThat(String.join("\n", export.leftOut())).doesNotContain("s3cret", "t0ken", "SECx", "a@example.com");
    }

    @Test
    void export_thenApplyIntoAnEmptyProject_thenExport_givesTheSameDefinitions() {
        AlertDefinitions definitions =
                SlsProvisioner.builder(connection, PROJECT).build().export().definitions();
        SlsProvisioner empty =
                SlsProvisioner.builder(connection, "empty-project").build();

        SlsPlan plan = empty.plan(definitions);
        plan.apply();

        assertThat(plan.steps())
                .filteredOn(step -> step.key().kind() != ObjectKind.RULE)
                .allMatch(step -> step.effect() == SlsPlan.Effect.UNCHANGED);
        assertThat(empty.export().definitions()).isEqualTo(definitions);
        DefinitionsMapper mapper = DefinitionsMapper.ofDefaults();
        assertThat(mapper.readJson(mapper.writeJson(definitions))).isEqualTo(definitions);
    }

    @Test
    void export_thenApplyIntoAnEmptyAccount_thenExport_givesTheSameDefinitions() {
        AlertDefinitions definitions =
                SlsProvisioner.builder(connection, PROJECT).build().export().definitions();
        try (EmbeddedSls other = EmbeddedSls.builder().project(PROJECT).start();
                SlsConnection toOther = connect(other)) {
            ProvisionerFixture.put(
                    other,
                    "sls.alert.oncall_group",
                    """
                    {"oncall_id":"night","oncall_name":"Night","enabled":true,"overrides":[],"rotations":[],"calendar_id":"c"}""");
            ProvisionerFixture.put(
                    other,
                    "sls.alert.action_policy",
                    server.record("sls.alert.action_policy", "dynamic-people").orElseThrow());
            SlsProvisioner provisioner =
                    SlsProvisioner.builder(toOther, PROJECT).build();

            provisioner.plan(definitions).apply();

            assertThat(provisioner.plan(definitions).isEmpty()).isTrue();
            assertThat(provisioner.export().definitions()).isEqualTo(definitions);
        }
    }

    @Test
    void export_brokenReferencesInTheService_areToldAndTheRestStillComes() {
        ProvisionerFixture.put(
                server,
                "sls.common.user",
                """
                {"user_id":"alex","user_name":"Alex","email":[],"country_code":"","phone":"","enabled":true,"sms_enabled":true,"voice_enabled":true}""");

        SlsExport export = SlsProvisioner.builder(connection, PROJECT).build().export();

        assertThat(export.definitions().rules()).hasSize(5);
        assertThat(export.leftOut())
                .anyMatch(line -> line.startsWith("action policy 'branches': does not fit together")
                        && line.contains("has no address on this channel"));
    }

    @Test
    void export_moreAlertsThanAPage_hasAllOfThem() {
        for (int i = 0; i < 200; i++) {
            server.putAlert(PROJECT, SIMPLE_SCHEDULES.formatted("more-" + i, "More", "{\"type\":\"Hourly\"}"));
        }

        assertThat(SlsProvisioner.builder(connection, PROJECT)
                        .build()
                        .export()
                        .definitions()
                        .rules())
                .hasSize(205);
    }

    @Test
    void export_alertThatCannotBeRead_isToldAndTheOthersComeThrough() {
        server.putAlert(PROJECT, "{\"name\":\"odd\",\"displayName\":null,\"schedule\":null,\"configuration\":null}");

        SlsExport export = SlsProvisioner.builder(connection, PROJECT).build().export();

        assertThat(export.definitions().rules()).hasSize(5);
        assertThat(export.leftOut()).anyMatch(line -> line.startsWith("rule 'odd'"));
    }
}
