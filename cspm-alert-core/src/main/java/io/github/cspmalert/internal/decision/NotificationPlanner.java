package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.internal.decision.policy.PolicyPath;
import io.github.cspmalert.internal.decision.policy.PolicySetup;
import io.github.cspmalert.state.Target;
import io.github.cspmalert.state.ToldState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is told of a firing alert. An unchanged alert is told to the same recipient on the same channel once per
 * repeat interval, as SLS does.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/deduplicate-alerts">SLS: repeat interval</a>
 */
final class NotificationPlanner {

    private static final Duration CLOCK_DIFFERENCE = Duration.ofHours(1);

    private final PolicySetup told;
    private final AlertRule rule;
    private final Instant at;
    private final Instant now;

    /** Creates a planner for an evaluation as of an instant, which is made now. */
    NotificationPlanner(PolicySetup told, AlertRule rule, Instant at, Instant now) {
        this.told = told;
        this.rule = rule;
        this.at = at;
        this.now = now;
    }

    /** Who is told now, action by action in the order of the policy, and who is not and why. */
    record Plan(List<Step> steps, List<HeldBack> heldBack) {}

    /**
     * One action of the policy, counted from 0, with those whom it tells; there is at least one.
     *
     * @param opens when they may be told, which is now but for an action that waits for its period
     */
    record Step(int index, Action action, List<User> recipients, Instant opens) {

        List<Target> targets() {
            return recipients.stream()
                    .map(user -> new Target(action.channel(), user.id()))
                    .toList();
        }

        List<HeldBack> inhibited(String source) {
            return recipients.stream()
                    .map(user -> new HeldBack(action.channel(), user.id(), HeldBack.Reason.INHIBITED, null, source))
                    .toList();
        }
    }

    Plan plan(Alert alert, ToldState before) {
        List<Step> steps = new ArrayList<>();
        List<HeldBack> heldBack = new ArrayList<>();
        for (PolicyPath.Chosen chosen : PolicyPath.of(told.policy().statements(), List.of(alert))) {
            Action action = chosen.action();
            List<User> recipients = new ArrayList<>();
            told.unattended(action, now).forEach(id -> heldBack.add(nobodyOnCall(action, id)));
            for (User user : told.named(action, now)) {
                heldBack(alert, user, action, before).ifPresentOrElse(heldBack::add, () -> recipients.add(user));
            }
            if (!recipients.isEmpty()) {
                Instant opens = told.opens(action, now).orElse(now);
                steps.add(new Step(chosen.index(), action, List.copyOf(recipients), opens));
            }
        }
        return new Plan(List.copyOf(steps), List.copyOf(heldBack));
    }

    private Optional<HeldBack> heldBack(Alert alert, User user, Action action, ToldState before) {
        Target target = new Target(action.channel(), user.id());
        return byUser(user, action)
                .or(() -> byRule(target))
                .or(() -> byPeriod(told, target, action, now))
                .or(() -> alert.status() == AlertStatus.RESOLVED
                        ? endOfSilenced(target, before)
                        : byRepeatInterval(target, before));
    }

    private static Optional<HeldBack> byUser(User user, Action action) {
        return user.enabled()
                ? Optional.empty()
                : Optional.of(held(new Target(action.channel(), user.id()), HeldBack.Reason.DISABLED, null));
    }

    // The end is a change, which is told whenever the alert itself was told last.
    private static Optional<HeldBack> endOfSilenced(Target target, ToldState told) {
        return told.of(target)
                .filter(entry -> entry.progress() == ToldState.Progress.SILENCED && !entry.knows())
                .map(entry -> held(target, HeldBack.Reason.END_OF_SILENCED, null));
    }

    // A period that never opens drops what it holds, since waiting for it would be no better.
    private static Optional<HeldBack> byPeriod(PolicySetup told, Target target, Action action, Instant now) {
        Optional<Instant> opens = told.opens(action, now);
        boolean waits = told.calendar().heldUntilOpen() && opens.isPresent();
        return waits || opens.filter(now::equals).isPresent()
                ? Optional.empty()
                : Optional.of(held(target, HeldBack.Reason.OUTSIDE_PERIOD, opens.orElse(null)));
    }

    private static HeldBack nobodyOnCall(Action action, String oncallGroup) {
        return held(new Target(action.channel(), oncallGroup), HeldBack.Reason.NOBODY_ON_CALL, null);
    }

    /** Whom an action reaches, and whom it does not and why. */
    record Reached(List<User> users, List<HeldBack> heldBack) {}

    /** {@return whom an action reaches at an instant, whatever was told before} */
    static Reached reached(PolicySetup told, Action action, Instant now) {
        List<User> users = new ArrayList<>();
        List<HeldBack> heldBack = new ArrayList<>();
        told.unattended(action, now).forEach(id -> heldBack.add(nobodyOnCall(action, id)));
        for (User user : told.named(action, now)) {
            byUser(user, action)
                    .or(() -> byPeriod(told, new Target(action.channel(), user.id()), action, now))
                    .ifPresentOrElse(heldBack::add, () -> users.add(user));
        }
        return new Reached(List.copyOf(users), List.copyOf(heldBack));
    }

    private Optional<HeldBack> byRule(Target target) {
        if (!rule.alertHub()) {
            return Optional.of(held(target, HeldBack.Reason.ALERT_HUB_OFF, null));
        }
        return rule.muteUntil().filter(at::isBefore).map(until -> held(target, HeldBack.Reason.MUTED, until));
    }

    // What was told in the future was told by a clock that ran ahead, and does not count. Clocks of two engines may
    // differ.
    private Optional<HeldBack> byRepeatInterval(Target target, ToldState told) {
        return told.of(target)
                .filter(entry -> !entry.at().isAfter(now.plus(CLOCK_DIFFERENCE)))
                .filter(entry -> at.isBefore(again(entry)))
                .flatMap(entry -> switch (entry.progress()) {
                    case TOLD -> Optional.of(held(target, HeldBack.Reason.REPEAT_INTERVAL, again(entry)));
                    case REFUSED -> Optional.of(held(target, HeldBack.Reason.REFUSED, again(entry)));
                    case WAITING -> Optional.of(held(target, HeldBack.Reason.IN_DELIVERY, again(entry)));
                    // Silences are looked at immediately before sending, so each evaluation tells anew.
                    case SILENCED -> Optional.empty();
                });
    }

    private Instant again(ToldState.Entry entry) {
        return entry.at().plus(rule.repeatInterval());
    }

    private static HeldBack held(Target target, HeldBack.Reason reason, @Nullable Instant until) {
        return new HeldBack(target.channel(), target.recipientId(), reason, until);
    }
}
