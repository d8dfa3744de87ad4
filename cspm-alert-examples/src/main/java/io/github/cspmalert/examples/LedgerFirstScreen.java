package io.github.cspmalert.examples;

import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.notify.JinjaTemplateRenderer;
import io.github.cspmalert.notify.PostureTemplates;
import io.github.cspmalert.notify.email.EmailNotifier;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.sls.SlsConnection;
import io.github.cspmalert.sls.SlsLogSource;
import io.github.cspmalert.state.AlertStore;
import java.util.Locale;

/** The README's first Java. A test compares the two. */
public final class LedgerFirstScreen {

    private LedgerFirstScreen() {}

    /**
     * Starts telling of findings as the README does.
     *
     * @param sls the connection to Simple Log Service
     * @param mail the mail notifier
     * @param store what outlives a restart
     * @return alerting that has started
     */
    public static CspmAlerts start(SlsConnection sls, EmailNotifier mail, AlertStore store) {
        CspmAlerts alerts = CspmAlerts.builder()
                .store(store)
                .results(
                        CspmResults.of("prod", SlsLogSource.of(sls, "sas-log-1234567890123456-cn-hangzhou", "sas-log")))
                .postureRenderer(JinjaTemplateRenderer.ofDefaults())
                .notifier(Channel.EMAIL, mail)
                .addUser(User.builder("sec-ops").addEmail("sec-ops@example.com").build())
                .addTemplate(PostureTemplates.email(Locale.ENGLISH))
                .addActionPolicy(ActionPolicy.builder("mail")
                        .addAction(Action.builder(Channel.EMAIL)
                                .users("sec-ops")
                                .template("cspm-alert-posture-en")
                                .build())
                        .build())
                .addPostureRule(
                        PostureRule.builder("findings").actionPolicy("mail").build())
                .healthPolicy("mail")
                .build();
        alerts.start();
        return alerts;
    }
}
