package io.github.cspmalert.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.ClaimRequest;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.InMemoryAlertStore;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.Settlement;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.Stored;
import io.github.cspmalert.testkit.AlertStoreContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

        assertThat(result.failed().keySet()).as("%s", result.failed()).containsAll(planted.failing);
    }

    @Test
    void contract_inMemoryAlertStore_passes() {
        ContractRunner.Result result = ContractRunner.run(InMemory.class);

        assertThat(result.failed()).isEmpty();
        assertThat(result.passed()).hasSizeGreaterThan(20);
    }

    /** The flaws, each with the contract's tests that must notice it. */
    enum Flaw {
        OVERWRITES(Set.of("commit_onAnotherRevision_changesNothing", "commit_manyAtOnceOnTheSameRevision_oneWins")),
        COMMITS_IN_PARTS(Set.of("commit_oneChangeOfSeveralIsLate_makesNone")),
        IGNORES_LEASES(Set.of("claim_claimedItem_isNobodyElsesBeforeTheLeaseEnds")),
        TURNS_THE_ORDER_ROUND(Set.of("claim_severalItems_comeInTheOrderOfTheOutbox")),
        TRUSTS_EVERY_CLOCK(Set.of("claim_nextAttemptAhead_isNotDueUnlessImplausiblyFar")),
        SETTLES_LOST_CLAIMS(Set.of("settle_claimLostToSomebodyElse_changesNothing")),
        KEEPS_WHAT_IS_SETTLED(Set.of("settle_done_takesTheItemOut")),
        FORGETS_HISTORY(Set.of("history_ofARule_isNewestFirstAndBounded")),
        FORGETS_STATES(Set.of("commit_states_comeBackWhole", "page_states_comeInOrderAndWhole"));

        private final Set<String> failing;

        Flaw(Set<String> failing) {
            this.failing = failing;
        }
    }

    /** The store of core passes. */
    static class InMemory extends AlertStoreContract {

        private final AlertStore store = new InMemoryAlertStore();

        @Override
        protected AlertStore store() {
            return store;
        }
    }

    /** Nested, so that the build does not take it for a test of its own. */
    static class UnderTest extends AlertStoreContract {

        private final Flawed store = new Flawed(new InMemoryAlertStore());

        @Override
        protected AlertStore store() {
            return store;
        }
    }

    private record Flawed(InMemoryAlertStore sound) implements AlertStore {

        @Override
        public Map<StateKey, Stored> load(Set<StateKey> keys) {
            return flaw == Flaw.FORGETS_STATES ? Map.of() : sound.load(keys);
        }

        @Override
        public boolean commit(Commit commit) {
            return switch (flaw) {
                case OVERWRITES -> sound.commit(with(commit, current(commit), commit.settlements()));
                case COMMITS_IN_PARTS -> {
                    sound.commit(with(commit, List.of(), commit.settlements()));
                    yield sound.commit(new Commit(commit.changes(), List.of(), Set.of(), List.of(), List.of()));
                }
                case SETTLES_LOST_CLAIMS ->
                    sound.commit(commit) || sound.commit(with(commit, commit.changes(), List.of()));
                case KEEPS_WHAT_IS_SETTLED -> sound.commit(with(commit, commit.changes(), List.of()));
                case FORGETS_HISTORY ->
                    sound.commit(new Commit(
                            commit.changes(), commit.enqueued(), commit.withdrawn(), commit.settlements(), List.of()));
                default -> sound.commit(commit);
            };
        }

        private List<Change> current(Commit commit) {
            return commit.changes().stream()
                    .map(change -> {
                        Stored stored = sound.load(Set.of(change.key())).get(change.key());
                        return new Change(
                                change.key(),
                                stored == null ? 0 : stored.revision(),
                                change.value(),
                                change.expiresAt());
                    })
                    .toList();
        }

        private static Commit with(Commit commit, List<Change> changes, List<Settlement> settlements) {
            return new Commit(changes, commit.enqueued(), commit.withdrawn(), settlements, commit.history());
        }

        @Override
        public List<Claim> claim(ClaimRequest request) {
            if (flaw == Flaw.IGNORES_LEASES) {
                return sound.claim(new ClaimRequest(
                        request.channel(),
                        request.now(),
                        Duration.ofNanos(1),
                        request.longestPause(),
                        request.atMost()));
            }
            if (flaw == Flaw.TRUSTS_EVERY_CLOCK) {
                return sound.claim(new ClaimRequest(
                        request.channel(), request.now(), request.lease(), Duration.ofDays(1_000), request.atMost()));
            }
            List<Claim> claims = new ArrayList<>(sound.claim(request));
            if (flaw == Flaw.TURNS_THE_ORDER_ROUND) {
                Collections.reverse(claims);
            }
            return claims;
        }

        @Override
        public List<OutboxItem> untouched(Collection<String> keys) {
            return sound.untouched(keys);
        }

        @Override
        public long waiting() {
            return sound.waiting();
        }

        @Override
        public Map<StateKey, Stored> page(StateKind kind, String after, int atMost) {
            return flaw == Flaw.FORGETS_STATES ? Map.of() : sound.page(kind, after, atMost);
        }

        @Override
        public List<HistoryEntry> history(String ruleId, int atMost) {
            return sound.history(ruleId, atMost);
        }
    }
}
