package io.github.cspmalert.internal.decision.evaluation;

import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.internal.decision.evaluation.RowSet.Column;
import io.github.cspmalert.internal.decision.evaluation.RowSet.Row;
import io.github.cspmalert.internal.expression.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of an evaluation, divided into groups each of which is an alert of its own.
 *
 * @param groups the groups, in the order of their first rows
 * @see <a href="https://www.alibabacloud.com/help/en/sls/use-the-group-evaluation-feature">SLS: group evaluation</a>
 */
record RowGroups(List<Group> groups) {

    // SLS takes any hundred; here it is the first, so that it is the same ones at the next evaluation.
    private static final int MOST_GROUPS = 100;

    private static final Set<String> NOT_LABELS_OF_METRICS = Set.of("time", "value", "labels", "__time__");

    /**
     * A group.
     *
     * @param labels the fields that make it, with its values
     * @param rows its rows; there are none only if nothing is grouped
     */
    record Group(Map<String, String> labels, List<Row> rows) {}

    static RowGroups of(GroupEvaluation evaluation, RowSet rows, Set<String> problems) {
        return switch (evaluation.type()) {
            case NO_GROUP -> new RowGroups(List.of(new Group(Map.of(), rows.rows())));
            case CUSTOM -> by(fields(evaluation, rows, problems), rows, problems);
            case LABELS_AUTO -> by(labelsOfMetrics(rows), rows, problems);
        };
    }

    private static Map<String, Optional<Column>> fields(GroupEvaluation evaluation, RowSet rows, Set<String> problems) {
        Map<String, Optional<Column>> fields = new LinkedHashMap<>();
        for (String name : evaluation.fields()) {
            Optional<Column> column = rows.column(Field.parse(name));
            if (column.isEmpty() && !rows.rows().isEmpty()) {
                problems.add("rows are not grouped by '%s': %s".formatted(name, rows.missing(Field.parse(name))));
            }
            fields.put(name, column);
        }
        return fields;
    }

    private static Map<String, Optional<Column>> labelsOfMetrics(RowSet rows) {
        Map<String, Optional<Column>> fields = new LinkedHashMap<>();
        rows.columns().stream()
                .filter(column -> !NOT_LABELS_OF_METRICS.contains(column.name()))
                .forEach(column -> fields.put(column.shown(), Optional.of(column)));
        return fields;
    }

    private static RowGroups by(Map<String, Optional<Column>> fields, RowSet rows, Set<String> problems) {
        Map<Map<String, String>, List<Row>> groups = new LinkedHashMap<>();
        for (Row row : rows.rows()) {
            Map<String, String> labels = new LinkedHashMap<>();
            fields.forEach((name, column) ->
                    labels.put(name, column.map(each -> each.value(row)).orElse("")));
            groups.computeIfAbsent(labels, key -> new ArrayList<>()).add(row);
        }
        if (groups.size() > MOST_GROUPS) {
            problems.add("there are %d groups, of which the first %d are evaluated; filter or aggregate in the query"
                    .formatted(groups.size(), MOST_GROUPS));
        }
        return new RowGroups(groups.entrySet().stream()
                .limit(MOST_GROUPS)
                .map(each -> new Group(each.getKey(), each.getValue()))
                .toList());
    }
}
