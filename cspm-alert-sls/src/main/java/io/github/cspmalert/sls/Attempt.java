package io.github.cspmalert.sls;

import io.github.cspmalert.sls.internal.client.Deadline;

/**
 * One attempt of a request. It is known to the SDK's call-backs by the thread that they run on, which is that of the caller.
 * For one thread.
 */
final class Attempt {

    private final SlsCredentials credentials;
    private final Deadline deadline;
    private int httpStatus;

    Attempt(SlsCredentials credentials, Deadline deadline) {
        this.credentials = credentials;
        this.deadline = deadline;
    }

    SlsCredentials credentials() {
        return credentials;
    }

    Deadline deadline() {
        return deadline;
    }

    /** {@return the status of the answer, or 0 if there was none; the SDK forgets it with some answers} */
    int httpStatus() {
        return httpStatus;
    }

    void answered(int status) {
        httpStatus = status;
    }
}
