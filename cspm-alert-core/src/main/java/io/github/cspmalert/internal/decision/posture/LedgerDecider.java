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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what records change: in the ledger, in what is known of runs, and in what posture rules have to tell. Everything of
 * one portion is one commit, so that each record counts once, whatever dies when. No I/O; thread-safe.
 */
public final class LedgerDecider {

    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(30);

    private final CspmResults results;
    private final List<PostureRule> rules;

    /** Creates a decider for the results of one source. */
    public LedgerDecider(CspmResults results, List<PostureRule> rules) {
        this.results = results;
        this.rules = List.copyOf(rules);
    }

    /** {@return where the records come from} */
    public CspmResults results() {
        return results;
    }

    /** {@return the keys of the findings that records are about; {@link #fold} is to know their states} */
    public Set<StateKey> findingKeys(List<CheckResult> records) {
        Set<StateKey> keys = new HashSet<>();
        for (CheckResult record : records) {
            if (!Ledger.isOther(record)) {
                keys.add(StateKey.finding(FindingKey.of(results.name(), record).id()));
            }
        }
        return keys;
    }

    /** A finding that is not as it was. */
    private record Shift(Stand before, Finding after) {}

    /** What records make of the ledger; {@link #newsKeys()} are to be known for the commit. */
    public final class Folded {

        private final Map<StateKey, Stored> known;
        private final Map<String, Shift> shifts = new LinkedHashMap<>();
        private final boolean firstReadIsOver;
        private SourceState state;

        private Folded(SourceState state, Map<StateKey, Stored> known) {
            this.state = state;
            this.known = known;
            this.firstReadIsOver = state.caughtUp();
        }

        /** {@return how far is read then} */
        public SourceState state() {
            return state;
        }

        /** {@return the keys of what rules have to tell of the findings that changed} */
        public Set<StateKey> newsKeys() {
            Set<StateKey> keys = new HashSet<>();
            shifts.forEach((id, shift) -> {
                if (isNews(shift)) {
                    rules.forEach(rule -> keys.add(StateKey.news(rule.id(), id)));
                }
            });
            return keys;
        }

        /** {@return all changes as one commit} */
        public Commit commit(Map<StateKey, Stored> source, Map<StateKey, Stored> news, Instant now) {
            List<Change> changes = new ArrayList<>();
            StateKey sourceKey = StateKey.source(results.name());
            changes.add(new Change(sourceKey, Known.revision(source, sourceKey), state, null));
            shifts.forEach((id, shift) -> {
                StateKey key = StateKey.finding(id);
                changes.add(new Change(
                        key, Known.revision(known, key), new FindingEntry(shift.after()), expiresAt(shift.after())));
                rules.stream()
                        .map(rule -> news(rule, id, shift, news, now))
                        .flatMap(Optional::stream)
                        .forEach(changes::add);
            });
            return new Commit(changes, List.of(), Set.of(), List.of(), List.of());
        }

        // What is found in the first read is no news.
        private boolean isNews(Shift shift) {
            return firstReadIsOver && !shift.before().equals(Stand.of(shift.after()));
        }

        // Also where the rule is not concerned any more, so that whoever is telling of the finding notices.
        private Optional<Change> news(
                PostureRule rule, String id, Shift shift, Map<StateKey, Stored> news, Instant now) {
            StateKey key = StateKey.news(rule.id(), id);
            Stored stored = news.get(key);
            if (!isNews(shift)
                    || stored == null && !FindingMatch.matches(rule.filter(), shift.before(), shift.after())) {
                return Optional.empty();
            }
            NewsEntry entry = stored != null && stored.value() instanceof NewsEntry earlier
                    ? earlier
                    : new NewsEntry(shift.before(), results.name(), now);
            return Optional.of(new Change(key, Known.revision(news, key), entry, null));
        }

