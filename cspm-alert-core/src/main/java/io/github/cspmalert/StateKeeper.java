package io.github.cspmalert;

import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.AlertStoreException;
import io.github.cspmalert.state.RuleState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Loads and saves one rule's state, and stands in for a store that fails: the alert matters more than its book-keeping.
 * What could not be saved lives here and is saved with whatever comes next, so that this engine at least neither tells
 * anybody twice nor forgets what it has to send. Not thread-safe; the rule's lock guards it.
 */
final class StateKeeper {

    private static final int MAX_CONFLICTS = 10;

    private final String ruleId;
    private final AlertStore store;
    private final AlertListener listener;
    // By what they are about: a later fact about the same thing says all that the earlier one did.
    private final Map<String, UnaryOperator<RuleState>> unsavedFacts = new LinkedHashMap<>();
    private RuleState lastKnown = RuleState.EMPTY;
    private @Nullable RuleState unsaved;
    private boolean readable;

    StateKeeper(String ruleId, AlertStore store, AlertListener listener) {
        this.ruleId = ruleId;
        this.store = store;
        this.listener = listener;
    }

    /** A next state, and what else came of the decision that led to it. */
    record Step<T>(RuleState next, T result) {}

    RuleState load() {
        try {
            @Nullable RuleState loaded = store.load(ruleId);
            if (loaded == null) {
                throw new AlertStoreException("the store gave null for the state of rule '" + ruleId + "'", true, null);
            }
            lastKnown = withUnsaved(loaded);
            readable = true;
        } catch (RuntimeException | Error e) {
            readable = false;
            tell(e);
        }
        return lastKnown;
    }

    RuleState lastKnown() {
        return lastKnown;
    }

    /**
     * Decides on the present state and saves the next; decides again if somebody else saved in between.
     *
     * @throws AlertStoreException if somebody else saved each time; then nothing was decided
     */
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

    /** Notes what is so whether it can be saved or not, such as that something was sent. */
    void note(String about, UnaryOperator<RuleState> fact) {
        RuleState next = lastKnown;
        boolean done = false;
        for (int i = 0; i < MAX_CONFLICTS && !done; i++) {
            next = fact.apply(load());
            done = save(next);
        }
        if (!done) {
            keep(next);
        }
        if (unsaved != null) {
            unsavedFacts.put(about, fact);
        }
    }

    private RuleState withUnsaved(RuleState loaded) {
        if (unsaved == null) {
            return loaded;
        }
        if (unsaved.revision() == loaded.revision()) {
            return unsaved;
        }
        RuleState theirs = loaded;
        for (UnaryOperator<RuleState> fact : unsavedFacts.values()) {
            theirs = fact.apply(theirs);
        }
        return StateMerge.onto(theirs, unsaved);
    }

    private boolean save(RuleState next) {
        try {
            @Nullable Optional<RuleState> saved = store.save(ruleId, next);
            if (saved == null) {
                throw new AlertStoreException("the store gave null for saving rule '" + ruleId + "'", true, null);
            }
            saved.ifPresent(this::saved);
            if (saved.isEmpty() && !readable) {
                keep(next);
                return true;
            }
            return saved.isPresent();
        } catch (RuntimeException | Error e) {
            tell(e);
            keep(next);
            return true;
        }
    }

    private void saved(RuleState state) {
        lastKnown = state;
        unsaved = null;
        unsavedFacts.clear();
    }

    private void keep(RuleState next) {
        lastKnown = next;
        unsaved = next;
    }

    private void tell(Throwable thrown) {
        listener.storeFailed(
                ruleId,
                Faults.absorb(
                        thrown,
                        error -> new AlertStoreException(
                                "the store failed with " + error.getClass().getName(), true, error)));
    }
}
