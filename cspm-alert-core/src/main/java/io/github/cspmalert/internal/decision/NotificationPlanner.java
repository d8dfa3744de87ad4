package io.github.cspmalert.internal.decision;

import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.state.Target;
import io.github.cspmalert.state.ToldState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides who is told of a firing alert. An unchanged alert is told to the same recipient on the same channel once per
 * repeat interval, as SLS does.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/deduplicate-alerts">SLS: repeat interval</a>
 */
final class NotificationPlanner {

    private static final Duration CLOCK_DIFFERENCE = Duration.ofHours(1);

    private final Function<Action, List<User>> recipients;
    private final AlertRule rule;
    private final Instant at;
    private final Instant now;

    /** Creates a planner for an evaluation as of an instant, which is made now. */
    NotificationPlanner(Function<Action, List<User>> recipients, AlertRule rule, Instant at, Instant now) {
        this.recipients = recipients;
        this.rule = rule;
        this.at = at;
        this.now = now;
    }

    /** Who is told now, action by action in the order of the policy, and who is not and why. */
    record Plan(List<Step> steps, List<HeldBack> heldBack) {}

    /** One action of the policy, counted from 0, with those whom it tells now; there is at least one. */
    record Step(int index, Action action, List<User> recipients) {

        List<Target> targets() {
            return recipients.stream()
                    .map(user -> new Target(action.channel(), user.id()))
                    .toList();
        }
    }

    Plan plan(ActionPolicy policy, ToldState told) {
        List<Step> steps = new ArrayList<>();
        List<HeldBack> heldBack = new ArrayList<>();
        for (int i = 0; i < policy.actions().size(); i++) {
            Action action = policy.actions().get(i);
            List<User> now = new ArrayList<>();
            for (User user : recipients.apply(action)) {
                heldBack(new Target(action.channel(), user.id()), told)
                        .ifPresentOrElse(heldBack::add, () -> now.add(user));
            }
            if (!now.isEmpty()) {
                steps.add(new Step(i, action, List.copyOf(now)));
            }
        }
        return new Plan(List.copyOf(steps), List.copyOf(heldBack));
    }

    private Optional<HeldBack> heldBack(Target target, ToldState told) {
        return byRule(target).or(() -> byRepeatInterval(target, told));
    }

    private Optional<HeldBack> byRule(Target target) {
        if (!rule.alertHub()) {
            return Optional.of(
                    new HeldBack(target.channel(), target.recipientId(), HeldBack.Reason.ALERT_HUB_OFF, null));
        }
        return rule.muteUntil()
                .filter(at::isBefore)
                .map(until -> new HeldBack(target.channel(), target.recipientId(), HeldBack.Reason.MUTED, until));
    }

    // What was told in the future was told by a clock that ran ahead, and does not count. Clocks of two engines may
    // differ.
    private Optional<HeldBack> byRepeatInterval(Target target, ToldState told) {
        return told.of(target)
                .filter(entry -> !entry.at().isAfter(now.plus(CLOCK_DIFFERENCE)))
                .filter(entry -> at.isBefore(entry.at().plus(rule.repeatInterval())))
                .map(entry -> switch (entry.progress()) {
                    case TOLD -> held(target, HeldBack.Reason.REPEAT_INTERVAL, entry);
                    case REFUSED -> held(target, HeldBack.Reason.REFUSED, entry);
                    case WAITING -> held(target, HeldBack.Reason.IN_DELIVERY, entry);
                });
    }

    private HeldBack held(Target target, HeldBack.Reason reason, ToldState.Entry entry) {
        return new HeldBack(
                target.channel(), target.recipientId(), reason, entry.at().plus(rule.repeatInterval()));
    }
}
