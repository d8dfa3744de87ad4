package io.github.cspmalert.internal.engine;

import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.internal.decision.DeliveryDecider;
import io.github.cspmalert.state.Claim;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One attempt to send a claimed item. Whoever ends it first, its notifier or its time, has the claim settled. Thread-safe. */
final class Sending {

    private final Claim claim;
    private final Parts parts;
    private final AtomicReference<@Nullable DeliveryAttempt> outcome = new AtomicReference<>();
    // While its notifier is at work; guarded by this.
    private @Nullable Thread thread;
    private volatile @Nullable ScheduledFuture<?> watch;

    /** What attempts of a channel share, and who hears of their ends. */
    record Parts(Notifier notifier, DeliveryDecider decider, Clock clock, Duration timeout, ChannelSender sender) {}

    Sending(Claim claim, Parts parts) {
        this.claim = claim;
        this.parts = parts;
    }

    /** Ends the attempt when its time is over, unless it has ended by then. */
    void watch(ScheduledExecutorService timer) {
        watch = timer.schedule(this::expire, parts.timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends on this thread, unless the attempt has ended. */
    DeliveryAttempt send() {
        if (!begin()) {
            parts.sender().unstick();
            return Objects.requireNonNull(outcome.get());
        }
        parts.sender().enter();
        DeliveryAttempt attempt = attempt();
        parts.sender().leave();
        finish();
        if (!end(attempt)) {
            parts.sender().unstick();
        }
        return attempt;
    }

    // What was given back before any thread was free for it is somebody else's now.
    private synchronized boolean begin() {
        if (outcome.get() != null) {
            return false;
        }
        thread = Thread.currentThread();
        return true;
    }

    private synchronized void finish() {
        thread = null;
        // What is left of the interrupt concerns the attempt alone.
        if (outcome.get() != null) {
            Thread.interrupted();
        }
    }

    private synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private DeliveryAttempt attempt() {
        try {
            @Nullable Receipt receipt = parts.notifier().send(claim.item().notification());
            return parts.decider()
                    .answered(claim.item(), receipt, parts.clock().instant(), ThreadLocalRandom.current());
        } catch (Throwable e) {
            return failed(e);
        }
    }

    private DeliveryAttempt failed(Throwable thrown) {
        return parts.decider().failed(claim.item(), thrown, parts.clock().instant(), ThreadLocalRandom.current());
    }

    /** Ends the attempt because no thread sends it. */
    void fail(RuntimeException failure) {
        end(failed(failure));
    }

    private void expire() {
        DeliveryAttempt late = failed(new NotificationException(
                "the notifier did not answer within " + parts.timeout() + "; look at its receiver, or set"
                        + " another attemptTimeout",
                true,
                null));
        parts.sender().stick();
        if (end(late)) {
            interrupt();
        } else {
            parts.sender().unstick();
        }
    }

    private boolean end(DeliveryAttempt attempt) {
        if (!outcome.compareAndSet(null, attempt)) {
            return false;
        }
        ScheduledFuture<?> watching = watch;
        if (watching != null) {
            watching.cancel(false);
        }
        parts.sender().ended(claim, attempt);
        return true;
    }
}
