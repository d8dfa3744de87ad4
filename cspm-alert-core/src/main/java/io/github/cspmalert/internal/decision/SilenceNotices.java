package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.policy.AlertField;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.internal.decision.policy.AlertConditions;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.SilenceUse;
import io.github.cspmalert.state.StateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what there is to tell of silences: which are about to end while alerts fire under them, and which have ended and met
 * no alert. Pure; thread-safe.
 */
public final class SilenceNotices {

    private final Silences inCode;
    private final List<AlertRule> rules;
    private final Duration before;

    /** Creates what looks at silences by the alerts of some rules, and tells of an end so long before. */
    public SilenceNotices(Silences inCode, List<AlertRule> rules, Duration before) {
        this.inCode = inCode;
        this.rules = List.copyOf(rules);
        this.before = before;
    }

    /** A silence that is about to end, and the ids of the rules whose alerts fire under it; at least one. */
    public record Ending(Silence silence, List<String> rules) {}

    /** What there is to tell, and what is to be remembered of it. */
    public record Found(List<Ending> ending, List<Silence> unused, List<Change> changes) {}

    /** {@return the keys of the states that {@link #find} is to know} */
    public Set<StateKey> keys(List<Silence> silences, Instant at) {
        Set<StateKey> keys = new HashSet<>();
        silences.forEach(silence -> keys.add(StateKey.silenceUse(silence.id())));
        if (silences.stream().anyMatch(silence -> silence.holds(at))) {
            rules.forEach(rule -> keys.add(StateKey.rule(rule.id())));
        }
        return keys;
    }

    /** {@return what there is to tell of silences} */
    public Found find(List<Silence> silences, Known known, Instant at) {
        Found found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Silence silence : silences) {
            if (silence.holds(at)) {
                look(silence, known, at, found);
            } else if (silence.isOver(at)) {
                lookBack(silence, known, found);
            }
        }
        return found;
    }

    private void look(Silence silence, Known known, Instant at, Found found) {
        Optional<SilenceUse> use = Silences.use(silence, known);
        List<String> firing = rules.stream()
                .filter(rule -> fires(rule, silence, known))
                .map(AlertRule::id)
                .toList();
        boolean told = use.filter(SilenceUse::endTold).isPresent();
        Instant until = silence.until();
        boolean ends = until != null && !at.plus(before).isBefore(until) && !told && !firing.isEmpty();
        boolean used = use.filter(SilenceUse::used).isPresent() || !firing.isEmpty();
        SilenceUse next = new SilenceUse(Silences.digest(silence), used, told || ends, false);
        if (use.filter(next::equals).isEmpty()) {
            found.changes().add(Silences.change(silence, next, known));
        }
        if (ends) {
            found.ending().add(new Ending(silence, firing));
        }
    }

    // One that was over before anybody looked at it may have met alerts then.
    private static void lookBack(Silence silence, Known known, Found found) {
        Silences.use(silence, known)
                .filter(use -> !use.used() && !use.unusedTold())
                .ifPresent(use -> {
                    found.unused().add(silence);
                    found.changes()
                            .add(Silences.change(
                                    silence, new SilenceUse(use.silence(), false, use.endTold(), true), known));
                });
    }

    private boolean fires(AlertRule rule, Silence silence, Known known) {
        boolean isFor = !inCode.ofPolicies().contains(silence)
                || inCode.ofRule(rule.id()).contains(silence);
        return isFor
                && known.rule(rule.id()).firing().entrySet().stream()
                        .map(firing -> reference(rule, firing.getKey(), firing.getValue()))
                        .anyMatch(alert ->
                                AlertConditions.mayHold(silence.condition(), alert, SilenceNotices::isUnknown));
    }

    private static AlertReference reference(AlertRule rule, String fingerprint, RuleState.Firing firing) {
        Map<String, String> fields = new HashMap<>();
        fields.put("severity", String.valueOf(firing.severity().code()));
        fields.put("alert_name", rule.displayName());
        firing.labels().forEach((label, value) -> fields.put("labels." + label, value));
        return new AlertReference(rule.id(), fingerprint, AlertStatus.FIRING, firing.since(), firing.since(), fields);
    }

    // What is remembered of a rule does not say where its alerts come from, nor of how many rows.
    private static boolean isUnknown(AlertField field) {
        return field.equals(AlertField.ALIUID)
                || field.equals(AlertField.REGION)
                || field.equals(AlertField.PROJECT)
                || field.name().equals("fire_results_count");
    }
}
