package io.github.cspmalert.testkit.sls.internal.http.operation;

import io.github.cspmalert.testkit.sls.internal.http.message.SlsRequest;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which requests ask for an operation.
 *
 * @param operation the name of the operation
 * @param method the HTTP method
 * @param segments the parts of the path; one in braces is a variable
 * @param condition what else must be true
 * @param handler does the work
 */
public record Route(
        String operation,
        String method,
        List<String> segments,
        Predicate<SlsRequest> condition,
        Function<Call, SlsResponse> handler) {

    /**
     * Creates a route.
     *
     * @param operation the name of the operation
     * @param method the HTTP method
     * @param pattern the path, with variables in braces: {@code /logstores/{logstore}/index}
     * @param handler does the work
     * @return the route
     */
    public static Route of(String operation, String method, String pattern, Function<Call, SlsResponse> handler) {
        return new Route(operation, method, split(pattern), request -> true, handler);
    }

    /**
     * {@return the same route for some requests only}
     *
     * @param other which ones
     */
    public Route when(Predicate<SlsRequest> other) {
        return new Route(operation, method, segments, other, handler);
    }

    /**
     * {@return the same route for requests without a certain query parameter only: it would make them another operation's}
     *
     * @param name its name
     */
    public Route without(String name) {
        return when(request -> request.query().getOrDefault(name, "").isEmpty());
    }

    /**
     * {@return the same route for requests with a certain query parameter only}
     *
     * @param name its name
     * @param value its value
     */
    public Route when(String name, String value) {
        return when(request -> value.equals(request.query().get(name)));
    }

    Optional<Map<String, String>> match(SlsRequest request) {
        List<String> actual = split(request.path());
        if (!method.equals(request.method()) || actual.size() != segments.size() || !condition.test(request)) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.startsWith("{")) {
                variables.put(segment.substring(1, segment.length() - 1), actual.get(i));
            } else if (!segment.equals(actual.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static List<String> split(String path) {
        return List.of(path.split("/"));
    }
}
