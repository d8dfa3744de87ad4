package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.internal.decision.NotificationPlanner.Plan;
import io.github.cspmalert.internal.decision.NotificationPlanner.Step;
import io.github.cspmalert.internal.decision.evaluation.AlertEvaluator;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.MergeState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.ToldState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part of a decision that is about alerts which an alert policy tells together, or inhibits. For one thread, once. */
final class MergeDraft {

    private final RuleDraft draft;
    private final MergePlanner planner;
    private final Inhibitions inhibitions;
    private final Known known;
    private final RuleDecider.When when;
    private final Map<StateKey, MergeState> next = new LinkedHashMap<>();

    MergeDraft(AlertPolicy policy, RuleDraft draft, Known known, RuleDecider.When when) {
        this.draft = draft;
        this.planner = new MergePlanner(policy, when.now());
        this.inhibitions = Inhibitions.of(policy);
        this.known = known;
        this.when = when;
    }

    /** Notes which alerts inhibit others, before any is told: a source and what it holds back may begin to fire together. */
    void noteSources(AlertRule rule, AlertEvaluator.Fired fired) {
        if (inhibitions.isEmpty()) {
            return;
        }
        Instant until = inhibitions.until(rule, when.at(), when.now());
        Stream.concat(fired.alerts().stream(), fired.ended().stream()).forEach(alert -> {
            StateKey key = draft.key(alert);
            MergeState state = state(key);
            MergeState noted = inhibitions.note(state, alert, until, when.now());
            if (!noted.equals(state)) {
                next.put(key, noted);
            }
        });
    }

    /** Tells of alerts. What did not change is told with what did, whichever comes first. */
    void tell(Stream<Alert> alerts) {
        List<Alert> unchanged = new ArrayList<>();
        alerts.forEach(alert -> {
            if (opens(state(draft.key(alert)), alert).isPresent()) {
                tell(alert);
            } else {
                unchanged.add(alert);
            }
        });
        unchanged.forEach(this::tell);
    }

    private MergeState state(StateKey key) {
        return planner.present(next.getOrDefault(key, known.merged(key)));
    }

    private Optional<Instant> opens(MergeState state, Alert alert) {
        return planner.opens(state, alert.fingerprint(), alert.status());
    }

    private void tell(Alert alert) {
        StateKey key = draft.key(alert);
        MergeState state = state(key);
        Plan plan = draft.planned(alert, ToldState.EMPTY);
        Optional<String> source = inhibitions.holding(state, alert, when.now());
        if (source.isPresent()) {
            plan.steps().forEach(step -> draft.hold(step.inhibited(source.get())));
            return;
        }
        Instant at = opens(state, alert).orElse(null);
        if (alert.status() == AlertStatus.FIRING) {
            draft.fires(alert, fate(plan, at));
        }
        if (at == null) {
            plan.steps().stream()
                    .flatMap(step -> step.targets().stream())
                    .forEach(target -> draft.hold(List.of(planner.held(state, target))));
        } else if (!plan.steps().isEmpty()) {
            next.put(key, tell(alert, plan, key, state, at));
        }
    }

    private static IncidentDecider.Fate fate(Plan plan, @Nullable Instant opens) {
        boolean anybody = !plan.steps().isEmpty();
        return anybody && opens == null
                ? IncidentDecider.Fate.KNOWN
                : IncidentDraft.fate(anybody && opens != null, plan.heldBack());
    }

    // Whatever waits to be told at one instant is one notification of each action, which grows until then.
    private MergeState tell(Alert alert, Plan plan, StateKey key, MergeState state, Instant at) {
        Set<String> keys = new HashSet<>(state.notifications());
        for (Step step : plan.steps()) {
            String slot = NotificationKeys.slot(key, at, step);
            Notification notification = draft.compose(NotificationKeys.inSlot(slot, alert), alert, step);
            keys.removeIf(each -> each.startsWith(slot));
            keys.add(notification.key());
            Instant opens = step.opens().isAfter(at) ? step.opens() : at;
            draft.outbox().addInSlot(slot, notification, opens, state);
        }
        Map<String, AlertStatus> waiting = new HashMap<>(state.waiting());
        waiting.put(alert.fingerprint(), alert.status());
        return state.waiting(waiting, at, keys);
    }

    /** {@return what is remembered of the alerts} */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        next.forEach((key, state) ->
                changes.add(new Change(key, known.revision(key), state, MergePlanner.expiresAt(state, when.now()))));
        return changes;
    }
}
