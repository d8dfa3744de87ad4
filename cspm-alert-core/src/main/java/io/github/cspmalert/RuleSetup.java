package io.github.cspmalert;

import io.github.cspmalert.delivery.ContentTemplate;
import io.github.cspmalert.policy.Action;
import io.github.cspmalert.policy.ActionPolicy;
import io.github.cspmalert.policy.User;
import io.github.cspmalert.query.LogSource;
import io.github.cspmalert.rule.AlertRule;
import io.github.cspmalert.rule.Query;
import io.github.cspmalert.rule.Schedule;
import java.util.Map;
import java.util.Objects;

/** A rule with everything that it refers to, looked up and found. */
record RuleSetup(
        AlertRule rule,
        LogSource source,
        ActionPolicy policy,
        Map<String, User> recipients,
        Map<String, ContentTemplate> templates) {

    Query query() {
        return rule.queries().get(0);
    }

    Schedule.FixedRate schedule() {
        return (Schedule.FixedRate) rule.schedule();
    }

    ContentTemplate.Content content(Action action) {
        return Objects.requireNonNull(templates.get(action.template()))
                .content(action.channel())
                .orElseThrow();
    }
}
