package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.internal.decision.IncidentDecider.Fate;
import io.github.cspmalert.internal.decision.policy.PolicyPath;
import io.github.cspmalert.internal.decision.policy.PolicySetup;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.IncidentState;
import io.github.cspmalert.state.IncidentState.Prepared;
import io.github.cspmalert.state.StateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the alerts of one evaluation mean for incidents. For one thread. */
final class IncidentDraft {

    private final PolicySetup setup;
    private final Known known;
    private final Instant now;
    private final Map<StateKey, IncidentState> next = new LinkedHashMap<>();

    IncidentDraft(PolicySetup setup, Known known, Instant now) {
        this.setup = setup;
        this.known = known;
        this.now = now;
    }

    /** {@return what became of an alert by whether it is told and who is held back} */
    static Fate fate(boolean told, List<HeldBack> heldBack) {
        Set<HeldBack.Reason> reasons = heldBack.stream().map(HeldBack::reason).collect(Collectors.toSet());
        if (told) {
            return Fate.TOLD;
        } else if (reasons.contains(HeldBack.Reason.MUTED) || reasons.contains(HeldBack.Reason.ALERT_HUB_OFF)) {
            return Fate.MUTED;
        }
        boolean known =
                reasons.contains(HeldBack.Reason.REPEAT_INTERVAL) || reasons.contains(HeldBack.Reason.IN_DELIVERY);
        return known ? Fate.KNOWN : Fate.UNHEARD;
    }

    /** Notes that an alert fires. Its messages are asked for if they are needed. */
    void fires(StateKey key, Alert alert, Fate fate, Function<Action, Message> messages) {
        if (setup.policy().escalates()) {
            IncidentDecider.fires(now(key), alert, setup.policy().id(), fate, () -> prepared(alert, messages), now)
                    .ifPresent(state -> next.put(key, state));
        }
    }

    /** {@return when an incident opened, if it is open} */
    Optional<Instant> openedAt(StateKey key) {
        return Optional.ofNullable(now(key))
                .filter(each -> setup.policy().escalates() && each.phase().isOpen())
                .map(IncidentState::openedAt);
    }

    private @Nullable IncidentState now(StateKey key) {
        return next.containsKey(key) ? next.get(key) : known.incident(key);
    }

    private List<Prepared> prepared(Alert alert, Function<Action, Message> messages) {
        List<Prepared> prepared = new ArrayList<>();
        for (PolicyPath.Chosen chosen : PolicyPath.of(setup.policy().escalated(), List.of(alert))) {
            Action action = chosen.action();
            List<Address> to = PolicySetup.addresses(setup.recipients(action, now), action);
            prepared.add(new Prepared(chosen.index(), action.channel(), to, messages.apply(action)));
        }
        return prepared;
    }

    List<Change> changes() {
        return next.entrySet().stream()
                .map(each -> IncidentDecider.change(each.getKey(), known.revision(each.getKey()), each.getValue()))
                .toList();
    }
}
