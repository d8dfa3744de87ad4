package io.github.cspmalert.internal.decision.evaluation;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertVariables;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.internal.Placeholders;
import io.github.cspmalert.log.LogRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills the <code>${variables}</code> of annotations. A column has the value of the first row, and a value is cut where
 * templates cut it, as in the service.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/labels-and-annotations">SLS: labels and annotations</a>
 */
final class Annotations {

    private static final String COUNT = "__count__";

    private Annotations() {}

    /**
     * The rows that annotations are about.
     *
     * @param rows how many rows the group has
     * @param fields the fields that make the group, which are labels
     * @param first its first row, whose columns are known where none made the alert fire; null if it has none
     */
    record Group(int rows, Set<String> fields, @Nullable LogRow first) {}

    static Map<String, String> of(AlertRule rule, Alert alert, Group group, List<QueryData> data) {
        Map<String, String> all = substitute(rule.annotations(), alert, group, data);
        if (rule.autoAnnotation()) {
            columns(alert, group).forEach((column, value) -> {
                if (!group.fields().contains(column)) {
                    all.putIfAbsent(column, value);
                }
            });
            all.putIfAbsent(COUNT, String.valueOf(group.rows()));
        }
        return all;
    }

    static Map<String, String> substitute(
            Map<String, String> annotations, Alert alert, Group group, List<QueryData> data) {
        Map<String, String> variables = variables(alert, group, data);
        Map<String, String> filled = new LinkedHashMap<>();
        annotations.forEach((key, value) -> filled.put(key, Placeholders.fill(value, variables)));
        return filled;
    }

    private static Map<String, String> columns(Alert alert, Group group) {
        Map<String, String> columns = new LinkedHashMap<>();
        alert.fireResults().stream()
                .findFirst()
                .or(() -> Optional.ofNullable(group.first()))
                .ifPresent(
                        row -> row.values().forEach((column, value) -> columns.put(column, AlertVariables.cut(value))));
        return columns;
    }

    private static Map<String, String> variables(Alert alert, Group group, List<QueryData> data) {
        Map<String, String> variables = columns(alert, group);
        group.fields().forEach(field -> variables.put(field, alert.labels().getOrDefault(field, "")));
        variables.put(COUNT, String.valueOf(group.rows()));
        variables.put("__pass_count__", String.valueOf(alert.fireResultsCount()));
        for (int i = 0; i < data.size(); i++) {
            variables.put(
                    "__" + i + "_count__",
                    String.valueOf(data.get(i).result().rows().size()));
        }
        variables.put("aliuid", alert.accountId());
        variables.put("alert_instance_id", alert.instanceId());
        variables.put("alert_id", alert.ruleId());
        variables.put("alert_name", alert.name());
        variables.put("project", alert.project());
        return variables;
    }
}
