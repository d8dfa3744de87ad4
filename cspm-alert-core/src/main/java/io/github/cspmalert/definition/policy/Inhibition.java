package io.github.cspmalert.definition.policy;

import java.util.Objects;

/**
 * Holds back alerts while a graver one that explains them fires among those that are told together. Immutable.
 *
 * @param source which alerts hold others back while they fire; asked of each alert by itself
 * @param target which alerts are held back; asked of each alert by itself. One that is a source too is told
 * @see <a href="https://help.aliyun.com/zh/sls/create-an-alert-policy">SLS: suppression in an alert policy</a>
 */
public record Inhibition(AlertCondition source, AlertCondition target) {

    /**
     * Checks the parts.
     *
     * @param source which alerts hold others back
     * @param target which alerts are held back
     * @throws IllegalArgumentException if one names a field that no alert has, or compares a number with a text
     */
    public Inhibition {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        ConditionCheck.check("'source' of an inhibition", source, "labels", "annotations");
        ConditionCheck.check("'target' of an inhibition", target, "labels", "annotations");
    }
}
