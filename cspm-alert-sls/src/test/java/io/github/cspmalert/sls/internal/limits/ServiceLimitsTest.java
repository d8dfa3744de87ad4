package io.github.cspmalert.sls.internal.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.SetOperation;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.rule.Trigger;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each limit just kept, and just broken with the sentence that it gives. The figures are those of the documentation. */
class ServiceLimitsTest {

    private static final String RULE_PAGE =
            " (https://alibabacloud.com/help/en/sls/developer-reference/api-sls-2020-12-30-struct-alert)";
    private static final String LIMITS_PAGE = " (https://help.aliyun.com/document_detail/207711.htm)";
    private static final String RECORDS_PAGE =
            " (https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data)";
    private static final String QUERIES_PAGE = " (https://help.aliyun.com/zh/sls/set-query-statistics-statement)";

    static List<Arguments> rules() {
        return List.of(
                rule(
                        "rule1",
                        r -> r.displayName("abcd"),
                        r -> r.displayName("abc"),
                        "displayName is 'abc', 3 bytes of UTF-8; SLS takes 4 to 100" + RULE_PAGE),
                rule(
                        "rule1",
                        r -> r.displayName("云".repeat(33)),
                        r -> r.displayName("云".repeat(34)),
                        "displayName is '%s', 102 bytes of UTF-8; SLS takes 4 to 100".formatted("云".repeat(34))
                                + RULE_PAGE),
                rule(
                        "rule1",
                        r -> r.description("d".repeat(256)),
                        r -> r.description("d".repeat(257)),
                        "description is '%s…', 257 bytes of UTF-8; SLS takes 256 at most".formatted("d".repeat(80))
                                + RULE_PAGE),
                rule(
                        "rule1",
                        r -> r.schedule(Schedule.fixedRate(Duration.ofSeconds(60))),
                        r -> r.schedule(Schedule.fixedRate(Duration.ofSeconds(59))),
                        "interval is PT59S; SLS takes whole seconds from PT1M to PT720H" + RULE_PAGE),
                rule(
                        "rule1",
                        r -> r.schedule(Schedule.fixedRate(Duration.ofDays(30))),
                        r -> r.schedule(Schedule.fixedRate(Duration.ofDays(30).plusSeconds(1))),
                        "interval is PT720H1S; SLS takes whole seconds from PT1M to PT720H" + RULE_PAGE),
                rule(
                        "rule1",
                        r -> r.schedule(Schedule.cron("0 8 * * *", ZoneId.of("Asia/Tokyo"))),
                        r -> r.schedule(Schedule.cron("0 8 * * *", ZoneId.of("Europe/Berlin"))),
                        "schedule is in the zone Europe/Berlin, which puts its clock forward and back; SLS takes offsets from UTC such as +01:00"
                                + RULE_PAGE),
                rule(
                        "rule1",
                        r -> r.timeSpan(TimeSpan.relative(Duration.ofHours(24))),
                        r -> r.timeSpan(TimeSpan.relative(Duration.ofHours(25))),
                        "the time span of query 1 is PT25H; SLS takes whole seconds from PT1S to PT24H" + LIMITS_PAGE),
                rule(
                        "rule1",
                        r -> r.timeSpan(TimeSpan.custom(Duration.ofHours(30), Duration.ofHours(6))),
                        r -> r.timeSpan(TimeSpan.custom(Duration.ofHours(30), Duration.ofHours(5))),
                        "the time span of query 1 is PT25H; SLS takes whole seconds from PT1S to PT24H" + LIMITS_PAGE),
                rule(
                        "rule1",
                        r -> r.timeSpan(TimeSpan.truncated(1, ChronoUnit.DAYS)),
                        r -> r.timeSpan(TimeSpan.truncated(2, ChronoUnit.DAYS)),
                        "the time span of query 1 is PT48H; SLS takes whole seconds from PT1S to PT24H" + LIMITS_PAGE),
                rule(
                        "rule1",
                        r -> r.repeatInterval(Duration.ofSeconds(1)),
                        r -> r.repeatInterval(Duration.ofMillis(1500)),
                        "repeatInterval is PT1.5S; SLS takes whole seconds from PT1S to PT87600H" + RULE_PAGE),
                rule(
                        "rule1",
                        r -> r.query("a:'#\"b\"' | SELECT '#\"x\"'"),
                        r -> r.query("\"x|y\":1 and a:#\"b c\" | SELECT 1"),
                        "query 1 searches a phrase, #\"..\"; SLS does not support that in alerts" + LIMITS_PAGE),
                rule(
                        "rule1",
                        r -> r.query("* | SELECT 'set session mode = scan', '" + "x".repeat(100_000) + "'"),
                        r -> r.query("* | SET SESSION mode = scan; SELECT 1"),
                        "query 1 scans, set session mode = scan; SLS does not support that in alerts" + LIMITS_PAGE),
                rule(
                        "rule1",
                        r -> r,
                        r -> r.groupEvaluation(GroupEvaluation.byMetricLabels()),
                        "groupEvaluation is by the labels of metrics, but no query reads a Metricstore (https://www.alibabacloud.com/help/en/sls/use-the-group-evaluation-feature)"));
    }

