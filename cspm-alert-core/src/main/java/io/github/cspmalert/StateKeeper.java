package io.github.cspmalert;

import io.github.cspmalert.store.AlertStore;
import io.github.cspmalert.store.AlertStoreException;
import io.github.cspmalert.store.RuleState;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Loads and saves one rule's state, and stands in for a store that fails: the alert matters more than its book-keeping.
 * While the store fails, the state lives here, so that this engine at least does not tell anybody twice. Not
 * thread-safe; the rule's lock guards it.
 */
final class StateKeeper {

    private static final int MAX_CONFLICTS = 10;

    private final String ruleId;
    private final AlertStore store;
    private final AlertListener listener;
    private RuleState lastKnown = RuleState.EMPTY;
    private @Nullable RuleState unsaved;

    StateKeeper(String ruleId, AlertStore store, AlertListener listener) {
        this.ruleId = ruleId;
        this.store = store;
        this.listener = listener;
    }

    /** A next state, and what else came of the decision that led to it. */
    record Step<T>(RuleState next, T result) {}

    RuleState load() {
        try {
            RuleState loaded = store.load(ruleId);
            // If somebody else has saved since, theirs is what the store knows, and ours is out of date.
            lastKnown = unsaved != null && unsaved.revision() == loaded.revision() ? unsaved : loaded;
        } catch (RuntimeException e) {
            listener.storeFailed(ruleId, e);
        }
        return lastKnown;
    }

    RuleState lastKnown() {
        return lastKnown;
    }

    /** Decides on the present state and saves the next; decides again if somebody else saved in between. */
    <T> T update(Function<RuleState, Step<T>> decision) {
        for (int i = 0; i < MAX_CONFLICTS; i++) {
            Step<T> step = decision.apply(load());
            if (save(step.next())) {
                return step.result();
            }
        }
        throw new AlertStoreException(
                "the state of rule '%s' was saved by somebody else %d times in a row".formatted(ruleId, MAX_CONFLICTS),
                true,
                null);
    }

    private boolean save(RuleState next) {
        try {
            Optional<RuleState> saved = store.save(ruleId, next);
            saved.ifPresent(state -> lastKnown = state);
            unsaved = null;
            return saved.isPresent();
        } catch (RuntimeException e) {
            unsaved = next;
            lastKnown = next;
            listener.storeFailed(ruleId, e);
            return true;
        }
    }
}
