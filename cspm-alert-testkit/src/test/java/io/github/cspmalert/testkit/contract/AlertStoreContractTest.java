package io.github.cspmalert.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.InMemoryAlertStore;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.testkit.AlertStoreContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertStoreContractTest {

    private static volatile Flaw flaw = Flaw.OVERWRITES;

    @ParameterizedTest
    @EnumSource
    void contract_storeWithAFlaw_failsWhereItShows(Flaw planted) {
        flaw = planted;
        ContractRunner.Result result = ContractRunner.run(UnderTest.class);

        assertThat(result.failed().keySet()).as("%s", result.failed()).isEqualTo(planted.failing);
    }

    /** The flaws, each with the contract's tests that must notice it. */
    enum Flaw {
        OVERWRITES(Set.of(
                "save_onAnOldRevision_savesNothing",
                "save_asNewWhereThereIsOne_savesNothing",
                "save_manyAtOnceOnTheSameRevision_oneWins")),
        LOSES_PENDING(Set.of("load_afterSave_givesAllOfTheState", "save_asNewWhereThereIsOne_savesNothing")),
        MIXES_RULES(Set.of("save_ofOneRule_leavesTheOthers")),
        FORGETS(Set.of(
                "load_afterSave_givesAllOfTheState",
                "save_onWhatWasSaved_counts",
                "save_onAnOldRevision_savesNothing",
                "save_asNewWhereThereIsOne_savesNothing",
                "save_emptyParts_comeBackEmpty",
                "store_openedTwice_sharesStates",
                "save_manyAtOnceOnTheSameRevision_oneWins"));

        private final Set<String> failing;

        Flaw(Set<String> failing) {
            this.failing = failing;
        }
    }

    /** The store of core passes; tests of its own class stand in core. */
    static class InMemory extends AlertStoreContract {

        private final AlertStore store = new InMemoryAlertStore();

        @Override
        protected AlertStore store() {
            return store;
        }
    }

    @Test
    void contract_inMemoryAlertStore_passes() {
        ContractRunner.Result result = ContractRunner.run(InMemory.class);

        assertThat(result.failed()).isEmpty();
        assertThat(result.passed()).hasSize(11);
    }

    /** Nested, so that the build does not take it for a test of its own. */
    static class UnderTest extends AlertStoreContract {

        private final Map<String, RuleState> states = new ConcurrentHashMap<>();

        @Override
        protected AlertStore store() {
            return new Flawed(states);
        }
    }

    private record Flawed(Map<String, RuleState> states) implements AlertStore {

        @Override
        public RuleState load(String ruleId) {
            return flaw == Flaw.FORGETS ? RuleState.EMPTY : states.getOrDefault(key(ruleId), RuleState.EMPTY);
        }

        @Override
        public Optional<RuleState> save(String ruleId, RuleState state) {
            synchronized (states) {
                if (flaw != Flaw.OVERWRITES && load(ruleId).revision() != state.revision()) {
                    return Optional.empty();
                }
                RuleState saved = state.withRevision(state.revision() + 1);
                states.put(key(ruleId), flaw == Flaw.LOSES_PENDING ? saved.withPending(List.of()) : saved);
                return Optional.of(saved);
            }
        }

        private static String key(String ruleId) {
            return flaw == Flaw.MIXES_RULES ? "one" : ruleId;
        }
    }
}
