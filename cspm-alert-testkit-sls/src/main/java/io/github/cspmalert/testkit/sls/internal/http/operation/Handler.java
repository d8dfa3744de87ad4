package io.github.cspmalert.testkit.sls.internal.http.operation;

import io.github.cspmalert.testkit.sls.internal.http.message.SlsResponse;

/** Does what an operation promises. */
@FunctionalInterface
public interface Handler {

    /**
     * {@return the answer}
     *
     * @param call the call
     */
    SlsResponse handle(Call call);
}
