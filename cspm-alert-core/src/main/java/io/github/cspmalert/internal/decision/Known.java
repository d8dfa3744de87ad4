package io.github.cspmalert.internal.decision;

import io.github.cspmalert.state.IncidentState;
import io.github.cspmalert.state.MergeState;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateValue;
import io.github.cspmalert.state.Stored;
import io.github.cspmalert.state.ToldState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The states that a decision is made on, with the items in the outbox that nobody has attempted. */
public record Known(Map<StateKey, Stored> states, List<OutboxItem> untouched) {

    /** Nothing is known. */
    public static final Known NOTHING = new Known(Map.of(), List.of());

    /** {@return what is remembered of a rule} */
    public RuleState rule(String ruleId) {
        return value(StateKey.rule(ruleId)) instanceof RuleState rule ? rule : RuleState.EMPTY;
    }

    ToldState told(String fingerprint) {
        return value(StateKey.told(fingerprint)) instanceof ToldState told ? told : ToldState.EMPTY;
    }

    MergeState merged(StateKey key) {
        return value(key) instanceof MergeState merged ? merged : MergeState.EMPTY;
    }

    @Nullable IncidentState incident(StateKey key) {
        return value(key) instanceof IncidentState incident ? incident : null;
    }

    /** {@return the revision of a state; 0 if there is none} */
    public long revision(StateKey key) {
        return revision(states, key);
    }

    /** {@return the revision of a state among others; 0 if it is not there} */
    public static long revision(Map<StateKey, Stored> states, StateKey key) {
        Stored stored = states.get(key);
        return stored == null ? 0 : stored.revision();
    }

    /** {@return the keys of the notifications that still wait for somebody, so that a new one may be joined to them} */
    public Set<String> waiting() {
        return states.values().stream()
                .flatMap(stored -> waiting(stored.value()))
                .collect(Collectors.toSet());
    }

    private static Stream<String> waiting(StateValue value) {
        if (value instanceof MergeState merged) {
            return merged.notifications().stream();
        }
        return value instanceof ToldState told
                ? told.targets().values().stream()
                        .filter(entry -> entry.progress() == ToldState.Progress.WAITING)
                        .map(ToldState.Entry::notification)
                : Stream.empty();
    }

    Optional<OutboxItem> untouched(String key) {
        return untouched.stream().filter(item -> item.key().equals(key)).findFirst();
    }

    @Nullable StateValue value(StateKey key) {
        return value(states, key);
    }

    /** {@return a state among others; null if it is not there} */
    public static @Nullable StateValue value(Map<StateKey, Stored> states, StateKey key) {
        Stored stored = states.get(key);
        return stored == null ? null : stored.value();
    }
}
