package io.github.cspmalert.internal.expression;

/** What an expression says of a row. */
public enum Outcome {
    /** It holds. */
    TRUE,
    /** It does not hold. */
    FALSE,
    /** It cannot be told, since a value is missing or no number where one is needed; so it does not hold. */
    UNKNOWN;

    /** {@return that it holds, or that it does not} */
    public static Outcome of(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    /** {@return what is said of the opposite} */
    public Outcome not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
