package io.github.cspmalert;

import io.github.cspmalert.RuleDecider.Decided;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.common.CspmAlertException;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.PendingNotification;
import io.github.cspmalert.query.LogQuery;
import io.github.cspmalert.query.LogQueryException;
import io.github.cspmalert.query.LogResult;
import io.github.cspmalert.query.TimeRange;
import io.github.cspmalert.rule.AlertRule;
import io.github.cspmalert.store.RuleState;
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

    private final RuleSetup setup;
    private final EngineParts parts;
    private final RuleDecider decider;
    private final StateKeeper keeper;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    RuleRunner(RuleSetup setup, EngineParts parts) {
        this.setup = setup;
        this.parts = parts;
        this.decider = new RuleDecider(setup, parts);
        this.keeper = new StateKeeper(setup.rule().id(), parts.store(), parts.listener());
    }

    AlertRule rule() {
        return setup.rule();
    }

    EvaluationReport evaluate() {
        return exclusively(() -> {
            Instant now = parts.clock().instant();
            try {
                EvaluationReport report = evaluate(now);
                parts.listener().evaluated(report);
                return report;
            } catch (RuntimeException e) {
                parts.listener().evaluationFailed(rule().id(), now, e);
                throw e;
            }
        });
    }

    AlertPreview preview() {
        return exclusively(() -> {
            Instant now = parts.clock().instant();
            RuleState state = keeper.load();
            return decider.preview(now, run(rule().timeSpan().at(now)), state);
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

    /** Waits for a run that is under way, then lets no further one begin; {@return whether that was in time} */
    boolean close(Duration patience) throws InterruptedException {
        if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        closed = true;
        lock.unlock();
        return true;
    }

    private EvaluationReport evaluate(Instant now) {
        QueryData data = queryWithMissed(now, keeper.load().missedFrom());
        Decided decided = keeper.update(state -> decider.decide(now, data, state));
        return new EvaluationReport(
                rule().id(), now, data, decided.alerts(), sendDue(), decided.heldBack(), decided.problems());
    }

    private QueryData queryWithMissed(Instant now, @Nullable Instant missedFrom) {
        TimeRange range = withMissed(rule().timeSpan().at(now), missedFrom);
        try {
            return run(range);
        } catch (RuntimeException e) {
            keeper.update(state -> new StateKeeper.Step<>(state.withMissedFrom(range.from()), range));
            throw e;
        }
    }

    private TimeRange withMissed(TimeRange own, @Nullable Instant missedFrom) {
        if (missedFrom == null || !missedFrom.isBefore(own.from())) {
            return own;
        }
        Instant earliest = own.from().minus(parts.maxCatchUp());
        return new TimeRange(missedFrom.isBefore(earliest) ? earliest : missedFrom, own.to());
    }

    private QueryData run(TimeRange range) {
        return new QueryData(rule().query(), range, ask(new LogQuery(rule().query(), range)));
    }

    private LogResult ask(LogQuery query) {
        String source = "log source '%s' of rule '%s'".formatted(rule().source(), rule().id());
        try {
            @Nullable LogResult result = setup.source().query(query);
            if (result == null) {
                throw new LogQueryException(source + " returned null; it must return a result", false, null);
            }
            return result;
        } catch (CspmAlertException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new LogQueryException(source + " failed with " + e.getClass().getName(), true, e);
        }
    }

    private List<DeliveryAttempt> sendDue() {
        List<DeliveryAttempt> attempts = new ArrayList<>();
        for (PendingNotification pending : keeper.load().pending()) {
            Instant now = parts.clock().instant();
            if (!pending.nextAttempt().isAfter(now)) {
                DeliveryAttempt attempt = parts.dispatcher().attempt(pending, now);
                keeper.update(state -> new StateKeeper.Step<>(decider.after(attempt, state), attempt));
                parts.listener().attempted(rule().id(), attempt);
                attempts.add(attempt);
            }
        }
        return attempts;
    }

    private <T> T exclusively(Supplier<T> run) {
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
