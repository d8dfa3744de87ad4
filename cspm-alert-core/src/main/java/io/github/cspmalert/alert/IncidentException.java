package io.github.cspmalert.alert;

import io.github.cspmalert.common.CspmAlertException;
import java.io.Serial;
import java.util.Objects;

/** Thrown if an incident cannot be acknowledged or finished. Nothing was changed; trying again does not help. */
public final class IncidentException extends CspmAlertException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final Reason reason;

    /** Why an incident cannot be acknowledged or finished. */
    public enum Reason {
        /** There is no such incident, or it was done so long ago that it is forgotten. */
        UNKNOWN,
        /** The incident is done: its alert ended, or somebody finished it. */
        OVER,
        /** Somebody else has acknowledged it. */
        ALREADY,
        /** The token of a link was changed, or made with another key. */
        FORGED,
        /** The token of a link is too old. */
        EXPIRED
    }

    /**
     * Creates an exception.
     *
     * @param reason why
     * @param message what is wrong, and what to do about it
     */
    public IncidentException(Reason reason, String message) {
        super(message, false, null);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** {@return why} */
    public Reason reason() {
        return reason;
    }
}
