package io.github.cspmalert.sls.internal.client;

import java.io.IOException;
import java.io.Serial;

/** An answer that is not read, or not to its end, since that could take all memory. Its message shows nothing of it. */
final class RefusedAnswerException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    private RefusedAnswerException(String message, boolean retryable) {
        super(message);
        this.retryable = retryable;
    }

    static RefusedAnswerException tooLong(int maxBytes, boolean retryable) {
        return new RefusedAnswerException(
                "the answer is longer than the %d bytes that maxAnswerBytes allows; narrow the query, or raise maxAnswerBytes"
                        .formatted(maxBytes),
                retryable);
    }

    static RefusedAnswerException unreadable(String what) {
        return new RefusedAnswerException(
                "the answer is compressed in a way that was not asked for, or without its length: " + what
                        + "; check whether a proxy or gateway changes it",
                true);
    }

    boolean retryable() {
        return retryable;
    }
}
