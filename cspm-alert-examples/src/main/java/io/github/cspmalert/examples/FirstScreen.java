package io.github.cspmalert.examples;

import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.Severity;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.notify.SlsTemplateRenderer;
import io.github.cspmalert.notify.email.EmailNotifier;
import io.github.cspmalert.sls.SlsConnection;
import io.github.cspmalert.sls.SlsLogSource;
import java.time.Duration;

/** The README's first screen. A test compares the two. */
public final class FirstScreen {

    private FirstScreen() {}

    /**
     * Starts alerting as the README does.
     *
     * @param sls the connection to Simple Log Service
     * @param mail the mail notifier
     * @param html the content of the mail
     * @return alerting that has started
     */
    public static CspmAlerts start(SlsConnection sls, EmailNotifier mail, String html) {
        CspmAlerts alerts = CspmAlerts.builder()
                .source(SlsLogSource.of(sls, "sas-log-1234567890123456-cn-hangzhou", "sas-log"))
                .renderer(SlsTemplateRenderer.ofDefaults())
                .notifier(Channel.EMAIL, mail)
                .addUser(User.builder("sec-ops").addEmail("sec-ops@example.com").build())
                .addTemplate(ContentTemplate.builder("failed")
                        .email("CSPM: {{ alert.alert_name }}", html)
                        .build())
                .addActionPolicy(ActionPolicy.builder("mail")
                        .addAction(Action.builder(Channel.EMAIL)
                                .users("sec-ops")
                                .template("failed")
                                .build())
                        .build())
                .addRule(AlertRule.builder("cspm-not-passed")
                        .query(
                                "__topic__:sas-cspm-log AND status:NOT_PASS | SELECT check_item_name, count(*) AS cnt GROUP BY check_item_name")
                        .timeSpan(TimeSpan.relative(Duration.ofHours(24)))
                        .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                        .severity(Severity.HIGH)
                        .actionPolicy("mail")
                        .build())
                .build();
        alerts.start();
        return alerts;
    }
}
