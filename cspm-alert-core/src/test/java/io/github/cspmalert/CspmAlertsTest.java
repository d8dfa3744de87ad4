package io.github.cspmalert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.delivery.ContentTemplate;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.policy.Action;
import io.github.cspmalert.policy.ActionPolicy;
import io.github.cspmalert.policy.Channel;
import io.github.cspmalert.policy.HeldBack;
import io.github.cspmalert.policy.Recipient;
import io.github.cspmalert.query.LogOrigin;
import io.github.cspmalert.query.LogResult;
import io.github.cspmalert.query.LogRow;
import io.github.cspmalert.rule.AlertRule;
import io.github.cspmalert.rule.Schedule;
import io.github.cspmalert.rule.TimeSpan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CspmAlertsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final List<Notification> sent = new ArrayList<>();

    @Test
    void check_sameAlertInsideRepeatInterval_sendsOnceAndSaysWhy() {
        try (CspmAlerts alerts = alerts()) {
            EvaluationReport first = alerts.check("cspm-not-passed");
            EvaluationReport second = alerts.check("cspm-not-passed");

            assertThat(first.fired()).isTrue();
            assertThat(sent).hasSize(1);
            assertThat(second.deliveries()).isEmpty();
            assertThat(second.heldBack())
                    .containsExactly(new HeldBack(
                            Channel.EMAIL, "sec-ops", HeldBack.Reason.REPEAT_INTERVAL, NOON.plus(Duration.ofHours(4))));
        }
    }

    private CspmAlerts alerts() {
        LogResult result = new LogResult(
                new LogOrigin("cn-hangzhou", "sas-log-1234567890123456-cn-hangzhou", "sas-log"),
                List.of("cnt"),
                List.of(LogRow.of(Map.of("cnt", "3"))),
                Set.of());
        return CspmAlerts.builder()
                .source(query -> result)
                .renderer((template, variables) -> template.text())
                .notifier(Channel.EMAIL, notification -> {
                    sent.add(notification);
                    return Receipt.accepted(notification);
                })
                .addRecipient(Recipient.builder("sec-ops")
                        .addEmail("sec-ops@example.com")
                        .build())
                .addTemplate(ContentTemplate.builder("cspm")
                        .email("subject", "content")
                        .build())
                .addActionPolicy(ActionPolicy.builder("sec-ops-mail")
                        .addAction(Action.builder(Channel.EMAIL)
                                .recipients("sec-ops")
                                .template("cspm")
                                .build())
                        .build())
                .addRule(AlertRule.builder("cspm-not-passed")
                        .query("status:NOT_PASS | SELECT count(*) AS cnt")
                        .timeSpan(TimeSpan.relative(Duration.ofHours(1)))
                        .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                        .actionPolicy("sec-ops-mail")
                        .build())
                .clock(Clock.fixed(NOON, ZoneOffset.UTC))
                .build();
    }
}
