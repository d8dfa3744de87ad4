package io.github.cspmalert.definition.rule;

/**
 * How bad an alert is, with the numbers of Simple Log Service.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/set-trigger-conditions">SLS: trigger conditions and severities</a>
 */
public enum Severity {
    /** For information; 2. */
    REPORT(2, "Report"),
    /** 4. */
    LOW(4, "Low"),
    /** 6. */
    MEDIUM(6, "Medium"),
    /** 8. */
    HIGH(8, "High"),
    /** 10. */
    CRITICAL(10, "Critical");

    private final int code;
    private final String label;

    Severity(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** {@return the number that SLS writes for this severity: 2, 4, 6, 8 or 10} */
    public int code() {
        return code;
    }

    /** {@return the English word that SLS shows for this severity, such as {@code High}} */
    public String label() {
        return label;
    }

    /**
     * Finds the severity of a number.
     *
     * @param code the number
     * @return its severity
     * @throws IllegalArgumentException if the number is none of 2, 4, 6, 8 and 10
     */
    public static Severity ofCode(int code) {
        for (Severity severity : values()) {
            if (severity.code == code) {
                return severity;
            }
        }
        throw new IllegalArgumentException("severity must be one of 2, 4, 6, 8 and 10, but is " + code);
    }
}
