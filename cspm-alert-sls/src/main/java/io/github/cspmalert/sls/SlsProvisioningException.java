package io.github.cspmalert.sls;

import io.github.cspmalert.common.CspmAlertException;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Simple Log Service could not be set up as definitions say, or could not be read. The message says what failed and what to
 * do about it; for an apply that stopped halfway also what is done and what is not.
 */
public final class SlsProvisioningException extends CspmAlertException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The error code, or null. */
    private final @Nullable String errorCode;

    /** The id of the request, or null. */
    private final @Nullable String requestId;

    /** What an apply had done; not kept when the exception is serialised. */
    private final transient @Nullable SlsApplyReport report;

    SlsProvisioningException(
            String message,
            boolean retryable,
            @Nullable String errorCode,
            @Nullable String requestId,
            @Nullable Throwable cause) {
        super(message, retryable, cause);
        this.errorCode = errorCode;
        this.requestId = requestId;
        this.report = null;
    }

    SlsProvisioningException(String message, SlsApplyReport report, @Nullable SlsProvisioningException cause) {
        super(message, cause != null && cause.retryable(), cause);
        this.errorCode = cause == null ? null : cause.errorCode;
        this.requestId = cause == null ? null : cause.requestId;
        this.report = report;
    }

    /** {@return the service's error code, such as {@code Unauthorized}} */
    public Optional<String> errorCode() {
        return Optional.ofNullable(errorCode);
    }

    /** {@return the service's id of the request, for a support case} */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** {@return what had been done, if an apply failed} */
    public Optional<SlsApplyReport> report() {
        return Optional.ofNullable(report);
    }
}
