package io.github.cspmalert.notify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What posture templates see, made up. Times are in November 2026. */
final class PostureSamples {

    static final String SSH = "Ensure no security groups allow ingress from 0.0.0.0/0 to port 22";
    static final long NOW = 1_795_824_000L;
    static final String DETAILS =
            """
            {"Checks":[{"SecurityGroupIdShow":{"value":"sg-bp1","link":"https://ecs.console.aliyun.com/#/securityGroupDetail/region/cn-hangzhou/groupId/sg-bp1"},\
            "PortShow":{"value":"22/22"},"SourceShow":{"value":"0.0.0.0/0"}}],"Columns":[{"key":"PortShow","showName":"Port","type":"text"},\
            {"key":"SourceShow","showName":"Source","type":"text"},{"key":"SecurityGroupIdShow","showName":"Security group","type":"link"}]}""";

    private PostureSamples() {}

    static Map<String, Object> variables(String kind, List<Map<String, Object>> changes) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (String change : List.of(
                "new", "reopened", "risk_raised", "still_open", "fixed", "exempted", "waiver_ending", "unobserved")) {
            counts.put(
                    change,
                    changes.stream()
                            .filter(each -> change.equals(each.get("change")))
                            .count());
        }
        List<Map<String, Object>> trend = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            trend.add(Map.of(
                    "at",
                    NOW - (13 - i) * 86_400L,
                    "total",
                    14L + i % 5 + i,
                    "high",
                    2L + i % 3,
                    "medium",
                    5L + i / 3,
                    "low",
                    7L + i % 5 + i - i / 3 - i % 3,
                    "other",
                    0L));
        }
        Map<String, Object> posture = new LinkedHashMap<>();
        posture.put("kind", kind);
        posture.put("group", Map.of("by", "owner", "id", "payments", "name", "Payments team"));
        posture.put("owner", "Payments team");
        posture.put("unowned", 0L);
        posture.put("since", NOW - 86_400L);
        posture.put("counts", counts);
        posture.put("changes", changes);
        posture.put("left_out", 0L);
        posture.put("open", Map.of("total", 23L, "high", 4L, "medium", 12L, "low", 7L, "other", 0L));
        posture.put("trend", trend);
        posture.put("waived", 3L);
        posture.put("cspm_url", "https://yundun.console.alibabacloud.com/?p=sas#/baseline/cn-hangzhou");
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("alert", Map.of("alert_name", "Posture", "alert_time", NOW, "query_url", ""));
        variables.put("posture", posture);
        return variables;
    }

    static Map<String, Object> change(String change, String risk, String name, String instance) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("change", change);
        map.put("id", "0123456789abcdef0123456789abcdef");
        map.put("source", "prod");
        map.put("account_id", "1234567890123456");
        map.put("vendor", "ALIYUN");
        map.put("check_id", "");
        map.put("check_item_name", name);
        map.put("instance_type", "ECS");
        map.put("instance_sub_type", "SECURITY_GROUP");
        map.put("instance_id", "sg-" + instance);
        map.put("instance_name", instance);
        map.put("region_id", "cn-hangzhou");
        map.put("risk", risk);
        map.put("previous_risk", change.equals("risk_raised") ? "LOW" : "");
        map.put("status", change.equals("fixed") ? "PASS" : "NOT_PASS");
        map.put("first_seen", NOW - 400_000L);
        map.put("last_seen", NOW - 3_600L);
        map.put("opened_at", NOW - 260_000L);
        map.put("closed_at", change.equals("fixed") ? NOW - 3_600L : 0L);
        map.put("open_days", 3L);
        map.put("times_reopened", change.equals("reopened") ? 2L : 0L);
        map.put("deadline", change.equals("still_open") ? NOW - 86_400L : NOW + 4 * 86_400L);
        map.put("overdue", change.equals("still_open"));
        map.put("reminder", change.equals("still_open") ? 2L : 0L);
        map.put(
                "waiver",
                change.equals("waiver_ending")
                        ? Map.of(
                                "id",
                                "w1",
                                "reason",
                                "bastion host, ticket SEC-7",
                                "author",
                                "lead@example.com",
                                "until",
                                NOW + 3 * 86_400L)
                        : Map.of("id", "", "reason", "", "author", "", "until", 0L));
        map.put("standards", List.of("1"));
        map.put("instance_result", DETAILS);
        map.put(
                "query_url",
                "https://sls.console.alibabacloud.com/lognext/project/sas-log-1/logsearch/sas-log?encode=base64&queryString=X190b3");
        return map;
    }

    /** One change of each word, most urgent first. */
    static List<Map<String, Object>> everyChange() {
        return List.of(
                change("new", "HIGH", SSH, "web-1"),
                change("new", "HIGH", SSH, "web-2"),
                change("reopened", "HIGH", "AdministratorAccess Policy Attachment", "deploy-bot"),
                change("risk_raised", "MEDIUM", "Origin fetch configuration", "shop-origin"),
                change("still_open", "MEDIUM", "RDS-白名单配置", "orders-db"),
                change("waiver_ending", "HIGH", SSH, "bastion"),
                change("unobserved", "LOW", "OSS-日志记录配置", "old-bucket"),
                change("exempted", "LOW", "SLB-健康状态", "internal-slb"),
                change("fixed", "HIGH", SSH, "web-0"),
                change(
                        "fixed",
                        "MEDIUM",
                        "Ensure that 'TDE' is set to 'Enabled' on for applicable database instance",
                        "billing-db"));
    }

    static List<Map<String, Object>> many(int count) {
        List<Map<String, Object>> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String risk = i < count / 5 ? "HIGH" : i < count / 2 ? "MEDIUM" : "LOW";
            changes.add(change(
                    i < count * 4 / 5 ? "new" : "fixed", risk, SSH + " (" + risk + " " + i % 17 + ")", "server-" + i));
        }
        return changes;
    }
}
