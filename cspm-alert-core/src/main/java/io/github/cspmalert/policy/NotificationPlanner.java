package io.github.cspmalert.policy;

import io.github.cspmalert.alert.AlertState;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Decides who is told of an alert now, and who is held back and why. Pure.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/deduplicate-alerts">SLS: repeat interval</a>
 */
public final class NotificationPlanner {

    private NotificationPlanner() {}

    /**
     * Who is told of an alert now.
     *
     * @param steps the actions that have somebody to tell, in the order of the policy
     * @param heldBack who is not told this time, and why
     */
    public record Plan(List<Step> steps, List<HeldBack> heldBack) {}

    /**
     * One action of the policy, with those whom it tells now.
     *
     * @param index the place of the action in the policy, counted from 0
     * @param action the action
     * @param recipients the recipients whom it tells now; not empty
     */
    public record Step(int index, Action action, List<User> recipients) {}

    /**
     * Writes a recipient on a channel as one word, under which states remember it.
     *
     * @param channel the channel
     * @param recipientId the id of the recipient
     * @return the word
     */
    public static String target(Channel channel, String recipientId) {
        return channel.id() + ":" + recipientId;
    }

    /**
     * Decides who is told of a firing alert now.
     *
     * @param policy the action policy
     * @param recipients the recipients that the policy names, by id
     * @param state what is remembered of the alert
     * @param inDelivery the {@linkplain #target targets} to which a notification of the alert is on its way
     * @param repeatInterval the time that passes before a recipient is told of the same alert again
     * @param now the instant of the evaluation
     * @return who is told, and who is held back
     */
    public static Plan plan(
            ActionPolicy policy,
            Map<String, User> recipients,
            AlertState state,
            Set<String> inDelivery,
            Duration repeatInterval,
            Instant now) {
        List<Step> steps = new ArrayList<>();
        List<HeldBack> heldBack = new ArrayList<>();
        for (int i = 0; i < policy.actions().size(); i++) {
            Action action = policy.actions().get(i);
            List<User> told = new ArrayList<>();
            for (String id : action.users()) {
                String target = target(action.channel(), id);
                Instant until = state.told(target)
                        .map(at -> at.plus(repeatInterval))
                        .filter(now::isBefore)
                        .orElse(null);
                if (inDelivery.contains(target)) {
                    heldBack.add(new HeldBack(action.channel(), id, HeldBack.Reason.IN_DELIVERY, null));
                } else if (until != null) {
                    heldBack.add(new HeldBack(action.channel(), id, HeldBack.Reason.REPEAT_INTERVAL, until));
                } else {
                    told.add(Objects.requireNonNull(recipients.get(id), () -> "no user '" + id + "'"));
                }
            }
            if (!told.isEmpty()) {
                steps.add(new Step(i, action, List.copyOf(told)));
            }
        }
        return new Plan(List.copyOf(steps), List.copyOf(heldBack));
    }
}
