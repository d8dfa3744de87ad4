package io.github.cspmalert.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.notify.email.EmailNotifier;
import io.github.cspmalert.sls.SlsConnection;
import io.github.cspmalert.sls.SlsCredentials;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstScreenTest {

    private static final String PROJECT = "sas-log-1234567890123456-cn-hangzhou";

    @Test
    void start_aFindingInTheLogstore_mailArrives() throws Exception {
        GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        try (EmbeddedSls server =
                        EmbeddedSls.builder().cspmLogstore(PROJECT, "sas-log").start();
                SlsConnection sls = SlsConnection.builder(server.endpoint(), server.region())
                        .credentials(SlsCredentials.of(server.accessKeyId(), server.accessKeySecret()))
                        .proxy(server.proxyHost(), server.port())
                        .build();
                EmailNotifier mail = EmailNotifier.builder(
                                "smtp://127.0.0.1:" + mailServer.getSmtp().getPort() + "?starttls=none")
                        .from("cspm@example.com")
                        .build()) {
            server.put(PROJECT, "sas-log", List.of(finding()));
            try (CspmAlerts alerts = FirstScreen.start(
                    sls, mail, "{% for row in alert.results[0].raw_results %}{{ row.check_item_name }}{% endfor %}")) {
                assertThat(alerts.rules()).hasSize(1);
                assertThat(mailServer.waitForIncomingEmail(20_000, 1)).isTrue();
            }
            assertThat(mailServer.getReceivedMessages()[0].getSubject()).isEqualTo("CSPM: cspm-not-passed");
        } finally {
            mailServer.stop();
        }
    }

    private static Map<String, String> finding() {
        long anHourAgo = Clock.systemUTC().instant().minus(Duration.ofHours(1)).getEpochSecond();
        return Map.of(
                "__topic__", "sas-cspm-log",
                "__time__", String.valueOf(anHourAgo),
                "check_item_name", "Hotlink Protection Configurations",
                "status", "NOT_PASS");
    }
}
