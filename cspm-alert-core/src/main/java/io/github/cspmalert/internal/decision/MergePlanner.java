package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.MergeField;
import io.github.cspmalert.delivery.HeldBack;
import io.github.cspmalert.internal.Digests;
import io.github.cspmalert.state.MergeState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides when alerts that belong together are told: the first after the group wait; others, and changes, at the next of the
 * instants that follow at the group interval; all of them again after the repeat interval.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/deduplicate-alerts">SLS: merging alerts</a>
 */
final class MergePlanner {

    // What SLS makes of a shorter one.
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(15);
    private static final Duration CLOCK_DIFFERENCE = Duration.ofHours(1);

    private final AlertPolicy policy;
    private final Instant now;

    MergePlanner(AlertPolicy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    /** {@return the key of the state of the alerts that an alert is told together with} */
    static StateKey key(AlertPolicy policy, Alert alert) {
        List<String> parts = new ArrayList<>(List.of(policy.id()));
        AlertReference seen = AlertReference.to(alert);
        for (MergeField field : policy.mergeBy()) {
            parts.add(field + "=" + seen.field(field.field()));
        }
        new TreeMap<>(alert.labels()).forEach((label, value) -> {
            if (policy.mergeByAllLabels() || policy.mergeByLabels().contains(label)) {
                parts.add(label + "=" + value);
            }
        });
        return StateKey.merged(Digests.hex(16, parts));
    }

    /** {@return from when on what is remembered of alerts may be forgotten} */
    static Instant expiresAt(MergeState state, Instant now) {
        Instant opens = state.opens();
        return (opens == null || opens.isBefore(now) ? now : opens).plus(DeliveryDecider.WHILE_BROKEN);
    }

    /**
     * {@return what is remembered of alerts as it is now} What is to be told later than this policy ever tells was put off by a
     * clock that ran ahead: it is sent by now, and nothing waits for it.
     */
    MergeState present(MergeState state) {
        Instant opens = state.opens();
        Duration wait = policy.groupWait().compareTo(interval()) > 0 ? policy.groupWait() : interval();
        return state.at(opens != null && opens.isAfter(now.plus(wait).plus(CLOCK_DIFFERENCE)) ? opens : now);
    }

    /** {@return when an alert is told; empty if it was told and has not changed, or waits already} */
    Optional<Instant> opens(MergeState state, String fingerprint, AlertStatus status) {
        Instant opens = state.opens();
        if (opens != null) {
            return status == state.waiting().get(fingerprint) ? Optional.empty() : Optional.of(opens);
        }
        Instant toldAt = state.toldAt();
        if (toldAt == null || toldAt.isAfter(now) || state.told().isEmpty()) {
            return status == AlertStatus.FIRING ? Optional.of(now.plus(policy.groupWait())) : Optional.empty();
        }
        Instant next = next(toldAt);
        boolean changed =
                (status != state.told().get(fingerprint) || state.silenced().contains(fingerprint))
                        && (status == AlertStatus.FIRING || knows(state, fingerprint));
        return changed || !next.isBefore(repeat(toldAt)) ? Optional.of(next) : Optional.empty();
    }

    /** {@return why somebody is not told of an alert that {@link #opens} holds back} */
    HeldBack held(MergeState state, Target target) {
        Instant opens = state.opens();
        Instant toldAt = state.toldAt();
        HeldBack.Reason reason = opens == null ? HeldBack.Reason.REPEAT_INTERVAL : HeldBack.Reason.IN_DELIVERY;
        Instant until = opens != null ? opens : toldAt == null ? null : repeat(toldAt);
        return new HeldBack(target.channel(), target.recipientId(), reason, until);
    }

    private static boolean knows(MergeState state, String fingerprint) {
        return state.told().containsKey(fingerprint);
    }

    private Instant repeat(Instant toldAt) {
        return toldAt.plus(policy.repeatInterval());
    }

    // The instants at which SLS looks for changes go on from the last notification.
    private Instant next(Instant toldAt) {
        Duration since = Duration.between(toldAt, now);
        long passed = since.dividedBy(interval());
        Instant last = toldAt.plus(interval().multipliedBy(passed));
        return passed > 0 && last.equals(now) ? now : last.plus(interval());
    }

    private Duration interval() {
        Duration interval = policy.groupInterval();
        return interval.compareTo(SHORTEST_INTERVAL) < 0 ? SHORTEST_INTERVAL : interval;
    }
}
