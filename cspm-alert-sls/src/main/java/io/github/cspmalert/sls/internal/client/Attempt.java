package io.github.cspmalert.sls.internal.client;

import com.aliyun.openservices.log.common.auth.Credentials;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * One attempt of a request. It is known to the SDK's call-backs by the thread that they run on, which is that of the caller.
 * For one thread, but for {@link #abort()}.
 */
public final class Attempt {

    private final Credentials credentials;
    private final Deadline deadline;
    private volatile Cancellable request = () -> false;
    private volatile boolean aborted;
    private int httpStatus;

    public Attempt(Credentials credentials, Deadline deadline) {
        this.credentials = credentials;
        this.deadline = deadline;
    }

    Credentials credentials() {
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

    /** Says what would be given up. */
    void sends(Cancellable sent) {
        request = sent;
        if (aborted) {
            sent.cancel();
        }
    }

    boolean isAborted() {
        return aborted;
    }

    /** Gives the request up, whatever it waits for, and closes its connection without reading what is still to come. */
    void abort() {
        aborted = true;
        request.cancel();
    }
}
