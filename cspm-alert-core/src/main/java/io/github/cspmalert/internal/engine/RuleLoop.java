package io.github.cspmalert.internal.engine;

import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.internal.LoggableFault;
import io.github.cspmalert.state.EvaluationScheduler.Evaluations;
import io.github.cspmalert.state.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates a rule again and again on its schedule, whatever it throws. The clock says when evaluations are due; the waiting
 * is measured by the executor in elapsed time and never longer than the schedule's own step, so that a clock that is set
 * back or ahead costs no evaluation.
 */
final class RuleLoop {

    private static final Logger log = LoggerFactory.getLogger("io.github.cspmalert.CspmAlerts");
    // So often the clock is looked at while a later evaluation is waited for.
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final Scheduled rule;
    private final Evaluations evaluations;
    private final RuleLoops.Parts parts;

    // The instant of the schedule that the next evaluation stands for.
    private Instant due = Instant.EPOCH;
    // How far that is from the instant before it, which a cron expression makes longer or shorter from one to the next.
    private Duration step = Duration.ZERO;
    // How much of the time until the next evaluation has yet to elapse.
    private Duration left = Duration.ZERO;
    private Duration waiting = Duration.ZERO;
    private int failures;
    private boolean begun;
    private boolean stopped;
    private @Nullable ScheduledFuture<?> wakeUp;

    RuleLoop(Scheduled rule, Evaluations evaluations, RuleLoops.Parts parts) {
        this.rule = rule;
        this.evaluations = evaluations;
        this.parts = parts;
    }

    /** Begins with an evaluation that is overdue or the first one, else waits for the next. */
    synchronized void start() {
        due = now();
        waitFor(Duration.ZERO);
    }

    synchronized void stop() {
        stopped = true;
        if (wakeUp != null) {
            wakeUp.cancel(false);
        }
    }

    private void wake() {
        try {
            if (isDue(now())) {
                evaluate();
            }
        } catch (Throwable e) {
            fail(e);
        }
        again();
    }

    private synchronized boolean isDue(Instant now) {
        if (stopped) {
            return false;
        }
        if (!begun) {
            begun = true;
            parts.evaluatedTo().apply(rule.id()).ifPresent(this::follow);
            left = until(now);
            return !now.isBefore(due);
        }
        left = left.minus(waiting);
        boolean over = left.isNegative() || left.isZero();
        if (!over && failures == 0 && until(now).compareTo(left) < 0) {
            // The clock was set ahead.
            left = until(now);
        }
        return over || failures == 0 && !now.isBefore(due);
    }

    private void evaluate() {
        succeeded(evaluations.evaluate(rule.id(), due()));
    }

    private synchronized void succeeded(Instant at) {
        failures = 0;
        follow(at);
        left = until(now());
    }

    private void follow(Instant at) {
        due = schedule().next(at, at);
        step = Duration.between(at, due);
    }

    private synchronized void fail(Throwable failure) {
        failures++;
        Instant now = now();
        if (now.isBefore(due)) {
            due = now;
        }
        Duration pause = parts.backoff().pause(failures, ThreadLocalRandom.current());
        Duration untilNext = Duration.between(now, schedule().next(due, now));
        left = pause.compareTo(untilNext) < 0 ? pause : untilNext;
        if (!stopped) {
            log.warn(
                    "Rule could not be evaluated and is tried again; no log time is left out [rule={}, next={}]",
                    rule.id(),
                    now.plus(left),
                    failures == 1 ? LoggableFault.of(failure) : null);
        }
    }

    private synchronized void again() {
        try {
            waitFor(left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT);
        } catch (RejectedExecutionException e) {
            log.error(
                    "The executor takes no more work, so the rule is not evaluated again [rule={}]",
                    rule.id(),
                    LoggableFault.of(e));
            parts.ended().accept(rule.id(), e);
        }
    }

    private void waitFor(Duration time) {
        if (stopped) {
            return;
        }
        // Rounded up, since waking a little early is waking in vain.
        long millis = Math.max(0, time.plusNanos(999_999).toMillis());
        waiting = Duration.ofMillis(millis);
        wakeUp = parts.executor().schedule(this::wake, millis, TimeUnit.MILLISECONDS);
    }

    // Not longer than the schedule's own step, or a clock that was set back would be waited for.
    private Duration until(Instant now) {
        Duration time = Duration.between(now, due);
        return time.compareTo(step) < 0 ? time : step;
    }

    private Schedule schedule() {
        return rule.schedule();
    }

    private Instant now() {
        return parts.clock().instant();
    }

    private synchronized Instant due() {
        return due;
    }
}
