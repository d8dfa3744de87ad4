package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.testkit.sls.RawHttp.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Alerts as clients of other languages write them, over both interfaces of the service. */
class OtherClientsTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** What their own tests create in the real service; fields that are not set are sent too, as these clients do. */
    enum Body {
        /** client_alert_e2e_test.go of the Go SDK, createAlert. */
        GO_FIRST_VERSION(
                """
                {"name":"go-test-alert-1","displayName":"AlertTest By GO SDK","description":"Description for alert",
                 "state":"","status":"","type":"Alert",
                 "schedule":{"type":"FixedRate","interval":"1h","cronExpression":"","delay":0,"dayOfWeek":0,"hour":0,
                  "runImmediately":false},
                 "configuration":{"condition":"count > 0","muteUntil":1800000000,"notifyThreshold":1,"throttling":"5m",
                  "notificationList":[{"type":"SMS","content":"${alertName}","mobileList":["1234567891"]}],
                  "version":"","type":"","templateConfiguration":null,"dashboard":"test-dashboard","threshold":0,
                  "noDataFire":false,"noDataSeverity":0,"sendResolved":false,
                  "queryList":[{"chartTitle":"chart-abc","logStore":"test-logstore","query":"* | select count(1) as count",
                   "timeSpanType":"Custom","start":"-120s","end":"now","storeType":"","project":"","store":"","region":"",
                   "roleArn":"","dashboardId":"","powerSqlMode":""}],
                  "annotations":null,"labels":null,"severityConfigurations":null,"joinConfigurations":null,
                  "groupConfiguration":{"type":"","fields":null},
                  "policyConfiguration":{"useDefault":false,"repeatInterval":"","alertPolicyId":"","actionPolicyId":""},
                  "autoAnnotation":false,"sinkEventStore":null,"sinkCms":null,"sinkAlerthub":null}}
                """),
        /** client_alert_e2e_test.go of the Go SDK, createAlert2. */
        GO_SECOND_VERSION(
                """
                {"name":"go-test-alert-2","displayName":"AlertTest By GO SDK ","description":"by go sdk",
                 "state":"","status":"","type":"Alert",
                 "schedule":{"type":"FixedRate","interval":"1m","cronExpression":"","delay":0,"dayOfWeek":0,"hour":0,
                  "runImmediately":false},
                 "configuration":{"condition":"","muteUntil":1700000000,"notificationList":null,"notifyThreshold":0,
                  "throttling":"","version":"2.0","type":"default","templateConfiguration":null,"dashboard":"go-dashboard",
                  "threshold":1,"noDataFire":true,"noDataSeverity":6,"sendResolved":true,
                  "queryList":[{"chartTitle":"","logStore":"","query":"* | select count(1) as count",
                   "timeSpanType":"Custom","start":"-120s","end":"now","storeType":"log","project":"p","store":"test-alert",
                   "region":"cn-hangzhou","roleArn":"","dashboardId":"","powerSqlMode":"auto"}],
                  "annotations":[{"key":"title","value":"this is title"}],"labels":[{"key":"env","value":"test"}],
                  "severityConfigurations":[
                   {"severity":10,"evalCondition":{"condition":"count > 99","countCondition":""}},
                   {"severity":2,"evalCondition":{"condition":"","countCondition":""}}],
                  "joinConfigurations":null,"groupConfiguration":{"type":"no_group","fields":null},
                  "policyConfiguration":{"useDefault":false,"repeatInterval":"5m","alertPolicyId":"sls.builtin.dynamic",
                   "actionPolicyId":"test_action"},"autoAnnotation":true,
                  "sinkEventStore":{"enabled":true,"endpoint":"e","project":"p","eventStore":"alert-eventstore","roleArn":"r"},
                  "sinkCms":{"enabled":true},"sinkAlerthub":{"enabled":true}}}
                """),
        /** client_alert_func_test.go of the Go SDK: its dashboard exists nowhere. */
        GO_HOURLY(
                """
                {"name":"test-alert","displayName":"test-alert","description":"test","state":"","status":"","type":"Alert",
                 "schedule":{"type":"Hourly","interval":"","cronExpression":"","delay":0,"dayOfWeek":0,"hour":0,
                  "runImmediately":false},
                 "configuration":{"condition":"count > 0","dashboard":"test-dashboard","version":"",
                  "queryList":[{"chartTitle":"chart-abc","logStore":"test-logstore","query":"* | select count(1) as count",
                   "timeSpanType":"Custom","start":"-120s","end":"now"}]}}
                """),
        /** resource_alicloud_log_alert_test.go of Terraform's provider, basic_new: no threshold, project or type of time. */
        TERRAFORM_LOG_ALERT(
                """
                {"name":"alert_name","displayName":"alert_displayname-1","description":"","state":"Enabled","status":"",
                 "type":"Alert",
                 "schedule":{"type":"FixedRate","interval":"5m","cronExpression":"","delay":0,"dayOfWeek":0,"hour":0,
                  "runImmediately":false},
                 "configuration":{"condition":"","muteUntil":1632486684,"notificationList":null,"notifyThreshold":0,
                  "throttling":"","version":"2.0","type":"default","templateConfiguration":null,"dashboard":"","threshold":0,
                  "noDataFire":false,"noDataSeverity":8,"sendResolved":true,
                  "queryList":[{"chartTitle":"chart_title_1","logStore":"","query":"* AND aliyun | select count(1) as cnt",
                   "timeSpanType":"Custom","start":"-60s","end":"20s","storeType":"log","project":"","store":"s",
                   "region":"cn-heyuan","roleArn":"","dashboardId":"","powerSqlMode":""},
                   {"chartTitle":"chart_title_2","logStore":"","query":"error | select count(1) as error_cnt",
                   "timeSpanType":"Custom","start":"-60s","end":"20s","storeType":"log","project":"","store":"s",
                   "region":"cn-heyuan","roleArn":"","dashboardId":"","powerSqlMode":""}],
                  "annotations":[{"key":"test_key","value":"test value"}],"labels":[{"key":"env","value":"test"}],
                  "severityConfigurations":[
                   {"severity":8,"evalCondition":{"condition":"cnt > 3","countCondition":"__count__ > 3"}},
                   {"severity":2,"evalCondition":{"condition":"","countCondition":"__count__ > 0"}}],
                  "joinConfigurations":[{"type":"cross_join","condition":""}],
                  "groupConfiguration":{"type":"no_group","fields":[]},
                  "policyConfiguration":{"useDefault":false,"repeatInterval":"1h","alertPolicyId":"sls.builtin.dynamic",
                   "actionPolicyId":"test_alert_policy"},
                  "autoAnnotation":false,"sinkEventStore":null,"sinkCms":null,"sinkAlerthub":null}}
                """),
        /** The same resource of Terraform's provider with a template: nothing of its own. */
        TERRAFORM_TEMPLATE(
                """
                {"name":"alert_tpl","displayName":"alert_displayname-2","description":"","state":"Enabled","status":"",
                 "type":"Alert","schedule":{"type":"FixedRate","interval":"5m","cronExpression":"","delay":0,"dayOfWeek":0,
                  "hour":0,"runImmediately":false},
                 "configuration":{"condition":"","notificationList":null,"notifyThreshold":0,"throttling":"","version":"2.0",
                  "type":"tpl","templateConfiguration":{"id":"sls.app.sls_ack.node.down","type":"sys","version":"1.0",
                   "lang":"cn","tokens":{"interval_minute":"10"},"annotations":{"title":"t"}},
                  "dashboard":"","threshold":0,"noDataFire":false,"noDataSeverity":0,"sendResolved":false,"queryList":[],
                  "annotations":[],"labels":[],"severityConfigurations":[],"joinConfigurations":[],
                  "groupConfiguration":{"type":"","fields":null},
                  "policyConfiguration":{"useDefault":false,"repeatInterval":"","alertPolicyId":"","actionPolicyId":""},
                  "autoAnnotation":false,"sinkEventStore":null,"sinkCms":null,"sinkAlerthub":null}}
                """),
        /** resource_alicloud_sls_alert_test.go of Terraform's provider, basic5844: as many joins as queries. */
        TERRAFORM_SLS_ALERT_TEMPLATE(
                """
                {"name":"tf-testacc-slsalert1","displayName":"openapi-terraform",
                 "schedule":{"type":"Cron","runImmediately":true,"timeZone":"+0800","delay":10,"cronExpression":"0/5 * * * *"},
                 "configuration":{"type":"tpl","version":"2","muteUntil":0,
                  "queryList":[{"chartTitle":"tf-chart","query":"* | select *","timeSpanType":"Relative","start":"-15m",
                   "end":"now","storeType":"log","project":"p","store":"alert","region":"cn-shanghai",
                   "roleArn":"acs:ram::1234567890123456:role/aliyunslsalertmonitorrole","dashboardId":"tf-dashboard",
                   "powerSqlMode":"disable","ui":"{}"},
                   {"chartTitle":"","query":"","timeSpanType":"","start":"","end":"","storeType":"meta","project":"",
                   "store":"user.rds_ip_whitelist","region":"","roleArn":"","dashboardId":"","powerSqlMode":"","ui":""},
                   {"chartTitle":"","query":"","timeSpanType":"","start":"","end":"","storeType":"meta","project":"",
                   "store":"mytest1","region":"","roleArn":"","dashboardId":"","powerSqlMode":"","ui":""}],
                  "groupConfiguration":{"type":"no_group","fields":["a","b"]},
                  "joinConfigurations":[{"type":"no_join","condition":"aa"},{"type":"cross_join","condition":"qqq"},
                   {"type":"inner_join","condition":"fefefe"}],
                  "severityConfigurations":[{"severity":6,"evalCondition":{"condition":"__count__ > 1",
                   "countCondition":"cnt > 0"}}],
                  "labels":[{"key":"a","value":"b"}],"annotations":[{"key":"x","value":"y"}],"autoAnnotation":true,
                  "sendResolved":false,"threshold":1,"noDataFire":false,"noDataSeverity":6,"dashboard":"internal-alert",
                  "templateConfiguration":{"id":"sls.app.ack.autoscaler.cluster_unhealthy","type":"sys","version":"1.0",
                   "lang":"cn","tokens":{"a":"b"},"aonotations":{"x":"y"}},
                  "conditionConfiguration":{"condition":"cnt > 3","countCondition":"__count__ < 3"},
                  "policyConfiguration":{"alertPolicyId":"sls.builtin.dynamic","actionPolicyId":"tf-action",
                   "repeatInterval":"1m"},"sinkEventStore":{"enabled":true,"endpoint":"e","project":"p","eventStore":"alert",
                   "roleArn":"r"},"sinkCms":{"enabled":false},"sinkAlerthub":{"enabled":false},"tags":["cis","sls"]}}
                """),
        /** The same test, next step: a severity without a condition, empty objects for what is not set. */
        TERRAFORM_SLS_ALERT(
                """
                {"name":"tf-testacc-slsalert2_update","displayName":"openapi-terraform",
                 "schedule":{"type":"FixedRate","runImmediately":true,"timeZone":"+0700","delay":20,"interval":"5m"},
                 "configuration":{"type":"default","version":"2.0","muteUntil":1,"dashboard":"internal-alert-analysis",
                  "queryList":[{"chartTitle":"tf-chart-1","query":"* | select count(*)","timeSpanType":"Custom",
                   "start":"-5m","end":"-2m","storeType":"metric","project":"p","store":"aler","region":"cn-hangzhou",
                   "roleArn":"","dashboardId":"tf-dashboard-1","powerSqlMode":"auto","ui":"{\\"app\\": \\"trace\\"}"},
                   {"chartTitle":"","query":"","timeSpanType":"","start":"","end":"","storeType":"meta","project":"",
                   "store":" user.es.authtest","region":"","roleArn":"","dashboardId":"","powerSqlMode":"","ui":""}],
                  "groupConfiguration":{"type":"custom","fields":["a","b","c"]},
                  "joinConfigurations":[{"type":"cross_join","condition":"$0.id == $1.id"}],
                  "severityConfigurations":[{"severity":10},{"severity":8,"evalCondition":{"condition":"__count__ > 1"}}],
                  "labels":[],"annotations":[],"autoAnnotation":false,"sendResolved":true,"threshold":2,"noDataFire":true,
                  "noDataSeverity":4,"templateConfiguration":{},"conditionConfiguration":{},
                  "policyConfiguration":{"alertPolicyId":"sls.builtin.dynamic)"},"sinkEventStore":{},"sinkCms":{},
                  "sinkAlerthub":{},"tags":[]}}
                """);

        private final String json;

        Body(String json) {
            this.json = json;
        }
    }

    private final EmbeddedSls sls =
            EmbeddedSls.builder().project(PROJECT).start((index, folder) -> new FakeLogTable(index));

    @AfterEach
    void close() {
        sls.close();
    }

    private Response send(String method, String path, String body) throws IOException {
        try (RawHttp raw = new RawHttp(sls)) {
            return raw.send(method, path, body.getBytes(StandardCharsets.UTF_8), Map.of());
        }
    }

    private ObjectNode sent(String path) throws IOException {
        Response response = send("GET", path, "");
        assertThat(response.status()).isEqualTo(200);
        return (ObjectNode) JSON.readTree(response.text());
    }

    @ParameterizedTest
    @EnumSource(Body.class)
    void body_thatTheServiceTakes_isTakenAndGivenBack(Body body) throws IOException {
        JsonNode sent = JSON.readTree(body.json);
        String name = sent.path("name").asText();
        for (String interfaceOf : new String[] {"/jobs", "/alerts"}) {
            Response created = send("POST", interfaceOf, body.json);
            assertThat(created.text()).isEmpty();
            assertThat(created.status()).isEqualTo(200);

            ObjectNode stored = sent(interfaceOf + "/" + name);
            assertThat(stored.path("configuration")).isEqualTo(sent.path("configuration"));
            assertThat(stored.path("schedule")).isEqualTo(sent.path("schedule"));
            assertThat(stored.path("status").asText()).isEqualTo("ENABLED");

            assertThat(send("PUT", interfaceOf + "/" + name, stored.toString()).status())
                    .isEqualTo(200);
            assertThat(send("DELETE", interfaceOf + "/" + name, "").status()).isEqualTo(200);
        }
    }

    /** UpdateAlert of 2020-12-30 names the alert in the path only. */
    @Test
    void bothInterfaces_showTheSameAlerts() throws IOException {
        ObjectNode body = (ObjectNode) JSON.readTree(Body.TERRAFORM_SLS_ALERT.json);
        String name = body.path("name").asText();
        send("POST", "/alerts", body.toString());
        body.remove("name");

        assertThat(send(
                                "PUT",
                                "/alerts/" + name,
                                body.put("displayName", "renamed").toString())
                        .status())
                .isEqualTo(200);
        assertThat(send("PUT", "/alerts/" + name + "?action=disable", "").status())
                .isEqualTo(200);
        assertThat(sent("/jobs/" + name).path("displayName").asText()).isEqualTo("renamed");
        assertThat(sent("/jobs/" + name).path("state").asText()).isEqualTo("Disabled");
        assertThat(send("PUT", "/jobs/" + name + "?action=enable", "").status()).isEqualTo(200);
        assertThat(sent("/alerts/" + name).path("status").asText()).isEqualTo("ENABLED");
        assertThat(sent("/alerts?offset=0&size=10&logstore=aler").path("count").asInt())
                .isEqualTo(1);
        assertThat(sls.requests())
                .extracting(RecordedRequest::operation)
                .contains("CreateAlert", "UpdateAlert", "DisableAlert", "EnableAlert", "GetAlert", "ListAlerts");
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "PUT, ?action=enable", "PUT, ?action=disable", "DELETE, ''"})
    void alert_thatIsNotThere_isToldByTheSameCode(String method, String action) throws IOException {
        Response response = send(method, "/alerts/absent" + action, "");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.text()).contains("\"errorCode\":\"JobNotExist\"");
    }

    /** The Go SDK's ListAlert: what it has no word for it sends empty. */
    @ParameterizedTest
    @CsvSource({"'', 1", "test-dashboard, 1", "other-dashboard, 0"})
    void list_asTheGoSdkAsks_findsByDashboard(String dashboard, int expected) throws IOException {
        send("POST", "/jobs", Body.GO_HOURLY.json);

        assertThat(sent("/jobs?jobName=&jobType=Alert&offset=0&size=100&resourceProvider=" + dashboard)
                        .path("total")
                        .asInt())
                .isEqualTo(expected);
    }
}
