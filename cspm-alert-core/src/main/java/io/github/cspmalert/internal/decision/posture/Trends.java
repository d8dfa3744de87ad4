package io.github.cspmalert.internal.decision.posture;

import io.github.cspmalert.definition.rule.FindingGrouping;
import io.github.cspmalert.internal.Digests;
import io.github.cspmalert.posture.OpenCounts;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.TrendState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many findings of each group of a posture rule were open, up to now. Each trend is worked out once, when it is first asked
 * for; by then it is decided what moves. For one thread.
 */
final class Trends {

    private final PostureDecider decider;
    private final PostureDraft draft;
    private final Map<String, StateKey> keys = new HashMap<>();
    private final Map<String, TrendState> trends = new HashMap<>();
    private final Set<StateKey> earlier = new LinkedHashSet<>();

    Trends(PostureDecider decider, PostureDraft draft) {
        this.decider = decider;
        this.draft = draft;
    }

    /** {@return the keys of the trends that move} */
    List<StateKey> keys() {
        return moving().stream().map(this::key).toList();
    }

    // Trends of as many groups as there are resources would be too many.
    private Set<String> moving() {
        if (decider.rule().groupBy() == FindingGrouping.RESOURCE) {
            return Set.of();
        }
        Set<String> ids = new LinkedHashSet<>(draft.groups().keySet());
        LedgerLook look = draft.look();
        if (look != null) {
            ids.addAll(look.groups().keySet());
        }
        return ids;
    }

    private StateKey key(String groupId) {
        return keys.computeIfAbsent(groupId, id -> StateKey.trend(decider.rule().id(), Digests.hex(16, List.of(id))));
    }

    /** {@return the trend of a group} */
    TrendState of(String groupId) {
        return trends.computeIfAbsent(groupId, this::workOut);
    }

    private TrendState workOut(String groupId) {
        TrendState before = draft.value(key(groupId)) instanceof TrendState trend ? trend : TrendState.EMPTY;
        return before.with(draft.when().at(), open(groupId, before.latest()));
    }

    private OpenCounts open(String groupId, OpenCounts before) {
        LedgerLook look = draft.look();
        LedgerLook.Counted counted = look == null ? null : look.groups().get(groupId);
        OpenCounts seen = counted == null ? OpenCounts.NONE : counted.open();
        if (draft.scope().countsAnew()) {
            // Counted anew from the ledger as it stands, news included.
            return seen;
        }
        GroupNews news = draft.groups().get(groupId);
        return (news == null ? before : news.moved(before)).plus(seen);
    }

    /** Forgets trends, as far as they do not move: nothing is open in groups of another filter or grouping any more. */
    void forget(Set<StateKey> others) {
        earlier.addAll(others);
    }

    /** {@return what is remembered of the trends that move, and which are forgotten} */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        Set<StateKey> over = new LinkedHashSet<>(earlier);
        for (String id : moving()) {
            StateKey key = key(id);
            over.remove(key);
            changes.add(new Change(key, draft.revision(key), of(id), null));
        }
        over.forEach(key -> changes.add(Change.forget(key, draft.revision(key))));
        return changes;
    }
}
