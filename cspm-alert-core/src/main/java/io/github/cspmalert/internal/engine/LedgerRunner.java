package io.github.cspmalert.internal.engine;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.internal.decision.posture.LedgerDecider;
import io.github.cspmalert.internal.decision.posture.LedgerDraft;
import io.github.cspmalert.log.Cut;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.SourceState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the records of one source into the ledger, portion by portion: each is read, decided and committed with how far was
 * read. Whatever fails or dies, the next time goes on where the last commit ended. One read at a time.
 */
final class LedgerRunner {

    private static final Logger log = LoggerFactory.getLogger("io.github.cspmalert.CspmAlerts");

    static final int MOST_RECORDS = 5_000;
    private static final int MOST_AT_ONCE = 1_000_000;
    private static final int PAGE = 1_000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int PORTIONS_BETWEEN_WORDS = 20;

    private final CspmResults results;
    private final LedgerDecider decider;
    private final AlertStore store;
    private final EngineEvents events;
    private final HealthRunner health;
    private final Clock clock;
    private final StateKey key;
    // How much log time a portion spans: as much as gave enough records last time.
    private Duration span = Duration.ofHours(1);
    private int portions;

    LedgerRunner(LedgerDecider decider, AlertStore store, EngineEvents events, HealthRunner health, Clock clock) {
        this.health = health;
        this.results = decider.results();
        this.events = events;
        this.decider = decider;
        this.store = store;
        this.clock = clock;
        this.key = StateKey.source(results.name());
    }

    CspmResults results() {
        return results;
    }

    /**
     * Reads what there is up to an instant, less the lag.
     *
     * @param stopped says whether to leave the rest to the next time
     */
    synchronized void read(Instant at, BooleanSupplier stopped) {
        try {
            readOn(at, stopped);
            health.succeeded(results);
        } catch (Throwable e) {
            RuntimeException failure = Faults.absorb(
                    e,
                    error -> new IllegalStateException(
                            "results '%s' could not be read: %s"
                                    .formatted(results.name(), error.getClass().getName()),
                            error));
            note(failure);
            events.evaluationFailed("results/" + results.name(), at, failure);
            throw failure;
        }
    }

    private void note(RuntimeException failure) {
        try {
            health.failed(results, failure);
        } catch (Throwable e) {
            failure.addSuppressed(Faults.absorb(e, IllegalStateException::new));
        }
    }

    private void readOn(Instant at, BooleanSupplier stopped) {
        Instant end = at.minus(results.lag());
        Instant begin = end.minus(results.lookBack());
        SourceState state = state(store.load(Set.of(key)), begin);
        Instant from = state.readTo().equals(state.beganAt())
                ? state.readTo()
                : state.readTo().minus(results.overlap());
        portions = 0;
        do {
            from = from.isBefore(end) ? portion(from, end, begin) : end;
        } while (from.isBefore(end) && !stopped.getAsBoolean());
        while (!stopped.getAsBoolean() && sweep(begin)) {
            portions++;
        }
    }

    private Instant portion(Instant from, Instant end, Instant begin) {
        TimeRange range = new TimeRange(from, earlier(from.plus(span), end));
        int most = MOST_RECORDS;
        LogResult result = results.read(range, most);
        while (result.isCut()) {
            boolean shortest = Duration.between(range.from(), range.to()).compareTo(SHORTEST) <= 0;
            if (shortest && (most == MOST_AT_ONCE || !result.cuts().equals(Set.of(Cut.MAX_ROWS)))) {
                throw new LogQueryException(
                        "results '%s': the records of %s could not all be read: %s"
                                .formatted(results.name(), range.from(), result.cuts()),
                        true,
                        null);
            }
            if (shortest) {
                most = MOST_AT_ONCE;
            } else {
                span = longer(Duration.between(range.from(), range.to()).dividedBy(2), SHORTEST);
                range = new TimeRange(from, earlier(from.plus(span), end));
            }
            result = results.read(range, most);
        }
        take(result, range.to(), !range.to().isBefore(end), begin);
        if (result.rows().size() < MOST_RECORDS / 4 && span.compareTo(LONGEST) < 0) {
            span = span.multipliedBy(2);
        }
        tellProgress(from, end);
        return range.to();
    }

    private void take(LogResult result, Instant to, boolean present, Instant begin) {
        List<CheckResult> records = result.rows().stream()
                .map(row -> CheckResult.fromRow(row.values()))
                .toList();
        LedgerDecider.Portion portion = new LedgerDecider.Portion(result.origin(), records, to, present);
        Set<StateKey> keys = decider.findingKeys(records);
        commit(() -> {
            Map<StateKey, Stored> source = store.load(Set.of(key));
            Map<StateKey, Stored> findings = keys.isEmpty() ? Map.of() : store.load(keys);
            LedgerDraft draft = decider.fold(state(source, begin), findings, portion);
            return draft.commit(source, news(draft), clock.instant());
        });
    }

    private boolean sweep(Instant begin) {
        SourceState.Sweep under = state(store.load(Set.of(key)), begin).sweep();
        if (under == null) {
            return false;
        }
        Map<StateKey, Stored> page = store.page(StateKind.FINDING, under.after(), PAGE);
        commit(() -> {
            Map<StateKey, Stored> source = store.load(Set.of(key));
            Map<StateKey, Stored> now = page.isEmpty() ? Map.of() : sorted(page, store.load(page.keySet()));
            LedgerDraft draft = decider.sweep(state(source, begin), under, now, page.size() < PAGE);
            return draft.commit(source, news(draft), clock.instant());
        });
        return true;
    }

    private static Map<StateKey, Stored> sorted(Map<StateKey, Stored> page, Map<StateKey, Stored> now) {
        Map<StateKey, Stored> sorted = new LinkedHashMap<>(page);
        sorted.keySet().retainAll(now.keySet());
        sorted.replaceAll((each, old) -> Objects.requireNonNull(now.get(each)));
        return sorted;
    }

    private Map<StateKey, Stored> news(LedgerDraft draft) {
        Set<StateKey> keys = draft.newsKeys();
        return keys.isEmpty() ? Map.of() : store.load(keys);
    }

    private void commit(Supplier<Commit> decide) {
        Conflicts.commit("the ledger of results '" + results.name() + "'", () -> store.commit(decide.get()));
        portions++;
    }

    private void tellProgress(Instant from, Instant end) {
        if (portions % PORTIONS_BETWEEN_WORDS == 0) {
            log.info("Reading results [results={}, at={}, to={}]", results.name(), from, end);
        }
    }

    private static SourceState state(Map<StateKey, Stored> source, Instant begin) {
        return source.values().stream()
                .map(stored -> (SourceState) stored.value())
                .findFirst()
                .orElseGet(() -> SourceState.begin(begin));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
