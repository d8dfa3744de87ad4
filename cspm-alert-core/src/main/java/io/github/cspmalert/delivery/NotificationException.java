package io.github.cspmalert.delivery;

import io.github.cspmalert.common.CspmAlertException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A notifier could not send anything to anybody. */
public final class NotificationException extends CspmAlertException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what failed, and what to do about it; no address, no secret, no content
     * @param retryable whether the same notification may go through later
     * @param cause the cause, or null
     */
    public NotificationException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, retryable, cause);
    }
}
