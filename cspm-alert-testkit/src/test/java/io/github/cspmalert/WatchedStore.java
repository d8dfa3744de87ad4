package io.github.cspmalert;

import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.ClaimRequest;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.Stored;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts something in front of each call of a store, whatever the call is, and counts them. What that throws comes out as it
 * is: a proxy would wrap checked exceptions, and hide them.
 */
final class WatchedStore {

    final Map<String, Integer> calls = new ConcurrentHashMap<>();
    final AlertStore store;
    volatile Watch watch = (call, arguments, next) -> next.call();

    WatchedStore(AlertStore behind) {
        this.store = new Front(behind);
    }

    /** Answers a call, by asking the store behind or otherwise. */
    @FunctionalInterface
    interface Watch {

        @Nullable Object call(String name, Object[] arguments, Callable<Object> next) throws Throwable;
    }

    private final class Front implements AlertStore {

        private final AlertStore behind;

        Front(AlertStore behind) {
            this.behind = behind;
        }

        @Override
        public Map<StateKey, Stored> load(Set<StateKey> keys) {
            return ask("load", () -> behind.load(keys), keys);
        }

        @Override
        public boolean commit(Commit commit) {
            return this.<Boolean>ask("commit", () -> behind.commit(commit), commit);
        }

        @Override
        public List<Claim> claim(ClaimRequest request) {
            return ask("claim", () -> behind.claim(request), request);
        }

        @Override
        public List<OutboxItem> untouched(Collection<String> keys) {
            return ask("untouched", () -> behind.untouched(keys), keys);
        }

        @Override
        public long waiting() {
            return this.<Long>ask("waiting", behind::waiting);
        }

        @Override
        public Map<StateKey, Stored> page(StateKind kind, String after, int atMost) {
            return ask("page", () -> behind.page(kind, after, atMost), kind, after, atMost);
        }

        @Override
        public List<HistoryEntry> history(String ruleId, int atMost) {
            return ask("history", () -> behind.history(ruleId, atMost), ruleId, atMost);
        }

        @SuppressWarnings("unchecked")
        private <T> T ask(String call, Callable<Object> next, Object... arguments) {
            calls.merge(call, 1, Integer::sum);
            try {
                return (T) watch.call(call, arguments, next);
            } catch (Throwable e) {
                throw WatchedStore.<RuntimeException>asItIs(e);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E asItIs(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
