package io.github.cspmalert.sls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cspmalert.sls.internal.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What a service may hold, at random: alerts and records in the words of the documentation, and then spelled otherwise, of other
 * types, with fields that nobody knows, or without those that everybody expects.
 */
final class ServiceJson {

    static final String USER = "sls.common.user";
    static final String GROUP = "sls.common.user_group";
    static final String ONCALL = "sls.alert.oncall_group";
    static final String WEBHOOK = "sls.alert.action_webhook";
    static final String TEMPLATE = "sls.alert.content_template";
    static final String ACTION_POLICY = "sls.alert.action_policy";
    static final String ALERT_POLICY = "sls.alert.alert_policy";

    /** By these an object is found; what it is called is what the test calls it. */
    private static final Set<String> IDS = Set.of(
            "name", "user_id", "user_group_id", "id", "template_id", "action_policy_id", "policy_id", "oncall_id");

    private static final List<String> ODD = List.of(
            "null",
            "\"\"",
            "0",
            "1",
            "7",
            "-5",
            "3.0",
            "1.5",
            "1e999999999",
            "1E+2147483647",
            "99999999999999999999999",
            "4102444800",
            "\"3\"",
            "\"true\"",
            "\"TRUE\"",
            "true",
            "false",
            "[]",
            "{}",
            "[1,null,\"x\"]",
            "{\"a\":1}",
            "[{\"key\":\"k\",\"value\":7},{\"key\":\"k\",\"value\":\"v\"},3]",
            "\"a\\nb\"",
            "\"x\\u0000y\"",
            "\"\\u202Egnp\"",
            "\"Something\"",
            "\"default\"",
            "\"2\"",
            "\"+8613300000000\"",
            "\"-60s\"",
            "\"20s\"",
            "\"1h0m0s\"",
            "\"90\"",
            "\"now\"",
            "\"" + "長".repeat(400) + "\"");

    private final Random random;

    ServiceJson(long seed) {
        random = new Random(seed);
    }

