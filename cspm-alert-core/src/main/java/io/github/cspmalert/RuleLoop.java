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
 * loop.
 */
final class RuleLoop {

    private static final Logger log = LoggerFactory.getLogger(CspmAlerts.class);
    // After a fault that nobody foresaw, so that it cannot keep a processor busy.
    private static final Duration BREATHER = Duration.ofSeconds(1);

    private final RuleRunner runner;
    private final ScheduledExecutorService executor;
    private final Clock clock;
    private final Backoff backoff;
    private Instant anchor = Instant.EPOCH;
    private Instant nextEvaluation = Instant.EPOCH;
    private int failures;
    private boolean awake;
    private boolean stopped;
    private @Nullable ScheduledFuture<?> wakeUp;

    RuleLoop(RuleRunner runner, ScheduledExecutorService executor, Clock clock, Backoff backoff) {
        this.runner = runner;
        this.executor = executor;
        this.clock = clock;
        this.backoff = backoff;
    }

    synchronized void start() {
        anchor = clock.instant();
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
        Instant notBefore = Instant.MIN;
        awake(true);
        try {
            if (clock.instant().isBefore(nextEvaluation())) {
                runner.deliver();
            } else {
                evaluate();
            }
        } catch (Throwable e) {
            if (isStopped()) {
                return;
            }
            log.error(
                    "Rule loop hit an unexpected fault and goes on [rule={}]",
                    runner.rule().id(),
                    e);
            notBefore = clock.instant().plus(BREATHER);
        }
        awake(false);
        planAgain(notBefore);
    }

    private void planAgain(Instant notBefore) {
        try {
            Instant wake =
                    runner.nextAttempt().filter(this::isBeforeNextEvaluation).orElse(nextEvaluation());
            wakeAt(wake.isBefore(notBefore) ? notBefore : wake);
        } catch (IllegalStateException closedMeanwhile) {
            log.debug("Rule loop ends with its engine [rule={}]", runner.rule().id());
        }
    }

    private void evaluate() {
        Instant began = clock.instant();
        try {
            runner.evaluate();
            planEvaluation(began, null);
        } catch (RuntimeException e) {
            if (isStopped()) {
                return;
            }
            log.warn(
                    "Rule could not be evaluated and is tried again; no log time is left out [rule={}, failures={}]",
                    runner.rule().id(),
                    failures + 1,
                    e);
            planEvaluation(began, e);
        }
    }

    private synchronized void planEvaluation(Instant began, @Nullable RuntimeException failure) {
        Instant now = clock.instant();
        failures = failure == null ? 0 : failures + 1;
        Instant onSchedule = runner.rule().schedule().next(anchor, failure == null ? began : now);
        if (onSchedule.isBefore(now)) {
            onSchedule = now;
        }
        Instant soon = failure == null ? onSchedule : now.plus(backoff.pause(failures, ThreadLocalRandom.current()));
        nextEvaluation = soon.isBefore(onSchedule) ? soon : onSchedule;
    }

    private synchronized void wakeAt(Instant instant) {
        if (stopped) {
            return;
        }
        if (wakeUp != null) {
            wakeUp.cancel(false);
        }
        Duration delay = Duration.between(clock.instant(), instant);
        try {
            wakeUp = executor.schedule(this::wake, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.error(
                    "The executor takes no more work, so the rule is not evaluated again [rule={}]",
                    runner.rule().id(),
                    e);
        }
    }

    private synchronized void awake(boolean awake) {
        this.awake = awake;
    }

    private synchronized boolean isAwake() {
        return awake;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized Instant nextEvaluation() {
        return nextEvaluation;
    }

    private boolean isBeforeNextEvaluation(Instant instant) {
        return instant.isBefore(nextEvaluation());
    }
}
