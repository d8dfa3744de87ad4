package io.github.cspmalert.definition.rule;

import java.util.Objects;

/**
 * How bad an alert is if a trigger holds. The branches of a rule are looked at from the first to the last, and the first
 * whose trigger holds decides, so put the worst first.
 *
 * @param severity how bad
 * @param trigger when
 * @see <a href="https://help.aliyun.com/zh/sls/set-trigger-conditions">SLS: trigger conditions and severities</a>
 */
public record SeverityBranch(Severity severity, Trigger trigger) {

    /**
     * Checks the parts.
     *
     * @param severity how bad
     * @param trigger when
     */
    public SeverityBranch {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(trigger, "trigger");
    }
}
