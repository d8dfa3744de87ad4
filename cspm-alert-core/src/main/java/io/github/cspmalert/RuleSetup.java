package io.github.cspmalert;

import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Query;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.log.LogSource;
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
