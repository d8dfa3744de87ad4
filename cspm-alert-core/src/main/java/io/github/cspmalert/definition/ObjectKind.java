package io.github.cspmalert.definition;

/**
 * What definitions consist of, in the order in which the ones refer to the others: a kind names only kinds before it.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/data-structure-of-alert-resource-data">SLS: alert
 *     resource data</a>
 */
public enum ObjectKind {
    /** A user. */
    USER("user"),
    /** A user group. */
    USER_GROUP("user group"),
    /** An on-call group; a plan names it, and SLS's console makes it. */
    ONCALL_GROUP("on-call group"),
    /** A webhook. */
    WEBHOOK("webhook"),
    /** A content template. */
    CONTENT_TEMPLATE("content template"),
    /** An action policy. */
    ACTION_POLICY("action policy"),
    /** An alert policy. */
    ALERT_POLICY("alert policy"),
    /** An alert rule. */
    RULE("rule"),
    /** A silence of all rules; the service has none of its own, and nothing names one. */
    SILENCE("silence");

    private final String words;

    ObjectKind(String words) {
        this.words = words;
    }

    /** {@return the kind in words, such as {@code user group}} */
    public String words() {
        return words;
    }
}
