package io.github.cspmalert.internal.engine;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.internal.decision.Known;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.AlertStoreException;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.StateValue;
import io.github.cspmalert.state.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What users add to the store at run time: reads all of a kind, and changes some while others do. Thread-safe. */
final class StoredValues {

    private static final int PAGE = 1_000;

    private final AlertStore store;
    private final String what;

    /** Creates access to values that people call by a word, such as {@code waivers}. */
    StoredValues(AlertStore store, String what) {
        this.store = store;
        this.what = what;
    }

    /** {@return all values of a kind, in the order of their ids} */
    <T extends StateValue> List<T> all(StateKind kind, Class<T> type) {
        List<T> values = new ArrayList<>();
        String after = "";
        Map<StateKey, Stored> page;
        do {
            page = store.page(kind, after, PAGE);
            for (Map.Entry<StateKey, Stored> each : page.entrySet()) {
                values.add(type.cast(each.getValue().value()));
                after = each.getKey().id();
            }
        } while (page.size() == PAGE);
        return values;
    }

    /** {@return those values that there are} */
    Map<StateKey, Stored> load(Set<StateKey> keys) {
        return keys.isEmpty() ? Map.of() : store.load(keys);
    }

    /**
     * Puts in place of a value what an edit makes of it, or of null if there is none: the same changes nothing, and null takes it
     * away.
     */
    <T extends StateValue> void edit(
            StateKey key, Class<T> type, UnaryOperator<@Nullable T> edit, Function<T, @Nullable Instant> expiresAt) {
        change(Set.of(key), known -> {
            Stored stored = known.get(key);
            T there = stored == null ? null : type.cast(stored.value());
            T next = edit.apply(there);
            if (Objects.equals(next, there)) {
                return List.of();
            }
            long revision = Known.revision(known, key);
            return List.of(
                    next == null
                            ? Change.forget(key, revision)
                            : new Change(key, revision, next, expiresAt.apply(next)));
        });
    }

    /** Makes the changes that are decided by what stands in the store, and decides again if somebody else is faster. */
    void change(Set<StateKey> keys, Function<Map<StateKey, Stored>, List<Change>> decide) {
        Conflicts.commit("what the store has of " + what, () -> {
            List<Change> changes = decide.apply(load(keys));
            return changes.isEmpty() || store.commit(new Commit(changes, List.of(), Set.of(), List.of(), List.of()));
        });
    }

    /**
     * Refuses to go on if values in code clash with those of the store. A store that cannot be read is left to those who use the
     * values.
     *
     * @throws AlertConfigurationException if there is a clash
     */
    static void requireNone(Supplier<List<String>> clashes) {
        List<String> found;
        try {
            found = clashes.get();
        } catch (AlertStoreException e) {
            return;
        }
        if (!found.isEmpty()) {
            throw new AlertConfigurationException("alerting", found);
        }
    }
}