        private void take(List<CheckResult> records) {
            Ledger.Folded folded = Ledger.fold(results.name(), records, this::finding);
            long seen = 0;
            Instant start = state.run() == null ? state.readTo() : state.run().start();
            for (Finding after : folded.findings()) {
                Finding before = finding(after.key());
                seen += before == null
                                || before.parts().description().loggedAt().isBefore(start)
                        ? 1
                        : 0;
                put(before, after);
            }
            count(records, seen);
        }

        private void put(@Nullable Finding before, Finding after) {
            String id = after.key().id();
            Stand first = shifts.containsKey(id) ? shifts.get(id).before() : Stand.of(before);
            shifts.put(id, new Shift(first, after));
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
            Shift shift = shifts.get(key.id());
            if (shift != null) {
                return shift.after();
            }
            Stored stored = known.get(StateKey.finding(key.id()));
            return stored != null && stored.value() instanceof FindingEntry entry ? entry.finding() : null;
        }

        // A pause in the log divides runs, also within what was read at once.
        private void walk(List<CheckResult> fresh) {
            List<CheckResult> sorted = new ArrayList<>(fresh);
            sorted.sort(Comparator.comparing(LedgerDecider::logTime));
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

        private void reach(LogOrigin origin, Instant to, boolean present) {
            state = state.reached(origin, to, present);
            if (isOver(state.readTo())) {
                settle();
            }
        }
    }

    /** What was read: records, other topics too, up to the end of a range; and whether nothing is left to be read now. */
    public record Portion(LogOrigin origin, List<CheckResult> records, Instant to, boolean present) {}

    /** Takes in what was read, from how far was read before and the states under {@link #findingKeys}. */
    public Folded fold(SourceState state, Map<StateKey, Stored> known, Portion portion) {
        Folded folded = new Folded(state, known);
        List<CheckResult> fresh = new ArrayList<>();
        List<CheckResult> again = new ArrayList<>();
        for (CheckResult record : portion.records()) {
            if (!Ledger.isOther(record)) {
                (logTime(record).isBefore(state.readTo()) ? again : fresh).add(record);
            }
        }
        folded.take(again);
        folded.walk(fresh);
        folded.reach(portion.origin(), portion.to(), portion.present());
        return folded;
    }

    /** Notes which findings of a page of the ledger were not seen for too long, and goes on after it. */
    public Folded sweep(SourceState state, SourceState.Sweep sweep, Map<StateKey, Stored> page, boolean last) {
        Folded folded = new Folded(state, page);
        String after = sweep.after();
        for (Map.Entry<StateKey, Stored> each : page.entrySet()) {
            after = each.getKey().id();
            if (each.getValue().value() instanceof FindingEntry entry && isAbsent(entry.finding(), sweep)) {
                folded.put(entry.finding(), entry.finding().absent());
            }
        }
        folded.state = folded.state.with(
                state.run(), state.runs(), last ? null : new SourceState.Sweep(sweep.notSeenSince(), after));
        return folded;
    }

    private boolean isAbsent(Finding finding, SourceState.Sweep sweep) {
        return finding.key().source().equals(results.name())
                && finding.state() == FindingState.OPEN
                && finding.parts().description().loggedAt().isBefore(sweep.notSeenSince());
    }

    /** {@return whether what was read may be told: no run is under way, or it has been for too long} */
    public static boolean isSettled(CspmResults results, SourceState state) {
        ScanRun run = state.run();
        return run == null
                || !run.end().plus(results.quietTime()).isAfter(state.readTo())
                || !run.start().plus(results.longestRun()).isAfter(state.readTo());
    }

    private @Nullable Instant expiresAt(Finding finding) {
        Duration keep = results.keepClosed();
        return finding.state() == FindingState.OPEN
                ? null
                : finding.parts().description().loggedAt().plus(keep);
    }

    // A record without any time is as old as can be.
    private static Instant logTime(CheckResult record) {
        return record.logTime().or(record::time).orElse(Instant.EPOCH);
    }
}
