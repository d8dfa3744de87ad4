package io.github.cspmalert.sls.internal.client;

import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.sls.internal.Texts;
import org.jspecify.annotations.Nullable;

/** Why an attempt failed, in our words. */
public record Failure(
        Kind kind,
        String reason,
        boolean retryable,
        @Nullable String errorCode,
        int httpStatus,
        @Nullable String requestId,
        @Nullable Exception cause) {

    /** What is in the way. */
    public enum Kind {
        /** Nobody answers, or the connection broke. */
        NETWORK,
        /** Somebody answers whose certificate does not prove that it is the service, or who speaks no TLS. */
        TLS,
        /** The service is busy, failing, or a quota is used up for now. */
        BUSY,
        /** The key, the secret or the token is wrong, or there is none. */
        CREDENTIALS,
        /** The key is good but may not do this. */
        PERMISSION,
        /** The clock of this machine is wrong. */
        CLOCK,
        /** There is no such project. */
        PROJECT,
        /** There is no such Logstore. */
        LOGSTORE,
        /** The Logstore has no index. */
        INDEX,
        /** The service or the SDK refuses the request, in most cases the statement. */
        REQUEST,
        /** The answer is not one that the service gives; perhaps a proxy answered. */
        ANSWER,
        /** The thread was interrupted. */
        INTERRUPTED
    }

    /** A request that is not sent, since it cannot be right. */
    public static Failure refused(String reason) {
        return lasting(Kind.REQUEST, reason, null);
    }

    /** No answer of the service, but another attempt may bring one. */
    static Failure passing(Kind kind, String reason, @Nullable Exception cause) {
        return new Failure(kind, reason, true, null, 0, null, cause);
    }

    /** No answer of the service, and none to come. */
    static Failure lasting(Kind kind, String reason, @Nullable Exception cause) {
        return new Failure(kind, reason, false, null, 0, null, cause);
    }

    public LogQueryException toException(Target target, int attempts) {
        return new LogQueryException(message(target, attempts), retryable, errorCode, requestId, cause);
    }

    /** {@return what failed, why, and what to do about it} */
    String message(Target target, int attempts) {
        return "cannot " + target.words() + ": " + reason + trailer(attempts);
    }

    private String trailer(int attempts) {
        StringBuilder trailer = new StringBuilder();
        add(trailer, errorCode);
        add(trailer, httpStatus > 0 ? "HTTP " + httpStatus : null);
        add(trailer, requestId == null ? null : "request " + requestId);
        add(trailer, attempts > 1 ? "after " + attempts + " attempts" : null);
        return trailer.isEmpty() ? "" : " [" + trailer + "]";
    }

    private static void add(StringBuilder trailer, @Nullable String part) {
        if (part != null) {
            trailer.append(trailer.isEmpty() ? "" : ", ").append(Texts.printable(part));
        }
    }
}
