package io.github.cspmalert.testkit.sls.internal.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cspmalert.testkit.sls.internal.alerting.script.Fields;
import io.github.cspmalert.testkit.sls.internal.alerting.script.Script;
import io.github.cspmalert.testkit.sls.internal.alerting.script.Script.Fire;
import io.github.cspmalert.testkit.sls.internal.alerting.script.Script.Statement;
import io.github.cspmalert.testkit.sls.internal.http.catalog.SystemResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are told together, when, and by which action policy. Alerts are in one set if all of it is the same.
 *
 * @param key what they have in common
 * @param actionPolicy the id of the action policy
 * @param atOnce whether the set is looked at with each evaluation instead of at an interval
 * @param firstWait from the first alert of a set to its first notification
 * @param interval how often a set is looked at then
 * @param repeat after how long an unchanged set is told again
 * @see <a href="https://help.aliyun.com/zh/sls/deduplicate-alerts">Merging alerts</a>
 */
record Grouping(
        String key, String actionPolicy, boolean atOnce, Duration firstWait, Duration interval, Duration repeat) {

    private static final String DYNAMIC = "sls.builtin.dynamic";
    private static final Duration SHORTEST = Duration.ofSeconds(15);

    /**
     * Works out the set of an event.
     *
     * @return the set; nothing if the alert policy does not exist, of which {@code problems} is told
     */
    static Optional<Grouping> of(Event event, Directory directory, List<String> problems) {
        Rule rule = event.rule();
        String id = rule.alertPolicy();
        if (id.isEmpty() || id.equals(DYNAMIC)) {
            // By alert and all labels, which is the fingerprint. Its wait and its interval are not published.
            Duration repeat = rule.repeatInterval();
            return Optional.of(new Grouping(
                    DYNAMIC + event.fingerprint(), rule.actionPolicy(), true, Duration.ZERO, Duration.ZERO, repeat));
        }
        if (directory.isBuiltIn(SystemResource.ALERT_POLICY, id)) {
            throw NotRun.refused(
                    rule.what(), "policyConfiguration.alertPolicyId", "is '" + id + "', whose script is not published");
        }
        @Nullable JsonNode policy = directory.find(SystemResource.ALERT_POLICY, id).orElse(null);
        if (policy == null) {
            problems.add("AlertPolicyNotExist: " + id);
            return Optional.empty();
        }
        return Optional.of(of(event, id, policy));
    }

    private static Grouping of(Event event, String id, JsonNode policy) {
        String what = "alert policy '" + id + "'";
        for (String script : List.of("silence_script", "inhibit_script")) {
            if (!policy.path(script).asText("").isBlank()) {
                throw NotRun.refused(what, script, "is not empty, and its form is not published");
            }
        }
        Fire fire = fire(what, event, policy.path("group_script").asText(""));
        Map<String, Object> alert = event.variables();
        List<String> key = new ArrayList<>(List.of(id));
        if (fire.arguments().get("group") instanceof Map<?, ?> group) {
            group.values()
                    .forEach(value -> key.add(
                            value + "=" + Fields.value(alert, value.toString().replaceFirst("alert\\.", ""))));
        }
        if ("true".equals(fire.arguments().get("group_by_all_labels"))) {
            key.add(new TreeMap<>(event.labels()).toString());
        }
        Duration interval = span(what, fire, "group_interval");
        String told = fire.text("action_policy");
        return new Grouping(
                String.join("\n", key) + told,
                told.isEmpty() ? event.rule().actionPolicy() : told,
                false,
                span(what, fire, "group_wait"),
                interval.compareTo(SHORTEST) < 0 ? SHORTEST : interval,
                span(what, fire, "repeat_interval"));
    }

    private static Fire fire(String what, Event event, String script) {
        List<Statement> statements;
        try {
            statements = Script.read(script);
        } catch (IllegalArgumentException e) {
            throw NotRun.refused(what, "group_script", "cannot be read: " + e.getMessage());
        }
        List<Fire> fired = Script.fired(statements, List.of(event.variables()));
        if (fired.size() != 1) {
            throw NotRun.refused(what, "group_script", "puts an alert into " + fired.size() + " sets");
        }
        return fired.get(0);
    }

    private static Duration span(String what, Fire fire, String name) {
        return Spans.read(fire.text(name))
                .orElseThrow(() -> NotRun.refused(what, "group_script", "has no " + name + " that is a duration"));
    }
}
