package io.github.cspmalert.sls;

import com.aliyun.openservices.log.exception.LogException;
import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.query.LogQueryException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a call again while it fails with what may pass by itself. The SDK's own retries are off. Thread-safe. */
final class Attempts {

    private static final Logger log = LoggerFactory.getLogger(SlsConnection.class);

    private final int max;
    private final Backoff backoff;
    private final Duration callTimeout;
    private final Pauser pauser;

    Attempts(int max, Backoff backoff, Duration callTimeout, Pauser pauser) {
        this.max = max;
        this.backoff = backoff;
        this.callTimeout = callTimeout;
        this.pauser = pauser;
    }

    /** One attempt. */
    @FunctionalInterface
    interface Attempt<T> {

        T make() throws LogException;
    }

    <T> T call(String what, Attempt<T> attempt) {
        long begin = System.nanoTime();
        for (int made = 1; ; made++) {
            LogQueryException failure;
            try {
                return attempt.make();
            } catch (LogException | RuntimeException e) {
                failure = SlsFailures.map(what, e, made);
            }
            Duration pause = backoff.pause(made, ThreadLocalRandom.current());
            Duration spent = Duration.ofNanos(System.nanoTime() - begin);
            if (!failure.retryable() || made >= max || spent.plus(pause).compareTo(callTimeout) > 0) {
                throw failure;
            }
            log.debug(
                    "Call is tried again [call={}, attempt={}, error={}]",
                    what,
                    made,
                    failure.errorCode().orElse(""));
            pause(pause, failure);
        }
    }

    private void pause(Duration pause, LogQueryException failure) {
        try {
            pauser.pause(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(e);
            throw failure;
        }
    }
}
