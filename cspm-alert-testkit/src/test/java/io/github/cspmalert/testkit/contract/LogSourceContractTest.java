package io.github.cspmalert.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.log.LogSource;
import io.github.cspmalert.testkit.LogSourceContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogSourceContractTest {

    private static volatile TableLogSource.Flaw flaw = TableLogSource.Flaw.NONE;

    @ParameterizedTest
    @EnumSource
    void contract_sourceWithAFlaw_failsWhereItShows(TableLogSource.Flaw planted) {
        flaw = planted;
        ContractRunner.Result result = ContractRunner.run(UnderTest.class);

        assertThat(result.failed().keySet()).as("%s", result.failed()).isEqualTo(planted.failing());
        assertThat(result.passed()).hasSize(20 - planted.failing().size());
    }

    /** Nested, so that the build does not take it for a test of its own. */
    static class UnderTest extends LogSourceContract {

        private List<Map<String, String>> rows = List.of();

        @Override
        protected void load(List<Map<String, String>> rows) {
            this.rows = rows;
        }

        @Override
        protected LogSource source() {
            return new TableLogSource(rows, flaw);
        }
    }
}