    /** {@return records by resource and id} */
    Map<String, Map<String, ObjectNode>> records() {
        Map<String, Map<String, ObjectNode>> all = new LinkedHashMap<>();
        for (int i = 0; i < 4; i++) {
            put(
                    all,
                    USER,
                    "u" + i,
                    """
                    {"user_id":"u%d","user_name":"%s","email":[%s],"country_code":"%s","phone":"%s","enabled":%b,"sms_enabled":%b,"voice_enabled":%b}"""
                            .formatted(
                                    i,
                                    one("Alex", "u" + i, "é 小"),
                                    one("", "\"a@example.com\"", "\"a@example.com\",\"b@example.com\""),
                                    one("86", "", "1"),
                                    one("13300000000", "133 0000 0000", "+8613300000000", ""),
                                    flag(),
                                    flag(),
                                    flag()));
        }
        for (int i = 0; i < 2; i++) {
            put(
                    all,
                    GROUP,
                    "g" + i,
                    """
                    {"user_group_id":"g%d","user_group_name":"%s","enabled":%b,"members":[%s]}"""
                            .formatted(
                                    i,
                                    one("Ops", "g" + i),
                                    flag(),
                                    one("", "\"u0\"", "\"u1\",\"u2\"", "\"u0\",\"gone\"")));
            put(
                    all,
                    TEMPLATE,
                    "t" + i,
                    """
                    {"template_id":"t%d","template_name":"T","is_default":%b,"templates":{"email":{"locale":"%s","subject":"{{ alert.alert_name }}","content":"%s"},
                     "sms":{"locale":"zh-CN","content":"%s"},"dingtalk":{"locale":"zh-CN","title":"t","content":"d"},
                     "webhook":{"locale":"en-US","send_type":"%s","limit":%d,"content":"w"},"event_bridge":{"locale":"zh-CN","subject":"s","content":"b"}}}"""
                            .formatted(
                                    i,
                                    flag(),
                                    one("zh-CN", "en-US"),
                                    one("{% if x %}", "<b>é</b>", ""),
                                    one("s", ""),
                                    one("single", "batch", "merged"),
                                    random.nextInt(3)));
        }
        put(
                all,
                ONCALL,
                "night",
                """
                {"oncall_id":"night","oncall_name":"Night","enabled":true,"overrides":[],"rotations":[],"calendar_id":"default_calendar"}""");
        put(
                all,
                WEBHOOK,
                "w0",
                """
                {"id":"w0","name":"W","type":"custom","url":"https://hooks.example.com/x","method":"%s","headers":[{"key":"X","value":"%s"}]}"""
                        .formatted(one("POST", "PUT", "GET"), one("a", "")));
        put(
                all,
                WEBHOOK,
                "w1",
                """
                {"id":"w1","name":"D","type":"dingtalk","url":"https://oapi.dingtalk.com/robot/send?access_token=t","method":"POST","secret":"%s","headers":[]}"""
                        .formatted(one("SECx", "")));
        for (int i = 0; i < 4; i++) {
            put(
                    all,
                    ACTION_POLICY,
                    "a" + i,
                    """
                    {"action_policy_id":"a%d","action_policy_name":"A","labels":{},"is_default":false,"primary_policy_script":%s,"secondary_policy_script":%s,
                     "escalation_start_enabled":%b,"escalation_start_timeout":"%s","escalation_inprogress_enabled":%b,"escalation_inprogress_timeout":"30m","escalation_enabled":false,"escalation_timeout":"%s"}"""
                            .formatted(
                                    i,
                                    script(),
                                    random.nextInt(3) == 0 ? script() : "\"\"",
                                    flag(),
                                    one("10m", "10m0s", "15m"),
                                    flag(),
                                    one("1h", "2h", "")));
        }
        for (int i = 0; i < 2; i++) {
            put(
                    all,
                    ALERT_POLICY,
                    "p" + i,
                    """
                    {"policy_id":"p%d","policy_name":"P","parent_id":"%s","is_default":%b,"group_script":"fire(action_policy=\\"%s\\", group={\\"alert.project\\": alert.project}, group_by_all_labels=%b, group_wait=\\"15s\\", group_interval=\\"%s\\", repeat_interval=\\"1h\\")%s","inhibit_script":"","silence_script":"%s"}"""
                            .formatted(
                                    i,
                                    one("", "sls.root", i == 1 ? "p0" : ""),
                                    flag(),
                                    one("a0", "a1"),
                                    flag(),
                                    one("5m", "5m0s", "5s"),
                                    one("", " # why"),
                                    one("", "silence(x)")));
        }
        return all;
    }

    private void put(Map<String, Map<String, ObjectNode>> all, String resource, String id, String json) {
        ObjectNode value = JsonText.readObject(json).orElseThrow();
        all.computeIfAbsent(resource, each -> new LinkedHashMap<>())
                .put(id, resource.equals(ONCALL) ? value : odd(value));
    }

    private String script() {
        String mail =
                "fire(type=\"email\", users=[%s], groups=[%s], oncall_groups=[%s], receiver_type=\"%s\", external_url=\"\", external_headers={}, template_id=\"%s\", period=\"%s\")"
                        .formatted(
                                one("", "\"u0\"", "\"u1\", \"u3\""),
                                one("\"g0\"", "\"g0\", \"g1\""),
                                one("", "\"night\""),
                                one("static", "static", "static", "dynamic"),
                                one("t0", "t1", "sls.builtin.cn"),
                                one("any", "workday", "worktime"));
        String bot =
                "fire(type=\"webhook_integration\", integration_type=\"dingtalk\", webhook_id=\"w1\", template_id=\"t0\", period=\"any\")";
        String branch = "if alert.severity >= 8:\n    " + bot + "\n    stop()\n" + mail;
        return JsonText.object()
                .textNode(one(mail, mail, bot, branch, mail + "\n# note", "else:\n    stop()", ""))
                .toString();
    }

