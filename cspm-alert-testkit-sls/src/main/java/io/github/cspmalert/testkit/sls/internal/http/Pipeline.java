package io.github.cspmalert.testkit.sls.internal.http;

import io.github.cspmalert.testkit.sls.internal.http.auth.Authenticator;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsRequest;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsResponse;
import io.github.cspmalert.testkit.sls.internal.http.operation.Router;
import io.github.cspmalert.testkit.sls.internal.http.operation.Router.Target;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a request from its arrival to its answer: recognise, break if asked to, authenticate, serve, record. */
final class Pipeline {

    private static final Logger log = LoggerFactory.getLogger(Pipeline.class);

    private final Router router;
    private final Authenticator authenticator;
    private final FaultPlan faults;
    private final RequestLog requests;

    /**
     * Creates a pipeline.
     *
     * @param router finds the operation
     * @param authenticator checks who asks
     * @param faults what is to go wrong
     * @param requests keeps what was asked
     */
    public Pipeline(Router router, Authenticator authenticator, FaultPlan faults, RequestLog requests) {
        this.router = router;
        this.authenticator = authenticator;
        this.faults = faults;
        this.requests = requests;
    }

    /** Answers a request, or gives nothing if the connection shall be closed without an answer. */
    Optional<SlsResponse> serve(SlsRequest request) {
        Optional<Target> target = router.find(request);
        String operation = target.map(Target::operation).orElse("");
        Optional<SlsResponse> response = faults.take(operation)
                .map(fault -> broken(fault, request, target))
                .orElseGet(() -> Optional.of(whole(request, target)));
        requests.add(new RequestLog.Entry(
                request.method(),
                target.map(found -> found.call().project()).orElse(""),
                request.path(),
                operation,
                response.map(SlsResponse::status).orElse(0)));
        return response;
    }

    private Optional<SlsResponse> broken(FaultAction fault, SlsRequest request, Optional<Target> target) {
        if (fault instanceof FaultAction.Answer answer) {
            return Optional.of(answer.response());
        }
        if (fault instanceof FaultAction.Change change) {
            return Optional.of(change.change().apply(whole(request, target)));
        }
        if (fault instanceof FaultAction.Hold hold) {
            return await(hold) ? Optional.of(whole(request, target)) : Optional.empty();
        }
        if (fault instanceof FaultAction.Reset reset && reset.afterwards()) {
            whole(request, target);
        }
        return Optional.empty();
    }

    private static boolean await(FaultAction.Hold hold) {
        try {
            hold.waiting().await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private SlsResponse whole(SlsRequest request, Optional<Target> target) {
        try {
            authenticator.check(request);
            return target.orElseThrow(() -> Router.notServed(request)).answer();
        } catch (SlsException e) {
            return error(e.status(), e.errorCode(), e.getMessage());
        } catch (QueryRejectedException e) {
            return error(400, e.errorCode(), e.getMessage());
        } catch (RuntimeException | Error e) {
            // An error too: a closed connection would tell the client nothing.
            log.warn("A request failed inside EmbeddedSls [method={}, path={}]", request.method(), request.path(), e);
            return SlsResponse.error(500, "InternalServerError", "EmbeddedSls failed: " + e);
        }
    }

    private static SlsResponse error(int status, String errorCode, @Nullable String message) {
        return SlsResponse.error(status, errorCode, Objects.requireNonNullElse(message, errorCode));
    }
}
