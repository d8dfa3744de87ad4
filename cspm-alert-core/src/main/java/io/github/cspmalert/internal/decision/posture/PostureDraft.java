package io.github.cspmalert.internal.decision.posture;

import io.github.cspmalert.internal.decision.Known;
import io.github.cspmalert.internal.decision.RuleDecider;
import io.github.cspmalert.posture.Finding;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.FindingEntry;
import io.github.cspmalert.state.PostureState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.StateValue;
import io.github.cspmalert.state.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decision of a posture rule in the making: looks at each finding that has news or is due, and gathers what is told of it,
 * what is held back, and when it is looked at again. For one thread, once.
 */
public final class PostureDraft {

    private final PostureDecider decider;
    private final PostureDecider.Scope scope;
    private final RuleDecider.When when;
    private final @Nullable LedgerLook look;
    private final Grouping grouping;
    private final Trends trends;
    private final Set<StateKey> entries = new LinkedHashSet<>();
    private final Map<StateKey, Stored> states = new HashMap<>();
    private final Map<StateKey, StateValue> written = new LinkedHashMap<>();
    private final Set<StateKey> forgotten = new LinkedHashSet<>();
    private final Map<String, GroupNews> groups = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> summedUp;
    private long waived;
    private int heldBack;

    PostureDraft(PostureDecider decider, PostureDecider.Scope scope, RuleDecider.When when, @Nullable LedgerLook look) {
        this.decider = decider;
        this.scope = scope;
        this.when = when;
        this.look = look;
        this.grouping = new Grouping(decider.parts());
        this.trends = new Trends(decider, this);
        this.waived = scope.state().waived();
        this.summedUp = new HashSet<>(scope.first());
        problems.addAll(decider.waivers().clashes(when.at()));
    }

    /** Takes what the rule has to tell and to look at: states of the kinds NEWS and REMINDER. */
    public void take(Map<StateKey, Stored> more) {
        entries.addAll(more.keySet());
        states.putAll(more);
    }

    /** Takes all trends of a rule whose filter or grouping changed: those of groups that it has no more are forgotten. */
    public void takeTrends(Map<StateKey, Stored> all) {
        states.putAll(all);
        trends.forget(all.keySet());
    }

    /** Takes in which sources an earlier part of the evaluation summed up, so that none of their news is told again. */
    public void summedUp(Set<String> sources) {
        summedUp.addAll(sources);
    }

    /** {@return the sources that are summed up by now in this evaluation} */
    public Set<String> summedUp() {
        return Set.copyOf(summedUp);
    }

    /** {@return the keys of the states that {@link #lookAtFindings} is to know} */
    public Set<StateKey> findingKeys() {
        Set<StateKey> keys = new HashSet<>();
        for (StateKey key : entries) {
            keys.add(StateKey.finding(findingId(key)));
            keys.add(StateKey.held(decider.rule().id(), findingId(key)));
        }
        return keys;
    }

    private static String findingId(StateKey key) {
        String last = key.id().substring(key.id().lastIndexOf('/') + 1);
        // A reminder has the number of its kind before the id.
        return key.kind() == StateKind.REMINDER ? last.substring(1) : last;
    }

    /** Looks at the findings. */
    public void lookAtFindings(Map<StateKey, Stored> known) {
        states.putAll(known);
        Map<String, List<StateKey>> byFinding = new LinkedHashMap<>();
        entries.forEach(key -> byFinding
                .computeIfAbsent(findingId(key), id -> new ArrayList<>())
                .add(key));
        byFinding.forEach(this::lookAt);
        if (look != null) {
            problems.addAll(look.problems());
        }
    }

