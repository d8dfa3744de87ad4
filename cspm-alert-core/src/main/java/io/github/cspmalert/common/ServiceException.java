package io.github.cspmalert.common;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service refused a request or did not answer it. Carries what the service said about it. */
public abstract class ServiceException extends CspmAlertException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The error code, or null. */
    private final @Nullable String errorCode;

    /** The id of the request, or null. */
    private final @Nullable String requestId;

    /**
     * Creates an exception.
     *
     * @param message what failed, and what to do about it
     * @param retryable whether the same call may succeed later without anybody changing anything
     * @param errorCode the service's error code, or null if it gave none
     * @param requestId the service's id of the request, or null if it gave none
     * @param cause the cause, or null if there is none
     */
    protected ServiceException(
            String message,
            boolean retryable,
            @Nullable String errorCode,
            @Nullable String requestId,
            @Nullable Throwable cause) {
        super(message, retryable, cause);
        this.errorCode = errorCode;
        this.requestId = requestId;
    }

    /** {@return the service's error code, such as {@code LogStoreNotExist} or {@code Unauthorized}} */
    public final Optional<String> errorCode() {
        return Optional.ofNullable(errorCode);
    }

    /** {@return the service's id of the request, for a support case} */
    public final Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }
}
