package io.github.cspmalert.testkit.sls.internal.http.operation;

import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsRequest;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The table of operations: the first route that matches a request serves it. */
public final class Router {

    private final List<Route> routes;
    private final ProjectHost hosts;

    /**
     * Creates a router.
     *
     * @param routes the routes, those with conditions before those without
     * @param hosts finds the project in a host name
     */
    public Router(List<Route> routes, ProjectHost hosts) {
        this.routes = List.copyOf(routes);
        this.hosts = hosts;
    }

    /** {@return the names of all operations, in order} */
    public Set<String> operations() {
        return routes.stream().map(Route::operation).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * {@return the operation that a request asks for, or nothing if none is served}
     *
     * @param request the request
     */
    public Optional<Target> find(SlsRequest request) {
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(request);
            if (variables.isPresent()) {
                Call call = new Call(request, hosts.project(request.host()), variables.get());
                return Optional.of(new Target(route, call));
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the refusal of a request that asks for no operation}
     *
     * @param request the request
     */
    public static SlsException notServed(SlsRequest request) {
        return new SlsException(
                405,
                "InvalidMethod",
                "Invalid request method : " + request.method() + " " + request.path() + " (EmbeddedSls does not serve "
                        + NotServed.name(request).orElse("it") + ")");
    }

    /**
     * An operation that was asked for.
     *
     * @param route the operation
     * @param call the call of it
     */
    public record Target(Route route, Call call) {

        /** {@return the name of the operation} */
        public String operation() {
            return route.operation();
        }

        /** {@return the answer} */
        public SlsResponse answer() {
            return route.handler().apply(call);
        }
    }
}
