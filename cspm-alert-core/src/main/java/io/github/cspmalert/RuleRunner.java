package io.github.cspmalert;

import io.github.cspmalert.RuleDecider.Decided;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.common.CspmAlertException;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.state.PendingNotification;
import io.github.cspmalert.state.RuleState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one rule and sends what is to be sent, one run at a time.
 *
 * <p>The order makes a crash harmless: decide, save the decision with its notifications, send, save what became of them.
 * A crash before the first save leaves nothing behind, and the next evaluation decides again; one after it leaves
 * notifications that are sent again under the same key.
 */
final class RuleRunner {

    private static final String MISSED = "missed log time";

    private final RuleSetup setup;
    private final EngineParts parts;
    private final RuleDecider decider;
    private final StateKeeper keeper;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;
    private volatile boolean abandoned;

    RuleRunner(RuleSetup setup, EngineParts parts) {
        this.setup = setup;
        this.parts = parts;
        this.decider = new RuleDecider(setup, parts);
        this.keeper = new StateKeeper(setup.rule().id(), parts.store(), parts.listener());
    }

    /** A range of log time to look at, and what is known to have been missed before it. */
    private record Look(TimeRange range, @Nullable Instant missedFrom) {

        Optional<String> leftOut() {
            return Optional.ofNullable(missedFrom)
                    .filter(missed -> missed.isBefore(range.from()))
                    .map(missed -> ("the log time from %s to %s was not looked at: evaluations missed it, and it lies"
                                    + " further back than maxCatchUp")
                            .formatted(missed, range.from()));
        }
    }

    AlertRule rule() {
        return setup.rule();
    }

    /** Evaluates as of now. */
    EvaluationReport evaluate() {
        return exclusively(() -> evaluateAndTell(parts.clock().instant(), null));
    }

    /**
     * Evaluates what the schedule has due: as of the instant at which it was due, so that a wake-up that is a little late
     * neither shifts the log time nor the repeat interval, or as of now if further evaluations were due in the meantime.
     * Then the log time of all of them is looked at.
     */
    EvaluationReport evaluateDue(Instant due) {
        return exclusively(() -> {
            Instant now = parts.clock().instant();
            boolean inTime = setup.schedule().next(due, due).isAfter(now);
            return evaluateAndTell(
                    inTime ? due : now, setup.query().timeSpan().at(due).from());
        });
    }

    Schedule.FixedRate schedule() {
        return setup.schedule();
    }

    AlertPreview preview() {
        return exclusively(() -> {
            Instant now = parts.clock().instant();
            RuleState state = keeper.load();
            return decider.preview(now, run(look(now, state.missedFrom()).range()), state);
        });
    }

    /** Sends what is due, and nothing else. */
    List<DeliveryAttempt> deliver() {
        return exclusively(this::sendDue);
    }

    /** {@return when the next attempt to send is due, as far as this engine knows} */
    Optional<Instant> nextAttempt() {
        return exclusively(() -> keeper.lastKnown().pending().stream()
                .map(PendingNotification::nextAttempt)
                .min(Instant::compareTo));
    }

    /** Tells that evaluations have ended against the engine's will. */
    void tellEnded(RuntimeException failure) {
        parts.listener().evaluationFailed(rule().id(), parts.clock().instant(), failure);
    }

    /** Lets no further run begin. */
    void close() {
        closed = true;
    }

    /** Waits for a run that is under way; {@return whether it is over in time} */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        // Without a time first, since that takes no notice of an interrupt: there may be nothing to wait for.
        if (lock.tryLock() || lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            lock.unlock();
            return true;
        }
        return false;
    }

    /** Lets a run that is under way end after what it is sending. */
    void abandon() {
        abandoned = true;
    }

    private EvaluationReport evaluateAndTell(Instant at, @Nullable Instant dueFrom) {
        try {
            Look look = look(at, StateMerge.earlier(keeper.load().missedFrom(), dueFrom));
            EvaluationReport report = evaluate(at, look);
            parts.listener().evaluated(report);
            return report;
        } catch (RuntimeException e) {
            parts.listener().evaluationFailed(rule().id(), at, e);
            throw e;
        }
    }

    private EvaluationReport evaluate(Instant at, Look look) {
        QueryData data;
        Decided decided;
        try {
            data = run(look.range());
            decided = keeper.update(state -> decider.decide(at, data, look.missedFrom(), state));
        } catch (RuntimeException | Error e) {
            Instant from = look.range().from();
            keeper.note(MISSED, state -> state.withMissedFrom(StateMerge.earlier(state.missedFrom(), from)));
            throw e;
        }
        decided.renderingFailures()
                .forEach(failed -> parts.listener().renderingFailed(rule().id(), failed.channel(), failed.failure()));
        List<String> problems = new ArrayList<>(decided.problems());
        look.leftOut().ifPresent(problems::add);
        return new EvaluationReport(rule().id(), at, data, decided.alerts(), sendDue(), decided.heldBack(), problems);
    }

    private Look look(Instant at, @Nullable Instant missedFrom) {
        TimeRange own = setup.query().timeSpan().at(at);
        if (missedFrom == null || !missedFrom.isBefore(own.from())) {
            return new Look(own, null);
        }
        Instant earliest = own.from().minus(parts.maxCatchUp());
        return new Look(new TimeRange(missedFrom.isBefore(earliest) ? earliest : missedFrom, own.to()), missedFrom);
    }

    private QueryData run(TimeRange range) {
        String statement = setup.query().statement();
        return new QueryData(statement, range, ask(new LogQuery(statement, range)));
    }

    private LogResult ask(LogQuery query) {
        String source = "log source '%s' of rule '%s'".formatted(setup.query().source(), rule().id());
        try {
            @Nullable LogResult result = setup.source().query(query);
            if (result == null) {
                throw new LogQueryException(source + " returned null; it must return a result", false, null);
            }
            return result;
        } catch (CspmAlertException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            Throwable fault = Faults.absorb(e, IllegalStateException::new);
            throw new LogQueryException(source + " failed with " + e.getClass().getName(), true, fault);
        }
    }

    private List<DeliveryAttempt> sendDue() {
        List<DeliveryAttempt> attempts = new ArrayList<>();
        for (PendingNotification pending : keeper.load().pending()) {
            Instant now = parts.clock().instant();
            if (!abandoned && !pending.nextAttempt().isAfter(now)) {
                DeliveryAttempt attempt = parts.dispatcher().attempt(pending, now);
                keeper.note(attempt.notification().key(), state -> decider.after(attempt, now, state));
                parts.listener().attempted(rule().id(), attempt);
                attempts.add(attempt);
            }
        }
        return attempts;
    }

    private <T> T exclusively(Supplier<T> run) {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("rule '" + rule().id()
                    + "' is being evaluated on this thread; a listener, source or notifier may not call back");
        }
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("CspmAlerts is closed; build a new one");
            }
            return run.get();
        } finally {
            lock.unlock();
        }
    }
}
