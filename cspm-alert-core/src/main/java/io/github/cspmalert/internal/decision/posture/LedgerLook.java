package io.github.cspmalert.internal.decision.posture;

import io.github.cspmalert.alert.PostureNews.Group;
import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.internal.decision.Known;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.posture.FindingMatch;
import io.github.cspmalert.posture.FindingState;
import io.github.cspmalert.posture.OpenCounts;
import io.github.cspmalert.posture.Stand;
import io.github.cspmalert.state.NewsEntry;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateValue;
import io.github.cspmalert.state.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A look through the whole ledger, for a rule or source that was never summed up, or waivers or a filter that changed. Counts
 * what is open, and says what is to be remembered of it. For one thread.
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

    /** {@return the keys of the news that {@link #see} is to know: of what a waiver now holds back before it was told} */
    public Set<StateKey> newsKeys(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> isKnown(finding)
                        && finding.state() == FindingState.OPEN
                        && decider.waivers().holding(finding, at).isPresent())
                .map(finding -> StateKey.news(decider.rule().id(), finding.key().id()))
                .collect(Collectors.toSet());
    }

    /** Sees findings, and gives what is to be remembered of them unless it is already. */
    public Map<StateKey, StateValue> see(List<Finding> findings, Map<StateKey, Stored> news) {
        Map<StateKey, StateValue> remember = new LinkedHashMap<>();
        for (Finding finding : findings) {
            boolean first = isFirst(finding);
            decider.waivers().all().stream()
                    .filter(waiver -> FindingMatch.matches(waiver.filter(), finding))
                    .forEach(waiver -> matching.add(waiver.id()));
            if ((first || isKnown(finding))
                    && finding.state() == FindingState.OPEN
                    && FindingMatch.matches(decider.rule().filter(), finding)) {
                see(finding, first, news, remember);
            }
        }
        return remember;
    }

    private boolean isFirst(Finding finding) {
        return scope.first().contains(finding.key().source());
    }

    private boolean isKnown(Finding finding) {
        String source = finding.key().source();
        return scope.countsAnew() && scope.state().sources().contains(source) && decider.isRead(source);
    }

    private void see(Finding finding, boolean first, Map<StateKey, Stored> news, Map<StateKey, StateValue> remember) {
        Optional<Waiver> waiver = decider.waivers().holding(finding, at);
        if (waiver.isPresent()) {
            waived++;
            remember.put(
                    StateKey.held(decider.rule().id(), finding.key().id()),
                    new NewsEntry(told(finding, news), finding.key().source(), at));
            remember.putAll(decider.reminders().ofWaiver(finding, waiver.get(), at));
        } else if (first || scope.filterChanged()) {
            remember.putAll(decider.reminders().ofOpen(finding, at));
        }
        // A group of which everything is waived has none left.
        OpenCounts one = waiver.isPresent() ? OpenCounts.NONE : OpenCounts.NONE.moved(Stand.UNKNOWN, Stand.of(finding));
        grouping.of(finding)
                .forEach(group -> groups.merge(
                        group.id(),
                        new Counted(group, one),
                        (sum, more) -> new Counted(sum.group(), sum.open().plus(more.open()))));
    }

    // What was not told yet when the waiver came is as new when it has ended.
    private Stand told(Finding finding, Map<StateKey, Stored> news) {
        StateKey key = StateKey.news(decider.rule().id(), finding.key().id());
        return Known.value(news, key) instanceof NewsEntry entry ? entry.before() : Stand.of(finding);
    }

    /** {@return the groups with what is open in them} */
    Map<String, Counted> groups() {
        return groups;
    }

    /** {@return how many open findings waivers hold back} */
    long waived() {
        return waived;
    }

    /** {@return the waivers in force, with whether each meets any finding; empty while results are read that it may be about} */
    public Map<Waiver, Boolean> use() {
        Map<Waiver, Boolean> use = new LinkedHashMap<>();
        if (decider.parts().sources().stream().allMatch(source -> scope.ready().contains(source.name()))) {
            decider.waivers().all().stream()
                    .filter(waiver -> waiver.until().isAfter(at))
                    .forEach(waiver -> use.put(waiver, matching.contains(waiver.id())));
        }
        return use;
    }

    /** {@return what is odd about the waivers, one sentence each} */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        decider.waivers().inCode().stream()
                .filter(waiver -> !waiver.until().isAfter(at))
                .forEach(waiver -> problems.add("waiver '%s' ended at %s and holds nothing back; take it away"
                        .formatted(waiver.id(), waiver.until())));
        use().forEach((waiver, meets) -> {
            if (!meets) {
                problems.add("waiver '%s' meets no finding; look whether its filter has a typo".formatted(waiver.id()));
            }
        });
        return problems;
    }
}
