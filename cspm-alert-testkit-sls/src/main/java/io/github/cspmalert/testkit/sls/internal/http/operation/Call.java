package io.github.cspmalert.testkit.sls.internal.http.operation;

import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsRequest;
import java.util.Map;

/**
 * A request together with what its address says.
 *
 * @param request the request
 * @param project the project that the host names, empty if the host is that of the whole account
 * @param variables the variable parts of the path by name
 */
public record Call(SlsRequest request, String project, Map<String, String> variables) {

    String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException("The path pattern has no variable " + name);
        }
        return value;
    }

    String parameter(String name) {
        return request.query().getOrDefault(name, "");
    }

    int parameter(String name, int defaultValue) {
        String value = parameter(name);
        if (value.isEmpty()) {
            return defaultValue;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw SlsException.parameterInvalid("Parameter " + name + " is \"" + value + "\"; it must be a number.");
        }
    }
}
