package io.github.cspmalert.examples.restart;

import io.github.cspmalert.AlertListener;
import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.EvaluationReport;
import io.github.cspmalert.common.Backoff;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.examples.ArticleAlert;
import io.github.cspmalert.jdbc.JdbcStore;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.log.LogSource;
import io.github.cspmalert.notify.SlsTemplateRenderer;
import io.github.cspmalert.notify.email.EmailNotifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the article's alert over a store that survives, until it is killed. Says on standard output what it does. */
final class AlertingProcess {

    // Three check items that are not passed, whenever they are asked for.
    private static final LogSource CHECKS = query -> new LogResult(
            LogOrigin.UNKNOWN, List.of(), List.of(row("ECS", "4"), row("RDS", "2"), row("OSS", "7")), Set.of());

    private AlertingProcess() {}

    /** Starts with the file of the store and the port of the mail server. */
    public static void main(String[] args) {
        Path file = Path.of(args[0]);
        String smtp = "smtp://127.0.0.1:" + args[1] + "?starttls=none";
        EmailNotifier mail =
                EmailNotifier.builder(smtp).from("cspm-alert@example.com").build();
        JdbcStore store = JdbcStore.embedded(file);
        CspmAlerts alerts = CspmAlerts.builder()
                .source(CHECKS)
                .renderer(SlsTemplateRenderer.ofDefaults())
                .notifier(Channel.EMAIL, mail)
                .addUser(User.builder(ArticleAlert.RECIPIENT)
                        .addEmail("sec-ops@example.com")
                        .build())
                .addTemplate(ArticleAlert.template())
                .addActionPolicy(ArticleAlert.policy())
                .addRule(ArticleAlert.rule())
                .store(store)
                .retryBackoff(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .pollInterval(Duration.ofSeconds(1))
                .addListener(new Telling())
                .build();
        alerts.start();
    }

    private static LogRow row(String type, String count) {
        return LogRow.of(Map.of("instance_type", type, "check_item_name", "Some check of " + type, "cnt", count));
    }

    private static final class Telling implements AlertListener {

        @Override
        public void evaluated(EvaluationReport report) {
            say("evaluated: %d rows, %d notification in the outbox"
                    .formatted(report.rowsSeen(), report.notifications().size()));
        }

        @Override
        public void attempted(String ruleId, DeliveryAttempt attempt) {
            say(attempt.complete() ? "sent under " + attempt.notification().key() : "not sent yet");
        }

        private static void say(String what) {
            System.out.println(what);
        }
    }
}
