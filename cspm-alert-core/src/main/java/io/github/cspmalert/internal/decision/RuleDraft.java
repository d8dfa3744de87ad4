package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.internal.decision.NotificationPlanner.Plan;
import io.github.cspmalert.internal.decision.NotificationPlanner.Step;
import io.github.cspmalert.internal.decision.evaluation.AlertEvaluator;
import io.github.cspmalert.internal.decision.policy.PolicySetup;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.Target;
import io.github.cspmalert.state.ToldState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A decision about the alerts of one evaluation in the making: who is told of each and who is held back, and what is remembered
 * of it. For one thread, once.
 */
final class RuleDraft {

    private final RuleSetup setup;
    private final RuleDecider.When when;
    private final Known known;
    private final @Nullable AcknowledgeLinks links;
    private final AlertMessages messages;
    private final IncidentDraft incidents;
    private final OutboxDraft outbox;
    private final @Nullable MergeDraft merged;
    private final Map<Alert, StateKey> keys = new IdentityHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<String> toNobody = new ArrayList<>();
    private final List<HeldBack> heldBack = new ArrayList<>();

    RuleDraft(
            RuleSetup setup,
            MessageComposer composer,
            @Nullable AcknowledgeLinks links,
            RuleDecider.When when,
            Known known) {
        AlertPolicy policy = setup.merging();
        this.setup = setup;
        this.when = when;
        this.known = known;
        this.links = links;
        this.messages = new AlertMessages(setup, composer);
        this.incidents = new IncidentDraft(setup.told(), known, when.now());
        this.outbox = new OutboxDraft(known, when.now());
        this.merged = policy == null ? null : new MergeDraft(policy, this, known, when);
    }

    /** Tells of what fires, and of what ended if the rule tells that. */
    void tell(AlertEvaluator.Fired fired) {
        if (merged == null) {
            fired.alerts().forEach(this::tell);
            fired.resolved().forEach(this::tellEnd);
        } else {
            merged.noteSources(setup.rule(), fired);
            merged.tell(Stream.concat(fired.alerts().stream(), fired.resolved().stream()));
        }
    }

    /** Tells of alerts as if nobody had heard of them, and notes who would be held back by what is known of them. */
    void tellAnew(List<Alert> alerts, Known others) {
        if (merged == null) {
            alerts.forEach(this::tell);
        } else {
            merged.tell(alerts.stream());
        }
        heldBack.clear();
        alerts.forEach(alert ->
                heldBack.addAll(plan(alert, others.told(alert.fingerprint())).heldBack()));
    }

    private void tell(Alert alert) {
        ToldState before = known.told(alert.fingerprint());
        Plan plan = planned(alert, before);
        fires(alert, IncidentDraft.fate(!plan.steps().isEmpty(), plan.heldBack()));
        Map<Target, ToldState.Entry> waiting = new HashMap<>();
        for (Step step : plan.steps()) {
            String key = compose(alert, step, before);
            for (Target target : step.targets()) {
                waiting.put(
                        target, new ToldState.Entry(when.at(), ToldState.Progress.WAITING, key, before.knows(target)));
            }
        }
        ToldState told = before.with(waiting);
        if (!told.equals(before)) {
            remember(alert, told, when.at().plus(setup.rule().repeatInterval()).plus(DeliveryDecider.WHILE_BROKEN));
        }
    }

    // The end is a change, which is told whenever the alert itself was told last; and whoever is told of it is told
    // at once when the alert fires again.
    private void tellEnd(Alert alert) {
        ToldState before = known.told(alert.fingerprint());
        planned(alert, before).steps().forEach(step -> compose(alert, step, before));
        if (!before.equals(ToldState.EMPTY)) {
            remember(alert, ToldState.EMPTY, when.at());
        }
    }

    private void remember(Alert alert, ToldState told, Instant expiresAt) {
        StateKey key = key(alert);
        changes.add(new Change(key, known.revision(key), told, expiresAt));
    }

    private String compose(Alert alert, Step step, ToldState told) {
        Notification notification = compose(NotificationKeys.of(setup.rule(), alert, step), alert, step);
        outbox.add(notification, step, told);
        return notification.key();
    }

    /** {@return the key of what is remembered of who was told of an alert, worked out once} */
    StateKey key(Alert alert) {
        return keys.computeIfAbsent(alert, setup::key);
    }

    // What is told together is one incident.
    private StateKey incident(Alert alert) {
        return StateKey.incident(key(alert).id());
    }

    /** {@return who is told of an alert; those who are not are noted} */
    Plan planned(Alert alert, ToldState before) {
        Plan plan = plan(alert, before);
        heldBack.addAll(plan.heldBack());
        if (plan.steps().isEmpty() && plan.heldBack().isEmpty()) {
            toNobody.add(alert.fingerprint());
        }
        return plan;
    }

    private Plan plan(Alert alert, ToldState before) {
        return new NotificationPlanner(setup.told(), setup.rule(), alert.alertTime(), when.now()).plan(alert, before);
    }

    /** Notes that an alert fires, for its incident. */
    void fires(Alert alert, IncidentDecider.Fate fate) {
        incidents.fires(incident(alert), alert, fate, action -> message(alert, action));
    }

    /** Notes who is not told besides. */
    void hold(List<HeldBack> more) {
        heldBack.addAll(more);
    }

    /** {@return what is sent of an alert by one action} */
    Notification compose(String key, Alert alert, Step step) {
        return new Notification(
                key,
                step.action().channel(),
                PolicySetup.addresses(step.recipients(), step.action()),
                linked(alert, message(alert, step.action())),
                List.of(AlertReference.to(alert)));
    }

    private Message message(Alert alert, Action action) {
        return messages.of(alert, action);
    }

    private Message linked(Alert alert, Message message) {
        AcknowledgeLinks to = links;
        if (to == null || alert.status() != AlertStatus.FIRING) {
            return message;
        }
        StateKey key = incident(alert);
        return incidents
                .openedAt(key)
                .map(openedAt -> message.under(List.of(to.notice(key.id(), openedAt, when.now()))))
                .orElse(message);
    }

    OutboxDraft outbox() {
        return outbox;
    }

    /** {@return what is remembered of alerts and incidents} */
    List<Change> changes() {
        List<Change> all = new ArrayList<>(changes);
        if (merged != null) {
            all.addAll(merged.changes());
        }
        all.addAll(incidents.changes());
        return all;
    }

    /** {@return what came of the evaluation, with other problems than those of messages} */
    Occurrence occurrence(List<QueryData> data, AlertEvaluator.Fired fired, Known others, List<String> more) {
        List<String> problems = new ArrayList<>(messages.problems());
        problems.addAll(more);
        return new Occurrence(
                setup.rule().id(),
                when.at(),
                data,
                fired.alerts(),
                ended(fired, others),
                outbox.notifications(),
                heldBack,
                messages.failures(),
                problems,
                new Why(
                        setup.rule(),
                        fired.verdicts(),
                        List.copyOf(toNobody),
                        outbox.waiting(),
                        Map.copyOf(outbox.withdrawn())));
    }

    private List<String> ended(AlertEvaluator.Fired fired, Known others) {
        return others.rule(setup.rule().id()).firing().keySet().stream()
                .filter(fingerprint -> !fired.next().firing().containsKey(fingerprint))
                .sorted()
                .toList();
    }
}
