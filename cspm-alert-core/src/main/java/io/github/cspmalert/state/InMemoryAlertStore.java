package io.github.cspmalert.state;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Remembers states in this JVM. A restart forgets them: whoever was told is told again, and what was still to be sent is
 * lost unless the rule still fires. Thread-safe.
 */
public final class InMemoryAlertStore implements AlertStore {

    private final ConcurrentMap<String, RuleState> states = new ConcurrentHashMap<>();

    /** Creates an empty store. */
    public InMemoryAlertStore() {}

    @Override
    public RuleState load(String ruleId) {
        return states.getOrDefault(ruleId, RuleState.EMPTY);
    }

    @Override
    public Optional<RuleState> save(String ruleId, RuleState state) {
        RuleState saved = state.withRevision(state.revision() + 1);
        RuleState now = states.compute(
                ruleId, (id, before) -> (before == null ? 0 : before.revision()) == state.revision() ? saved : before);
        return now == saved ? Optional.of(saved) : Optional.empty();
    }
}
