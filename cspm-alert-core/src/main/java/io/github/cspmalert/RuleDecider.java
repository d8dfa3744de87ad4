package io.github.cspmalert;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertEvaluator;
import io.github.cspmalert.alert.AlertState;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.MessageComposer.Composed;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.internal.Faults;
import io.github.cspmalert.internal.engine.Dispatcher;
import io.github.cspmalert.policy.HeldBack;
import io.github.cspmalert.policy.NotificationPlanner;
import io.github.cspmalert.policy.NotificationPlanner.Plan;
import io.github.cspmalert.policy.NotificationPlanner.Step;
import io.github.cspmalert.state.PendingNotification;
import io.github.cspmalert.state.RuleState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the decisions of one rule together: from rows and a state to notifications and the next state. No I/O. */
final class RuleDecider {

    // The projects that Security Center makes carry the account's id.
    private static final Pattern ACCOUNT = Pattern.compile("(?:sas-log|sasnew-log|aliyun-cloudsiem-data)-(\\d+)-.+");

    private final RuleSetup setup;
    private final EngineParts parts;

    RuleDecider(RuleSetup setup, EngineParts parts) {
        this.setup = setup;
        this.parts = parts;
    }

    /** What an evaluation decided. */
    record Decided(List<Alert> alerts, List<HeldBack> heldBack, List<RenderingFailure> renderingFailures) {

        List<String> problems() {
            return renderingFailures.stream().map(RenderingFailure::problem).toList();
        }
    }

    /** A message that is plain text because its template failed. */
    record RenderingFailure(Channel channel, RuntimeException failure, String problem) {}

    /** Decides; {@code seen} is the start of the missed log time that the query looked at, as far as it may. */
    StateKeeper.Step<Decided> decide(Instant now, QueryData data, @Nullable Instant seen, RuleState state) {
        AlertEvaluator.Decision decision = evaluate(now, data, state);
        Map<String, AlertState> states = new HashMap<>(decision.states());
        List<PendingNotification> pending = new ArrayList<>(state.pending());
        List<HeldBack> heldBack = new ArrayList<>();
        List<RenderingFailure> failures = new ArrayList<>();
        for (Alert alert : decision.alerts()) {
            AlertState before = states.getOrDefault(alert.fingerprint(), AlertState.NEW);
            Plan plan = plan(alert, before, inDelivery(state, alert));
            heldBack.addAll(plan.heldBack());
            for (Step step : plan.steps()) {
                Notification notification = compose(alert, step, failures);
                pending.add(new PendingNotification(notification, 0, now, now.plus(parts.giveUpAfter())));
            }
            states.put(alert.fingerprint(), told(before, plan, now));
        }
        return new StateKeeper.Step<>(
                state.withAlerts(states).withPending(pending).withMissedFrom(stillMissed(data, seen, state)),
                new Decided(decision.alerts(), heldBack, failures));
    }

    AlertPreview preview(Instant now, QueryData data, RuleState state) {
        AlertEvaluator.Decision decision = evaluate(now, data, state);
        List<Notification> notifications = new ArrayList<>();
        List<HeldBack> heldBack = new ArrayList<>();
        List<RenderingFailure> failures = new ArrayList<>();
        for (Alert alert : decision.alerts()) {
            AlertState before = decision.states().getOrDefault(alert.fingerprint(), AlertState.NEW);
            heldBack.addAll(plan(alert, before, inDelivery(state, alert)).heldBack());
            plan(alert, AlertState.NEW, Set.of())
                    .steps()
                    .forEach(step -> notifications.add(compose(alert, step, failures)));
        }
        Decided decided = new Decided(decision.alerts(), heldBack, failures);
        return new AlertPreview(
                setup.rule().id(), now, data, decided.alerts(), notifications, heldBack, decided.problems());
    }

    /** Works out the state after an attempt. Doing so twice is the same as doing so once. */
    RuleState after(DeliveryAttempt attempt, Instant at, RuleState state) {
        List<PendingNotification> pending = new ArrayList<>();
        for (PendingNotification each : state.pending()) {
            if (each.notification().key().equals(attempt.notification().key())) {
                Dispatcher.remaining(each, attempt).ifPresent(pending::add);
            } else {
                pending.add(each);
            }
        }
        Map<String, AlertState> alerts = new HashMap<>(state.alerts());
        alerts.compute(attempt.notification().alert().fingerprint(), (id, before) -> {
            AlertState told = toldLate(attempt, at, before == null ? AlertState.NEW : before);
            AlertState next = attempt.gaveUp() ? forgetUntold(attempt, told) : told;
            return before == null && next.told().isEmpty() ? null : next;
        });
        return state.withPending(pending).withAlerts(alerts);
    }

