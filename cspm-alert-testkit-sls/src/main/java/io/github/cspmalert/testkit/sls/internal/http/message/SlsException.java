package io.github.cspmalert.testkit.sls.internal.http.message;

import java.io.Serial;

/**
 * A request was refused. Codes and statuses are those of
 * <a href="https://help.aliyun.com/zh/sls/developer-reference/error-codes">Error codes</a>.
 */
public final class SlsException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String errorCode;

    /**
     * Creates an exception.
     *
     * @param status the HTTP status
     * @param errorCode the error code of the service
     * @param message what is wrong, for the caller
     */
    public SlsException(int status, String errorCode, String message) {
        super(message);
        this.status = PublishedError.checked(status, errorCode);
        this.errorCode = errorCode;
    }

    /**
     * {@return a refusal for a wrong parameter}
     *
     * @param message what is wrong
     */
    public static SlsException parameterInvalid(String message) {
        return new SlsException(400, "ParameterInvalid", message);
    }

    /**
     * {@return a refusal for a body that cannot be read}
     *
     * @param message what is wrong
     */
    public static SlsException postBodyInvalid(String message) {
        return new SlsException(400, "PostBodyInvalid", message);
    }

    /** {@return the HTTP status} */
    public int status() {
        return status;
    }

    /** {@return the error code of the service} */
    public String errorCode() {
        return errorCode;
    }
}
