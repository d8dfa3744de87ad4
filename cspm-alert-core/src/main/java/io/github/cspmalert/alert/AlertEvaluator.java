package io.github.cspmalert.alert;

import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides what an evaluation means: from a rule, the rows that its query gave and what is remembered of its alerts, to
 * the alerts that fire and what is to be remembered next. Pure: the same input gives the same output, so it can be
 * replayed over last month's logs. Takes rules of one query on a fixed rate, whose trigger is "data is returned".
 */
public final class AlertEvaluator {

    private AlertEvaluator() {}

    /**
     * What an evaluation means.
     *
     * @param alerts the alerts that fire
     * @param states what is remembered next, by fingerprint
     */
    public record Decision(List<Alert> alerts, Map<String, AlertState> states) {}

    /**
     * Decides what an evaluation means.
     *
     * @param rule the rule
     * @param at the instant of the evaluation
     * @param accountId the id of the account; empty if unknown
     * @param data the rule's query with what it gave
     * @param states what is remembered of the rule's alerts, by fingerprint
     * @return the alerts that fire, and what is remembered next
     */
    public static Decision evaluate(
            AlertRule rule, Instant at, String accountId, QueryData data, Map<String, AlertState> states) {
        List<LogRow> firing = data.result().rows();
        if (firing.isEmpty()) {
            return new Decision(List.of(), quiet(rule, at, states));
        }
        AlertBuilder builder = describe(rule, at, accountId, data, firing);
        Alert fresh = builder.build();
        AlertState before = states.getOrDefault(fresh.fingerprint(), AlertState.NEW);
        // A clock that was set back, or another engine's clock, must not make the alert older than its evaluation.
        Instant since = before.firingSince() == null || before.firingSince().isAfter(at) ? at : before.firingSince();
        // Annotations may name the instance and are written last, since they see the alert as it is.
        Alert alert = builder.fireTime(since)
                .annotations(Annotations.of(rule, fresh, data))
                .build();
        Map<String, AlertState> next = quiet(rule, at, states);
        next.put(alert.fingerprint(), before.withFiringSince(since));
        return new Decision(List.of(alert), next);
    }

    private static AlertBuilder describe(
            AlertRule rule, Instant at, String accountId, QueryData data, List<LogRow> firing) {
        LogOrigin origin = data.result().origin();
        return Alert.builder(rule.id())
                .name(rule.displayName())
                .severity(rule.severities().get(0).severity())
                .accountId(accountId)
                .region(origin.region())
                .project(origin.project())
                .alertTime(at)
                .nextEvalInterval(((Schedule.FixedRate) rule.schedule()).interval())
                .repeatInterval(rule.repeatInterval())
                .actionPolicyId(rule.actionPolicy().orElse(""))
                .condition("Count:__count__ > 0; Condition:", "Count:[" + firing.size() + "] > 0; Condition:")
                .labels(rule.labels())
                .results(List.of(data))
                .fireResults(firing);
    }

    // Who was told stays known while an alert is quiet, so that one that comes and goes is told of once per repeat
    // interval, as SLS does where no recovery is sent. After that it is forgotten, so that the state cannot grow.
    private static Map<String, AlertState> quiet(AlertRule rule, Instant at, Map<String, AlertState> states) {
        Map<String, AlertState> next = new HashMap<>();
        states.forEach((fingerprint, state) -> {
            Map<String, Instant> told = new LinkedHashMap<>(state.told());
            told.values()
                    .removeIf(instant -> !instant.plus(rule.repeatInterval()).isAfter(at));
            if (!told.isEmpty()) {
                next.put(fingerprint, new AlertState(null, told));
            }
        });
        return next;
    }
}
