package io.github.cspmalert.internal.decision;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.Silence;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.internal.Digests;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.SilenceUse;
import io.github.cspmalert.state.StateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The silences of definitions: those of all rules, and for each rule those of its alert policy and of the parents of that. Pure;
 * thread-safe.
 *
 * @param ofAllRules those of all rules
 * @param ofPolicies those of all alert policies
 * @param ofRules those that hold back the alerts of a query rule besides, by its id
 */
public record Silences(List<Silence> ofAllRules, List<Silence> ofPolicies, Map<String, List<Silence>> ofRules) {

    /** So long one that has ended is shown, and what is remembered of it is kept. */
    public static final Duration KEPT = Duration.ofDays(90);

    // Databases know no later instants.
    private static final Instant FAR = Instant.parse("2200-01-01T00:00:00Z");

    /** {@return the silences of definitions, whose parents of alert policies lead nowhere back} */
    public static Silences of(AlertDefinitions definitions) {
        Map<String, AlertPolicy> policies = new LinkedHashMap<>();
        definitions.alertPolicies().forEach(policy -> policies.put(policy.id(), policy));
        return new Silences(
                definitions.silences(),
                policies.values().stream()
                        .flatMap(policy -> policy.silences().stream())
                        .toList(),
                definitions.rules().stream()
                        .collect(Collectors.toMap(AlertRule::id, rule -> ofPolicy(policies, rule.alertPolicy()))));
    }

    // A parent is carried out before its children.
    private static List<Silence> ofPolicy(Map<String, AlertPolicy> policies, String id) {
        List<Silence> all = new ArrayList<>();
        AlertPolicy policy = policies.get(id);
        while (policy != null) {
            all.addAll(0, policy.silences());
            policy = policy.parent().map(policies::get).orElse(null);
        }
        return List.copyOf(all);
    }

    List<Silence> ofRule(String ruleId) {
        return ofRules.getOrDefault(ruleId, List.of());
    }

    /** {@return all of them, those of all rules first} */
    public List<Silence> all() {
        return Stream.concat(ofAllRules.stream(), ofPolicies.stream()).toList();
    }

    /** {@return from when on what is remembered of a silence may be forgotten; null for never} */
    public static @Nullable Instant expiresAt(Silence silence) {
        Instant until = silence.until();
        return until == null || until.isAfter(FAR) ? null : until.plus(KEPT);
    }

    /** {@return what identifies a silence's condition and time} */
    static String digest(Silence silence) {
        return Digests.hex(
                16,
                List.of(
                        silence.condition().toString(),
                        String.valueOf(silence.from()),
                        String.valueOf(silence.until())));
    }

    /** {@return what is remembered of a silence; empty if it is of another one under the same id, or there is nothing} */
    static Optional<SilenceUse> use(Silence silence, Known known) {
        return known.value(StateKey.silenceUse(silence.id())) instanceof SilenceUse use
                        && use.silence().equals(digest(silence))
                ? Optional.of(use)
                : Optional.empty();
    }

    /** {@return that it is remembered that a silence meets an alert; empty if it is} */
    static Optional<Change> used(Silence silence, Known known) {
        SilenceUse before = use(silence, known).orElse(new SilenceUse(digest(silence), false, false, false));
        return before.used()
                ? Optional.empty()
                : Optional.of(change(
                        silence, new SilenceUse(before.silence(), true, before.endTold(), before.unusedTold()), known));
    }

    static Change change(Silence silence, SilenceUse use, Known known) {
        StateKey key = StateKey.silenceUse(silence.id());
        return new Change(key, known.revision(key), use, expiresAt(silence));
    }
}
