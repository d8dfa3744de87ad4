package io.github.cspmalert.internal.decision.evaluation;

import static io.github.cspmalert.alert.AlertFixture.NOON;
import static io.github.cspmalert.alert.AlertFixture.data;
import static io.github.cspmalert.alert.AlertFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.SetOperation;
import io.github.cspmalert.definition.rule.SetOperation.Type;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.rule.Trigger;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.state.RuleState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of the rules of SLS an evaluation carries out, beyond "data is returned". */
class AlertEvaluatorRulesTest {

    private RuleState state = RuleState.EMPTY;
    private Instant at = NOON;

    // https://help.aliyun.com/zh/sls/set-trigger-conditions: rows with pv 900, 1100, 1200 and 1001.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "''        | ''             | 4",
                "''        | __count__ > 4  | none",
                "''        | __count__ == 4 | 4",
                "''        | __count__ < 5  | 4",
                "pv > 1000 | ''             | 3",
                "pv > 1000 | __count__ >= 3 | 3",
                "pv > 1000 | __count__ > 3  | none",
                "pv > 5000 | ''             | none",
                "pv > 5000 | __count__ == 0 | 0",
            })
    void trigger_onFourRows_firesByWhatMatches(String condition, String countCondition, Integer rows) {
        AlertRule rule =
                rule().trigger(Trigger.matches(condition, countCondition)).build();

        List<Alert> alerts = evaluate(rule, pv(900, 1100, 1200, 1001)).alerts();

        assertThat(alerts.stream().map(Alert::fireResultsCount)).isEqualTo(rows == null ? List.of() : List.of(rows));
    }

    // A real event of the rule "total>0" over three rows.
    @Test
    void trigger_withACondition_isShownAsSlsShowsIt() {
        AlertRule rule = rule().trigger(Trigger.matches("total>0")).build();

        Alert alert =
                evaluate(rule, rows("total=1", "total=2", "total=3")).alerts().get(0);

        assertThat(alert.rawCondition()).isEqualTo("Count:__count__ > 0; Condition:total>0");
        assertThat(alert.condition()).isEqualTo("Count:[3] > 0; Condition:[1] > 0");
    }

    @ParameterizedTest
    @CsvSource({"2000, CRITICAL", "1000, HIGH", "1, LOW"})
    void severities_theFirstThatHolds_decides(int pv, Severity severity) {
        AlertRule rule = rule().addSeverity(Severity.CRITICAL, Trigger.matches("pv >= 2000"))
                .addSeverity(Severity.HIGH, Trigger.matches("pv >= 1000"))
                .addSeverity(Severity.LOW, Trigger.dataIsReturned())
                .build();

        assertThat(evaluate(rule, pv(pv)).alerts()).extracting(Alert::severity).containsExactly(severity);
    }

    @Test
    void threshold_ofThree_firesAtTheThirdInARow() {
        AlertRule rule = rule().threshold(3).build();

        assertThat(fires(rule, true, true, false, true, true, true, true))
                .containsExactly(false, false, false, false, false, true, true);
    }

    @Test
    void groups_ofAField_areAlertsWithItAsLabel() {
        AlertRule rule = rule().addLabel("team", "sec")
                .groupEvaluation(GroupEvaluation.by("host"))
                .trigger(Trigger.matches("pv > 10"))
                .addAnnotation("title", "${host}: ${__count__} rows, ${__pass_count__} too many, ${pv}")
                .build();

        List<Alert> alerts = evaluate(rule, rows("host=a pv=5", "host=b pv=50", "host=a pv=20", "host=c pv=1"))
                .alerts();

        assertThat(alerts)
                .extracting(Alert::labels)
                .containsExactly(Map.of("team", "sec", "host", "a"), Map.of("team", "sec", "host", "b"));
        assertThat(alerts)
                .extracting(alert -> alert.annotations().get("title"))
                .containsExactly("a: 2 rows, 1 too many, 20", "b: 1 rows, 1 too many, 50");
        // https://help.aliyun.com/zh/sls/labels-and-annotations: with grouping, every column that makes no group.
        assertThat(alerts.get(0).annotations()).containsOnlyKeys("title", "pv", "__count__");
        assertThat(alerts.get(0).fingerprint()).isNotEqualTo(alerts.get(1).fingerprint());
    }

    @Test
    void groups_beyondAHundred_areToldAndLeftOut() {
        String[] hosts = IntStream.range(0, 250).mapToObj(i -> "host=h" + i).toArray(String[]::new);
        AlertRule rule = rule().query("* | select host")
                .groupEvaluation(GroupEvaluation.by("host"))
                .build();

        AlertEvaluator.Fired fired = evaluate(rule, sql(hosts));

        assertThat(fired.alerts()).hasSize(100);
        assertThat(fired.problems())
                .containsExactly(
                        "there are 250 groups, of which the first 100 are evaluated; filter or aggregate in the query");
    }

    @Test
    void groups_byAFieldThatIsNotThere_areOneAndToldWithTheColumns() {
        AlertRule rule = rule().groupEvaluation(GroupEvaluation.by("hots")).build();

        AlertEvaluator.Fired fired = evaluate(rule, rows("host=a", "host=b"));

        assertThat(fired.alerts()).hasSize(1);
        assertThat(fired.problems())
                .containsExactly("rows are not grouped by 'hots': there is no column 'hots'; the columns are [host]");
    }

    @Test
    void noData_inARowAsOftenAsTheThreshold_fires() {
        AlertRule rule = rule().fireOnNoData(Severity.LOW).threshold(2).build();

        assertThat(fires(rule, false, false, true, false, false)).containsExactly(false, true, false, false, true);
        assertThat(evaluate(rule, data()).alerts()).extracting(Alert::severity).containsExactly(Severity.LOW);
    }

    @Test
    void noData_aRowThatCountsNothing_isData() {
        AlertRule rule = rule().fireOnNoData(Severity.LOW)
                .trigger(Trigger.matches("pv > 0"))
                .build();

        assertThat(evaluate(rule, pv(0)).alerts()).isEmpty();
    }

    @Test
    void resolved_whatFiredAndNoLongerDoes_isToldOnce_groupByGroup() {
        AlertRule rule = rule().sendResolved(true)
                .severity(Severity.CRITICAL)
                .groupEvaluation(GroupEvaluation.by("host"))
                .addAnnotation("title", "${host} is down")
                .build();
        List<Alert> fired = evaluate(rule, rows("host=a", "host=b")).alerts();

        List<Alert> resolved = evaluate(rule, rows("host=b")).resolved();

        assertThat(resolved).singleElement().satisfies(alert -> {
            assertThat(alert.status()).isEqualTo(AlertStatus.RESOLVED);
            assertThat(alert.fingerprint()).isEqualTo(fired.get(0).fingerprint());
            assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(alert.fireTime()).isEqualTo(NOON);
            assertThat(alert.resolveTime()).contains(NOON.plus(Duration.ofMinutes(5)));
            assertThat(alert.annotations()).containsEntry("title", "a is down");
        });
        assertThat(evaluate(rule, rows("host=b")).resolved()).isEmpty();
    }

    @Test
    void resolved_ofARuleThatDoesNotSendIt_isNothing() {
        evaluate(rule().build(), pv(1));

        assertThat(evaluate(rule().build(), data()).resolved()).isEmpty();
    }

    @Test
    void condition_thatCannotBeToldOfSomeRows_countsThemNot_andTellsIt() {
        AlertRule rule = rule().trigger(Trigger.matches("pv > 10")).build();

        AlertEvaluator.Fired fired = evaluate(rule, rows("pv=20", "pv=many", "uv=1"));

        assertThat(fired.alerts()).extracting(Alert::fireResultsCount).containsExactly(1);
        assertThat(fired.problems())
                .containsExactly(
                        "condition 'pv > 10' could not be told of 2 rows, which lack a value or a number; they do"
                                + " not count");
    }

    @Test
    void condition_onAColumnThatIsNotThere_isToldWithTheColumns() {
        AlertRule rule = rule().trigger(Trigger.matches("vp > 10")).build();

        assertThat(evaluate(rule, pv(20)).problems())
                .contains("condition 'vp > 10' cannot be told: there is no column 'vp'; the columns are [pv]");
    }

    // https://www.alibabacloud.com/help/en/sls/user-guide/syntax-of-evaluate-expressions: 100+100 is not true, so no
    // alert.
    @Test
    void condition_thatIsNoTruth_neverFires_andIsTold() {
        AlertRule rule = rule().trigger(Trigger.matches("100+100")).build();

        AlertEvaluator.Fired fired = evaluate(rule, pv(20));

        assertThat(fired.alerts()).isEmpty();
        assertThat(fired.problems()).containsExactly("condition '100+100' never holds: result type is not bool");
    }

    @Test
    void queries_putTogether_fireByTheirRows_andAreAllThereForTemplates() {
        AlertRule rule = three(SetOperation.of(Type.NO_JOIN), SetOperation.of(Type.NO_JOIN))
                .trigger(Trigger.matches("pv > 10"))
                .addAnnotation("desc", "${__0_count__} ${__1_count__} ${__2_count__}")
                .build();

        Alert alert = evaluate(rule, pv(20), pv(1, 2), data()).alerts().get(0);

        assertThat(alert.results()).hasSize(3);
        assertThat(alert.annotations()).containsEntry("desc", "1 2 0");
    }

    // https://help.aliyun.com/document_detail/207711.htm: three queries of which none stands apart give 100 rows each,
    // and a
    // search gives 100; SQL gives 1,000.
    @Test
    void rows_beyondTheLimits_doNotCount() {
        int[] many = IntStream.range(0, 1500).toArray();
        AlertRule joined = three(SetOperation.of(Type.CONCAT), SetOperation.of(Type.CONCAT))
                .build();
        AlertRule sql = rule().query("* | select pv").build();

        assertThat(evaluate(joined, pv(many), pv(many), pv(many)).alerts())
                .extracting(Alert::fireResultsCount)
                .containsExactly(300);
        assertThat(evaluate(rule().build(), pv(many)).alerts())
                .extracting(Alert::fireResultsCount)
                .containsExactly(100);
        assertThat(evaluate(sql, sql(pvs(many))).alerts())
                .extracting(Alert::fireResultsCount)
                .containsExactly(1000);
    }

    private static AlertRuleBuilder three(SetOperation... operations) {
        Query query = Query.of("status:NOT_PASS", TimeSpan.relative(Duration.ofMinutes(5)));
        return AlertRule.builder("r1")
                .addQuery(query)
                .addQuery(query)
                .addQuery(query)
                .setOperations(operations)
                .schedule(rule().build().schedule())
                .actionPolicy("p1");
    }

    private List<Boolean> fires(AlertRule rule, boolean... data) {
        return IntStream.range(0, data.length)
                .mapToObj(
                        i -> !evaluate(rule, data[i] ? pv(1) : data()).alerts().isEmpty())
                .toList();
    }

    private AlertEvaluator.Fired evaluate(AlertRule rule, QueryData... data) {
        AlertEvaluator.Fired fired =
                AlertEvaluator.evaluate(rule, RuleExpressions.of(rule), at, "42", List.of(data), state);
        state = fired.next();
        at = at.plus(Duration.ofMinutes(5));
        return fired;
    }

    private static QueryData pv(int... values) {
        return rows(pvs(values));
    }

    private static String[] pvs(int... values) {
        return Arrays.stream(values).mapToObj(value -> "pv=" + value).toArray(String[]::new);
    }

    private static QueryData sql(String... rows) {
        QueryData search = rows(rows);
        return new QueryData("* | select host", search.range(), search.result());
    }

    private static QueryData rows(String... rows) {
        return data(Arrays.stream(rows).map(AlertEvaluatorRulesTest::row).toArray(LogRow[]::new));
    }

    private static LogRow row(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String field : text.split(" ")) {
            int equals = field.indexOf('=');
            values.put(field.substring(0, equals), field.substring(equals + 1));
        }
        return LogRow.of(values);
    }
}
