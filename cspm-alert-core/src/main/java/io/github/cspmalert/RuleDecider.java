package io.github.cspmalert;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertEvaluator;
import io.github.cspmalert.alert.AlertState;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.common.CspmAlertException;
import io.github.cspmalert.delivery.ContentTemplate;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.Dispatcher;
import io.github.cspmalert.delivery.MessageComposer.Composed;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.PendingNotification;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.policy.Address;
import io.github.cspmalert.policy.HeldBack;
import io.github.cspmalert.policy.NotificationPlanner;
import io.github.cspmalert.policy.NotificationPlanner.Plan;
import io.github.cspmalert.policy.NotificationPlanner.Step;
import io.github.cspmalert.policy.Recipient;
import io.github.cspmalert.rule.AlertRule;
import io.github.cspmalert.store.RuleState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    record Decided(List<Alert> alerts, List<HeldBack> heldBack, List<String> problems) {}

    StateKeeper.Step<Decided> decide(Instant now, QueryData data, RuleState state) {
        AlertEvaluator.Decision decision = evaluate(now, data, state);
        Map<String, AlertState> states = new HashMap<>(decision.states());
        List<PendingNotification> pending = new ArrayList<>(state.pending());
        List<HeldBack> heldBack = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Alert alert : decision.alerts()) {
            AlertState before = states.getOrDefault(alert.fingerprint(), AlertState.NEW);
            Plan plan = plan(alert, before, inDelivery(state, alert));
            heldBack.addAll(plan.heldBack());
            for (Step step : plan.steps()) {
                Notification notification = compose(alert, step, problems);
                pending.add(new PendingNotification(notification, 0, now, now.plus(parts.giveUpAfter())));
            }
            states.put(alert.fingerprint(), told(before, plan, now));
        }
        return new StateKeeper.Step<>(
                state.withAlerts(states).withPending(pending).withMissedFrom(null),
                new Decided(decision.alerts(), heldBack, problems));
    }

    AlertPreview preview(Instant now, QueryData data, RuleState state) {
        AlertEvaluator.Decision decision = evaluate(now, data, state);
        List<Notification> notifications = new ArrayList<>();
        List<HeldBack> heldBack = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Alert alert : decision.alerts()) {
            AlertState before = decision.states().getOrDefault(alert.fingerprint(), AlertState.NEW);
            heldBack.addAll(plan(alert, before, inDelivery(state, alert)).heldBack());
            plan(alert, AlertState.NEW, Set.of())
                    .steps()
                    .forEach(step -> notifications.add(compose(alert, step, problems)));
        }
        return new AlertPreview(setup.rule().id(), now, data, decision.alerts(), notifications, heldBack, problems);
    }

    /** Works out the state after an attempt. */
    RuleState after(DeliveryAttempt attempt, RuleState state) {
        List<PendingNotification> pending = new ArrayList<>();
        for (PendingNotification each : state.pending()) {
            if (each.notification().key().equals(attempt.notification().key())) {
                Dispatcher.remaining(each, attempt).ifPresent(pending::add);
            } else {
                pending.add(each);
            }
        }
        RuleState next = state.withPending(pending);
        return attempt.gaveUp() ? forgetUntold(attempt, next) : next;
    }

    // Nobody was told, so the next evaluation that fires must tell: the repeat interval does not count.
    private static RuleState forgetUntold(DeliveryAttempt attempt, RuleState state) {
        Notification notification = attempt.notification();
        Map<String, AlertState> alerts = new HashMap<>(state.alerts());
        for (Address address : attempt.receipt().with(Receipt.Status.RETRY)) {
            String target = NotificationPlanner.target(notification.channel(), address.recipientId());
            alerts.computeIfPresent(
                    notification.alert().fingerprint(), (id, alertState) -> alertState.withTold(target, null));
        }
        return state.withAlerts(alerts);
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

    private Notification compose(Alert alert, Step step, List<String> problems) {
        ContentTemplate.Content content = setup.content(step.action());
        Composed composed = parts.composer().compose(alert, content);
        RuntimeException failure = composed.failure();
        if (failure != null) {
            problems.add("%s could not be rendered and was replaced by plain text: %s"
                    .formatted(content.content().name(), describe(failure)));
            parts.listener().renderingFailed(setup.rule().id(), step.action().channel(), failure);
        }
        List<Address> to = step.recipients().stream()
                .flatMap(recipient -> recipient.addresses(step.action().channel()).stream())
                .toList();
        return new Notification(key(alert, step), step.action().channel(), to, composed.message(), alert);
    }

    // The instant parts this telling of the alert from the next one; the place parts the actions of one policy.
    private static String key(Alert alert, Step step) {
        return "%s-%d-%d".formatted(alert.fingerprint(), alert.alertTime().getEpochSecond(), step.index());
    }

    private static AlertState told(AlertState before, Plan plan, Instant now) {
        AlertState next = before;
        for (Step step : plan.steps()) {
            for (Recipient recipient : step.recipients()) {
                next = next.withTold(NotificationPlanner.target(step.action().channel(), recipient.id()), now);
            }
        }
        return next;
    }

    private static String describe(RuntimeException failure) {
        return failure instanceof CspmAlertException
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getName();
    }
}
