package io.github.cspmalert.sls.internal.client;

import java.time.Duration;

/** Time as a call sees it: how much has passed, and waiting. */
public interface Pace {

    /** {@return nanoseconds since some instant, never going back} */
    long nanos();

    /**
     * Waits, or less if the connection is closed meanwhile.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void pause(Duration pause) throws InterruptedException;
}
