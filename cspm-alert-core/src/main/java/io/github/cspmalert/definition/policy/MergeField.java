package io.github.cspmalert.definition.policy;

/** What alerts must have in common to be told together. */
public enum MergeField {
    /** The account. */
    ALIUID(AlertField.ALIUID),
    /** The rule, by its id. */
    ALERT_ID(AlertField.ALERT_ID),
    /** The rule, by its display name. */
    ALERT_NAME(AlertField.ALERT_NAME),
    /** How bad they are. */
    SEVERITY(AlertField.SEVERITY),
    /** The region of the rule. */
    REGION(AlertField.REGION),
    /** The project of the rule. */
    PROJECT(AlertField.PROJECT);

    private final AlertField field;

    MergeField(AlertField field) {
        this.field = field;
    }

    /** {@return the field of an alert that this looks at} */
    public AlertField field() {
        return field;
    }
}
