package io.github.cspmalert.sls;

import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.AlertDefinitionsBuilder;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.AlertRuleBuilder;
import io.github.cspmalert.definition.rule.SetOperation;

/** Definitions in which each user, group and rule says something else than before. */
final class Changed {

    private Changed() {}

    static AlertDefinitions all(AlertDefinitions all) {
        AlertDefinitionsBuilder changed = AlertDefinitions.builder();
        all.sources().forEach(changed::source);
        all.users().forEach(user -> changed.addUser(user(user)));
        all.userGroups()
                .forEach(group ->
                        changed.addUserGroup(new UserGroup(group.id(), "another", group.enabled(), group.members())));
        all.webhooks().forEach(changed::addWebhook);
        all.templates().forEach(changed::addTemplate);
        all.actionPolicies().forEach(changed::addActionPolicy);
        all.alertPolicies().forEach(changed::addAlertPolicy);
        all.rules().forEach(rule -> changed.addRule(rule(rule)));
        all.existing().forEach(key -> changed.existing(key.kind(), key.id()));
        return changed.build();
    }

    private static User user(User user) {
        User.Builder changed = User.builder(user.id())
                .name(user.name())
                .enabled(user.enabled())
                .smsEnabled(user.smsEnabled())
                .voiceEnabled(user.voiceEnabled());
        user.emails().forEach(changed::addEmail);
        user.phone().ifPresent(phone -> changed.phone(phone.countryCode(), phone.number()));
        return changed.addEmail("one-more@example.com").build();
    }

    private static AlertRule rule(AlertRule rule) {
        AlertRuleBuilder changed = AlertRule.builder(rule.id())
                .displayName(rule.displayName())
                .description("another description")
                .schedule(rule.schedule())
                .delay(rule.delay())
                .runImmediately(rule.runImmediately())
                .setOperations(rule.setOperations().toArray(SetOperation[]::new))
                .groupEvaluation(rule.groupEvaluation())
                .threshold(rule.threshold())
                .sendResolved(rule.sendResolved())
                .autoAnnotation(rule.autoAnnotation())
                .alertPolicy(rule.alertPolicy())
                .toldToNobody(rule.toldToNobody())
                .repeatInterval(rule.repeatInterval())
                .enabled(rule.enabled())
                .alertHub(rule.alertHub())
                .cloudMonitor(rule.cloudMonitor())
                .dashboard(rule.dashboard())
                .tags(rule.tags().toArray(String[]::new));
        rule.queries().forEach(changed::addQuery);
        rule.severities().forEach(branch -> changed.addSeverity(branch.severity(), branch.trigger()));
        rule.noDataSeverity().ifPresent(changed::fireOnNoData);
        rule.labels().forEach(changed::addLabel);
        rule.annotations().forEach(changed::addAnnotation);
        changed.addAnnotation("more", "x");
        rule.actionPolicy().ifPresent(changed::actionPolicy);
        rule.muteUntil().ifPresent(changed::muteUntil);
        rule.eventStore().ifPresent(changed::eventStore);
        rule.template().ifPresent(changed::template);
        return changed.build();
    }
}
