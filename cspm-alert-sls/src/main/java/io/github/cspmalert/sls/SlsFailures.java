package io.github.cspmalert.sls;

import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.http.client.ClientErrorCode;
import com.aliyun.openservices.log.http.client.ClientException;
import io.github.cspmalert.common.CspmAlertException;
import io.github.cspmalert.query.LogQueryException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns all that the SDK throws, checked or not, into one exception that says what to do.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/developer-reference/api-error-codes">SLS: error codes</a>
 */
final class SlsFailures {

    private static final int MAX_MESSAGE = 500;

    private static final Map<String, String> FIXES = Map.ofEntries(
            Map.entry("ProjectNotExist", "check the project's name, and that the endpoint is that of its region"),
            Map.entry(
                    "LogStoreNotExist",
                    "check the Logstore's name; CSPM's records are in sas-log of the project sas-log-<account>-<region>"),
            Map.entry("IndexConfigNotExist", "create an index for the Logstore"),
            Map.entry("SignatureNotMatch", "the AccessKey secret or the region is wrong"),
            Map.entry("InvalidAccessKeyId", "the AccessKey id is wrong or disabled"),
            Map.entry(
                    "Unauthorized",
                    "the AccessKey is unknown, or lacks the permission log:GetLogStoreLogs on the Logstore"),
            Map.entry("RequestTimeTooSkewed", "set the clock of this machine; it may differ by 15 minutes at the most"),
            Map.entry("SecurityTokenExpired", "renew the temporary AccessKey"),
            Map.entry("ParameterInvalid", "correct the statement"),
            Map.entry("InvalidQueryString", "correct the search part of the statement"));

    private static final Set<String> PASSING_NETWORK = Set.of(
            ClientErrorCode.CONNECTION_TIMEOUT,
            ClientErrorCode.SOCKET_TIMEOUT,
            ClientErrorCode.SOCKET_EXCEPTION,
            ClientErrorCode.CONNECTION_REFUSED,
            ClientErrorCode.UNKNOWN_HOST,
            ClientErrorCode.CLIENT_PROTOCOL_EXCEPTION,
            ClientErrorCode.UNKNOWN,
            "RequestTimeout");

    private SlsFailures() {}

    static LogQueryException map(String what, Exception failure, int attempts) {
        String tried = attempts == 1 ? "" : " after " + attempts + " attempts";
        if (failure instanceof LogQueryException own) {
            return own;
        }
        if (failure instanceof LogException e) {
            return map(what + " failed" + tried, e);
        }
        if (failure instanceof CspmAlertException e) {
            return new LogQueryException(what + " failed: " + e.getMessage(), e.retryable(), e);
        }
        return new LogQueryException(
                "%s failed%s: the answer could not be read (%s)"
                        .formatted(what, tried, failure.getClass().getSimpleName()),
                !(failure instanceof IllegalArgumentException),
                failure);
    }

    private static LogQueryException map(String what, LogException e) {
        String code = String.valueOf(e.GetErrorCode());
        String network = networkCode(e);
        boolean retryable = network != null ? PASSING_NETWORK.contains(network) : passes(e.GetHttpCode(), code);
        String said = network != null ? network(network) : code + said(e);
        String fix = FIXES.get(code);
        String message = "%s: %s%s".formatted(what, said, fix == null ? "" : "; " + fix);
        String requestId = String.valueOf(e.GetRequestId()).isEmpty() ? null : e.GetRequestId();
        return new LogQueryException(message, retryable, network == null ? code : network, requestId, e);
    }

    private static boolean passes(int status, String code) {
        boolean brokenOff = status == -1 && code.equals("BadResponse");
        return status == 429 || status >= 500 || code.equals("ServerBusy") || code.endsWith("QuotaExceed") || brokenOff;
    }

    private static @Nullable String networkCode(LogException e) {
        return e.getCause() instanceof ClientException cause ? cause.getErrorCode() : null;
    }

    private static String network(String code) {
        return switch (code) {
            case ClientErrorCode.UNKNOWN_HOST ->
                "the endpoint's host name is unknown; check the endpoint and the project";
            case ClientErrorCode.CONNECTION_REFUSED, ClientErrorCode.CONNECTION_TIMEOUT ->
                "the endpoint cannot be reached; check it, and the way to it (VPC, firewall, proxy)";
            case ClientErrorCode.SOCKET_TIMEOUT -> "the service did not answer in time";
            case ClientErrorCode.SSL_EXCEPTION ->
                "the TLS connection is not trusted; check the endpoint, the proxy and this JVM's certificates";
            default -> "the connection failed (" + code + ")";
        };
    }

    // The service's own words name line and column of a malformed statement, but a gateway's page is not for a log.
    private static String said(LogException e) {
        String message = String.valueOf(e.GetErrorMessage());
        if (e.GetErrorCode().equals("BadResponse") || message.contains("<html")) {
            return " (status " + e.GetHttpCode() + ")";
        }
        String line = message.replaceAll("\\s+", " ").strip();
        return " (" + (line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) + "…" : line) + ")";
    }
}
