package io.github.cspmalert.internal.decision.posture;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingKey;
import io.github.cspmalert.posture.FindingState;
import io.github.cspmalert.posture.Ledger;
import io.github.cspmalert.posture.ScanRun;
import io.github.cspmalert.state.FindingEntry;
import io.github.cspmalert.state.SourceState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides what records change: in the ledger, in what is known of runs, and in what posture rules have to tell. Everything of
 * one portion is one commit, so that each record counts once, whatever dies when. No I/O; thread-safe.
 */
public final class LedgerDecider {

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

    /** What was read: records, other topics too, up to the end of a range; and whether nothing is left to be read now. */
    public record Portion(LogOrigin origin, List<CheckResult> records, Instant to, boolean present) {}

    /** Takes in what was read, from how far was read before and the states under {@link #findingKeys}. */
    public LedgerDraft fold(SourceState state, Map<StateKey, Stored> known, Portion portion) {
        LedgerDraft draft = new LedgerDraft(results, rules, state, known);
        List<CheckResult> fresh = new ArrayList<>();
        List<CheckResult> again = new ArrayList<>();
        for (CheckResult record : portion.records()) {
            if (!Ledger.isOther(record)) {
                (LedgerDraft.logTime(record).isBefore(state.readTo()) ? again : fresh).add(record);
            }
        }
        draft.take(again);
        draft.walk(fresh);
        draft.reach(portion.origin(), portion.to(), portion.present());
        return draft;
    }

    /** Notes which findings of a page of the ledger were not seen for too long, and goes on after it. */
    public LedgerDraft sweep(SourceState state, SourceState.Sweep sweep, Map<StateKey, Stored> page, boolean last) {
        LedgerDraft draft = new LedgerDraft(results, rules, state, page);
        String after = sweep.after();
        for (Map.Entry<StateKey, Stored> each : page.entrySet()) {
            after = each.getKey().id();
            if (each.getValue().value() instanceof FindingEntry entry && isAbsent(entry.finding(), sweep)) {
                draft.put(entry.finding(), entry.finding().absent());
            }
        }
        draft.swept(last ? null : new SourceState.Sweep(sweep.notSeenSince(), after));
        return draft;
    }

    private boolean isAbsent(Finding finding, SourceState.Sweep sweep) {
        return finding.key().source().equals(results.name())
                && finding.state() == FindingState.OPEN
                && finding.parts().description().loggedAt().isBefore(sweep.notSeenSince());
    }

    /** {@return whether what was read may be told: no run is under way, or it has been for too long} */
    static boolean isSettled(CspmResults results, SourceState state) {
        ScanRun run = state.run();
        return run == null
                || !run.end().plus(results.quietTime()).isAfter(state.readTo())
                || !run.start().plus(results.longestRun()).isAfter(state.readTo());
    }
}
