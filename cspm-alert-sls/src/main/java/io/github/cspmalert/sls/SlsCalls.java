package io.github.cspmalert.sls;

import com.aliyun.openservices.log.exception.LogException;
import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.common.CspmAlertException;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.sls.Failure.Kind;
import io.github.cspmalert.sls.internal.client.Deadline;
import io.github.cspmalert.sls.internal.client.Pace;
import io.github.cspmalert.sls.internal.client.Target;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests, repeats what may succeed on another attempt, and turns what the SDK throws into our failures. Thread-safe.
 *
 * <p>Repeated are 429, 5xx, {@code ServerBusy}, {@code ...QuotaExceed} (a 403) and a network that fails, an unknown host
 * included, since name services fail too. Never repeated are other 4xx and a certificate that is not trusted.
 */
final class SlsCalls {

    /** A request's value, or why there is none. */
    record Outcome<T>(@Nullable T value, @Nullable Failure failure, int attempts) {}

    private static final Logger log = LoggerFactory.getLogger(SlsCalls.class);

    private final SdkClient client;
    private final SlsCredentialsProvider credentials;
    private final FailureReader reader;
    private final int maxAttempts;
    private final Backoff backoff;
    private final Duration allowed;
    private final Pace pace;
    private final RandomGenerator random;
    private final BooleanSupplier closed;

    SlsCalls(SlsConnectionBuilder settings, SdkClient client, Pace pace, BooleanSupplier closed) {
        this.client = client;
        this.credentials = settings.credentials();
        this.reader = new FailureReader(settings.endpoint.url(), settings.region);
        this.maxAttempts = settings.maxAttempts;
        this.backoff = settings.backoff;
        this.allowed = settings.callTimeout;
        this.pace = pace;
        this.random = settings.random;
        this.closed = closed;
    }

    /** Starts the clock of a call, which may consist of several requests. */
    Deadline start() {
        return Deadline.in(allowed, pace::nanos);
    }

    /**
     * Sends a request, several times if need be.
     *
     * @throws LogQueryException if it failed for good
     * @throws IllegalStateException if the connection is closed
     */
    <T> T call(Target target, Deadline deadline, SdkClient.Request<T> request) {
        Outcome<T> outcome = attempt(target, deadline, request);
        if (outcome.failure() != null) {
            throw outcome.failure().toException(target, outcome.attempts());
        }
        if (outcome.value() == null) {
            throw new IllegalStateException("the SDK gave neither an answer nor a failure");
        }
        return outcome.value();
    }

    /**
     * Sends a request for provisioning, several times if need be.
     *
     * @throws SlsProvisioningException if it failed for good
     * @throws IllegalStateException if the connection is closed
     */
    <T> T provision(Target target, SdkClient.Request<T> request) {
        Outcome<T> outcome = attempt(target, start(), request);
        if (outcome.failure() != null) {
            throw outcome.failure().toProvisioningException(target, outcome.attempts());
        }
        return Objects.requireNonNull(outcome.value(), "the SDK gave neither an answer nor a failure");
    }

    /** Does the same without throwing what {@link #call} throws for a failure. */
    <T> Outcome<T> attempt(Target target, Deadline deadline, SdkClient.Request<T> request) {
        for (int attempt = 1; ; attempt++) {
            Outcome<T> outcome = once(target, deadline, request, attempt);
            Failure failure = outcome.failure();
            if (failure == null || !failure.retryable() || attempt >= maxAttempts) {
                return outcome;
            }
            Duration pause = backoff.pause(attempt, random);
            if (!deadline.allows(pause)) {
                return outcome;
            }
            log.debug("attempt failed, next in {} ms: {} [attempt={}]", pause.toMillis(), failure.reason(), attempt);
            if (!pause(pause)) {
                return new Outcome<>(null, interrupted(failure.cause()), attempt);
            }
        }
    }

    /** Pauses unless that would end the call; tells whether it paused. */
    boolean pause(Duration pause, Target target, Deadline deadline) {
        if (!deadline.allows(pause)) {
            return false;
        }
        if (!pause(pause)) {
            throw interrupted(null).toException(target, 1);
        }
        return true;
    }

    Duration jittered(Backoff pauses, int failures) {
        return pauses.pause(failures, random);
    }

    private <T> Outcome<T> once(Target target, Deadline deadline, SdkClient.Request<T> request, int number) {
        checkOpen(null);
        if (Thread.currentThread().isInterrupted()) {
            return new Outcome<>(null, interrupted(null), number);
        }
        if (deadline.isOver()) {
            return new Outcome<>(null, new Failure(Kind.NETWORK, deadline.words(), true, null, 0, null, null), number);
        }
        SlsCredentials current;
        try {
            current = credentials.credentials();
        } catch (RuntimeException e) {
            return new Outcome<>(null, withoutCredentials(e), number);
        }
        if (current == null) {
            return new Outcome<>(null, withoutCredentials(null), number);
        }
        Attempt attempt = new Attempt(current, deadline);
        try {
            return new Outcome<>(client.send(attempt, request), null, number);
        } catch (LogException | RuntimeException e) {
            checkOpen(e);
            return new Outcome<>(null, reader.read(target, e, attempt), number);
        }
    }

    private void checkOpen(@Nullable Exception cause) {
        if (closed.getAsBoolean()) {
            throw new IllegalStateException("the SlsConnection is closed; build a new one", cause);
        }
    }

    private static Failure withoutCredentials(@Nullable RuntimeException cause) {
        boolean retryable = cause != null && (!(cause instanceof CspmAlertException known) || known.retryable());
        String reason = cause == null
                ? "the credentials provider gave null; it must give credentials or throw"
                : "the credentials provider failed with " + cause.getClass().getSimpleName() + "; see the cause";
        return new Failure(Kind.CREDENTIALS, reason, retryable, null, 0, null, cause);
    }

    private static Failure interrupted(@Nullable Exception earlier) {
        return new Failure(Kind.INTERRUPTED, "the thread was interrupted", true, null, 0, null, earlier);
    }

    /** Pauses; an interrupt ends the pause, stays set on the thread, and gives false. */
    private boolean pause(Duration pause) {
        try {
            pace.pause(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
