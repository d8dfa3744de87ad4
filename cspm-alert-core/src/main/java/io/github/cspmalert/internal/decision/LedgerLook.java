package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.PostureNews.Group;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingMatch;
import io.github.cspmalert.posture.FindingState;
import io.github.cspmalert.posture.OpenCounts;
import io.github.cspmalert.posture.Stand;
import io.github.cspmalert.state.NewsEntry;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A look through the whole ledger, for a rule or source that was never summed up, or waivers that changed. Counts what is open,
 * and says what is to be remembered of it. For one thread.
 */
public final class LedgerLook {

    private final PostureDecider decider;
    private final PostureDecider.Scope scope;
    private final Grouping grouping;
    private final Instant at;
    private final Map<String, Counted> groups = new LinkedHashMap<>();
    private final Set<String> matching = new HashSet<>();
    private long waived;

    /** A group and how many of its findings are open. */
    record Counted(Group group, OpenCounts open) {}

    LedgerLook(PostureDecider decider, PostureDecider.Scope scope, Instant at) {
        this.decider = decider;
        this.scope = scope;
        this.grouping = new Grouping(decider.parts());
        this.at = at;
    }

    /** Sees findings, and gives what is to be remembered of them unless it is already. */
    public Map<StateKey, StateValue> see(List<Finding> findings) {
        Map<StateKey, StateValue> remember = new LinkedHashMap<>();
        for (Finding finding : findings) {
            boolean first = scope.first().contains(finding.key().source());
            boolean again = scope.waiversChanged()
                    && scope.state().sources().contains(finding.key().source());
            decider.parts().waivers().stream()
                    .filter(waiver -> FindingMatch.matches(waiver.filter(), finding))
                    .forEach(waiver -> matching.add(waiver.id()));
            if ((first || again)
                    && finding.state() == FindingState.OPEN
                    && FindingMatch.matches(decider.rule().filter(), finding)) {
                see(finding, first, remember);
            }
        }
        return remember;
    }

    private void see(Finding finding, boolean first, Map<StateKey, StateValue> remember) {
        Optional<Waiver> waiver = decider.waiver(finding, at);
        if (waiver.isPresent()) {
            waived++;
            remember.put(
                    StateKey.held(decider.rule().id(), finding.key().id()),
                    new NewsEntry(Stand.of(finding), finding.key().source(), at));
            remember.putAll(decider.waiverEntries(finding, waiver.get(), at));
        } else if (first) {
            remember.putAll(decider.reminderEntries(finding, at));
        }
        // A group of which everything is waived has none left.
        OpenCounts one = waiver.isPresent() ? OpenCounts.NONE : OpenCounts.NONE.moved(Stand.UNKNOWN, Stand.of(finding));
        grouping.of(finding)
                .forEach(group -> groups.merge(
                        group.id(),
                        new Counted(group, one),
                        (sum, more) -> new Counted(sum.group(), sum.open().plus(more.open()))));
    }

    /** {@return the groups with what is open in them} */
    Map<String, Counted> groups() {
        return groups;
    }

    /** {@return how many open findings waivers hold back} */
    long waived() {
        return waived;
    }

    /** {@return what is odd about the waivers, one sentence each} */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Waiver waiver : decider.parts().waivers()) {
            if (!waiver.until().isAfter(at)) {
                problems.add("waiver '%s' ended at %s and holds nothing back; take it away"
                        .formatted(waiver.id(), waiver.until()));
            } else if (!matching.contains(waiver.id())) {
                problems.add("waiver '%s' meets no finding; look whether its filter has a typo".formatted(waiver.id()));
            }
        }
        return problems;
    }
}