    private void lookAt(String id, List<StateKey> keys) {
        StateKey heldKey = StateKey.held(decider.rule().id(), id);
        if (!(value(StateKey.finding(id)) instanceof FindingEntry entry)) {
            // Forgotten, since it was closed long ago.
            keys.forEach(this::forget);
            forget(heldKey);
            return;
        }
        Finding finding = entry.finding();
        String source = finding.key().source();
        if (!decider.isRead(source)) {
            problems.add(
                    "results '%s' are no longer read, so nothing more is told of finding %s".formatted(source, id));
            keys.forEach(this::forget);
            forget(heldKey);
        } else if (!scope.ready().contains(source)) {
            // It stays as it is until the scan has settled.
            return;
        } else if (summedUp.contains(source)) {
            keys.stream().filter(key -> key.kind() == StateKind.NEWS).forEach(this::forget);
        } else {
            new FindingDraft(this, decider, finding, keys, heldKey).decide();
        }
    }

    /** {@return a state that was taken; null if there is none} */
    @Nullable StateValue value(StateKey key) {
        return Known.value(states, key);
    }

    long revision(StateKey key) {
        return Known.revision(states, key);
    }

    /** Forgets a state, if there is one and it is not written. */
    void forget(StateKey key) {
        if (states.containsKey(key)) {
            forgotten.add(key);
        }
    }

    void write(StateKey key, StateValue value) {
        written.put(key, value);
    }

    /** Counts a finding that a waiver holds back, from now on if it is new there. */
    void held(boolean isNew) {
        heldBack++;
        waived += isNew ? 1 : 0;
    }

    /** Counts a finding that no waiver holds back any more. */
    void released() {
        waived = Math.max(0, waived - 1);
    }

    /** {@return what there is to tell of the groups of a finding} */
    List<GroupNews> groups(Finding finding) {
        return grouping.of(finding).stream()
                .map(group -> groups.computeIfAbsent(group.id(), id -> new GroupNews(group)))
                .toList();
    }

    /** {@return the keys of what is written or counted, whose revisions {@link PostureComposer} is to know} */
    public Set<StateKey> moreKeys() {
        Set<StateKey> keys = new HashSet<>(written.keySet());
        keys.addAll(trends.keys());
        return keys;
    }

    /** Takes the states under {@link #moreKeys}. */
    public void know(Map<StateKey, Stored> more) {
        more.forEach(states::putIfAbsent);
    }

    /** {@return the groups that something is told of or that changed} */
    Map<String, GroupNews> groups() {
        return groups;
    }

    Trends trends() {
        return trends;
    }

    @Nullable LedgerLook look() {
        return look;
    }

    PostureDecider.Scope scope() {
        return scope;
    }

    RuleDecider.When when() {
        return when;
    }

    List<String> problems() {
        return problems;
    }

    int heldBack() {
        return heldBack;
    }

    long waived() {
        return scope.countsAnew() && look != null ? look.waived() : waived + (look == null ? 0 : look.waived());
    }

    /** {@return all changes of states} */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        forgotten.forEach(key -> {
            if (!written.containsKey(key)) {
                changes.add(Change.forget(key, revision(key)));
            }
        });
        written.forEach((key, value) -> changes.add(new Change(key, revision(key), value, null)));
        changes.addAll(trends.changes());
        StateKey posture = StateKey.posture(decider.rule().id());
        changes.add(new Change(posture, scope.revision(posture), next(), null));
        if (look != null) {
            // What was counted is only right as long as nothing was read meanwhile.
            scope.ready().forEach(name -> scope.source(name)
                    .ifPresent(state -> changes.add(
                            new Change(StateKey.source(name), scope.revision(StateKey.source(name)), state, null))));
        }
        return changes;
    }

    private PostureState next() {
        Set<String> sources = new HashSet<>(scope.state().sources());
        sources.addAll(scope.first());
        boolean looked =
                look != null && (scope.countsAnew() || scope.state().sources().isEmpty());
        String waivers = looked ? decider.waivers().digest() : scope.state().waivers();
        String filter = looked || scope.state().filter().isEmpty()
                ? decider.filterDigest()
                : scope.state().filter();
        return new PostureState(when.at(), sources, waivers, waived(), filter);
    }
}
