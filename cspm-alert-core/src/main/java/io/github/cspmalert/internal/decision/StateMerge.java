package io.github.cspmalert.internal.decision;

import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.StateValue;
import io.github.cspmalert.state.Target;
import io.github.cspmalert.state.ToldState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Brings what an engine could not save onto what is in the store by now. Pure. */
public final class StateMerge {

    private StateMerge() {}

    /** {@return the state that holds what both know} */
    public static StateValue onto(StateValue saved, StateValue unsaved) {
        if (saved instanceof RuleState theirs && unsaved instanceof RuleState ours) {
            Instant one = theirs.evaluatedTo();
            Instant other = ours.evaluatedTo();
            return one != null && (other == null || one.isAfter(other)) ? theirs : ours;
        }
        if (saved instanceof ToldState theirs && unsaved instanceof ToldState ours) {
            Map<Target, ToldState.Entry> targets = new HashMap<>(theirs.targets());
            ours.targets().forEach((target, entry) -> targets.merge(target, entry, StateMerge::later));
            return new ToldState(targets);
        }
        return unsaved;
    }

    private static ToldState.Entry later(ToldState.Entry saved, ToldState.Entry unsaved) {
        return saved.at().isAfter(unsaved.at()) ? saved : unsaved;
    }
}