    // What arrives after further evaluations were held back counts from its arrival, or the next one would follow at
    // its heels. What arrives in time counts from its evaluation, so that a repeat interval as long as the schedule's
    // does not leave out every other evaluation.
    private AlertState toldLate(DeliveryAttempt attempt, Instant at, AlertState state) {
        Notification notification = attempt.notification();
        Instant next = notification.alert().alertTime().plus(setup.schedule().interval());
        AlertState told = state;
        for (Address address : attempt.receipt().with(Receipt.Status.ACCEPTED)) {
            String target = NotificationPlanner.target(notification.channel(), address.recipientId());
            if (!at.isBefore(next) && told.told(target).filter(at::isBefore).isEmpty()) {
                told = told.withTold(target, at);
            }
        }
        return told;
    }

    // Whoever was not reached at all must be told by the next evaluation that fires: the repeat interval does not
    // count.
    private AlertState forgetUntold(DeliveryAttempt attempt, AlertState state) {
        Channel channel = attempt.notification().channel();
        List<Address> failed = attempt.receipt().with(Receipt.Status.RETRY);
        AlertState told = state;
        for (Address address : failed) {
            User recipient = setup.recipients().get(address.recipientId());
            if (recipient == null || failed.containsAll(recipient.addresses(channel))) {
                told = told.withTold(NotificationPlanner.target(channel, address.recipientId()), null);
            }
        }
        return told;
    }

    // Another engine may have missed log time while this one evaluated.
    private static @Nullable Instant stillMissed(QueryData data, @Nullable Instant seen, RuleState state) {
        Instant missed = state.missedFrom();
        boolean looked = missed == null
                || seen != null && !missed.isBefore(seen)
                || !missed.isBefore(data.range().from());
        return looked ? null : missed;
    }

    private AlertEvaluator.Decision evaluate(Instant now, QueryData data, RuleState state) {
        return AlertEvaluator.evaluate(setup.rule(), now, accountId(data), data, state.alerts());
    }

    private String accountId(QueryData data) {
        Matcher matcher = ACCOUNT.matcher(data.result().origin().project());
        return parts.accountId().isEmpty() && matcher.matches() ? matcher.group(1) : parts.accountId();
    }

    private Plan plan(Alert alert, AlertState state, Set<String> inDelivery) {
        AlertRule rule = setup.rule();
        return NotificationPlanner.plan(
                setup.policy(), setup.recipients(), state, inDelivery, rule.repeatInterval(), alert.alertTime());
    }

    private static Set<String> inDelivery(RuleState state, Alert alert) {
        return state.pending().stream()
                .map(PendingNotification::notification)
                .filter(notification -> notification.alert().fingerprint().equals(alert.fingerprint()))
                .flatMap(notification -> notification.to().stream()
                        .map(address -> NotificationPlanner.target(notification.channel(), address.recipientId())))
                .collect(Collectors.toSet());
    }

    private Notification compose(Alert alert, Step step, List<RenderingFailure> failures) {
        ContentTemplate.Content content = setup.content(step.action());
        Composed composed = parts.composer().compose(alert, content);
        RuntimeException failure = composed.failure();
        if (failure != null) {
            String problem = "%s could not be rendered and was replaced by plain text: %s"
                    .formatted(content.content().name(), Faults.describe(failure));
            failures.add(new RenderingFailure(step.action().channel(), failure, problem));
        }
        List<Address> to = step.recipients().stream()
                .flatMap(recipient -> recipient.addresses(step.action().channel()).stream())
                .toList();
        return new Notification(key(alert, step), step.action().channel(), to, composed.message(), alert);
    }

    // The instant parts this telling of the alert from the next one; the place parts the actions of one policy; the
    // recipients part what is told to somebody who was added within the same second.
    private static String key(Alert alert, Step step) {
        int recipients = step.recipients().stream().map(User::id).toList().hashCode();
        return "%s-%d-%d-%08x"
                .formatted(alert.fingerprint(), alert.alertTime().getEpochSecond(), step.index(), recipients);
    }

    private static AlertState told(AlertState before, Plan plan, Instant now) {
        AlertState next = before;
        for (Step step : plan.steps()) {
            for (User recipient : step.recipients()) {
                next = next.withTold(NotificationPlanner.target(step.action().channel(), recipient.id()), now);
            }
        }
        return next;
    }
}
