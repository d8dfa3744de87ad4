package io.github.cspmalert.sls.internal.client;

import com.aliyun.openservices.log.common.auth.Credentials;
import com.aliyun.openservices.log.exception.LogException;
import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.common.CspmAlertException;
import io.github.cspmalert.common.ServiceException;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.sls.internal.client.Failure.Kind;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests, repeats what may succeed on another attempt, and turns what the SDK throws into our failures. Thread-safe.
 *
 * <p>Repeated are 429, 5xx, {@code ServerBusy}, {@code ...QuotaExceed} (a 403) and a network that fails, an unknown host
 * included, since name services fail too. Never repeated are other 4xx and a certificate that is not trusted.
 */
public final class SlsCalls implements AutoCloseable {

    /** A request's value, or why there is none. */
    public record Result<T>(@Nullable T value, @Nullable Failure failure, int attempts) {}

    private static final Logger log = LoggerFactory.getLogger(SlsCalls.class);

    private final SdkClient client;
    private final Supplier<? extends @Nullable Credentials> credentials;
    private final FailureFactory provisioning;
    private final FailureReader reader;
    private final RetrySettings retries;
    private final Pace pace;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Sets up the SDK's client; nothing is sent.
     *
     * @param credentials gives the credentials of each attempt
     * @param provisioning makes what {@link #provision} throws
     */
    public SlsCalls(
            ClientSettings settings,
            RetrySettings retries,
            Supplier<? extends @Nullable Credentials> credentials,
            FailureFactory provisioning) {
        this.client = new SdkClient(settings);
        this.credentials = credentials;
        this.provisioning = provisioning;
        this.reader = new FailureReader(settings.endpoint().url(), settings.region());
        this.retries = retries;
        this.pace = retries.pace() == null ? new WallPace(closed) : retries.pace();
    }

    /** Starts the clock of a call, which may consist of several requests. */
    public Deadline start() {
        return Deadline.in(retries.callTimeout(), pace::nanos);
    }

    /**
     * Sends a request, several times if need be.
     *
     * @throws LogQueryException if it failed for good
     * @throws IllegalStateException if the connection is closed
     */
    public <T> T call(Target target, Deadline deadline, SdkClient.Request<T> request) {
        Result<T> result = attempt(target, deadline, request);
        if (result.failure() != null) {
            throw result.failure().toException(target, result.attempts());
        }
        if (result.value() == null) {
            throw new IllegalStateException("the SDK gave neither an answer nor a failure");
        }
        return result.value();
    }

    /**
     * Sends a request for provisioning, several times if need be.
     *
     * @throws ServiceException if it failed for good; of the type that the factory makes
     * @throws IllegalStateException if the connection is closed
     */
    public <T> T provision(Target target, SdkClient.Request<T> request) {
        Result<T> result = attempt(target, start(), request);
        if (result.failure() != null) {
            throw provisioning.exception(result.failure().message(target, result.attempts()), result.failure());
        }
        return Objects.requireNonNull(result.value(), "the SDK gave neither an answer nor a failure");
    }

    /** Does the same without throwing what {@link #call} throws for a failure. */
    public <T> Result<T> attempt(Target target, Deadline deadline, SdkClient.Request<T> request) {
        for (int attempt = 1; ; attempt++) {
            Result<T> result = once(target, deadline, request, attempt);
            Failure failure = result.failure();
            if (failure == null || !failure.retryable() || attempt >= retries.maxAttempts()) {
                return result;
            }
            Duration pause = jittered(retries.backoff(), attempt);
            if (!deadline.allows(pause)) {
                return result;
            }
            log.debug("attempt failed, next in {} ms: {} [attempt={}]", pause.toMillis(), failure.reason(), attempt);
            if (!pause(pause)) {
                return new Result<>(null, interrupted(failure.cause()), attempt);
            }
        }
    }

    /** Pauses unless that would end the call; tells whether it paused. */
    public boolean pause(Duration pause, Target target, Deadline deadline) {
        if (!deadline.allows(pause)) {
            return false;
        }
        if (!pause(pause)) {
            throw interrupted(null).toException(target, 1);
        }
        return true;
    }

    public Duration jittered(Backoff pauses, int failures) {
        return pauses.pause(failures, retries.random());
    }

    private <T> Result<T> once(Target target, Deadline deadline, SdkClient.Request<T> request, int number) {
        checkOpen(null);
        if (Thread.currentThread().isInterrupted()) {
            return new Result<>(null, interrupted(null), number);
        }
        if (deadline.isOver()) {
            return new Result<>(null, Failure.passing(Kind.NETWORK, deadline.words(), null), number);
        }
        @Nullable Credentials current;
        try {
            current = credentials.get();
        } catch (RuntimeException e) {
            return new Result<>(null, withoutCredentials(e), number);
        }
        if (current == null) {
            return new Result<>(null, withoutCredentials(null), number);
        }
        Attempt attempt = new Attempt(current, deadline);
        try {
            return new Result<>(client.send(attempt, request), null, number);
        } catch (LogException | RuntimeException e) {
            checkOpen(e);
            return new Result<>(null, reader.read(target, e, attempt), number);
        } catch (StackOverflowError e) {
            // The SDK's JSON reader has no bound for how deep an error may be nested.
            return new Result<>(null, reader.read(target, new IllegalStateException(e), attempt), number);
        }
    }

    /**
     * Checks that the connection is open.
     *
     * @throws IllegalStateException if it is closed
     */
    public void requireOpen() {
        checkOpen(null);
    }

    private void checkOpen(@Nullable Exception cause) {
        if (closed.getCount() == 0) {
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
        return Failure.passing(Kind.INTERRUPTED, "the thread was interrupted", earlier);
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

    /** Frees the connections; a call that is under way fails, as does every later one. */
    @Override
    public void close() {
        closed.countDown();
        client.close();
    }

    private record WallPace(CountDownLatch closed) implements Pace {

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration pause) throws InterruptedException {
            // Whether the connection was closed meanwhile is asked before the next request.
            closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
