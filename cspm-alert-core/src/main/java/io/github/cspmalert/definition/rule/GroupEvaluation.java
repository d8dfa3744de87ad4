package io.github.cspmalert.definition.rule;

import io.github.cspmalert.internal.Checks;
import java.util.List;
import java.util.Objects;

/**
 * Whether the rows of an evaluation are one alert, or one for each group of them. The fields that make the groups become
 * labels of the alerts, and so part of their identity.
 *
 * @param type how rows are grouped
 * @param fields the fields that make the groups, each once; empty unless the type is {@link Type#CUSTOM}
 * @see <a href="https://www.alibabacloud.com/help/en/sls/use-the-group-evaluation-feature">SLS: group evaluation</a>
 */
public record GroupEvaluation(Type type, List<String> fields) {

    /** How rows are grouped. */
    public enum Type {
        /** All rows are one alert. */
        NO_GROUP,
        /** By fields that are named. */
        CUSTOM,
        /** By the labels of metrics; for Metricstores only. */
        LABELS_AUTO
    }

    private static final GroupEvaluation NONE = new GroupEvaluation(Type.NO_GROUP, List.of());
    private static final GroupEvaluation LABELS = new GroupEvaluation(Type.LABELS_AUTO, List.of());

    /**
     * Checks the parts and copies the fields.
     *
     * @param type how rows are grouped
     * @param fields the fields that make the groups
     * @throws IllegalArgumentException if fields are missing where the type needs them, given where it takes none, blank
     *     or named twice
     */
    public GroupEvaluation {
        Objects.requireNonNull(type, "type");
        fields = Checks.eachOnce("fields", fields);
        fields.forEach(field -> Checks.notBlank("field", field));
        if ((type == Type.CUSTOM) == fields.isEmpty()) {
            throw new IllegalArgumentException("fields of group evaluation %s must %s, but are %s"
                    .formatted(type, type == Type.CUSTOM ? "be named" : "be empty", fields));
        }
    }

    /** {@return all rows are one alert} */
    public static GroupEvaluation none() {
        return NONE;
    }

    /**
     * Groups by fields.
     *
     * @param fields their names, each once
     * @return the grouping
     * @throws IllegalArgumentException if there is none, or one is blank or named twice
     */
    public static GroupEvaluation by(String... fields) {
        return new GroupEvaluation(Type.CUSTOM, List.of(fields));
    }

    /** {@return grouping by the labels of metrics} */
    public static GroupEvaluation byMetricLabels() {
        return LABELS;
    }
}
