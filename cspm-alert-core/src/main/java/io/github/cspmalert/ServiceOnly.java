package io.github.cspmalert;

import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.policy.Period;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.GroupEvaluation;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.SeverityBranch;
import io.github.cspmalert.definition.rule.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what of a definition only Simple Log Service carries out, so that an engine in this JVM refuses it instead of
 * leaving it out.
 */
final class ServiceOnly {

    private final String subject;
    private final List<String> found = new ArrayList<>();

    private ServiceOnly(String subject) {
        this.subject = subject;
    }

    static List<String> of(AlertRule rule) {
        List<SeverityBranch> severities = rule.severities();
        boolean dataIsReturned =
                severities.size() == 1 && severities.get(0).trigger().equals(Trigger.dataIsReturned());
        return new ServiceOnly("rule '" + rule.id() + "'")
                .unless(rule.queries().size() == 1, "queries", "several queries")
                .unless(
                        rule.groupEvaluation().type() == GroupEvaluation.Type.NO_GROUP,
                        "groupEvaluation",
                        "group evaluation")
                .unless(dataIsReturned, "severities", "triggers other than \"data is returned\"")
                .unless(rule.threshold() == 1, "threshold", "a threshold above 1")
                .unless(rule.noDataSeverity().isEmpty(), "fireOnNoData", "alerts on missing data")
                .unless(!rule.sendResolved(), "sendResolved", "telling that an alert is over")
                .unless(rule.schedule() instanceof Schedule.FixedRate, "schedule", "schedules other than a fixed rate")
                .unless(rule.delay().equals(Duration.ZERO), "delay", "a delay")
                .unless(
                        rule.alertPolicy().equals(AlertRule.DEFAULT_ALERT_POLICY),
                        "alertPolicy",
                        "merging by an alert policy")
                .unless(rule.actionPolicy().isPresent(), "actionPolicy", "an action policy chosen by an alert policy")
                .unless(rule.muteUntil().isEmpty(), "muteUntil", "muting")
                .unless(rule.enabled(), "enabled", "rules that are disabled")
                .unless(rule.alertHub(), "alertHub", "rules that tell nobody")
                .unless(!rule.cloudMonitor(), "cloudMonitor", "events for CloudMonitor")
                .unless(rule.eventStore().isEmpty(), "eventStore", "events for an EventStore")
                .found;
    }

    static List<String> of(ActionPolicy policy) {
        return new ServiceOnly("action policy '" + policy.id() + "'")
                .unless(
                        policy.statements().stream().allMatch(Action.class::isInstance),
                        "statements",
                        "branches and stop")
                .unless(policy.escalation().equals(Escalation.NONE), "escalation", "escalation")
                .unless(
                        policy.allActions().stream().allMatch(action -> action.period() == Period.ANY),
                        "period",
                        "periods other than any time")
                .unless(
                        policy.allActions().stream().noneMatch(ServiceOnly::tellsOthersThanUsers),
                        "actions",
                        "groups and webhooks")
                .found;
    }

    static List<String> of(User user) {
        return new ServiceOnly("user '" + user.id() + "'")
                .unless(user.enabled(), "enabled", "users that are disabled")
                .found;
    }

    private static boolean tellsOthersThanUsers(Action action) {
        return !action.groups().isEmpty()
                || !action.oncallGroups().isEmpty()
                || action.webhook().isPresent();
    }

    private ServiceOnly unless(boolean carriedOut, String field, String what) {
        if (!carriedOut) {
            found.add("%s: %s are carried out by Simple Log Service only; provision it there, or leave %s out"
                    .formatted(subject, what, field));
        }
        return this;
    }
}
