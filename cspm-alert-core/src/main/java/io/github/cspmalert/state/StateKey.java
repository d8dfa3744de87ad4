package io.github.cspmalert.state;

import io.github.cspmalert.internal.Checks;
import java.util.Objects;

/**
 * Where a store keeps a state.
 *
 * @param kind the kind of state
 * @param id which one of its kind; not blank, one line
 */
public record StateKey(StateKind kind, String id) {

    /**
     * Checks the parts.
     *
     * @param kind the kind of state
     * @param id which one of its kind
     * @throws IllegalArgumentException if the id is blank or has line breaks or control characters
     */
    public StateKey {
        Objects.requireNonNull(kind, "kind");
        Checks.notBlank("id", Checks.oneLine("id", id));
    }

    /**
     * Names the state of a rule.
     *
     * @param ruleId the id of the rule
     * @return the key
     */
    public static StateKey rule(String ruleId) {
        return new StateKey(StateKind.RULE, ruleId);
    }

    /**
     * Names who was told of an alert.
     *
     * @param fingerprint the fingerprint of the alert
     * @return the key
     */
    public static StateKey told(String fingerprint) {
        return new StateKey(StateKind.TOLD, fingerprint);
    }

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
