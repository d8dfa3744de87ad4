package io.github.cspmalert.testkit.sls.internal.http;

import io.github.cspmalert.testkit.sls.internal.http.message.SlsResponse;
import java.util.function.UnaryOperator;

/** What goes wrong with one request. */
public sealed interface FaultAction {

    /**
     * Another answer is given, and the operation does not take place.
     *
     * @param response the answer
     */
    record Answer(SlsResponse response) implements FaultAction {}

    /**
     * The connection is closed without an answer.
     *
     * @param afterwards whether the operation takes place before
     */
    record Reset(boolean afterwards) implements FaultAction {}

    /**
     * The request waits before the operation takes place.
     *
     * @param waiting returns when the request may go on
     */
    record Hold(Waiting waiting) implements FaultAction {}

    /**
     * The operation takes place, and its answer is changed.
     *
     * @param change the change
     */
    record Change(UnaryOperator<SlsResponse> change) implements FaultAction {}

    /** A wait. */
    @FunctionalInterface
    interface Waiting {

        /**
         * Returns when the wait is over.
         *
         * @throws InterruptedException if the endpoint is closed meanwhile
         */
        void await() throws InterruptedException;
    }
}