    /** {@return alerts by name} */
    Map<String, ObjectNode> alerts(int count) {
        Map<String, ObjectNode> all = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = "rule-" + i;
            all.put(name, odd(alert(name)));
        }
        return all;
    }

    private ObjectNode alert(String name) {
        int queries = random.nextInt(6) == 0 ? 2 : 1;
        return JsonText.readObject(
                        """
                {"name":"%s","displayName":"%s","description":"%s","type":"Alert","apiType":"Alert","state":"%s","recyclable":false,"createTime":1700000000,"lastModifiedTime":1700000001,
                 "schedule":%s,
                 "configuration":{"version":"%s","type":"%s","dashboard":"%s","queryList":[%s],"joinConfigurations":[%s],
                  "groupConfiguration":%s,"conditionConfiguration":{"condition":"","countCondition":""},
                  "severityConfigurations":[%s],"threshold":%d,"autoAnnotation":%b,"sendResolved":%b,"noDataFire":%b,"noDataSeverity":%s,
                  "labels":[%s],"annotations":[{"key":"title","value":"${alert_name}"},{"key":"desc","value":"%s"}],%s
                  "policyConfiguration":{"alertPolicyId":"%s","actionPolicyId":"%s","repeatInterval":"%s","useDefault":false},
                  %s"sinkAlerthub":{"enabled":%b},"sinkCms":{"enabled":%b},"sinkEventStore":%s,"tags":[%s]}}"""
                                .formatted(
                                        name,
                                        one("Not passed", "日本の名前"),
                                        one("", "d", "two\\nlines"),
                                        one("Enabled", "Disabled", "ENABLED"),
                                        schedule(),
                                        one("2.0", "2.0", "2.0", "2"),
                                        one("default", "default", "tpl"),
                                        one("", "internal-alert-analysis"),
                                        queries == 1 ? query() : query() + "," + query(),
                                        queries == 1
                                                ? ""
                                                : one(
                                                        "{\"type\":\"cross_join\",\"condition\":\"$0.a == $1.a\"}",
                                                        "{\"type\":\"left_join\",\"condition\":\"$0.a == $1.a\"}",
                                                        "{\"type\":\"no_join\"}"),
                                        one(
                                                "{\"type\":\"no_group\",\"fields\":[]}",
                                                "{\"type\":\"custom\",\"fields\":[\"a\"]}",
                                                "{\"type\":\"no_group\",\"fields\":[\"a\"]}"),
                                        one(
                                                branch(10, "") + "," + branch(6, "cnt > 3"),
                                                branch(8, "cnt > 1") + "," + branch(2, ""),
                                                branch(4, "")),
                                        random.nextInt(3),
                                        flag(),
                                        flag(),
                                        flag(),
                                        one("6", "8", "0"),
                                        one("", "{\"key\":\"team\",\"value\":\"x\"}"),
                                        one("d", "", "${cnt}"),
                                        one(
                                                "",
                                                "\"muteUntil\":0,",
                                                "\"muteUntil\":4102444800,",
                                                "\"muteUntil\":1600000000,"),
                                        one("sls.builtin.dynamic", "sls.builtin.dynamic", "p0", "p1", ""),
                                        one("a0", "a1", "a2", "a3", "", "gone", "alert.simple.x"),
                                        one("4h", "1h0m0s", "90", ""),
                                        one(
                                                "",
                                                "\"templateConfiguration\":{\"id\":\"sls.app.x\",\"type\":\"sys\",\"version\":\"1\",\"lang\":\"cn\",\"tokens\":{\"default.project\":\"p\"},\"aonotations\":{\"desc\":\"d\"}},"),
                                        flag(),
                                        flag(),
                                        one(
                                                "{\"enabled\":false}",
                                                "{\"enabled\":true,\"endpoint\":\"e\",\"project\":\"p\",\"eventStore\":\"s\",\"roleArn\":\"acs:ram::1:role/w\"}",
                                                "{\"enabled\":true,\"endpoint\":\"e\"}"),
                                        one("", "\"cspm\"", "\"cspm\",\"b\"")))
                .orElseThrow();
    }

    private String schedule() {
        return one(
                "{\"type\":\"FixedRate\",\"interval\":\"60s\",\"delay\":0,\"runImmediately\":true,\"timeZone\":\"\"}",
                "{\"type\":\"FixedRate\",\"interval\":\"15m0s\",\"hour\":3}",
                "{\"type\":\"Cron\",\"cronExpression\":\"0/5 * * * *\",\"timeZone\":\"+0800\",\"delay\":30}",
                "{\"type\":\"Cron\",\"cronExpression\":\"0 0 1 * *\",\"timeZone\":\"\"}",
                "{\"type\":\"Hourly\"}",
                "{\"type\":\"Daily\",\"hour\":6}",
                "{\"type\":\"Weekly\",\"dayOfWeek\":0,\"hour\":6}",
                "{\"type\":\"Resident\"}");
    }

    private String query() {
        String span = one(
                "\"Relative\",\"start\":\"-900s\",\"end\":\"now\"",
                "\"Custom\",\"start\":\"-60s\",\"end\":\"20s\"",
                "\"Custom\",\"start\":\"-70s\",\"end\":\"-10s\"",
                "\"Truncated\",\"start\":\"-1h\",\"end\":\"absolute\"",
                "\"Today\",\"start\":\"today\",\"end\":\"now\"",
                "\"Yesterday\",\"start\":\"\",\"end\":\"\"");
        String store =
                "{\"storeType\":\"%s\",\"region\":\"cn-hangzhou\",\"project\":\"p-one\",\"store\":\"%s\",\"query\":\"* | select a, count(*) as cnt group by a\",\"timeSpanType\":%s,\"powerSqlMode\":\"%s\"%s}"
                        .formatted(
                                one("log", "log", "metric"),
                                one("logs", "both"),
                                span,
                                one("auto", "enable", ""),
                                one(
                                        "",
                                        ",\"roleArn\":\"acs:ram::1:role/r\"",
                                        ",\"ui\":\"{}\"",
                                        ",\"dashboardId\":\"b\",\"chartTitle\":\"c\""));
        return random.nextInt(8) == 0
                ? "{\"storeType\":\"meta\",\"region\":\"\",\"project\":\"\",\"store\":\"user.hosts\",\"query\":\"\"}"
                : store;
    }

    private static String branch(int severity, String condition) {
        return "{\"severity\":%d,\"evalCondition\":{\"condition\":\"%s\",\"countCondition\":\"\"}}"
                .formatted(severity, condition);
    }

    /** Half of all stay as they are. */
    private ObjectNode odd(ObjectNode json) {
        if (random.nextBoolean()) {
            return json;
        }
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            List<Runnable> changes = new ArrayList<>();
            collect(json, changes);
            changes.get(random.nextInt(changes.size())).run();
        }
        return json;
    }

    private void collect(JsonNode node, List<Runnable> changes) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                if (!IDS.contains(name)) {
                    changes.add(() -> object.set(name, value()));
                    changes.add(() -> object.remove(name));
                }
                collect(object.get(name), changes);
            });
            changes.add(() -> object.set(one("x_unknown", "ui", "extra field", "x\ny"), value()));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                changes.add(() -> array.set(at, value()));
                collect(array.get(i), changes);
            }
            changes.add(() -> array.add(value()));
        }
    }

    private JsonNode value() {
        return JsonText.readObject("{\"v\":" + ODD.get(random.nextInt(ODD.size())) + "}")
                .orElseThrow()
                .get("v");
    }

    private boolean flag() {
        return random.nextBoolean();
    }

    private String one(String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
