package io.github.cspmalert.sls.internal.client;

import io.github.cspmalert.sls.internal.Texts;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * What the SDK or the JVM threw, as a cause may show it: types and places. The messages are left out, since those of the SDK,
 * of HttpClient and of JSON readers quote what was answered, except those of the JVM's own network and TLS, which do not.
 */
final class QuietCause extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MAX_CAUSES = 10;

    private QuietCause(String message, StackTraceElement[] places, @Nullable Throwable cause) {
        super(message, cause, false, true);
        setStackTrace(places);
    }

    static QuietCause of(Throwable thrown, Redactor redactor) {
        return of(thrown, redactor, 1);
    }

    private static QuietCause of(Throwable thrown, Redactor redactor, int depth) {
        String type = thrown.getClass().getName();
        String message = thrown.getMessage();
        Throwable cause = thrown.getCause();
        return new QuietCause(
                message != null && isOfNetwork(type) ? type + ": " + Texts.printable(redactor.redact(message)) : type,
                thrown.getStackTrace(),
                cause == null || depth == MAX_CAUSES ? null : of(cause, redactor, depth + 1));
    }

    private static boolean isOfNetwork(String type) {
        return type.startsWith("java.net.")
                || type.startsWith("javax.net.ssl.")
                || type.startsWith("java.security.")
                || type.startsWith("sun.security.");
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
