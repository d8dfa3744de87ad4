package io.github.cspmalert.state;

import io.github.cspmalert.common.CspmAlertException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A store could not be read or written. */
public final class AlertStoreException extends CspmAlertException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what failed, and what to do about it
     * @param retryable whether the same call may succeed later
     * @param cause the cause, or null
     */
    public AlertStoreException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, retryable, cause);
    }
}
