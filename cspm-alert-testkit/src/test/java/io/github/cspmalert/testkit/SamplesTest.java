package io.github.cspmalert.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.log.LogRow;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void alert_sample_firesWithTheRowsOfItsQuery() {
        Alert alert = Samples.alert();

        assertThat(alert.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(alert.results()).singleElement().satisfies(data -> {
            assertThat(data.statement()).isEqualTo(Samples.STATEMENT);
            assertThat(data.result().rows()).isEqualTo(Samples.rows());
            assertThat(data.result().isCut()).isFalse();
        });
        assertThat(alert.fireResults()).isEqualTo(Samples.rows());
    }

    @Test
    void message_sample_hasALineForEachRow() {
        assertThat(Samples.message().content())
                .contains(Samples.rows().stream().map(SamplesTest::line).toArray(String[]::new))
                .contains(Samples.alert().name(), "2026-11-23 16:00:00");
    }

    @Test
    void resolvedAlert_sample_isTheSameAlertOver() {
        assertThat(Samples.resolvedAlert().fingerprint())
                .isEqualTo(Samples.alert().fingerprint());
        assertThat(Samples.resolvedAlert().resolveTime()).contains(Instant.parse("2026-11-23T10:00:00Z"));
        assertThat(Samples.resolvedAlert().fireResults()).isEmpty();
    }

    @Test
    void notification_sample_isForTheChannelAndAddressesGiven() {
        Address ops = new Address("ops", "Ops", "ops@example.com");
        Notification notification = Samples.notification(Channel.EMAIL, ops);

        assertThat(notification.channel()).isEqualTo(Channel.EMAIL);
        assertThat(notification.to()).containsExactly(ops);
        assertThat(notification.message()).isEqualTo(Samples.message());
    }

    private static String line(LogRow row) {
        return "<li>【%s】%s - %s resources</li>"
                .formatted(
                        row.get("instance_type").orElseThrow(),
                        row.get("check_item_name").orElseThrow(),
                        row.get("cnt").orElseThrow());
    }
}
