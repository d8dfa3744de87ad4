package io.github.cspmalert.sls.internal.client;

import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.http.client.ClientErrorCode;
import com.aliyun.openservices.log.http.client.ClientException;
import io.github.cspmalert.sls.internal.Texts;
import io.github.cspmalert.sls.internal.client.Failure.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the SDK throws: which of our kinds it is, whether another attempt may help, and what to do about it. It
 * decides by status and error code, as the service documents them.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/error-codes">SLS: error codes</a>
 */
public final class FailureReader {

    /** What makes of a failure of TLS one of the connection, which may heal. */
    private static final List<Class<? extends IOException>> BROKEN =
            List.of(SocketException.class, SocketTimeoutException.class, EOFException.class);

    private static final String NOT_SLS =
            "what answers at %s is not Simple Log Service, but perhaps a proxy or gateway in"
                    + " between; check the endpoint, and the proxies and gateways on the way";

    private final String url;
    private final String region;

    public FailureReader(String url, String region) {
        this.url = url;
        this.region = region;
    }

    public Failure read(Target target, Exception thrown, Attempt attempt) {
        Failure failure = read(target, thrown, attempt, attempt.httpStatus());
        Redactor redactor = new Redactor(attempt.credentials());
        return new Failure(
                failure.kind(),
                redactor.redact(failure.reason()),
                failure.retryable(),
                shortened(redactor, failure.errorCode()),
                failure.httpStatus(),
                shortened(redactor, failure.requestId()),
                failure.cause() == null ? null : QuietCause.of(failure.cause(), redactor));
    }

    private static @Nullable String shortened(Redactor redactor, @Nullable String name) {
        return name == null ? null : Texts.brief(redactor.redact(name));
    }

    private Failure read(Target target, Exception thrown, Attempt attempt, int status) {
        if (attempt.deadline().isOver() && attempt.isAborted()) {
            // What HttpClient throws then depends on what it was doing.
            return Failure.passing(Kind.NETWORK, attempt.deadline().words(), thrown);
        }
        if (thrown instanceof MalformedAnswerException malformed) {
            // A gateway in between has cut the answer or put its own in its place.
            return new Failure(Kind.ANSWER, malformed.getMessage(), true, null, 0, malformed.requestId(), null);
        }
        if (thrown instanceof IllegalArgumentException && status == 0) {
            return Failure.lasting(Kind.REQUEST, "the SDK refuses the request: " + quoted(thrown.getMessage()), thrown);
        }
        if (!(thrown instanceof LogException failure)) {
            return unread(status, thrown);
        }
        Throwable cause =
                failure.getCause() instanceof ClientException network ? network.getCause() : failure.getCause();
        if (cause instanceof RefusedAnswerException refused) {
            return new Failure(
                    Kind.ANSWER,
                    String.valueOf(refused.getMessage()),
                    refused.retryable(),
                    null,
                    0,
                    requestId(failure),
                    failure);
        }
        if (failure.getCause() instanceof ClientException network) {
            return network(target, network, failure);
        }
        return failure.getHttpCode() > 0 ? answered(target, failure) : local(failure, status);
    }

    private Failure unread(int status, Exception thrown) {
        Kind kind = kind(status, "");
        String reason =
                kind == Kind.BUSY ? foreign(kind, status) : "the SDK cannot read the answer; " + foreign(kind, status);
        return new Failure(kind, reason, mayPass(kind, status), null, status, null, thrown);
    }

    private Failure local(LogException failure, int status) {
        if (failure.getCause() instanceof IOException) {
            return new Failure(
                    Kind.NETWORK,
                    "the connection broke while the answer arrived",
                    true,
                    null,
                    0,
                    requestId(failure),
                    failure);
        }
        if (status > 0 || "BadResponse".equals(failure.getErrorCode())) {
            String reason = "the SDK cannot read the answer; " + NOT_SLS.formatted(url);
            return new Failure(Kind.ANSWER, reason, mayPass(Kind.ANSWER, status), null, 0, requestId(failure), failure);
        }
        return Failure.lasting(
                "ClientSignatureError".equals(failure.getErrorCode()) ? Kind.CREDENTIALS : Kind.REQUEST,
                "the SDK refuses the request: " + quoted(failure.GetErrorMessage()),
                failure);
    }

    private Failure network(Target target, ClientException network, LogException failure) {
        Throwable cause = network.getCause();
        if (!(cause instanceof IOException)) {
            return Failure.lasting(
                    Kind.REQUEST, "the SDK cannot send the request: " + quoted(String.valueOf(cause)), failure);
        }
        if (causedBy(cause, SSLPeerUnverifiedException.class) || causedBy(cause, GeneralSecurityException.class)) {
            return Failure.lasting(
                    Kind.TLS,
                    "the TLS certificate of %s is not trusted or is that of another host; check the endpoint, and if a"
                                    .formatted(url)
                            + " proxy opens TLS, add its certificate to the trust store of the JVM"
                            + " (javax.net.ssl.trustStore): " + quoted(cause.getMessage()),
                    failure);
        }
        if (causedBy(cause, SSLException.class) && BROKEN.stream().noneMatch(type -> causedBy(cause, type))) {
            String reason =
                    ("%s speaks no TLS that this side understands; check the endpoint and its port, and whether a"
                                    + " proxy answers in its place: %s")
                            .formatted(url, quoted(cause.getMessage()));
            return Failure.passing(Kind.TLS, reason, failure);
        }
        // The SDK calls a connection that was closed without an answer a time-out.
        String code = cause instanceof NoHttpResponseException ? ClientErrorCode.UNKNOWN : network.getErrorCode();
        return Failure.passing(Kind.NETWORK, unreachable(target, code), failure);
    }