    private static Arguments rule(
            String id, UnaryOperator<AlertRuleBuilder> kept, UnaryOperator<AlertRuleBuilder> broken, String sentence) {
        return Arguments.of(
                kept.apply(rule(id)).build(), broken.apply(rule(id)).build(), "rule '" + id + "': " + sentence);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void rule_atItsLimit_isTakenAndOnePastItIsTold(AlertRule kept, AlertRule broken, String sentence) {
        assertThat(check(base().addRule(kept))).isEmpty();
        assertThat(check(base().addRule(broken))).containsExactly(sentence);
    }

    @Test
    void ruleId_tooShort_isTold() {
        assertThat(check(base().addRule(rule("r123").build()))).isEmpty();
        assertThat(check(base().addRule(rule("r12").displayName("long enough").build())))
                .containsExactly("rule 'r12': id is 'r12', 3 characters; SLS takes 4 to 64" + RULE_PAGE);
    }

    @Test
    void severities_anyDataBeforeOthers_isAdvisedAgainstAndTaken() {
        AlertRuleBuilder good = rule("rule1")
                .addSeverity(Severity.CRITICAL, Trigger.matches("cnt > 9"))
                .addSeverity(Severity.LOW, Trigger.dataIsReturned());
        AlertRuleBuilder bad = rule("rule1")
                .addSeverity(Severity.LOW, Trigger.dataIsReturned())
                .addSeverity(Severity.CRITICAL, Trigger.matches("cnt > 9"));

        assertThat(check(base().addRule(bad.build()))).isEmpty();
        assertThat(ServiceLimits.advice(good.build())).isEmpty();
        assertThat(ServiceLimits.advice(bad.build()))
                .isEqualTo(
                        "severity LOW holds for any data and stands before others, which are never looked at; put it last");
    }

    @Test
    void queries_ofResourceData_haveNoStatementAndOthersHaveOne() {
        TimeSpan span = TimeSpan.relative(Duration.ofMinutes(5));
        AlertRuleBuilder bad = plain("rule1")
                .addQuery(Query.of("", span))
                .addQuery(Query.of("hosts", "*", span))
                .setOperations(SetOperation.of(SetOperation.Type.NO_JOIN));
        AlertRuleBuilder good = plain("rule1")
                .addQuery(Query.of("*", span))
                .addQuery(Query.ofResourceData("hosts"))
                .setOperations(SetOperation.of(SetOperation.Type.NO_JOIN));

        assertThat(check(base().addRule(good.build()))).isEmpty();
        assertThat(check(base().addRule(bad.build())))
                .containsExactly(
                        "rule 'rule1': query 1 has no statement; use * for everything" + QUERIES_PAGE,
                        "rule 'rule1': query 2 reads resource data, but has a statement; SLS reads such a table whole"
                                + QUERIES_PAGE);
    }

    @Test
    void rules_moreThanATicketAllows_areTold() {
        assertThat(ServiceLimits.checkCount(200)).isEmpty();
        assertThat(ServiceLimits.checkCount(201))
                .containsExactly("definitions: rules are 201; SLS takes 100 in a project, and up to 200 by ticket"
                        + LIMITS_PAGE);
    }

    @Test
    void users_andGroups_keepTheRulesOfIdsAndNames() {
        String sixty = "u" + "x".repeat(59);
        assertThat(check(base().addUser(User.builder(sixty).name("n".repeat(20)).build())))
                .isEmpty();
        assertThat(check(base().addUser(User.builder(sixty + "x").name("n").build())))
                .containsExactly("user '%sx': id is '%sx', 61 characters; SLS takes 1 to 60".formatted(sixty, sixty)
                        + RECORDS_PAGE);
        assertThat(check(base().addUser(User.builder("1user").build())))
                .containsExactly("user '1user': id is '1user'; SLS takes ids that begin with a letter" + RECORDS_PAGE);
        assertThat(check(base().addUser(
                                User.builder("user1").name("n".repeat(21)).build())))
                .containsExactly(
                        "user 'user1': name is '%s', 21 characters; SLS takes 1 to 20".formatted("n".repeat(21))
                                + RECORDS_PAGE);
        assertThat(check(base().addUserGroup(UserGroup.of("group-with-a-long-id-1"))))
                .containsExactly(
                        "user group 'group-with-a-long-id-1': name(..) is not set, so the name is the id, which is 'group-with-a-long-id-1', 22 characters; SLS takes 1 to 20"
                                + RECORDS_PAGE);
        assertThat(check(base().addUserGroup(UserGroup.of("group").named("R&D"))))
                .containsExactly(
                        "user group 'group': name is 'R&D'; SLS takes none of \"\\$|~?&<>{}`' in it" + RECORDS_PAGE);
    }

    @Test
    void calls_otherCountryThan86_areToldAlsoThroughGroups() {
        AlertDefinitionsBuilder definitions = base().addUser(
                        User.builder("home").phone("86", "13300000000").build())
                .addUser(User.builder("abroad").phone("49", "1700000000").build())
                .addUserGroup(UserGroup.of("night", "abroad"))
                .addActionPolicy(ActionPolicy.builder("calls")
                        .addAction(Action.builder(Channel.VOICE)
                                .users("home")
                                .groups("night")
                                .template("sls.builtin.cn")
                                .build())
                        .build());

        assertThat(check(definitions))
                .containsExactly(
                        "action policy 'calls': a call goes to user 'abroad', whose country code is 49; SLS calls 86 only (https://www.alibabacloud.com/help/en/sls/notification-methods)");
    }

    @Test
    void actions_onChannelsThatCannotBeWritten_areTold() {
        AlertDefinitionsBuilder definitions = base().addUser(User.builder("anna")
                        .addAddress(Channel.EVENT_BRIDGE, "bus")
                        .addAddress(Channel.DINGTALK, "bot")
                        .build())
                .addActionPolicy(ActionPolicy.builder("odd")
                        .addAction(Action.builder(Channel.EVENT_BRIDGE)
                                .users("anna")
                                .template("sls.builtin.cn")
                                .build())
                        .addAction(Action.builder(Channel.DINGTALK)
                                .users("anna")
                                .template("sls.builtin.cn")
                                .build())
                        .build());

        assertThat(check(definitions))
                .containsExactly(
                        "action policy 'odd': an action is on channel 'event_bridge', for which SLS publishes no form; make it in the console"
                                + RECORDS_PAGE,
                        "action policy 'odd': an action on channel 'dingtalk' tells users or groups; SLS takes a webhook there, set with webhook(..)"
                                + RECORDS_PAGE);
    }

    @Test
    void groupInterval_below15Seconds_isTold() {
        assertThat(check(base().addAlertPolicy(merging(15)))).isEmpty();
        assertThat(check(base().addAlertPolicy(merging(14))))
                .containsExactly(
                        "alert policy 'merge': groupInterval is PT14S; SLS takes PT15S at least" + LIMITS_PAGE);
    }

    private static AlertPolicy merging(int seconds) {
        return AlertPolicy.builder("merge")
                .actionPolicy("sls.builtin")
                .groupInterval(Duration.ofSeconds(seconds))
                .build();
    }

    static List<Arguments> contents() {
        return List.of(
                Arguments.of(Channel.SMS, 256, "characters", "256", "257"),
                Arguments.of(Channel.VOICE, 256, "characters", "256", "257"),
                Arguments.of(Channel.WECHAT, 4096, "bytes", "4,096", "4,097"),
                Arguments.of(Channel.EMAIL, 8192, "bytes", "8,192", "8,193"),
                Arguments.of(Channel.DINGTALK, 8192, "bytes", "8,192", "8,193"),
                Arguments.of(Channel.LARK, 8192, "bytes", "8,192", "8,193"),
                Arguments.of(Channel.SLACK, 8192, "bytes", "8,192", "8,193"),
                Arguments.of(Channel.MESSAGE_CENTER, 8192, "bytes", "8,192", "8,193"),
                Arguments.of(Channel.WEBHOOK, 16384, "bytes", "16,384", "16,385"),
                Arguments.of(Channel.FUNCTION_COMPUTE, 16384, "bytes", "16,384", "16,385"),
                Arguments.of(Channel.EVENT_BRIDGE, 16384, "bytes", "16,384", "16,385"));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void content_tooLongWithoutItsVariables_isTold(Channel channel, int most, String unit, String kept, String broken) {
        String variables = "{{ alert.alert_name }}{% if true %}{% endif %}{# c #}${x}";

        assertThat(check(base().addTemplate(template(channel, variables + "x".repeat(most)))))
                .isEmpty();
        assertThat(check(base().addTemplate(template(channel, "x".repeat(most + 1)))))
                .containsExactly(
                        "content template 'text': the content for %s has %s %s without its variables; SLS takes %s"
                                        .formatted(channel, broken, unit, kept)
                                + LIMITS_PAGE);
    }

    @Test
    void content_onAChannelOfOnesOwn_isTold() {
        assertThat(check(base().addTemplate(template(new Channel("console"), "x"))))
                .containsExactly(
                        "content template 'text': it has a content for channel 'console', which SLS does not have; leave it out"
                                + RECORDS_PAGE);
    }

    private static ContentTemplate template(Channel channel, String content) {
        return ContentTemplate.builder("text")
                .content(channel, ContentFormat.TEXT, "", content)
                .build();
    }

    @Test
    void everythingBroken_isToldTogether() {
        assertThat(check(base().addUser(User.builder("1").build())
                        .addTemplate(template(new Channel("console"), "x"))
                        .addAlertPolicy(merging(1))
                        .addRule(rule("r1").displayName("r1").build())))
                .hasSize(5);
    }

    private static AlertDefinitionsBuilder base() {
        return AlertDefinitions.builder()
                .source(Store.log("cn-hangzhou", "p-one", "logs"))
                .source("hosts", Store.meta("user.hosts"));
    }

    private static AlertRuleBuilder rule(String id) {
        return plain(id).query("*").timeSpan(TimeSpan.relative(Duration.ofMinutes(5)));
    }

    private static AlertRuleBuilder plain(String id) {
        return AlertRule.builder(id)
                .schedule(Schedule.fixedRate(Duration.ofMinutes(5)))
                .actionPolicy("sls.builtin");
    }

    private static List<String> check(AlertDefinitionsBuilder definitions) {
        return ServiceLimits.check(definitions.build());
    }
}
