package io.github.cspmalert.testkit.sls;

import io.github.cspmalert.testkit.sls.internal.http.FaultAction;
import io.github.cspmalert.testkit.sls.internal.http.message.Content;
import io.github.cspmalert.testkit.sls.internal.http.message.PublishedError;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Something that can go wrong with a request to an {@link EmbeddedSls}. Statuses and codes are those of
 * <a href="https://help.aliyun.com/zh/sls/developer-reference/error-codes">Error codes</a>. Immutable.
 *
 * @see EmbeddedSls#faults()
 */
public final class Fault {

    private final String name;
    private final FaultAction action;

    private Fault(String name, FaultAction action) {
        this.name = name;
        this.action = action;
    }

    FaultAction action() {
        return action;
    }

    /**
     * Answers with an error of the service; the operation does not take place.
     *
     * @param status the HTTP status
     * @param errorCode the error code
     * @param errorMessage the message
     * @return the fault
     * @throws IllegalArgumentException if the status is not that of an error, 400 to 599
     */
    public static Fault error(int status, String errorCode, String errorMessage) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status is " + status + "; it must be 400 to 599");
        }
        return answer(errorCode, SlsResponse.error(status, errorCode, errorMessage));
    }

    /**
     * All errors that the service documents, common ones and those of GetLogs, alerts and resource records, with their documented
     * statuses and messages; a code that has several messages is there several times.
     *
     * @return the faults
     * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/error-codes">SLS: error codes</a>
     */
    public static List<Fault> published() {
        return PublishedError.all().stream()
                .map(each -> error(each.status(), each.errorCode(), each.message()))
                .toList();
    }

    /**
     * Answers {@code InternalServerError}.
     *
     * @param status the HTTP status, such as 500
     * @return the fault
     * @throws IllegalArgumentException if the status is not that of an error
     */
    public static Fault serverError(int status) {
        return error(status, "InternalServerError", "Internal server error message.");
    }

    /** {@return the answer {@code ServerBusy}, 503} */
    public static Fault serverBusy() {
        return error(503, "ServerBusy", "The server is busy, please try again later.");
    }

    /** {@return an answer with status 429; the service documents no code for it} */
    public static Fault tooManyRequests() {
        return error(429, "TooManyRequests", "Too many requests, please try again later.");
    }

    /**
     * Answers that a quota is exceeded, 403.
     *
     * @param errorCode which one: {@code ReadQuotaExceed}, {@code WriteQuotaExceed}, {@code ShardWriteQuotaExceed}
     * @return the fault
     */
    public static Fault quotaExceeded(String errorCode) {
        return error(403, errorCode, "The quota is exceeded.");
    }

    /** {@return an internal error without {@code x-log-requestid}, upon which the SDK writes logs a second time} */
    public static Fault withoutRequestId() {
        return answer(
                "withoutRequestId",
                SlsResponse.error(500, "InternalServerError", "Internal server error message.")
                        .anonymous());
    }

    /** {@return an HTML page with status 502, as a gateway in between gives it} */
    public static Fault html502() {
        String page = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>";
        return answer("html502", new SlsResponse(502, "text/html", text(page), false));
    }

    /** {@return a success whose body is not what was asked for, as a captive portal gives it} */
    public static Fault garbage() {
        return answer("garbage", new SlsResponse(200, "text/html", text("<html>Please log in</html>"), false));
    }

    /** {@return nothing that goes wrong: lets requests pass before a fault that is asked for after it} */
    public static Fault none() {
        return new Fault("none", new FaultAction.Change(response -> response));
    }

    /** {@return a connection that is closed without an answer; the operation does not take place} */
    public static Fault connectionReset() {
        return new Fault("connectionReset", new FaultAction.Reset(false));
    }

    /** {@return a connection that is closed without an answer, after the operation took place} */
    public static Fault lostAnswer() {
        return new Fault("lostAnswer", new FaultAction.Reset(true));
    }

    /**
     * Holds the request until it is let go, and then answers as usual.
     *
     * @param gate lets it go
     * @return the fault
     */
    public static Fault held(Gate gate) {
        return new Fault("held", new FaultAction.Hold(gate::pass));
    }

    /**
     * Holds the request for a time, and then answers as usual. For trials by hand; a test does better with
     * {@link #held(Gate)}.
     *
     * @param delay the time
     * @return the fault
     * @throws IllegalArgumentException if the time is negative
     */
    public static Fault slow(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay is " + delay + "; it must not be negative");
        }
        Gate neverOpened = new Gate();
        return new Fault("slow", new FaultAction.Hold(() -> neverOpened.pass(delay)));
    }

    /** {@return an answer to a query that says {@code Incomplete}; answers to other requests stay as they are} */
    public static Fault incomplete() {
        return change("incomplete", response -> response.with(response.content().incomplete()));
    }

    /**
     * Cuts the rows of the answer to a query, which then names that number as its limit. Answers to other requests stay
     * as they are.
     *
     * @param rows the number of rows that are left, at most
     * @return the fault
     * @throws IllegalArgumentException if the number is negative
     */
    public static Fault cutRows(int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("rows is " + rows + "; it must not be negative");
        }
        return change("cutRows", response -> response.with(response.content().cutTo(rows)));
    }

    private static Fault answer(String name, SlsResponse response) {
        return new Fault(name, new FaultAction.Answer(response));
    }

    private static Fault change(String name, UnaryOperator<SlsResponse> change) {
        return new Fault(name, new FaultAction.Change(change));
    }

    private static Content text(String text) {
        return () -> text.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return the name of the fault} */
    @Override
    public String toString() {
        return name;
    }
}
