package io.github.cspmalert.testkit.sls.internal.query;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A statement was refused. The message is written for the author of the statement. */
public final class QueryRejectedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String errorCode;

    private QueryRejectedException(String errorCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.errorCode = errorCode;
    }

    /**
     * {@return a refusal of a statement}
     *
     * @param message what is wrong, where, and what to write instead
     */
    public static QueryRejectedException invalid(String message) {
        return invalid(message, null);
    }

    /**
     * {@return a refusal of a statement}
     *
     * @param message what is wrong, where, and what to write instead
     * @param cause what found it, or null
     */
    public static QueryRejectedException invalid(String message, @Nullable Throwable cause) {
        return new QueryRejectedException("ParameterInvalid", message, cause);
    }

    /**
     * {@return a refusal of a time range}
     *
     * @param from its start, epoch seconds
     * @param to its end, epoch seconds
     */
    public static QueryRejectedException timeRange(int from, int to) {
        return new QueryRejectedException(
                "InvalidTimeRange",
                "the time range [" + from + ", " + to + ") is empty: from must be less than to (epoch seconds)",
                null);
    }

    /**
     * {@return a refusal of a statement that ran too long}
     *
     * @param seconds how long it may run
     * @param cause what the engine said
     */
    public static QueryRejectedException timeout(int seconds, Throwable cause) {
        return new QueryRejectedException(
                "RequestTimeout",
                "the statement ran longer than " + seconds + " seconds and was stopped, as the service does: "
                        + "narrow the time range or the search",
                cause);
    }

    /** {@return the error code of the service} */
    public String errorCode() {
        return errorCode;
    }
}
