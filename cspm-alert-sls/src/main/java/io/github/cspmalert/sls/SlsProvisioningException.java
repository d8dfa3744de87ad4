package io.github.cspmalert.sls;

import io.github.cspmalert.common.ServiceException;
import io.github.cspmalert.sls.internal.client.Failure;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Simple Log Service could not be set up as definitions say, or could not be read. The message says what failed and what to
 * do about it; for an apply that stopped halfway also what is done and what is not.
 */
public final class SlsProvisioningException extends ServiceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What an apply had done; not kept when the exception is serialised. */
    private final transient @Nullable SlsApplyReport report;

    SlsProvisioningException(String message, Failure failure) {
        super(message, failure.retryable(), failure.errorCode(), failure.requestId(), failure.cause());
        this.report = null;
    }

    SlsProvisioningException(String message, SlsApplyReport report, SlsProvisioningException cause) {
        super(
                message,
                cause.retryable(),
                cause.errorCode().orElse(null),
                cause.requestId().orElse(null),
                cause);
        this.report = report;
    }

    /** {@return what had been done, if an apply failed} */
    public Optional<SlsApplyReport> report() {
        return Optional.ofNullable(report);
    }
}
