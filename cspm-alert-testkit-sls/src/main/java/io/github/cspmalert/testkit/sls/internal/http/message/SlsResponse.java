package io.github.cspmalert.testkit.sls.internal.http.message;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer. The service answers every success with 200.
 *
 * @param status the HTTP status
 * @param contentType the media type of the content
 * @param content what it says
 * @param identified whether it carries {@code x-log-requestid}, as the service's own answers always do
 */
public record SlsResponse(int status, String contentType, Content content, boolean identified) {

    private static final String JSON = "application/json";

    /** {@return a success that says nothing} */
    public static SlsResponse ok() {
        return ok(Content.EMPTY);
    }

    /**
     * {@return a success}
     *
     * @param content what it says
     */
    public static SlsResponse ok(Content content) {
        return new SlsResponse(200, JSON, content, true);
    }

    /**
     * Creates an error.
     *
     * @param status the HTTP status
     * @param errorCode the error code
     * @param errorMessage the message
     * @return the response
     */
    public static SlsResponse error(int status, String errorCode, String errorMessage) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("errorCode", errorCode);
        body.put("errorMessage", errorMessage);
        return new SlsResponse(status, JSON, Content.json(body), true);
    }

    /**
     * {@return the same answer with other content}
     *
     * @param other what it says instead
     */
    public SlsResponse with(Content other) {
        return new SlsResponse(status, contentType, other, identified);
    }

    /** {@return the same answer without {@code x-log-requestid}} */
    public SlsResponse anonymous() {
        return new SlsResponse(status, contentType, content, false);
    }
}
