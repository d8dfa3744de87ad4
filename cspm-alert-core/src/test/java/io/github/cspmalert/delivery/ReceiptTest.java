package io.github.cspmalert.delivery;

import static io.github.cspmalert.delivery.DeliveryFixture.ANNA;
import static io.github.cspmalert.delivery.DeliveryFixture.BO;
import static io.github.cspmalert.delivery.DeliveryFixture.notification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cspmalert.delivery.Receipt.Outcome;
import io.github.cspmalert.delivery.Receipt.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceiptTest {

    private static final String REASON = "the login is refused; check the password";

    @Test
    void channelBroken_everyAddress_isToBeTriedAgain() {
        Receipt receipt = Receipt.channelBroken(notification(ANNA, BO), REASON);

        assertThat(receipt.outcomes())
                .containsExactly(new Outcome(ANNA, Status.RETRY, REASON), new Outcome(BO, Status.RETRY, REASON));
        assertThat(receipt.channelFault()).contains(REASON);
    }

    @Test
    void channelFault_workingChannel_isEmpty() {
        assertThat(new Receipt(List.of(new Outcome(ANNA, Status.REFUSED, ""))).channelFault())
                .isEmpty();
        assertThat(Receipt.accepted(notification(ANNA)).channelFault()).isEmpty();
    }

    @Test
    void channelFault_someWereReachedBefore_isSaidTogether() {
        Receipt receipt = new Receipt(
                List.of(new Outcome(ANNA, Status.ACCEPTED, ""), new Outcome(BO, Status.RETRY, REASON)),
                Optional.of(REASON));

        assertThat(receipt.with(Status.ACCEPTED)).containsExactly(ANNA);
        assertThat(receipt.with(Status.RETRY)).containsExactly(BO);
        assertThat(receipt.channelFault()).contains(REASON);
    }

    @Test
    void channelFault_blank_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Receipt.channelBroken(notification(ANNA), " "))
                .withMessage("channelFault must say what is broken, but is blank");
    }

    @Test
    void exception_channelBroken_isRetryableToo() {
        IllegalStateException cause = new IllegalStateException("x");
        NotificationException broken = NotificationException.channelBroken(REASON, cause);

        assertThat(broken.channelBroken()).isTrue();
        assertThat(broken.retryable()).isTrue();
        assertThat(broken).hasMessage(REASON).hasCause(cause);
        assertThat(new NotificationException("down", true, null).channelBroken())
                .isFalse();
    }
}
