package io.github.cspmalert.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.alert.Incident;
import io.github.cspmalert.common.Secret;
import io.github.cspmalert.definition.policy.Action;
import io.github.cspmalert.definition.policy.ActionPolicy;
import io.github.cspmalert.definition.policy.Escalation;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.rule.AlertRule;
import io.github.cspmalert.definition.rule.Schedule;
import io.github.cspmalert.definition.rule.TimeSpan;
import io.github.cspmalert.definition.template.ContentTemplate;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.log.LogOrigin;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.log.LogRow;
import io.github.cspmalert.notify.SlsTemplateRenderer;
import io.github.cspmalert.testkit.RecordingNotifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AcknowledgePageTest {

    private final RecordingNotifier mails = new RecordingNotifier();
    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void link_opened_changesNothing_andItsButtonAcknowledges() throws IOException, InterruptedException {
        CspmAlerts alerts = alerts();
        HttpServer server = AcknowledgePage.serve(alerts, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        try {
            alerts.check("failed");
            URI link = link(server);

            HttpResponse<String> page =
                    browser.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<form method=post>");
            assertThat(alerts.incidents()).extracting(Incident::phase).containsExactly(Incident.Phase.PENDING);

            assertThat(press(link)).isEqualTo(200);
            assertThat(alerts.incidents()).extracting(Incident::phase).containsExactly(Incident.Phase.IN_PROGRESS);

            assertThat(press(URI.create(link + "x"))).isEqualTo(403);
            alerts.finish(alerts.incidents().get(0).id(), "Alex");
            assertThat(press(link)).isEqualTo(410);
        } finally {
            server.stop(0);
        }
    }

    private int press(URI link) throws IOException, InterruptedException {
        HttpRequest button =
                HttpRequest.newBuilder(link).POST(BodyPublishers.noBody()).build();
        return browser.send(button, BodyHandlers.ofString()).statusCode();
    }

    private URI link(HttpServer server) {
        Message message = mails.accepted().get(0).message();
        String notice = message.notices().get(0);
        String query = notice.substring(notice.indexOf('?'));
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/acknowledge" + query);
    }

    private CspmAlerts alerts() {
        LogRow row = LogRow.of(Map.of("cnt", "1"));
        return CspmAlerts.builder()
                .source(query -> new LogResult(LogOrigin.UNKNOWN, List.of("cnt"), List.of(row), Set.of()))
                .renderer(SlsTemplateRenderer.ofDefaults())
                .notifier(Channel.EMAIL, mails)
                .addUser(User.builder("alex").addEmail("alex@example.com").build())
                .addTemplate(ContentTemplate.builder("short")
                        .email("Failed", "Failed")
                        .build())
                .addActionPolicy(ActionPolicy.builder("urgent")
                        .addAction(Action.builder(Channel.EMAIL)
                                .users("alex")
                                .template("short")
                                .build())
                        .escalation(Escalation.after(Duration.ofMinutes(10), null, null))
                        .build())
                .addRule(AlertRule.builder("failed")
                        .query("* | SELECT count(*) AS cnt")
                        .timeSpan(TimeSpan.relative(Duration.ofHours(1)))
                        .schedule(Schedule.fixedRate(Duration.ofHours(1)))
                        .actionPolicy("urgent")
                        .build())
                .acknowledgeLinks(
                        URI.create("https://alerts.example.com/acknowledge"),
                        Secret.of("0123456789abcdef0123456789abcdef"))
                .build();
    }
}
