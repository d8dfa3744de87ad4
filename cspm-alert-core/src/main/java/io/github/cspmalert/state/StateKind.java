package io.github.cspmalert.state;

/** The kinds of state that a store keeps. Each has a type of value of its own. */
public enum StateKind {
    /** What is remembered of a rule: a {@link RuleState} under the rule's id. */
    RULE(RuleState.class),
    /** Who was told of an alert: a {@link ToldState} under the alert's fingerprint. */
    TOLD(ToldState.class);

    private final Class<? extends StateValue> type;

    StateKind(Class<? extends StateValue> type) {
        this.type = type;
    }

    /** {@return the type of the values of this kind} */
    public Class<? extends StateValue> type() {
        return type;
    }
}
