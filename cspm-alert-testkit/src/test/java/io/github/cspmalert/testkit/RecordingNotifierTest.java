package io.github.cspmalert.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Receipt;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RecordingNotifierTest {

    private final RecordingNotifier notifier = new RecordingNotifier();
    private final Address ops = new Address("ops", "Ops", "ops@example.com");
    private final Address dev = new Address("dev", "Dev", "dev@example.com");
    private final Notification notification = Samples.notification(Channel.EMAIL, ops, dev);

    @Test
    void send_unscripted_acceptsAndRecords() {
        assertThat(notifier.send(notification)).isEqualTo(Receipt.accepted(notification));
        assertThat(notifier.sent()).containsExactly(notification);
        assertThat(notifier.accepted()).containsExactly(notification);
    }

    @Test
    void send_scriptedFailures_areUsedUpInOrder() {
        NotificationException down = new NotificationException("down", true, null);
        notifier.failNext(down).answerNext(Receipt.Status.REFUSED, "550 no such user");

        assertThatThrownBy(() -> notifier.send(notification)).isSameAs(down);
        assertThat(notifier.send(notification).with(Receipt.Status.REFUSED)).containsExactly(ops, dev);
        assertThat(notifier.send(notification)).isEqualTo(Receipt.accepted(notification));
        assertThat(notifier.sent()).hasSize(3);
        assertThat(notifier.accepted()).hasSize(1);
    }

    @Test
    void send_someAccepted_recordsTheReachedOnly() {
        notifier.answer(given -> new Receipt(List.of(
                new Receipt.Outcome(ops, Receipt.Status.ACCEPTED, ""),
                new Receipt.Outcome(dev, Receipt.Status.RETRY, "busy"))));
        notifier.send(notification);

        assertThat(notifier.sent()).containsExactly(notification);
        assertThat(notifier.accepted()).containsExactly(notification.to(List.of(ops)));
    }

    @Test
    void awaitSent_enoughOnAnotherThread_returns() throws Exception {
        Thread sender = new Thread(() -> notifier.send(notification));
        sender.start();

        assertThat(notifier.awaitSent(1, Duration.ofSeconds(10))).containsExactly(notification);
        sender.join();
    }

    @Test
    void awaitSent_tooFew_failsSayingWhatCame() {
        notifier.send(notification);

        assertThatThrownBy(() -> notifier.awaitSent(2, Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "expected 2 notifications within PT0.001S, but there were 1: [Notification[key=");
    }

    @Test
    void awaitSent_noTime_isRefused() {
        assertThatThrownBy(() -> notifier.awaitSent(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void clear_sentBefore_forgetsThatOnly() {
        notifier.answerNext(Receipt.Status.RETRY, "").send(notification);
        notifier.answerNext(Receipt.Status.RETRY, "");
        notifier.clear();

        assertThat(notifier.sent()).isEmpty();
        assertThat(notifier.send(notification).with(Receipt.Status.RETRY)).hasSize(2);
    }

    @Test
    void close_severalTimes_isCounted() {
        notifier.close();
        notifier.close();

        assertThat(notifier.timesClosed()).isEqualTo(2);
    }
}
