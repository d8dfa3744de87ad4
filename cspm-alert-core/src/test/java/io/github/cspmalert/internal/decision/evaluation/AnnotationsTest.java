package io.github.cspmalert.internal.decision.evaluation;

import static io.github.cspmalert.alert.AlertFixture.NOON;
import static io.github.cspmalert.alert.AlertFixture.data;
import static io.github.cspmalert.alert.AlertFixture.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.state.RuleState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationsTest {

    private final Map<String, String> first = new LinkedHashMap<>(Map.of(
            "pv", "900",
            "evil", "${aliuid} $1 \\1 ${pv}",
            "alert_name", "a column of that name",
            "资源", "实例"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "no variable | no variable",
                "${pv} | 900",
                "a${pv}b${pv} | a900b900",
                "${ pv } | 900",
                "${__count__} ${__pass_count__} ${__0_count__} | 2 2 2",
                "${aliuid}/${project}/${alert_id} | 42/pp-merchant-app-log/cspm-not-passed",
                "${alert_name} | CSPM",
                "${资源} | 实例",
                "[${unknown}] | []",
                "[${}] | []",
                "$pv {pv} ${pv $ {pv} | $pv {pv} ${pv $ {pv}",
                "${evil} | ${aliuid} $1 \\1 ${pv}",
                "${a${pv}} | ${a900}",
                "{{ pv }} | {{ pv }}"
            })
    void substitute_variables_haveTheValuesOfTheFirstRow(String text, String expected) {
        assertThat(substitute(text)).isEqualTo(expected);
    }

    @Test
    void substitute_instance_isThatOfTheAlert() {
        Alert alert = alert("${alert_instance_id}");

        assertThat(alert.annotations()).containsOnly(Map.entry("desc", alert.instanceId()));
    }

    @Test
    void substitute_longValue_isCutWhereTemplatesCutIt() {
        first.put("pv", "x".repeat(10_000_000));

        assertThat(substitute("${pv}")).isEqualTo("x".repeat(1024));
    }

    // https://help.aliyun.com/zh/sls/labels-and-annotations: __count__ and, without grouping, every column, of several
    // values the first; what the rule itself writes stays.
    @Test
    void autoAnnotation_ungrouped_addsTheCountAndTheColumnsOfTheFirstRow() {
        QueryData data = data(LogRow.of(Map.of("pv", "900", "desc", "theirs")), LogRow.of(Map.of("pv", "1100")));

        Alert alert = alert(rule().addAnnotation("desc", "ours").build(), data);

        assertThat(alert.annotations())
                .containsOnly(Map.entry("desc", "ours"), Map.entry("pv", "900"), Map.entry("__count__", "2"));
    }

    private String substitute(String text) {
        return alert(text).annotations().get("desc");
    }

    private Alert alert(String text) {
        QueryData data = data(LogRow.of(first), LogRow.of(Map.of("pv", "1100")));
        return alert(
                rule().displayName("CSPM")
                        .addAnnotation("desc", text)
                        .autoAnnotation(false)
                        .build(),
                data);
    }

    private static Alert alert(AlertRule rule, QueryData data) {
        return AlertEvaluator.evaluate(rule, RuleExpressions.of(rule), NOON, "42", List.of(data), RuleState.EMPTY)
                .alerts()
                .get(0);
    }
}
