package io.github.cspmalert.internal.decision;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertBuilder;
import io.github.cspmalert.alert.QueryData;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.StateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which alerts the rows of an evaluation mean. Takes rules of one query whose trigger is "data is returned".
 */
public final class AlertEvaluator {

    private AlertEvaluator() {}

    /** The alerts that fire, and what is remembered of the rule next. */
    public record Fired(List<Alert> alerts, RuleState next) {

        /** {@return the keys of the states that say who was told of these alerts} */
        public Set<StateKey> toldKeys() {
            return alerts.stream()
                    .map(alert -> StateKey.told(alert.fingerprint()))
                    .collect(Collectors.toSet());
        }
    }

    static Fired evaluate(AlertRule rule, Instant at, String accountId, List<QueryData> data, RuleState state) {
        List<LogRow> firing = data.get(0).result().rows();
        if (firing.isEmpty()) {
            return new Fired(List.of(), new RuleState(at, Map.of(), Map.of()));
        }
        AlertBuilder builder = describe(rule, at, accountId, data, firing);
        Alert fresh = builder.build();
        Instant before = state.firing().get(fresh.fingerprint());
        // A clock that was set back, or another engine's clock, must not make the alert older than its evaluation.
        Instant since = before == null || before.isAfter(at) ? at : before;
        // Annotations may name the instance and are written last, since they see the alert as it is.
        Alert alert = builder.fireTime(since)
                .annotations(Annotations.of(rule, fresh, data))
                .build();
        Map<String, Integer> hits = new HashMap<>();
        hits.put(alert.fingerprint(), state.hits().getOrDefault(alert.fingerprint(), 0) + 1);
        return new Fired(List.of(alert), new RuleState(at, hits, Map.of(alert.fingerprint(), since)));
    }

    private static AlertBuilder describe(
            AlertRule rule, Instant at, String accountId, List<QueryData> data, List<LogRow> firing) {
        LogOrigin origin = data.get(0).result().origin();
        return Alert.builder(rule.id())
                .name(rule.displayName())
                .severity(rule.severities().get(0).severity())
                .accountId(accountId)
                .region(origin.region())
                .project(origin.project())
                .alertTime(at)
                .nextEvalInterval(Duration.between(at, rule.schedule().next(at, at)))
                .repeatInterval(rule.repeatInterval())
                .actionPolicyId(rule.actionPolicy().orElse(""))
                .condition("Count:__count__ > 0; Condition:", "Count:[" + firing.size() + "] > 0; Condition:")
                .labels(rule.labels())
                .results(data)
                .fireResults(firing);
    }
}
