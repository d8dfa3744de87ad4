package io.github.cspmalert.sls.internal.provision;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.common.ServiceException;
import io.github.cspmalert.sls.internal.client.SlsCalls;
import io.github.cspmalert.sls.internal.client.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What requests for alerts and for records have in common. */
final class Requests {

    /** As many as the service gives at once. */
    static final int PAGE = 200;

    private Requests() {}

    /** {@return what a request gives, or empty if the service refuses it with a code that holds this text} */
    static <T> Optional<T> unless(String code, Supplier<T> request) {
        try {
            return Optional.of(request.get());
        } catch (ServiceException e) {
            if (e.errorCode().filter(said -> said.contains(code)).isEmpty()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** {@return all elements of a list, read page after page; the field holds those of a page} */
    static List<JsonNode> list(
            SlsCalls calls, Target target, String path, String field, Map<String, String> parameters) {
        List<JsonNode> all = new ArrayList<>();
        for (int total = 1; all.size() < total; ) {
            Map<String, String> page = new LinkedHashMap<>(parameters);
            page.put("offset", Integer.toString(all.size()));
            page.put("size", Integer.toString(PAGE));
            JsonNode answer = calls.provision(target, client -> client.get(target.project(), path, page));
            answer.path(field).forEach(all::add);
            total = answer.path(field).isEmpty() ? 0 : answer.path("total").asInt();
        }
        return all;
    }
}
