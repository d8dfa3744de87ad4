package io.github.cspmalert.posture;

import io.github.cspmalert.common.CspmAlertException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** What is known of findings besides CSPM's records could not be found out. They are told without it. */
public final class EnrichmentException extends CspmAlertException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what failed, and what to do about it; without secrets, since it is logged
     * @param retryable whether the same question may be answered later
     * @param cause the cause, or null
     */
    public EnrichmentException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, retryable, cause);
    }
}
