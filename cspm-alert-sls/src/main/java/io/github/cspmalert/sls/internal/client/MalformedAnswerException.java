package io.github.cspmalert.sls.internal.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An answer that is not what the service documents. Its message shows nothing of the answer, which may be logs. */
public final class MalformedAnswerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final @Nullable String requestId;

    public MalformedAnswerException(String what, @Nullable String requestId) {
        super("the answer is not what Simple Log Service documents: " + what
                + "; check whether a proxy or gateway is in between");
        this.requestId = requestId == null || requestId.isBlank() ? null : requestId;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public @Nullable String requestId() {
        return requestId;
    }
}
