package io.github.cspmalert.internal.engine;

import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.internal.decision.Decision;
import io.github.cspmalert.internal.decision.Known;
import io.github.cspmalert.internal.decision.Occurrence;
import io.github.cspmalert.internal.decision.RuleDecider;
import io.github.cspmalert.internal.decision.evaluation.AlertEvaluator;
import io.github.cspmalert.internal.decision.evaluation.Look;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Evaluates one rule, one evaluation at a time: loads the states, asks the source and the decision, and commits. */
final class RuleRunner {

    private final RuleDecider decider;
    private final LogReader reader;
    private final SafeStore store;
    private final EngineEvents events;
    private final EngineSettings settings;
    private final StateKey key;
    private final ReentrantLock lock = new ReentrantLock();

    RuleRunner(RuleDecider decider, LogReader reader, SafeStore store, EngineEvents events, EngineSettings settings) {
        this.decider = decider;
        this.reader = reader;
        this.store = store;
        this.events = events;
        this.settings = settings;
        this.key = StateKey.rule(rule().id());
    }

    AlertRule rule() {
        return decider.setup().rule();
    }

    /** {@return the instant of the last evaluation, unless it lies in the future} */
    Optional<Instant> evaluatedTo() {
        Instant now = settings.clock().instant();
        return Optional.ofNullable(state(load()).evaluatedTo()).filter(last -> !last.isAfter(now));
    }

    /**
     * Evaluates the rule as of an instant.
     *
     * @throws RuntimeException if the source failed, or others committed again and again; nothing was decided, and the next
     *     evaluation looks at the log time too
     */
    Occurrence evaluate(Instant at) {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("rule '" + rule().id()
                    + "' is being evaluated on this thread; a listener, source or notifier may not call back");
        }
        lock.lock();
        try {
            List<Occurrence> occurrences = new ArrayList<>();
            for (Look look : looks(at, load())) {
                Occurrence occurrence = decide(look);
                events.evaluated(occurrence);
                occurrences.add(occurrence);
            }
            return Occurrence.all(occurrences);
        } catch (Throwable e) {
            RuntimeException failure = Faults.absorb(
                    e,
                    error -> new IllegalStateException(
                            "rule '%s' could not be evaluated: %s"
                                    .formatted(rule().id(), error.getClass().getName()),
                            error));
            remember(at, failure);
            events.evaluationFailed(rule().id(), at, failure);
            throw failure;
        } finally {
            lock.unlock();
        }
    }

    Occurrence preview(Instant at) {
        SafeStore.Loaded rule = load();
        List<Look> looks = looks(at, rule);
        Look look = looks.get(looks.size() - 1);
        List<QueryData> data = reader.read(rule(), look);
        Basis basis = basis(at, data, rule);
        return decider.preview(at, data, basis.fired(), basis.known(), problems(look));
    }

    private Occurrence decide(Look look) {
        Instant at = look.at();
        List<QueryData> data = reader.read(rule(), look);
        List<String> problems = problems(look);
        RuleDecider.When when = new RuleDecider.When(at, settings.clock().instant());
        return Conflicts.retry("what is remembered of rule '" + rule().id() + "'", () -> {
            Basis basis = basis(at, data, load());
            Decision decision = decider.decide(when, data, basis.fired(), basis.known(), problems);
            return store.commit(decision.commit(), basis.fromStore())
                    ? Optional.of(decision.occurrence())
                    : Optional.empty();
        });
    }

    /** What a decision is made on. */
    private record Basis(AlertEvaluator.Fired fired, Known known, boolean fromStore) {}

    private Basis basis(Instant at, List<QueryData> data, SafeStore.Loaded rule) {
        AlertEvaluator.Fired fired = decider.evaluate(at, data, state(rule));
        Set<StateKey> keys = decider.keys(fired);
        if (keys.isEmpty()) {
            return new Basis(fired, rule.known(), rule.fromStore());
        }
        SafeStore.Loaded told = store.load(keys);
        Map<StateKey, Stored> states = new HashMap<>(rule.states());
        states.putAll(told.states());
        List<OutboxItem> untouched = store.untouched(told.known().waiting());
        return new Basis(fired, new Known(states, untouched), rule.fromStore() && told.fromStore());
    }

    private SafeStore.Loaded load() {
        return store.load(Set.of(key));
    }

    private RuleState state(SafeStore.Loaded rule) {
        return rule.known().rule(rule().id());
    }

    private List<Look> looks(Instant at, SafeStore.Loaded rule) {
        return Look.of(rule(), at, state(rule), settings.maxCatchUp());
    }

    private List<String> problems(Look look) {
        return rule().queries().stream()
                .map(Query::timeSpan)
                .flatMap(span -> look.leftOut(span).stream())
                .distinct()
                .toList();
    }

    // A rule whose very first evaluation fails has nothing yet that says from when on log time is to be looked at.
    private void remember(Instant at, RuntimeException failure) {
        HistoryEntry entry = new HistoryEntry(
                at, rule().id(), HistoryEntry.Kind.EVALUATION_FAILED, List.of("failed: " + Faults.describe(failure)));
        SafeStore.Loaded rule = load();
        @Nullable Change change = state(rule).evaluatedTo() == null ? begun(at, rule) : null;
        Commit commit = change == null
                ? Commit.ofHistory(entry)
                : new Commit(List.of(change), List.of(), Set.of(), List.of(), List.of(entry));
        // A fact, to be remembered whoever else writes meanwhile.
        store.commit(commit, false);
    }

    private Change begun(Instant at, SafeStore.Loaded rule) {
        Duration interval = Duration.between(at, rule().evaluations().next(at, at));
        RuleState state = state(rule);
        RuleState begun = new RuleState(at.minus(interval), state.hits(), state.firing());
        return new Change(key, rule.known().revision(key), begun, null);
    }
}
