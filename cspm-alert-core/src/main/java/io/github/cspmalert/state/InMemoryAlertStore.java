package io.github.cspmalert.state;

import io.github.cspmalert.definition.recipient.Channel;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store that forgets everything when the JVM ends. What may be forgotten earlier is: states once they have expired, and of
 * the history all but the latest 10,000 entries. Thread-safe; several engines in one JVM may share it.
 */
public final class InMemoryAlertStore implements AlertStore {

    private static final int MOST_HISTORY = 10_000;

    private final Map<StateKind, NavigableMap<String, Kept>> states = new EnumMap<>(StateKind.class);
    private final Map<String, Waiting> outbox = new HashMap<>();
    // The keys of each channel in the order in which they were put in, so that no channel looks through those of
    // others.
    private final Map<Channel, Set<String>> queues = new HashMap<>();
    private final Deque<HistoryEntry> history = new ArrayDeque<>();
    private long claims;
    private long forgetAt = 1_000;

    /** Creates a store with nothing in it. */
    public InMemoryAlertStore() {
        for (StateKind kind : StateKind.values()) {
            states.put(kind, new TreeMap<>());
        }
    }

    private record Kept(Stored stored, @Nullable Instant expiresAt) {}

    private record Waiting(OutboxItem item, String token, @Nullable Instant leaseEnds) {

        boolean untouched() {
            return leaseEnds == null && item.failures() == 0;
        }
    }

    @Override
    public synchronized Map<StateKey, Stored> load(Set<StateKey> keys) {
        Map<StateKey, Stored> found = new HashMap<>();
        for (StateKey key : keys) {
            Kept kept = kept(key.kind()).get(key.id());
            if (kept != null) {
                found.put(key, kept.stored());
            }
        }
        return found;
    }

    @Override
    public synchronized boolean commit(Commit commit) {
        if (!commit.changes().stream().allMatch(this::isCurrent)
                || !commit.withdrawn().stream().allMatch(this::isUntouched)
                || !commit.settlements().stream().map(Settlement::claim).allMatch(this::isHeld)) {
            return false;
        }
        commit.changes().forEach(this::write);
        commit.withdrawn().forEach(this::remove);
        commit.settlements().forEach(this::settle);
        commit.enqueued().forEach(this::enqueue);
        commit.history().forEach(this::remember);
        return true;
    }

    @Override
    public synchronized List<Claim> claim(ClaimRequest request) {
        List<Claim> claimed = new ArrayList<>();
        Iterator<String> keys = queues.getOrDefault(request.channel(), Set.of()).iterator();
        while (keys.hasNext() && claimed.size() < request.atMost()) {
            Waiting waiting = Objects.requireNonNull(outbox.get(keys.next()));
            Instant leaseEnds = waiting.leaseEnds();
            if ((leaseEnds == null || request.isLapsed(leaseEnds))
                    && request.isDue(waiting.item().nextAttempt())) {
                claimed.add(new Claim(waiting.item(), Long.toString(++claims)));
            }
        }
        Instant end = request.now().plus(request.lease());
        claimed.forEach(claim -> outbox.put(claim.item().key(), new Waiting(claim.item(), claim.token(), end)));
        return claimed;
    }

    @Override
    public synchronized List<OutboxItem> untouched(Collection<String> keys) {
        return keys.stream()
                .distinct()
                .map(outbox::get)
                .filter(waiting -> waiting != null && waiting.untouched())
                .map(Waiting::item)
                .toList();
    }

    @Override
    public synchronized long waiting() {
        return outbox.size();
    }

    @Override
    public synchronized Map<StateKey, Stored> page(StateKind kind, String after, int atMost) {
        Map<StateKey, Stored> page = new LinkedHashMap<>();
        kept(kind).tailMap(after, false).entrySet().stream()
                .limit(atMost)
                .forEach(entry -> page.put(
                        new StateKey(kind, entry.getKey()), entry.getValue().stored()));
        return page;
    }

    @Override
    public synchronized List<HistoryEntry> history(String ruleId, int atMost) {
        return Stream.iterate(history.descendingIterator(), Iterator::hasNext, each -> each)
                .map(Iterator::next)
                .filter(entry -> entry.ruleId().equals(ruleId))
                .limit(atMost)
                .toList();
    }

    private NavigableMap<String, Kept> kept(StateKind kind) {
        return Objects.requireNonNull(states.get(kind));
    }

    private boolean isCurrent(Change change) {
        Kept kept = kept(change.key().kind()).get(change.key().id());
        return change.revision() == (kept == null ? 0 : kept.stored().revision());
    }

    private boolean isUntouched(String key) {
        Waiting waiting = outbox.get(key);
        return waiting != null && waiting.untouched();
    }

    private boolean isHeld(Claim claim) {
        Waiting waiting = outbox.get(claim.item().key());
        return waiting != null && waiting.leaseEnds() != null && waiting.token().equals(claim.token());
    }

    private void write(Change change) {
        NavigableMap<String, Kept> kept = kept(change.key().kind());
        StateValue value = change.value();
        if (value == null) {
            kept.remove(change.key().id());
        } else {
            kept.put(change.key().id(), new Kept(new Stored(change.revision() + 1, value), change.expiresAt()));
        }
    }

    private void settle(Settlement settlement) {
        String key = settlement.claim().item().key();
        settlement.stays().ifPresentOrElse(next -> outbox.put(key, new Waiting(next, "", null)), () -> remove(key));
    }

    private void enqueue(OutboxItem item) {
        if (outbox.putIfAbsent(item.key(), new Waiting(item, "", null)) == null) {
            queue(item).add(item.key());
        }
    }

    private void remove(String key) {
        Waiting removed = outbox.remove(key);
        if (removed != null) {
            queue(removed.item()).remove(key);
        }
    }

    private Set<String> queue(OutboxItem item) {
        return queues.computeIfAbsent(item.notification().channel(), channel -> new LinkedHashSet<>());
    }

    private void remember(HistoryEntry entry) {
        history.addLast(entry);
        if (history.size() > MOST_HISTORY) {
            history.removeFirst();
        }
        forgetExpired(entry.at());
    }

    // Now and then, so that it costs little for each commit.
    private void forgetExpired(Instant now) {
        if (size() >= forgetAt) {
            states.values().forEach(kept -> kept.values()
                    .removeIf(each ->
                            each.expiresAt() != null && !each.expiresAt().isAfter(now)));
            forgetAt = Math.max(1_000, size() * 2);
        }
    }

    private long size() {
        return states.values().stream().mapToLong(Map::size).sum();
    }
}
