package io.github.cspmalert.testkit.sls.internal.http.operation;

import io.github.cspmalert.testkit.sls.internal.http.message.SlsException;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsRequest;
import java.util.List;
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

    /** Lets pass what is sent to the host of the whole account only. */
    void checkWholeAccount() {
        if (!project.isEmpty()) {
            throw SlsException.parameterInvalid(
                    "Resources belong to the whole account, but the host is that of project " + project
                            + "; send the request to the endpoint itself");
        }
    }

    String parameter(String name) {
        return request.query().getOrDefault(name, "");
    }

    /** The parts of a parameter that is a list with commas. */
    List<String> list(String name) {
        String value = parameter(name);
        return value.isEmpty() ? List.of() : List.of(value.split(","));
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
