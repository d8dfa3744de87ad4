package io.github.cspmalert.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.delivery.Notifier;
import io.github.cspmalert.testkit.NotifierContract;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NotifierContractTest {

    private static volatile MailboxNotifier.Flaw flaw = MailboxNotifier.Flaw.NONE;

    @ParameterizedTest
    @EnumSource
    void contract_notifierWithAFlaw_failsWhereItShows(MailboxNotifier.Flaw planted) {
        flaw = planted;
        ContractRunner.Result result = ContractRunner.run(UnderTest.class);

        assertThat(result.failed().keySet()).as("%s", result.failed()).isEqualTo(planted.failing());
        assertThat(result.passed()).hasSize(18 - planted.failing().size());
    }

    /** Nested, so that the build does not take it for a test of its own. */
    static class UnderTest extends NotifierContract {

        private final MailboxNotifier notifier = new MailboxNotifier(flaw);

        @Override
        protected Notifier notifier() {
            return notifier;
        }

        @Override
        protected List<String> received() {
            return notifier.received();
        }
    }
}
