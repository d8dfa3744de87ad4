package io.github.cspmalert.common;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The root of what this library throws when something outside it fails or is set up wrongly. A bad argument is an
 * {@link IllegalArgumentException} or {@link NullPointerException} instead, as everywhere in Java.
 *
 * <p>Messages hold no secret, no webhook address and no raw log line.
 */
public abstract class CspmAlertException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Whether the same call may succeed later. */
    private final boolean retryable;

    /**
     * Creates an exception.
     *
     * @param message what failed, and what to do about it
     * @param retryable whether the same call may succeed later without anybody changing anything
     * @param cause the cause, or null if there is none
     */
    protected CspmAlertException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** {@return whether the same call may succeed later without anybody changing anything} */
    public final boolean retryable() {
        return retryable;
    }
}
