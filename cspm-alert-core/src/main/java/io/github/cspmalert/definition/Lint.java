package io.github.cspmalert.definition;

import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.AlertPolicy;
import io.github.cspmalert.definition.policy.WorkCalendar;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.template.ContentTemplate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Has every object looked at, in the order of their kinds and, within one kind, in the order given. */
final class Lint {

    private final AlertDefinitions all;
    private final @Nullable Instant now;
    private final WorkCalendar calendar;
    private final Map<String, ActionPolicy> actionPolicies = new LinkedHashMap<>();
    private final List<LintWarning> found = new ArrayList<>();

    Lint(AlertDefinitions all, @Nullable Instant now, WorkCalendar calendar) {
        this.all = all;
        this.now = now;
        this.calendar = calendar;
        all.actionPolicies().forEach(policy -> actionPolicies.put(policy.id(), policy));
    }

    List<LintWarning> run() {
        all.templates().forEach(this::template);
        PolicyLint policies = new PolicyLint(all, now, calendar);
        all.actionPolicies().forEach(policy -> policies.check(policy, of(ObjectKind.ACTION_POLICY, policy.id())));
        SilenceLint silences = new SilenceLint(all, now);
        for (AlertPolicy policy : all.alertPolicies()) {
            silences.check(policy, of(ObjectKind.ALERT_POLICY, policy.id()));
        }
        for (AlertRule rule : all.rules()) {
            Warnings warnings = of(ObjectKind.RULE, rule.id());
            new RuleLint(all, rule, warnings).check(now);
        }
        all.silences().forEach(silence -> silences.check(silence, of(ObjectKind.SILENCE, silence.id())));
        return List.copyOf(found);
    }

    private Warnings of(ObjectKind kind, String id) {
        return new Warnings(new ObjectKey(kind, id), found);
    }

    // What only posture rules use is rendered in this JVM, in another language and always escaped.
    private void template(ContentTemplate template) {
        List<AlertRule> users = all.rules().stream()
                .filter(rule -> policiesOf(rule).anyMatch(id -> uses(id, template)))
                .toList();
        boolean onlyPosture = users.isEmpty()
                && all.postureRules().stream().map(PostureRule::actionPolicy).anyMatch(id -> uses(id, template));
        if (!onlyPosture) {
            new TemplateLint(all, users, of(ObjectKind.CONTENT_TEMPLATE, template.id())).check(template);
        }
    }

    private boolean uses(String actionPolicy, ContentTemplate template) {
        ActionPolicy policy = actionPolicies.get(actionPolicy);
        return policy != null
                && policy.allActions().stream()
                        .anyMatch(action -> action.template().equals(template.id()));
    }

    private Stream<String> policiesOf(AlertRule rule) {
        Set<String> ids = new HashSet<>();
        rule.actionPolicy().ifPresent(ids::add);
        all.alertPolicies().stream()
                .filter(policy -> policy.id().equals(rule.alertPolicy()))
                .map(AlertPolicy::actionPolicy)
                .forEach(ids::add);
        return ids.stream();
    }
}
