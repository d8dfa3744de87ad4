package io.github.cspmalert.testkit.sls;

import com.aliyun.openservices.log.common.Alert;
import com.aliyun.openservices.log.common.AlertConfiguration;
import com.aliyun.openservices.log.common.AlertConfiguration.ConditionConfiguration;
import com.aliyun.openservices.log.common.AlertConfiguration.GroupConfiguration;
import com.aliyun.openservices.log.common.AlertConfiguration.GroupType;
import com.aliyun.openservices.log.common.AlertConfiguration.Severity;
import com.aliyun.openservices.log.common.AlertConfiguration.SeverityConfiguration;
import com.aliyun.openservices.log.common.AlertConfiguration.StoreType;
import com.aliyun.openservices.log.common.JobSchedule;
import com.aliyun.openservices.log.common.JobScheduleType;
import com.aliyun.openservices.log.common.Query;
import com.aliyun.openservices.log.common.TimeSpanType;
import java.util.List;

/** Alerts to send: one in the SDK's classes, and one as documented, with a place to break it. */
final class AlertFixtures {

    /** The documented sample of a complete request. */
    static final String DOCUMENTED =
            """
            {"name":"example-latency-alert","displayName":"High average latency","description":"…",
             "schedule":{"type":"FixedRate","interval":"1m"},
             "configuration":{"version":"2.0","type":"default","dashboard":"internal-alert-analysis",
              "queryList":[{"storeType":"log","region":"cn-hangzhou","project":"example-project",
                "store":"example-logstore","query":"* | select avg(Latency) as t from log",
                "timeSpanType":"Relative","start":"-1m","end":"now","powerSqlMode":"auto"}],
              "joinConfigurations":[],
              "groupConfiguration":{"type":"no_group","fields":[]},
              "severityConfigurations":[{"severity":10,"evalCondition":{"condition":"","countCondition":""}}],
              "threshold":1,"autoAnnotation":true,"sendResolved":false,"noDataFire":false,"noDataSeverity":6,
              "labels":[{"key":"team","value":"payments"}],
              "annotations":[{"key":"title","value":"${alert_name}"}],
              "policyConfiguration":{"alertPolicyId":"sls.builtin.dynamic",
                "actionPolicyId":"example-action-policy","repeatInterval":"1m"},
              "sinkAlerthub":{"enabled":true},"sinkCms":{"enabled":false},"sinkEventStore":{"enabled":false}}}
            """;

    private AlertFixtures() {}

    static Alert alert(String name) {
        JobSchedule schedule = new JobSchedule();
        schedule.setType(JobScheduleType.FIXED_RATE);
        schedule.setInterval("1h");
        Alert alert = new Alert();
        alert.setName(name);
        alert.setDisplayName("CSPM not passed");
        alert.setSchedule(schedule);
        alert.setConfiguration(configuration());
        return alert;
    }

    private static AlertConfiguration configuration() {
        AlertConfiguration configuration = new AlertConfiguration();
        configuration.setVersion("2.0");
        configuration.setType("default");
        configuration.setDashboard("internal-alert-analysis");
        configuration.setThreshold(1);
        configuration.setQueryList(List.of(query()));
        GroupConfiguration group = new GroupConfiguration();
        group.setType(GroupType.NO_GROUP.toString());
        configuration.setGroupConfiguration(group);
        configuration.setSeverityConfigurations(List.of(severity()));
        return configuration;
    }

    private static Query query() {
        Query query = new Query();
        query.setStoreType(StoreType.LOG.toString());
        query.setProject(SdkClients.PROJECT);
        query.setStore(SdkClients.LOGSTORE);
        query.setRegion("cn-hangzhou");
        query.setQuery("status:NOT_PASS | SELECT count(*) AS cnt");
        query.setTimeSpanType(TimeSpanType.RELATIVE);
        query.setStart("-1h");
        query.setEnd("now");
        return query;
    }

    private static SeverityConfiguration severity() {
        ConditionConfiguration always = new ConditionConfiguration();
        always.setCondition("");
        always.setCountCondition("");
        SeverityConfiguration severity = new SeverityConfiguration();
        severity.setSeverity(Severity.High);
        severity.setEvalCondition(always);
        return severity;
    }
}
