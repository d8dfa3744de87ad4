package io.github.cspmalert.testkit.sls.internal.http.message;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived.
 *
 * @param method the method, upper case
 * @param path the path, decoded
 * @param query the query parameters, decoded, by name
 * @param headers the headers, names in lower case
 * @param body the body, empty if there is none
 */
public record SlsRequest(
        String method, String path, SortedMap<String, String> query, SortedMap<String, String> headers, byte[] body) {

    /**
     * Creates a request.
     *
     * @param method the method, upper case
     * @param path the path, decoded
     * @param rawQuery the query string as it was sent, or null
     * @param headers the headers, in any case
     * @param body the body
     * @return the request
     */
    public static SlsRequest of(
            String method, String path, @Nullable String rawQuery, Map<String, String> headers, byte[] body) {
        SortedMap<String, String> lowerCase = new TreeMap<>();
        headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
        return new SlsRequest(method, path, parameters(rawQuery), Collections.unmodifiableSortedMap(lowerCase), body);
    }

    private static SortedMap<String, String> parameters(@Nullable String rawQuery) {
        SortedMap<String, String> parameters = new TreeMap<>();
        if (rawQuery != null) {
            for (String pair : rawQuery.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                if (!name.isEmpty()) {
                    parameters.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
                }
            }
        }
        return Collections.unmodifiableSortedMap(parameters);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /**
     * {@return the value of a header, or null}
     *
     * @param name its name in lower case
     */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /**
     * {@return the value of a header, or an empty text}
     *
     * @param name its name in lower case
     */
    public String headerOrEmpty(String name) {
        return headers.getOrDefault(name, "");
    }

    /** {@return the Host header without a port, empty if there is none} */
    public String host() {
        String host = headerOrEmpty("host");
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
    }
}
