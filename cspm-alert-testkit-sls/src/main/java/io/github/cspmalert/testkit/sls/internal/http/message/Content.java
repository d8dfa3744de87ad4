package io.github.cspmalert.testkit.sls.internal.http.message;

import java.util.Map;

/** What a response says, before it is turned into bytes, so that a fault can still change it. */
public interface Content {

    /** Says nothing. */
    Content EMPTY = () -> new byte[0];

    /** {@return the body} */
    byte[] bytes();

    /** {@return headers that go with the body} */
    default Map<String, String> headers() {
        return Map.of();
    }

    /** {@return the same, told as an imprecise result; content that is no query result stays as it is} */
    default Content incomplete() {
        return this;
    }

    /**
     * Keeps the first rows only. Content that is no query result stays as it is.
     *
     * @param rows the number of rows to keep
     * @return the shorter content
     */
    default Content cutTo(int rows) {
        return this;
    }

    /**
     * {@return content that is the JSON form of a value}
     *
     * @param value a tree of maps, lists and plain values, or a JSON node
     */
    static Content json(Object value) {
        return () -> Json.write(value);
    }
}
