package io.github.cspmalert.testkit.sls.internal.query;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A statement was refused. The message is written for the author of the statement. */
public final class QueryRejectedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String errorCode;

    /**
     * Creates an exception.
     *
     * @param errorCode the error code of the service, such as {@code ParameterInvalid}
     * @param message what is wrong, where, and what to write instead
     * @param cause the cause, or null
     */
    public QueryRejectedException(String errorCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.errorCode = errorCode;
    }

    /** {@return the error code of the service} */
    public String errorCode() {
        return errorCode;
    }
}
