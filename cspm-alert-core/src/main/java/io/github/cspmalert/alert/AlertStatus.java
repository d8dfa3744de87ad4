package io.github.cspmalert.alert;

/** Whether an alert tells that something is wrong, or that it is over. */
public enum AlertStatus {
    /** The rule's trigger holds. */
    FIRING("firing"),
    /** The rule's trigger held before, and no longer does. */
    RESOLVED("resolved");

    private final String text;

    AlertStatus(String text) {
        this.text = text;
    }

    /** {@return the word that a template sees as {@code alert.status}: {@code firing} or {@code resolved}} */
    public String text() {
        return text;
    }
}
