package io.github.cspmalert.log;

import io.github.cspmalert.common.ServiceException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A log source could not answer. */
public final class LogQueryException extends ServiceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception that carries what the service said.
     *
     * @param message what failed, and what to do about it
     * @param retryable whether the same query may succeed later
     * @param errorCode the service's error code, such as {@code LogStoreNotExist}, or null
     * @param requestId the service's id of the request, or null
     * @param cause the cause, or null
     */
    public LogQueryException(
            String message,
            boolean retryable,
            @Nullable String errorCode,
            @Nullable String requestId,
            @Nullable Throwable cause) {
        super(message, retryable, errorCode, requestId, cause);
    }

    /**
     * Creates an exception for a source that knows neither error codes nor request ids.
     *
     * @param message what failed, and what to do about it
     * @param retryable whether the same query may succeed later
     * @param cause the cause, or null
     */
    public LogQueryException(String message, boolean retryable, @Nullable Throwable cause) {
        this(message, retryable, null, null, cause);
    }
}
