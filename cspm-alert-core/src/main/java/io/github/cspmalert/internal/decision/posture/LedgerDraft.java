package io.github.cspmalert.internal.decision.posture;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.internal.decision.Known;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingKey;
import io.github.cspmalert.posture.FindingMatch;
import io.github.cspmalert.posture.FindingState;
import io.github.cspmalert.posture.Ledger;
import io.github.cspmalert.posture.ScanRun;
import io.github.cspmalert.posture.Stand;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.FindingEntry;
import io.github.cspmalert.state.NewsEntry;
import io.github.cspmalert.state.SourceState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What records make of the ledger, run by run: findings that changed, and how far is read. {@link #newsKeys()} are to be known
 * for the commit. For one thread, once.
 */
public final class LedgerDraft {

    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(30);

    private final CspmResults results;
    private final List<PostureRule> rules;
    private final Map<StateKey, Stored> known;
    private final Map<FindingKey, Shift> shifts = new LinkedHashMap<>();
    // An id is a digest, which is worth remembering.
    private final Map<FindingKey, String> ids = new HashMap<>();
    private final boolean firstReadIsOver;
    private SourceState state;

    /** A finding that is not as it was. */
    private record Shift(Stand before, Finding after) {

        boolean moved() {
            return !before.equals(Stand.of(after));
        }
    }

    LedgerDraft(CspmResults results, List<PostureRule> rules, SourceState state, Map<StateKey, Stored> known) {
        this.results = results;
        this.rules = rules;
        this.state = state;
        this.known = known;
        this.firstReadIsOver = state.caughtUp();
    }

    /** Takes records in again that were read before. */
    void take(List<CheckResult> records) {
        Ledger.Folded folded = Ledger.fold(results.name(), records, this::finding);
        long seen = 0;
        Instant start = state.run() == null ? state.readTo() : state.run().start();
        for (Finding after : folded.findings()) {
            Finding before = finding(after.key());
            seen += before == null || before.parts().description().loggedAt().isBefore(start) ? 1 : 0;
            put(before, after);
        }
        count(records, seen);
    }

    /** Notes what became of a finding. */
    void put(@Nullable Finding before, Finding after) {
        Shift earlier = shifts.get(after.key());
        shifts.put(after.key(), new Shift(earlier == null ? Stand.of(before) : earlier.before(), after));
        state = state.withOpen(state.open().moved(Stand.of(before), Stand.of(after)));
    }

    private void count(List<CheckResult> records, long seen) {
        ScanRun run = state.run();
        if (run == null) {
            return;
        }
        Set<String> checks = new HashSet<>(run.checks());
        Set<String> products = new HashSet<>(run.products());
        for (CheckResult record : records) {
            checks.add(record.checkId());
            products.add(record.instanceType().canonical());
        }
        ScanRun next = new ScanRun(
                run.start(), run.end(), run.records() + records.size(), run.findings() + seen, checks, products);
        state = state.with(next, state.runs(), state.sweep());
    }

    private @Nullable Finding finding(FindingKey key) {
        Shift shift = shifts.get(key);
        if (shift != null) {
            return shift.after();
        }
        return Known.value(known, StateKey.finding(id(key))) instanceof FindingEntry entry ? entry.finding() : null;
    }

    private String id(FindingKey key) {
        return ids.computeIfAbsent(key, FindingKey::id);
    }

    /** Takes records in for the first time. A pause in the log divides runs, also within what was read at once. */
    void walk(List<CheckResult> fresh) {
        List<CheckResult> sorted = new ArrayList<>(fresh);
        sorted.sort(Comparator.comparing(LedgerDraft::logTime));
        List<CheckResult> part = new ArrayList<>();
        for (CheckResult record : sorted) {
            Instant at = logTime(record);
            if (isOver(at)) {
                take(part);
                part.clear();
                settle();
            }
            reach(at);
            part.add(record);
        }
        take(part);
    }

    // A record without any time is as old as can be.
    static Instant logTime(CheckResult record) {
        return record.logTime().or(record::time).orElse(Instant.EPOCH);
    }

    private boolean isOver(Instant at) {
        ScanRun run = state.run();
        return run != null && at.isAfter(run.end().plus(pause()));
    }

    // News that is to be told at once does not make a run of each second.
    private Duration pause() {
        Duration quiet = results.quietTime();
        return quiet.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : quiet;
    }

    private void reach(Instant at) {
        ScanRun run = state.run();
        ScanRun next = run == null
                ? new ScanRun(at, at, 0, 0, Set.of(), Set.of())
                : new ScanRun(
                        run.start(),
                        at.isAfter(run.end()) ? at : run.end(),
                        run.records(),
                        run.findings(),
                        run.checks(),
                        run.products());
        state = state.seen(at).with(next, state.runs(), state.sweep());
    }

    private void settle() {
        ScanRun run = state.run();
        if (run == null) {
            return;
        }
        List<ScanRun> runs = ScanRuns.with(state.runs(), run);
        SourceState.Sweep sweep = ScanRuns.isWhole(run, runs)
                ? ScanRuns.notSeenSince(runs, results.scanCycles())
                        .map(since -> new SourceState.Sweep(since, ""))
                        .orElse(state.sweep())
                : state.sweep();
        state = state.with(null, runs, sweep);
    }

    /** Notes how far was read. */
    void reach(LogOrigin origin, Instant to, boolean present) {
        state = state.reached(origin, to, present);
        if (isOver(state.readTo())) {
            settle();
        }
    }

    /** Notes how far the ledger was swept; null if all of it was. */
    void swept(SourceState.@Nullable Sweep next) {
        state = state.with(state.run(), state.runs(), next);
    }

    /** {@return the keys of what rules have to tell of the findings that changed} */
    public Set<StateKey> newsKeys() {
        Set<StateKey> keys = new HashSet<>();
        shifts.forEach((finding, shift) -> {
            if (isNews(shift)) {
                rules.forEach(rule -> keys.add(StateKey.news(rule.id(), id(finding))));
            }
        });
        return keys;
    }

    // What is found in the first read is no news.
    private boolean isNews(Shift shift) {
        return firstReadIsOver && shift.moved();
    }

    /** {@return all changes as one commit} */
    public Commit commit(Map<StateKey, Stored> source, Map<StateKey, Stored> news, Instant now) {
        List<Change> changes = new ArrayList<>();
        StateKey sourceKey = StateKey.source(results.name());
        changes.add(new Change(sourceKey, Known.revision(source, sourceKey), state, null));
        shifts.forEach((finding, shift) -> {
            StateKey key = StateKey.finding(id(finding));
            changes.add(new Change(
                    key, Known.revision(known, key), new FindingEntry(shift.after()), expiresAt(shift.after())));
            if (isNews(shift)) {
                rules.forEach(rule -> news(StateKey.news(rule.id(), id(finding)), rule, shift, news, now)
                        .ifPresent(changes::add));
            }
        });
        return new Commit(changes, List.of(), Set.of(), List.of(), List.of());
    }

    // Also where the rule is not concerned any more, so that whoever is telling of the finding notices.
    private Optional<Change> news(
            StateKey key, PostureRule rule, Shift shift, Map<StateKey, Stored> news, Instant now) {
        Stored stored = news.get(key);
        if (stored == null && !FindingMatch.matches(rule.filter(), shift.before(), shift.after())) {
            return Optional.empty();
        }
        NewsEntry entry = stored != null && stored.value() instanceof NewsEntry earlier
                ? earlier
                : new NewsEntry(shift.before(), results.name(), now);
        return Optional.of(new Change(key, Known.revision(news, key), entry, null));
    }

    private @Nullable Instant expiresAt(Finding finding) {
        return finding.state() == FindingState.OPEN
                ? null
                : finding.parts().description().loggedAt().plus(results.keepClosed());
    }
}
