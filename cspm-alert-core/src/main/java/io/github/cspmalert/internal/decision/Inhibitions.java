package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Inhibition;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.internal.Digests;
import io.github.cspmalert.internal.decision.policy.AlertConditions;
import io.github.cspmalert.state.MergeState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which alerts of an alert policy hold others back while they fire. A source is remembered under its rule, its fingerprint and
 * a digest of the condition that it meets, so that definitions may change. Pure.
 *
 * @see <a href="https://help.aliyun.com/zh/sls/create-an-alert-policy">SLS: suppression in an alert policy</a>
 */
final class Inhibitions {

    // Engines whose clocks differ, and an evaluation that is late, are not to tell what is held back.
    private static final Duration SLACK = Duration.ofMinutes(5);

    private final List<Inhibition> all;

    private Inhibitions(List<Inhibition> all) {
        this.all = all;
    }

    static Inhibitions of(AlertPolicy policy) {
        return new Inhibitions(policy.inhibitions());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * {@return up to when an alert of a rule counts as firing if no evaluation sees it again} A rule that is evaluated no more
     * holds nothing back for ever.
     */
    Instant until(AlertRule rule, Instant at, Instant now) {
        Instant next = rule.evaluations().next(at, at);
        Instant after = rule.evaluations().next(next, next);
        return (after.isAfter(now) ? after : now).plus(SLACK);
    }

    /** {@return the state that knows whether an alert is a source} */
    MergeState note(MergeState state, Alert alert, Instant until, Instant now) {
        Map<String, Instant> sources = new HashMap<>(state.sources());
        sources.values().removeIf(end -> !end.isAfter(now));
        sources.keySet().removeIf(source -> source.startsWith(name(alert)));
        AlertReference seen = AlertConditions.seen(alert);
        for (Inhibition inhibition : all) {
            if (alert.status() == AlertStatus.FIRING && AlertConditions.hold(inhibition.source(), seen)) {
                sources.put(name(alert) + digest(inhibition), until);
            }
        }
        return state.sources(sources);
    }

    /** {@return the alert that holds another one back, in words; empty if none does. The end of one is always told} */
    Optional<String> holding(MergeState state, Alert alert, Instant now) {
        if (all.isEmpty() || alert.status() == AlertStatus.RESOLVED) {
            return Optional.empty();
        }
        AlertReference seen = AlertConditions.seen(alert);
        return all.stream()
                .filter(inhibition -> AlertConditions.hold(inhibition.target(), seen))
                // Or two that meet both would hold back each other, and nobody would hear of either.
                .filter(inhibition -> !AlertConditions.hold(inhibition.source(), seen))
                .flatMap(inhibition -> state.sources().entrySet().stream()
                        .filter(source -> source.getValue().isAfter(now))
                        .map(Map.Entry::getKey)
                        .filter(source -> source.endsWith(digest(inhibition)))
                        .sorted())
                .findFirst()
                .map(source -> source.split("/"))
                .map(parts -> "alert %s of rule '%s'".formatted(parts[1], parts[0]));
    }

    // Neither rules nor fingerprints have a slash.
    private static String name(Alert alert) {
        return alert.ruleId() + "/" + alert.fingerprint() + "/";
    }

    private static String digest(Inhibition inhibition) {
        return Digests.hex(16, List.of(inhibition.source().toString()));
    }
}
