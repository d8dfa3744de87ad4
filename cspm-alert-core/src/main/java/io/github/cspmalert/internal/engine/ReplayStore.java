package io.github.cspmalert.internal.engine;

import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.ClaimRequest;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.InMemoryAlertStore;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.Settlement;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.Stored;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The store of a replay, in memory, which notes when there is something to send. For one thread. */
final class ReplayStore implements AlertStore {

    private final InMemoryAlertStore store = new InMemoryAlertStore();
    private final TreeSet<Instant> due = new TreeSet<>();

    /** {@return the next instant up to another at which something is to be sent, once; null if there is none} */
    @Nullable Instant nextDue(Instant until) {
        return due.isEmpty() || due.first().isAfter(until) ? null : due.pollFirst();
    }

    @Override
    public Map<StateKey, Stored> load(Set<StateKey> keys) {
        return store.load(keys);
    }

    @Override
    public boolean commit(Commit commit) {
        boolean done = store.commit(commit);
        if (done) {
            commit.enqueued().forEach(this::note);
            commit.settlements().stream()
                    .map(Settlement::stays)
                    .flatMap(stays -> stays.stream())
                    .forEach(this::note);
        }
        return done;
    }

    private void note(OutboxItem item) {
        Instant opens = item.opens();
        due.add(opens == null ? item.nextAttempt() : opens);
    }

    @Override
    public List<Claim> claim(ClaimRequest request) {
        return store.claim(request);
    }

    @Override
    public List<OutboxItem> untouched(Collection<String> keys) {
        return store.untouched(keys);
    }

    @Override
    public long waiting() {
        return store.waiting();
    }

    @Override
    public Map<StateKey, Stored> page(StateKind kind, String after, int atMost) {
        return store.page(kind, after, atMost);
    }

    @Override
    public List<HistoryEntry> history(String ruleId, int atMost) {
        return store.history(ruleId, atMost);
    }
}
