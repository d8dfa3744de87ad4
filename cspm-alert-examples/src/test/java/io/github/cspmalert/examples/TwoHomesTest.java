package io.github.cspmalert.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.check.CheckResult;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.json.DefinitionsMapper;
import io.github.cspmalert.notify.SlsTemplateRenderer;
import io.github.cspmalert.sls.SlsConnection;
import io.github.cspmalert.sls.SlsCredentials;
import io.github.cspmalert.sls.SlsLogSource;
import io.github.cspmalert.sls.SlsProvisioner;
import io.github.cspmalert.testkit.CheckResultGenerator;
import io.github.cspmalert.testkit.RecordingNotifier;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One value, two homes: the same definitions say the same, provisioned or run here. */
class TwoHomesTest {

    private static final String PROJECT = "sas-log-1234567890123456-cn-hangzhou";

    @Test
    void article_sameDefinitions_sayTheSameInBothHomes() {
        try (EmbeddedSls server =
                        EmbeddedSls.builder().cspmLogstore(PROJECT, "sas-log").start();
                SlsConnection sls = SlsConnection.builder(server.endpoint(), server.region())
                        .credentials(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret()))
                        .proxy(server.proxyHost(), server.port())
                        .build()) {
            server.put(PROJECT, "sas-log", records());
            DefinitionsMapper mapper = DefinitionsMapper.ofDefaults();
            AlertDefinitions definitions = mapper.readJson(mapper.writeJson(
                    ArticleAlert.definitions(Store.log(server.region(), PROJECT, "sas-log"), "sec-ops@example.com")));

            Message here;
            try (CspmAlerts alerts = CspmAlerts.builder()
                    .definitions(definitions)
                    .source(SlsLogSource.of(sls, PROJECT, "sas-log"))
                    .renderer(SlsTemplateRenderer.ofDefaults())
                    .notifier(Channel.EMAIL, new RecordingNotifier())
                    .build()) {
                here = alerts.preview(ArticleAlert.RULE).notifications().get(0).message();
            }
            SlsProvisioner provisioner = SlsProvisioner.builder(sls, PROJECT).build();
            provisioner.plan(definitions).apply();
            Message there = provisioner
                    .verify(definitions, SlsTemplateRenderer.ofDefaults())
                    .rules()
                    .get(0)
                    .previews()
                    .get(0)
                    .message();

            assertThat(there.subject()).isEqualTo(here.subject());
            assertThat(withoutTime(there))
                    .isEqualTo(withoutTime(here))
                    .anyMatch(line -> line.contains("resources</li>"));
            assertThat(there.notices()).isEqualTo(here.notices());
        }
    }

    private static List<Map<String, String>> records() {
        return CheckResultGenerator.builder()
                .seed(7)
                .resources(50)
                .build()
                .run(Clock.systemUTC().instant().minus(Duration.ofHours(6)), Duration.ofHours(4))
                .stream()
                .map(CheckResult::toRow)
                .toList();
    }

    private static List<String> withoutTime(Message message) {
        return message.content()
                .lines()
                .filter(line -> !line.startsWith("Current Alert Time"))
                .toList();
    }
}
