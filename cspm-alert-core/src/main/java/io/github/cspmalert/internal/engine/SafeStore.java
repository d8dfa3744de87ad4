package io.github.cspmalert.internal.engine;

import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.internal.decision.Known;
import io.github.cspmalert.internal.decision.StateMerge;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.AlertStoreException;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.ClaimRequest;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.Settlement;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateValue;
import io.github.cspmalert.state.Stored;
import java.io.Serial;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A store that never fails: while the one behind it does, decisions are kept here, and are brought onto it when it works
 * again. The alert matters more than its book-keeping. Thread-safe.
 */
public final class SafeStore {

    private static final int MOST_REMEMBERED = 1_000;

    private final AlertStore store;
    private final EngineEvents events;
    private final ReentrantLock catchingUp = new ReentrantLock();
    // What failed last time. A store that can be read and not written has not recovered when it is read.
    private final Set<Access> failing = ConcurrentHashMap.newKeySet();
    // What the store said last, for the time when it says nothing.
    private final Map<StateKey, Stored> recent = Collections.synchronizedMap(new Remembered<>());
    // What could not be committed; guarded by this.
    private final Map<StateKey, Change> states = new HashMap<>();
    private final Map<String, OutboxItem> items = new LinkedHashMap<>();
    private final Set<String> claimed = new HashSet<>();
    private final Map<String, Amendment> amendments = new Remembered<>();
    private final Deque<HistoryEntry> history = new ArrayDeque<>();
    private long claims;

    /** Creates a store in front of another. */
    public SafeStore(AlertStore store, EngineEvents events) {
        this.store = store;
        this.events = events;
    }

    private enum Access {
        READ,
        WRITE
    }

    /** The latest entries of a map. */
    private static final class Remembered<K, V> extends LinkedHashMap<K, V> {

        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }

    /**
     * What became of an item whose settlement the store does not know, or may not know: the item as it is now, null if it is
     * done, and the claim to be settled, null if it is not known.
     */
    private record Amendment(@Nullable Claim claim, @Nullable OutboxItem now) {}

    /** States, and whether the store itself gave them. */
    record Loaded(Map<StateKey, Stored> states, boolean fromStore) {

        Known known() {
            return new Known(states, List.of());
        }
    }

    /** {@return the states as far as they are known} */
    Loaded load(Set<StateKey> keys) {
        catchUp();
        Map<StateKey, Stored> found = new HashMap<>();
        boolean fromStore = attempt(
                Access.READ,
                () -> {
                    found.putAll(StoreAnswers.states(store.load(keys), keys));
                    recent.putAll(found);
                    return true;
                },
                false);
        for (StateKey key : keys) {
            Stored last = fromStore ? null : recent.get(key);
            if (last != null) {
                found.put(key, last);
            }
        }
        synchronized (this) {
            for (StateKey key : keys) {
                Change change = states.get(key);
                if (change != null) {
                    found.put(key, new Stored(Math.max(1, revision(found.get(key))), value(change)));
                }
            }
        }
        return new Loaded(found, fromStore);
    }

    /**
     * Makes the changes of a decision, in the store or, if it fails, here.
     *
     * @return false if the decision is to be made again: somebody else changed what it was made on in the store; or it takes
     *     out of the outbox what it tells itself, and the store may not have done so and tell that as well
     */
    boolean commit(Commit commit, boolean fromStore) {
        forgetOldOnes(commit.enqueued());
        if (isBehind() || commit.settlements().stream().anyMatch(this::isOurs)) {
            boolean kept = keep(commit);
            catchUp();
            return kept;
        }
        @Nullable Boolean done = attempt(Access.WRITE, () -> store.commit(commit), null);
        if (done == null || !done && !fromStore) {
            return keep(commit);
        }
        if (done) {
            remember(commit.changes());
        }
        return done;
    }

    /** {@return items to send, those first that are only known here} */
    List<Claim> claim(ClaimRequest request) {
        List<Claim> ours = claimKept(request);
        if (ours.size() == request.atMost()) {
            return ours;
        }
        ClaimRequest rest = new ClaimRequest(
                request.channel(),
                request.now(),
                request.lease(),
                request.longestPause(),
                request.atMost() - ours.size());
        List<Claim> news = claimNews(rest);
        ours.addAll(news.isEmpty() ? claimNews(rest) : news);
        return ours;
    }

    /** {@return those items that nobody has attempted} */
    List<OutboxItem> untouched(Collection<String> keys) {
        return keys.isEmpty() || isBehind()
                ? List.of()
                : attempt(Access.READ, () -> List.copyOf(store.untouched(keys)), List.of());
    }

    /** {@return how many items are in the outbox, or -1 if the store does not say} */
    public long waiting() {
        catchUp();
        long theirs = attempt(Access.READ, store::waiting, -1L);
        synchronized (this) {
            return theirs < 0 && items.isEmpty() ? -1 : Math.max(0, theirs) + items.size();
        }
    }

    /** {@return the latest entries of a rule} */
    public List<HistoryEntry> history(String ruleId, int atMost) {
        catchUp();
        return attempt(Access.READ, () -> List.copyOf(store.history(ruleId, atMost)), List.of());
    }

    // What is decided anew under a key that was used before is to be sent again.
    private synchronized void forgetOldOnes(List<OutboxItem> enqueued) {
        enqueued.forEach(item -> amendments.remove(item.key()));
    }

    private synchronized boolean isBehind() {
        return !states.isEmpty()
                || items.size() > claimed.size()
                || amendments.values().stream().anyMatch(amendment -> amendment.claim() != null);
    }

    private synchronized boolean isOurs(Settlement settlement) {
        return claimed.contains(settlement.claim().item().key());
    }

