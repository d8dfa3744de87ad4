package io.github.cspmalert;

import io.github.cspmalert.common.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes a rule up when it is to be evaluated, or when something is to be sent again. Nothing that a run throws ends the
 * loop, and nothing makes it spin: after a fault it pauses longer and longer.
 */
final class RuleLoop {

    private static final Logger log = LoggerFactory.getLogger(CspmAlerts.class);

    private final RuleRunner runner;
    private final ScheduledExecutorService executor;
    private final Clock clock;
    private final Backoff backoff;
    private Instant anchor = Instant.EPOCH;
    // The first instant of the schedule at which no evaluation was attempted yet.
    private Instant due = Instant.EPOCH;
    // When to evaluate: then, or sooner to try again, or later if a run took longer than the schedule's interval.
    private Instant nextEvaluation = Instant.EPOCH;
    private int failures;
    private int faults;
    private boolean awake;
    private boolean stopped;
    private @Nullable ScheduledFuture<?> wakeUp;

    RuleLoop(RuleRunner runner, ScheduledExecutorService executor, Clock clock, Backoff backoff) {
        this.runner = runner;
        this.executor = executor;
        this.clock = clock;
        this.backoff = backoff;
    }

    /**
     * Plans the first evaluation.
     *
     * @throws RejectedExecutionException if the executor does not take it
     */
    synchronized void start() {
        anchor = clock.instant();
        due = anchor;
        nextEvaluation = anchor;
        wakeAt(anchor);
    }

    synchronized void stop() {
        stopped = true;
        if (wakeUp != null) {
            wakeUp.cancel(false);
        }
    }

    /** Looks again when to wake up, since something happened outside the loop. A run under way does so by itself. */
    void replan() {
        if (!isAwake()) {
            planAgain(Instant.MIN);
        }
    }

    private void wake() {
        if (!wakesUp()) {
            return;
        }
        Instant notBefore = Instant.MIN;
        try {
            if (clock.instant().isBefore(nextEvaluation())) {
                runner.deliver();
            } else {
                evaluate();
            }
            absorbed(null);
        } catch (Throwable e) {
            notBefore = clock.instant().plus(absorbed(e));
        }
        fallsAsleep();
        planAgain(notBefore);
    }

    private void evaluate() {
        Instant began = clock.instant();
        try {
            runner.evaluateDue(isTryingAgain() ? began : due());
            planEvaluation(began, null);
        } catch (RuntimeException e) {
            planEvaluation(began, e);
            if (!isStopped()) {
                log.warn(
                        "Rule could not be evaluated and is tried again; no log time is left out [rule={}, next={}]",
                        runner.rule().id(),
                        nextEvaluation(),
                        LoggableFault.of(e));
            }
        } catch (Error e) {
            planEvaluation(began, e);
            throw e;
        }
    }

    private synchronized void planEvaluation(Instant began, @Nullable Throwable failure) {
        Instant now = clock.instant();
        failures = failure == null ? 0 : failures + 1;
        due = runner.schedule().next(anchor, failure == null ? began : now);
        Instant tryAgain = failure == null ? due : now.plus(pause(failures));
        Instant next = tryAgain.isBefore(due) ? tryAgain : due;
        nextEvaluation = next.isBefore(now) ? now : next;
    }

    private void planAgain(Instant notBefore) {
        try {
            Instant attempt = runner.nextAttempt().orElse(Instant.MAX);
            planAt(attempt, notBefore);
        } catch (IllegalStateException closedMeanwhile) {
            log.debug("Rule loop ends with its engine [rule={}]", runner.rule().id());
        } catch (RejectedExecutionException e) {
            log.error(
                    "The executor takes no more work, so the rule is not evaluated again [rule={}]",
                    runner.rule().id(),
                    LoggableFault.of(e));
            runner.tellEnded(e);
        }
    }

    private synchronized void planAt(Instant attempt, Instant notBefore) {
        // Meanwhile a run may have begun, which plans by itself when it is over.
        if (!awake) {
            Instant wake = attempt.isBefore(nextEvaluation) ? attempt : nextEvaluation;
            wakeAt(wake.isBefore(notBefore) ? notBefore : wake);
        }
    }

    private synchronized void wakeAt(Instant instant) {
        if (stopped) {
            return;
        }
        if (wakeUp != null) {
            wakeUp.cancel(false);
        }
        // Rounded up, since waking a little early is waking in vain.
        Duration delay = Duration.between(clock.instant(), instant).plusNanos(999_999);
        wakeUp = executor.schedule(this::wake, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
    }

    /** Counts what nobody foresaw; {@return the pause after it} */
    private synchronized Duration absorbed(@Nullable Throwable fault) {
        faults = fault == null ? 0 : faults + 1;
        if (fault == null || stopped) {
            return Duration.ZERO;
        }
        log.error(
                "Rule loop hit an unexpected fault and goes on [rule={}]",
                runner.rule().id(),
                LoggableFault.of(fault));
        return pause(faults);
    }

    private Duration pause(int times) {
        return backoff.pause(times, ThreadLocalRandom.current());
    }

    // Two wake-ups can meet when one is planned anew while it begins; then the second has nothing to do.
    private synchronized boolean wakesUp() {
        if (awake || stopped) {
            return false;
        }
        awake = true;
        return true;
    }

    private synchronized void fallsAsleep() {
        awake = false;
    }

    private synchronized boolean isAwake() {
        return awake;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized boolean isTryingAgain() {
        return failures > 0;
    }

    private synchronized Instant due() {
        return due;
    }

    private synchronized Instant nextEvaluation() {
        return nextEvaluation;
    }
}
