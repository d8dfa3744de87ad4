package io.github.cspmalert.definition;

import static io.github.cspmalert.definition.rule.TimeSpan.custom;
import static io.github.cspmalert.definition.rule.TimeSpan.relative;
import static io.github.cspmalert.definition.rule.TimeSpan.today;
import static io.github.cspmalert.definition.rule.TimeSpan.truncated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cspmalert.common.Cursor;
import io.github.cspmalert.definition.policy.WorkCalendar;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.SetOperation;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.rule.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What lint tells of rules. The page of each kind of warning is its {@link LintRule#page()}. */
class RuleLintTest {

    private static final String SQL =
            "level:ERROR | SELECT host, count(*) AS cnt GROUP BY host ORDER BY cnt LIMIT 1000";

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            emptyValue = "",
            textBlock =
                    """
                    # set-trigger-conditions: what __count__ counts with a condition is told in two ways
                    cnt > 10          ~ __count__ >= 5          ~ count-meaning
                    ''                ~ __count__ >= 5          ~ ''
                    cnt > 10          ~ ''                      ~ ''
                    ''                ~ ''                      ~ ''
                    # Terraform's sample of alicloud_sls_alert has the two swapped
                    __count__ > 1     ~ cnt > 0                 ~ conditions-swapped,conditions-swapped
                    ''                ~ cnt > 0                 ~ conditions-swapped
                    ''                ~ __count__ > 1 && cnt > 0 ~ conditions-swapped
                    ''                ~ $0.__count__ > 1        ~ conditions-swapped
                    ''                ~ 1 == 1                  ~ conditions-swapped
                    __count__ > 1     ~ ''                      ~ conditions-swapped
                    # syntax-of-trigger-conditions-in-alert-rules: 100+100 never fires
                    100+100           ~ ''                      ~ no-truth-value
                    cnt               ~ ''                      ~ no-truth-value
                    cnt + 1           ~ ''                      ~ no-truth-value
                    ''                ~ __count__ + 1           ~ no-truth-value
                    # the same page: what no number meets
                    cnt > 5 && cnt < 3 ~ ''                     ~ trigger-never-holds
                    cnt == 1 && cnt == 2 ~ ''                   ~ trigger-never-holds
                    cnt > 5 && cnt < 6 ~ ''                     ~ ''
                    !(cnt > 5) && cnt >= 5 ~ ''                 ~ ''
                    cnt > (-5) && cnt < (-7) ~ ''               ~ trigger-never-holds
                    ''                ~ __count__ < 0           ~ trigger-never-holds
                    ''                ~ __count__ > 1000        ~ trigger-never-holds
                    ''                ~ __count__ == 1000       ~ ''
                    # a column that the statement does not select
                    count > 5         ~ ''                      ~ unknown-column
                    $0.CNT > 5        ~ ''                      ~ ''
                    [a b] > 5         ~ ''                      ~ unknown-column
                    contains(host, 'x') ~ ''                    ~ ''
                    """)
    void trigger_ofSql_isTold(String condition, String countCondition, String expected) {
        AlertRule rule = rule().trigger(new Trigger(condition, countCondition)).build();

        assertThat(ids(rule)).containsExactlyElementsOf(split(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            emptyValue = "",
            textBlock =
                    """
                    # 207711: a search gives 100 rows, SQL without LIMIT 100, with LIMIT 1000 at most
                    status:500 ~ __count__ >= 5 ~ search-row-count
                    status:500 ~ __count__ > 100 ~ search-row-count,trigger-never-holds
                    * ~ '' ~ ''
                    "a|b" ~ __count__ > 5 ~ search-row-count
                    * | select host ~ '' ~ limit-missing
                    * | select host ~ __count__ > 200 ~ limit-missing,trigger-never-holds
                    * | select host from (select * from log limit 10) ~ '' ~ limit-missing
                    * | select 'limit 10' as host ~ '' ~ limit-missing
                    * | select host -- limit 10 ~ '' ~ limit-missing
                    * | SELECT host LIMIT 10 ~ '' ~ order-missing
                    * | select host, row_number() over (order by host) as n limit 10 ~ '' ~ order-missing
                    * | select host order by host limit 10 ~ '' ~ ''
                    * | select host order by host limit 5, 10 ~ __count__ > 7 ~ ''
                    * | select host order by host limit 5, 10 ~ __count__ > 10 ~ trigger-never-holds
                    * | select host order by host limit 5000 ~ '' ~ limit-too-high
                    * | with t as (select host from log limit 9) select host from t ~ '' ~ limit-missing
                    # an aggregate of nothing is one row
                    * | select count(*) as cnt ~ '' ~ trigger-always-holds
                    * | select count(*) as cnt ~ __count__ >= 5 ~ trigger-never-holds
                    * | select count(*) as cnt ~ __count__ >= 1 ~ ''
                    * | select count(*) as cnt having count(*) > 0 ~ '' ~ ''
                    * | select max(cnt) as most from (select host, count(*) as cnt group by host) ~ '' ~ trigger-always-holds
                    * | select sum(a) over () as s ~ '' ~ limit-missing
                    * | select a, (select max(b) from t) as m ~ '' ~ limit-missing
                    * | where status > 500 ~ '' ~ ''
                    """)
    void statement_rows_areTold(String statement, String countCondition, String expected) {
        AlertRule rule =
                rule(statement).trigger(Trigger.rowCount(countCondition)).build();

        assertThat(ids(rule)).containsExactlyElementsOf(split(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    # Security Center writes a record for each resource and run
                    __topic__:sas-cspm-log | select a, count(*) as cnt group by a order by a limit 9 ~ 1:36
                    __topic__: "sas-cspm-log" and x | select a, COUNT ( 1 ) c group by a order by a limit 9 ~ 1:45
                    * | select a, count(b) c where __topic__ = 'sas-cspm-log' group by a order by a limit 9 ~ 1:15
                    __topic__:sas-cspm-log | select a, count_if(b = 1) c group by a order by a limit 9 ~ 1:36
                    """)
    void statement_countsRecordsOfCspm_isToldWithItsPlace(String statement, String place) {
        List<LintWarning> found = lint(rule(statement).build());

        assertThat(found).extracting(LintWarning::rule).containsExactly(LintRule.RECORDS_NOT_LATEST);
        assertThat(found.get(0).place())
                .contains(
                        new Cursor.Place(Integer.parseInt(place.split(":")[0]), Integer.parseInt(place.split(":")[1])));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    __topic__:sas-cspm-log | select a, count(distinct instance_id) c group by a order by a limit 9
                    __topic__:other | select a, count(*) c group by a order by a limit 9
                    __topic__:sas-cspm-log | select a, count(1) c, max_by(status, __time__) s group by a having max_by(status, __time__) = 'NOT_PASS' order by a limit 9
                    __topic__:sas-cspm-log | select a, count(1) c from (select a, status, row_number() over (partition by id order by __time__ desc) n) where n = 1 group by a order by a limit 9
                    __topic__:sas-cspm-log | select "count" order by 1 limit 9
                    """)
    void statement_latestOrNoRecords_isNotTold(String statement) {
        assertThat(lint(rule(statement).build())).isEmpty();
    }

    static Stream<Arguments> windows() {
        Schedule minute = Schedule.fixedRate(Duration.ofMinutes(1));
        Schedule hour = Schedule.fixedRate(Duration.ofHours(1));
        return Stream.of(
                // set-query-statistics-statement: exact are whole units, or a lag of 10 s
                arguments(minute, truncated(1, ChronoUnit.MINUTES), ""),
                arguments(minute, custom(Duration.ofSeconds(70), Duration.ofSeconds(10)), ""),
                arguments(minute, relative(Duration.ofSeconds(60)), "window-ends-now"),
                arguments(minute, relative(Duration.ofSeconds(70)), "windows-overlap"),
                arguments(minute, relative(Duration.ofSeconds(65)), "window-ends-now,windows-overlap"),
                arguments(minute, custom(Duration.ofSeconds(65), Duration.ofSeconds(5)), "window-ends-now"),
                arguments(minute, relative(Duration.ofSeconds(50)), "windows-gap"),
                arguments(hour, relative(Duration.ofMinutes(5)), "windows-gap"),
                arguments(hour, truncated(5, ChronoUnit.MINUTES), "windows-gap"),
                arguments(hour, truncated(1, ChronoUnit.DAYS), "windows-overlap"),
                // whole minutes every minute and a half: some are left out
                arguments(Schedule.fixedRate(Duration.ofSeconds(90)), truncated(1, ChronoUnit.MINUTES), "windows-gap"),
                arguments(
                        Schedule.fixedRate(Duration.ofSeconds(90)),
                        truncated(2, ChronoUnit.MINUTES),
                        "windows-overlap"),
                arguments(Schedule.hourly(), relative(Duration.ofHours(1)), "window-ends-now"),
                arguments(Schedule.daily(8), truncated(1, ChronoUnit.DAYS), ""),
                arguments(Schedule.daily(8), truncated(24, ChronoUnit.HOURS), ""),
                arguments(Schedule.weekly(DayOfWeek.MONDAY, 8), truncated(1, ChronoUnit.DAYS), "windows-gap"),
                arguments(cron("0 9 * * *"), truncated(24, ChronoUnit.HOURS), ""),
                arguments(cron("0 9 * * 1-5"), truncated(24, ChronoUnit.HOURS), "windows-gap"),
                arguments(cron("0/5 9-17 * * *"), truncated(5, ChronoUnit.MINUTES), "windows-gap"),
                arguments(cron("0/5 * * * *"), truncated(5, ChronoUnit.MINUTES), ""),
                arguments(cron("0 0 29 2 *"), truncated(24, ChronoUnit.HOURS), "windows-gap"),
                // the day of 25 hours; every hour runs by elapsed time
                arguments(
                        Schedule.daily(9, ZoneId.of("Europe/Berlin")), truncated(24, ChronoUnit.HOURS), "windows-gap"),
                arguments(Schedule.daily(9, ZoneId.of("Asia/Tokyo")), truncated(24, ChronoUnit.HOURS), ""),
                arguments(Schedule.cron("0 * * * *", ZoneId.of("Europe/Berlin")), truncated(1, ChronoUnit.HOURS), ""),
                // from the last evaluation of a day to midnight
                arguments(hour, today(), "windows-gap,windows-overlap"),
                // 207711: 24 hours at most
                arguments(hour, relative(Duration.ofHours(24)), "windows-overlap"),
                arguments(hour, relative(Duration.ofSeconds(86_401)), "window-too-long,windows-overlap"),
                arguments(hour, truncated(2, ChronoUnit.DAYS), "window-too-long,windows-overlap"),
                arguments(hour, truncated(1_000_000, ChronoUnit.DAYS), "window-too-long,windows-overlap"),
                arguments(
                        Schedule.fixedRate(Duration.ofDays(3650)),
                        relative(Duration.ofDays(3650)),
                        "window-too-long,window-ends-now"));
    }

    private static Schedule cron(String expression) {
        return Schedule.cron(expression, ZoneOffset.ofHours(8));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void window_againstSchedule_isTold(Schedule schedule, TimeSpan span, String expected) {
        AlertRule rule = AlertRule.builder("rule-1")
                .query(SQL)
                .timeSpan(span)
                .schedule(schedule)
                .trigger(Trigger.matches("cnt > 5"))
                .actionPolicy("sls.builtin")
                .build();

        assertThat(ids(rule)).containsExactlyElementsOf(split(expected));
    }

    @Test
    void window_overlapsAndAnyRowFires_isNotTold() {
        assertThat(lint(rule().timeSpan(relative(Duration.ofHours(2))).build())).isEmpty();
    }

    @Test
    void threshold_overlappingWindows_isTold() {
        AlertRuleBuilder rule = rule().threshold(3);

        assertThat(ids(rule.build())).isEmpty();
        assertThat(ids(rule.timeSpan(relative(Duration.ofHours(2))).build())).containsExactly("threshold-overlap");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            emptyValue = "",
            textBlock =
                    """
                    # set-trigger-conditions: from the top, the first that holds decides
                    '' ~ '' ~ cnt > 10 ~ '' ~ severity-unreachable
                    cnt > 10 ~ '' ~ '' ~ '' ~ ''
                    cnt > 5 ~ '' ~ cnt > 10 ~ '' ~ severity-unreachable
                    cnt > 10 ~ '' ~ cnt > 5 ~ '' ~ ''
                    cnt>5 ~ '' ~ cnt > 5 ~ '' ~ severity-unreachable
                    cnt != 3 ~ '' ~ cnt > 3 ~ '' ~ severity-unreachable
                    cnt > 5 ~ '' ~ host == 'a' ~ '' ~ ''
                    '' ~ __count__ > 0 ~ cnt > 10 ~ '' ~ severity-unreachable
                    '' ~ __count__ >= 5 ~ '' ~ __count__ >= 10 ~ severity-unreachable
                    '' ~ __count__ >= 10 ~ '' ~ __count__ >= 5 ~ ''
                    '' ~ __count__ < 5 ~ cnt > 10 ~ '' ~ ''
                    '' ~ __count__ == 0 ~ '' ~ '' ~ ''
                    """)
    void severities_order_isTold(String condition, String count, String later, String laterCount, String expected) {
        AlertRule rule = rule().addSeverity(Severity.LOW, new Trigger(condition, count))
                .addSeverity(Severity.HIGH, new Trigger(later, laterCount))
                .build();

        assertThat(ids(rule)).containsExactlyElementsOf(split(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            emptyValue = "",
            textBlock =
                    """
                    # labels-and-annotations
                    {{ cnt }} of ${host} ~ template-in-annotation
                    {%if cnt%} ~ template-in-annotation
                    ${cnt} ${HOST} ${ __count__ } ${__pass_count__} ${__0_count__} ${alert_name} ~ ''
                    ${cuont} ~ unknown-variable
                    ${severity} and ${} ~ unknown-variable,unknown-variable
                    $cnt {cnt} 100% ~ ''
                    """)
    void annotation_variables_areTold(String annotation, String expected) {
        AlertRule rule = rule().addAnnotation("desc", annotation).build();

        assertThat(ids(rule)).containsExactlyElementsOf(split(expected));
    }

    @Test
    void annotation_columnsNotKnown_areNotTold() {
        assertThat(lint(rule("*").addAnnotation("desc", "${anything}").build())).isEmpty();
    }

    @Test
    void annotation_secondLine_isToldWithItsPlace() {
        LintWarning found =
                lint(rule().addAnnotation("desc", "a\n  {{ b }}").build()).get(0);

        assertThat(found.place()).contains(new Cursor.Place(2, 3));
        assertThat(found)
                .hasToString(
                        "rule 'rule-1', annotations.desc, line 2, column 3: the template language is not read here, so it stays"
                                + " as it is; write ${name} in an annotation, or {{ }} in the content template"
                                + " [template-in-annotation, https://help.aliyun.com/zh/sls/labels-and-annotations]");
    }

    @Test
    void label_variables_areTold() {
        assertThat(ids(rule().addLabel("team", "${host}")
                        .addLabel("env", "{{ x }}")
                        .build()))
                .containsExactly("variable-in-label", "template-in-annotation");
    }

    @Test
    void groups_columnNotSelected_isTold() {
        assertThat(ids(rule().groupEvaluation(GroupEvaluation.by("host")).build()))
                .isEmpty();
        assertThat(ids(rule().groupEvaluation(GroupEvaluation.by("hostt")).build()))
                .containsExactly("unknown-column");
    }

    @Test
    void setOperations_noTruthValue_isTold() {
        AlertRule rule = AlertRule.builder("rule-1")
                .addQuery(Query.of(SQL, truncated(1, ChronoUnit.HOURS)))
                .addQuery(Query.of(SQL, truncated(1, ChronoUnit.HOURS)))
                .setOperations(new SetOperation(SetOperation.Type.INNER_JOIN, "$0.cnt + $1.cnt"))
                .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                .actionPolicy("sls.builtin")
                .build();

        assertThat(ids(rule)).containsExactly("no-truth-value");
    }

    @Test
    void setOperations_threeJoined_use100RowsOfEach() {
        Query query = Query.of(SQL, truncated(1, ChronoUnit.HOURS));
        AlertRuleBuilder rule = AlertRule.builder("rule-1")
                .addQuery(query)
                .addQuery(query)
                .addQuery(query)
                .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                .actionPolicy("sls.builtin");
        SetOperation concat = SetOperation.of(SetOperation.Type.CONCAT);

        assertThat(ids(rule.setOperations(concat, concat).build()))
                .containsExactly("limit-too-high", "limit-too-high", "limit-too-high");
        assertThat(ids(rule.setOperations(SetOperation.of(SetOperation.Type.NO_JOIN), concat)
                        .build()))
                .isEmpty();
    }

    @Test
    void rule_toldNowhere_isTold() {
        assertThat(ids(rule().alertHub(false).build())).containsExactly("tells-nobody");
        assertThat(ids(rule().alertHub(false).cloudMonitor(true).build())).isEmpty();

        AlertRuleBuilder nobody = AlertRule.builder("rule-1")
                .query(SQL)
                .timeSpan(truncated(1, ChronoUnit.HOURS))
                .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                .toldToNobody(true);
        assertThat(ids(nobody.build())).containsExactly("tells-nobody");
        assertThat(ids(nobody.cloudMonitor(true).build())).isEmpty();
    }

    @Test
    void mute_over_isToldAsOfNow() {
        Instant now = Instant.parse("2026-11-29T00:00:00Z");
        AlertDefinitions over = definitions(rule().muteUntil(now).build());
        AlertDefinitions later =
                definitions(rule().muteUntil(now.plusSeconds(1)).build());

        assertThat(over.lint()).isEmpty();
        assertThat(over.lint(now, WorkCalendar.ofDefaults()))
                .extracting(LintWarning::rule)
                .containsExactly(LintRule.MUTE_OVER);
        assertThat(later.lint(now, WorkCalendar.ofDefaults())).isEmpty();
    }

    @Test
    void query_ofResourceDataOrMetrics_isLeftAlone() {
        Query metrics = Query.of("metrics", "* | select a from metrics", relative(Duration.ofMinutes(5)));
        AlertRule rule = AlertRule.builder("rule-1")
                .addQuery(metrics)
                .addQuery(Query.ofResourceData("users"))
                .setOperations(SetOperation.of(SetOperation.Type.NO_JOIN))
                .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                .trigger(Trigger.matches("b > 1"))
                .actionPolicy("sls.builtin")
                .build();

        assertThat(AlertDefinitions.builder()
                        .source("metrics", Store.metric("cn-hangzhou", "project", "metrics"))
                        .source("users", Store.meta("user.table"))
                        .addRule(rule)
                        .build()
                        .lint())
                .isEmpty();
    }

    private static AlertRuleBuilder rule() {
        return rule(SQL);
    }

    private static AlertRuleBuilder rule(String statement) {
        return AlertRule.builder("rule-1")
                .query(statement)
                .timeSpan(truncated(1, ChronoUnit.HOURS))
                .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                .actionPolicy("sls.builtin");
    }

    private static AlertDefinitions definitions(AlertRule rule) {
        return AlertDefinitions.builder().addRule(rule).build();
    }

    private static List<LintWarning> lint(AlertRule rule) {
        return definitions(rule).lint();
    }

    private static List<String> ids(AlertRule rule) {
        return lint(rule).stream().map(found -> found.rule().id()).toList();
    }

    private static List<String> split(String expected) {
        return expected.isEmpty() ? List.of() : List.of(expected.split(","));
    }
}