    private synchronized boolean keep(Commit commit) {
        if (!commit.withdrawn().isEmpty()) {
            return false;
        }
        commit.changes().forEach(change -> states.put(change.key(), change));
        for (Settlement settlement : commit.settlements()) {
            String key = settlement.claim().item().key();
            boolean ours = claimed.remove(key);
            if (ours) {
                settlement.stays().ifPresentOrElse(next -> items.put(key, next), () -> items.remove(key));
            }
            amendments.put(key, new Amendment(ours ? null : settlement.claim(), settlement.next()));
        }
        commit.enqueued().forEach(item -> items.putIfAbsent(item.key(), item));
        for (HistoryEntry entry : commit.history()) {
            history.addLast(entry);
            if (history.size() > MOST_REMEMBERED) {
                history.removeFirst();
            }
        }
        return true;
    }

    private synchronized List<Claim> claimKept(ClaimRequest request) {
        List<Claim> ours = new ArrayList<>();
        for (OutboxItem item : items.values()) {
            if (ours.size() < request.atMost()
                    && item.notification().channel().equals(request.channel())
                    && request.isDue(item.nextAttempt())
                    && claimed.add(item.key())) {
                ours.add(new Claim(item, "kept-" + ++claims));
            }
        }
        return ours;
    }

    private List<Claim> claimNews(ClaimRequest request) {
        return attempt(Access.WRITE, () -> StoreAnswers.claims(store.claim(request), request), List.<Claim>of())
                .stream()
                .filter(this::isNews)
                .toList();
    }

    // What this engine has sent meanwhile may still be in the store: a commit that failed may have been made, and one
    // that could not be made is still to be. Then the claim serves to catch up.
    private boolean isNews(Claim claim) {
        String key = claim.item().key();
        Amendment late;
        synchronized (this) {
            if (items.containsKey(key)) {
                return false;
            }
            Amendment known = amendments.get(key);
            if (known == null) {
                return true;
            }
            if (claim.item().equals(known.now())) {
                amendments.remove(key);
                return true;
            }
            late = new Amendment(claim, known.now());
            amendments.put(key, late);
        }
        attempt(Access.WRITE, () -> settle(key, late), false);
        return false;
    }

    // An item that the store has under another claim, which nobody knows of, is settled with the next claim.
    private boolean settle(String key, Amendment amendment) {
        Claim claim = amendment.claim();
        if (claim == null) {
            return true;
        }
        Settlement settlement = new Settlement(claim, amendment.now());
        boolean done = store.commit(new Commit(List.of(), List.of(), Set.of(), List.of(settlement), List.of()));
        synchronized (this) {
            if (done) {
                amendments.remove(key, amendment);
            } else {
                amendments.replace(key, amendment, new Amendment(null, amendment.now()));
            }
        }
        return done;
    }

    /** What is to be brought onto the store. Its items count as claimed meanwhile. */
    private record Backlog(
            Map<StateKey, Change> states,
            List<OutboxItem> items,
            Map<String, Amendment> amendments,
            List<HistoryEntry> history) {

        Set<String> keys() {
            return items.stream().map(OutboxItem::key).collect(Collectors.toSet());
        }
    }

    private void catchUp() {
        if (!isBehind() || !catchingUp.tryLock()) {
            return;
        }
        try {
            Backlog backlog = backlog();
            boolean done = attempt(Access.WRITE, () -> bringOver(backlog), false);
            synchronized (this) {
                claimed.removeAll(backlog.keys());
                if (done) {
                    backlog.states().forEach(states::remove);
                    history.removeAll(backlog.history());
                    items.keySet().removeAll(backlog.keys());
                }
            }
        } finally {
            catchingUp.unlock();
        }
    }

    private synchronized Backlog backlog() {
        List<OutboxItem> free =
                items.values().stream().filter(item -> claimed.add(item.key())).toList();
        return new Backlog(Map.copyOf(states), free, Map.copyOf(amendments), List.copyOf(history));
    }

    private boolean bringOver(Backlog backlog) {
        backlog.amendments().forEach(this::settle);
        Commit commit = new Commit(merged(backlog.states()), backlog.items(), Set.of(), List.of(), backlog.history());
        boolean done = store.commit(commit);
        if (done) {
            remember(commit.changes());
        }
        return done;
    }

    private List<Change> merged(Map<StateKey, Change> unsaved) {
        Map<StateKey, Stored> saved =
                unsaved.isEmpty() ? Map.of() : StoreAnswers.states(store.load(unsaved.keySet()), unsaved.keySet());
        List<Change> changes = new ArrayList<>();
        unsaved.forEach((key, change) -> {
            Stored theirs = saved.get(key);
            StateValue value = theirs == null ? value(change) : StateMerge.onto(theirs.value(), value(change));
            changes.add(new Change(key, revision(theirs), value, change.expiresAt()));
        });
        return changes;
    }

    private void remember(List<Change> changes) {
        changes.forEach(change -> recent.put(change.key(), new Stored(change.revision() + 1, value(change))));
    }

    // Decisions of rules and deliveries forget nothing; the ledger does, and does not come here.
    private static StateValue value(Change change) {
        return Objects.requireNonNull(change.value());
    }

    private static long revision(@Nullable Stored stored) {
        return stored == null ? 0 : stored.revision();
    }

    private <T extends @Nullable Object> T attempt(Access access, Supplier<T> action, T otherwise) {
        try {
            T answer = action.get();
            if (failing.remove(access) && failing.isEmpty()) {
                events.storeRecovered();
            }
            return answer;
        } catch (Throwable e) {
            failing.add(access);
            events.storeFailed(Faults.absorb(
                    e,
                    error -> new AlertStoreException(
                            "the store failed with " + error.getClass().getName(), true, error)));
            return otherwise;
        }
    }
}
