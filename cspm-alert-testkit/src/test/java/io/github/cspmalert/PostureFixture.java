package io.github.cspmalert;

import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.check.RiskLevel;
import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.PostureRule;
import io.github.cspmalert.definition.rule.PostureRuleBuilder;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.posture.CspmResults;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.InMemoryAlertStore;
import io.github.cspmalert.testkit.InMemoryLogSource;
import io.github.cspmalert.testkit.RecordingNotifier;
import io.github.cspmalert.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An engine with posture rules over a log in memory, whose mails list what changed, one line each. */
final class PostureFixture {

    static final Instant MONDAY = Instant.parse("2026-11-02T02:00:00Z");

    final SettableClock clock = SettableClock.at(MONDAY);
    final InMemoryLogSource log = new InMemoryLogSource();
    final RecordingNotifier mails = new RecordingNotifier();
    AlertStore store = new InMemoryAlertStore();
    final List<CspmResults> results = new ArrayList<>();

    PostureFixture() {
        results.add(CspmResults.of("prod", log));
    }

    static PostureRuleBuilder rule(String id) {
        return PostureRule.builder(id).actionPolicy("security");
    }

    CspmAlertsBuilder builder() {
        CspmAlertsBuilder builder = CspmAlerts.builder()
                .notifier(Channel.EMAIL, mails)
                .clock(clock)
                .store(store)
                .retryBackoff(new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(10)))
                .renderer((template, variables) -> render(variables))
                .addTemplate(ContentTemplate.builder("posture")
                        .content(Channel.EMAIL, ContentFormat.TEXT, "{{ posture }}", "{{ posture }}")
                        .build())
                .addActionPolicy(ActionPolicy.builder("security")
                        .addAction(Action.builder(Channel.EMAIL)
                                .users("team")
                                .template("posture")
                                .build())
                        .build());
        results.forEach(builder::results);
        for (String user : List.of("team", "anna", "bo")) {
            builder.addUser(User.builder(user).addEmail(user + "@example.com").build());
        }
        return builder;
    }

    @SuppressWarnings("unchecked")
    private static String render(Map<String, ?> variables) {
        Map<String, Object> posture = (Map<String, Object>) variables.get("posture");
        StringBuilder text = new StringBuilder();
        text.append(posture.get("kind")).append(' ').append(((Map<String, Object>) posture.get("open")).get("total"));
        for (Map<String, Object> change : (List<Map<String, Object>>) posture.get("changes")) {
            text.append("; ").append(change.get("change")).append(' ');
            text.append(change.get("check_id")).append('@').append(change.get("instance_id"));
            String name = (String) ((Map<String, Object>) change.get("enrichment")).get("resource_name");
            text.append(name.isEmpty() ? "" : " called " + name);
        }
        return text.toString();
    }

    /** Logs the outcome of a check item on a resource, now. */
    void logged(String checkId, String instanceId, String status) {
        logged(checkId, instanceId, status, RiskLevel.HIGH);
    }

    void logged(String checkId, String instanceId, String status, RiskLevel risk) {
        log.addResults(List.of(record(clock.instant(), checkId, instanceId, status, risk)));
    }

    static CheckResult record(Instant at, String checkId, String instanceId, String status, RiskLevel risk) {
        return CheckResult.builder()
                .checkId(checkId)
                .checkItemName("Check " + checkId)
                .instanceId(instanceId)
                .instanceName(instanceId + "-name")
                .regionId("cn-hangzhou")
                .riskLevel(risk)
                .field("status", status)
                .field("instance_type", "ECS")
                .field("vendor", "ALIYUN")
                .startTime(at)
                .logTime(at)
                .build();
    }

    /** Lets time pass. */
    void after(Duration time) {
        clock.set(clock.instant().plus(time));
    }

    /** Lets the run settle and be told. */
    List<String> settled(CspmAlerts alerts, String ruleId) {
        after(Duration.ofMinutes(45));
        return told(alerts, ruleId);
    }

    /** {@return what a check tells, as recipients and content} */
    List<String> told(CspmAlerts alerts, String ruleId) {
        int before = mails.accepted().size();
        alerts.check(ruleId);
        List<Notification> accepted = mails.accepted();
        return accepted.subList(before, accepted.size()).stream()
                .map(each ->
                        each.to().stream().map(address -> address.recipientId()).toList() + " "
                                + each.message().content())
                .toList();
    }
}
