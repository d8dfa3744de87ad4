package io.github.cspmalert.internal.decision;

import io.github.cspmalert.state.IncidentState;
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
        if (saved instanceof IncidentState theirs && unsaved instanceof IncidentState ours) {
            return incident(theirs, ours);
        }
        return unsaved;
    }

    // What somebody said of an incident meanwhile, and what was escalated, is not to be forgotten.
    private static IncidentState incident(IncidentState theirs, IncidentState ours) {
        if (!theirs.openedAt().equals(ours.openedAt())) {
            return theirs.openedAt().isAfter(ours.openedAt()) ? theirs : ours;
        }
        IncidentState further = theirs.phase().compareTo(ours.phase()) > 0 ? theirs : ours;
        IncidentState all = further.with(theirs.escalated()).with(ours.escalated());
        return all.phase().isOpen() ? all.with(ours.alerts()) : all;
    }

    private static ToldState.Entry later(ToldState.Entry saved, ToldState.Entry unsaved) {
        return saved.at().isAfter(unsaved.at()) ? saved : unsaved;
    }
}