    private String unreachable(Target target, String code) {
        String host = target.project().isEmpty() ? url : url.replaceFirst("://", "://" + target.project() + ".");
        return switch (code) {
            case ClientErrorCode.UNKNOWN_HOST ->
                "no such host: " + host + "; check the endpoint, the name of the project and the name service";
            case ClientErrorCode.CONNECTION_REFUSED ->
                "the connection to " + host + " was refused; check the endpoint, the proxy and the firewall";
            case ClientErrorCode.CONNECTION_TIMEOUT, ClientErrorCode.SOCKET_TIMEOUT ->
                host
                        + " did not answer in time; check the endpoint, the proxy and the firewall, or raise the time-outs";
            default -> "the connection to " + host + " failed or broke";
        };
    }

    private static boolean causedBy(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private Failure answered(Target target, LogException failure) {
        int status = failure.getHttpCode();
        String code = failure.getErrorCode() == null ? "" : failure.getErrorCode();
        Optional<ErrorMeaning> known = ErrorMeaning.of(code, failure.GetErrorMessage());
        Kind kind = known.map(ErrorMeaning::kind).orElseGet(() -> kind(status, code));
        boolean ours = isServiceError(code);
        String reason = !ours
                ? foreign(kind, status)
                : known.filter(meaning -> meaning.kind() != Kind.PERMISSION)
                        .map(meaning -> told(meaning, target, failure))
                        .orElseGet(() -> reason(kind, target, failure));
        boolean retryable = known.map(ErrorMeaning::retryable).orElseGet(() -> mayPass(kind, ours ? 0 : status));
        return new Failure(kind, reason, retryable, ours ? code : null, status, requestId(failure), failure);
    }

    private String told(ErrorMeaning meaning, Target target, LogException failure) {
        String advice = meaning.advice(target, region, url);
        return meaning.quotes() ? advice + ": " + quoted(failure.GetErrorMessage()) : advice;
    }

    /** What is no answer of the service may be one next time if it says that all is well, or that time ran out. */
    private static boolean mayPass(Kind kind, int status) {
        return kind == Kind.BUSY || status >= 200 && status < 300 || status == 408;
    }

    private static Kind kind(int status, String code) {
        if (code.equals("ServerBusy") || code.contains("QuotaExceed") || status == 429 || status >= 500) {
            return Kind.BUSY;
        }
        if (!isServiceError(code)) {
            return Kind.ANSWER;
        }
        if (status == 401 || code.contains("AccessKey") || code.contains("SecurityToken")) {
            return Kind.CREDENTIALS;
        }
        return status == 403 ? Kind.PERMISSION : Kind.REQUEST;
    }

    /** The SDK's own codes, and JSON that it took for one, stand for answers that are not in the form of the service's errors. */
    private static boolean isServiceError(String code) {
        return !code.isEmpty()
                && Character.isLetter(code.charAt(0))
                && !code.equals("BadResponse")
                && !code.equals("InvalidErrorResponse");
    }

    private String foreign(Kind kind, int status) {
        if (kind == Kind.BUSY) {
            return status == 429
                    ? "too many requests; lower the number of queries that run at once"
                    : "the service or a gateway before it is failing";
        }
        return status >= 300 && status < 400
                ? url
                        + " redirects to another address, which is not followed, so that no signed request reaches another host;"
                        + " check the endpoint"
                : NOT_SLS.formatted(url);
    }

    /** What to do about a code that is not documented, by its kind. */
    private String reason(Kind kind, Target target, LogException failure) {
        String said = quoted(failure.GetErrorMessage());
        return switch (kind) {
            case BUSY ->
                failure.getErrorCode().contains("QuotaExceed")
                        ? "a quota of the project is used up; spread the load or have the quota raised: " + said
                        : "the service is busy or failing: " + said;
            // The service's own words are left out: they may repeat parts of what was signed.
            case CREDENTIALS -> credentials(failure.getErrorCode());
            case PERMISSION -> Permissions.advice(target, failure.getRawResponseError(), said);
            default ->
                target.action().equals("query")
                        ? "the service cannot run the statement: " + said
                        : "the service refuses the request: " + said;
        };
    }

    private String credentials(String code) {
        String lower = code.toLowerCase(Locale.ROOT);
        if (lower.contains("token")) {
            return "the security token is wrong or has expired; have the credentials provider fetch a new one";
        }
        return lower.contains("accesskeyid")
                ? "there is no such AccessKey id, or it is disabled; check the credentials"
                : "the credentials are refused; check them, and that the region '" + region
                        + "' is that of the endpoint " + url;
    }

    private static String quoted(@Nullable String words) {
        return words == null || words.isBlank() ? "(no message)" : "\"" + Texts.printable(words) + "\"";
    }

    private static @Nullable String requestId(LogException failure) {
        String id = failure.getRequestId();
        return id == null || id.isBlank() ? null : id;
    }
}
