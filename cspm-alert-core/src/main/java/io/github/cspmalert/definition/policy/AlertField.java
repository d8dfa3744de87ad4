package io.github.cspmalert.definition.policy;

import io.github.cspmalert.internal.Checks;

/**
 * A field of an alert that policies look at, as SLS names it after {@code alert.}.
 *
 * @param name the name: {@code severity}, {@code alert_id} and so on, or {@code labels.} with the name of a label; a
 *     letter or {@code _}, then letters, digits and {@code _}
 */
public record AlertField(String name) {

    /** How bad the alert is, 2 to 10; see {@link io.github.cspmalert.definition.rule.Severity}. */
    public static final AlertField SEVERITY = new AlertField("severity");

    /** The id of the rule. */
    public static final AlertField ALERT_ID = new AlertField("alert_id");

    /** The display name of the rule. */
    public static final AlertField ALERT_NAME = new AlertField("alert_name");

    /** The account. */
    public static final AlertField ALIUID = new AlertField("aliuid");

    /** The region of the rule. */
    public static final AlertField REGION = new AlertField("region");

    /** The project of the rule. */
    public static final AlertField PROJECT = new AlertField("project");

    /** {@code firing} or {@code resolved}. */
    public static final AlertField STATUS = new AlertField("status");

    /**
     * Checks the name.
     *
     * @param name the name
     * @throws IllegalArgumentException if the name has another form
     */
    public AlertField {
        if (!name.matches("([A-Za-z_][A-Za-z0-9_]*)(\\.[A-Za-z_][A-Za-z0-9_]*)?")) {
            throw new IllegalArgumentException(
                    "field '%s' must be a name of letters, digits and '_', such as severity or labels.team"
                            .formatted(Checks.printable(name)));
        }
    }

    /**
     * Names a label.
     *
     * @param label the name of the label: a letter or {@code _}, then letters, digits and {@code _}
     * @return the field
     * @throws IllegalArgumentException if the name has another form
     */
    public static AlertField label(String label) {
        return new AlertField("labels." + label);
    }

    /** {@return whether its values are numbers, which cannot be compared with texts} */
    public boolean isNumber() {
        return name.equals("severity") || name.equals("fire_results_count");
    }

    /** {@return the name} */
    @Override
    public String toString() {
        return name;
    }
}
