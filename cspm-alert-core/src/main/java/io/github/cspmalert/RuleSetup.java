package io.github.cspmalert;

import io.github.cspmalert.delivery.ContentTemplate;
import io.github.cspmalert.policy.Action;
import io.github.cspmalert.policy.ActionPolicy;
import io.github.cspmalert.policy.Recipient;
import io.github.cspmalert.query.LogSource;
import io.github.cspmalert.rule.AlertRule;
import java.util.Map;
import java.util.Objects;

/** A rule with everything that it refers to, looked up and found. */
record RuleSetup(
        AlertRule rule,
        LogSource source,
        ActionPolicy policy,
        Map<String, Recipient> recipients,
        Map<String, ContentTemplate> templates) {

    ContentTemplate.Content content(Action action) {
        return Objects.requireNonNull(templates.get(action.template()))
                .content(action.channel())
                .orElseThrow();
    }
}
