package io.github.cspmalert;

import static io.github.cspmalert.EngineFixture.NOON;
import static io.github.cspmalert.EngineFixture.RULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.delivery.DeliveryAttempt;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.AlertStoreException;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.Claim;
import io.github.cspmalert.state.ClaimRequest;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.OutboxItem;
import io.github.cspmalert.state.RuleState;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoreFailureTest {

    private final EngineFixture engine = new EngineFixture();

    @Test
    void check_storeCannotBeRead_tellsOnceAndGoesOnFromMemory() {
        CspmAlerts alerts = engine.build();
        engine.store.beforeLoad = StoreFailureTest::fail;

        alerts.check(RULE);
        alerts.check(RULE);
        engine.store.recover();
        alerts.check(RULE);

        assertThat(engine.mail.sent).hasSize(1);
        assertThat(engine.events.storeFailures).isNotEmpty();
    }

    @Test
    void check_storeFailsAltogether_tellsOnceAndSavesWhenItRecovers() {
        CspmAlerts alerts = engine.build();
        engine.store.beforeLoad = StoreFailureTest::fail;
        engine.store.beforeSave = StoreFailureTest::fail;

        alerts.check(RULE);
        alerts.check(RULE);
        assertThat(engine.store.state()).isEqualTo(RuleState.EMPTY);
        engine.store.recover();
        alerts.check(RULE);

        assertThat(engine.mail.sent).hasSize(1);
        assertThat(engine.store.state().firing()).hasSize(1);
        assertThat(engine.build().check(RULE).heldBack()).hasSize(1);
    }

    @Test
    void check_storeFailsWithOldStateInIt_isNotToldTwice() {
        engine.build().check(RULE);
        engine.clock.advance(Duration.ofHours(4));
        CspmAlerts restarted = engine.build();
        engine.store.beforeLoad = StoreFailureTest::fail;
        engine.store.beforeSave = StoreFailureTest::fail;
        restarted.check(RULE);
        engine.store.recover();
        engine.clock.advance(Duration.ofMinutes(1));

        EvaluationReport recovered = restarted.check(RULE);

        assertThat(engine.mail.sent).hasSize(2);
        assertThat(recovered.heldBack()).hasSize(1);
        assertThat(engine.build().check(RULE).heldBack()).hasSize(1);
    }

    @Test
    void check_storeCannotBeReadAfterARestart_stillTellsAndOnce() {
        engine.build().check(RULE);
        engine.clock.advance(Duration.ofHours(4));
        CspmAlerts restarted = engine.build();
        engine.store.beforeLoad = StoreFailureTest::fail;

        restarted.check(RULE);
        restarted.check(RULE);
        engine.store.recover();
        restarted.check(RULE);

        assertThat(engine.mail.sent).hasSize(2);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void check_saveBeforeSendingFails_tellsOnce() {
        CspmAlerts alerts = engine.build();
        engine.store.beforeSave = onCall(1);

        alerts.check(RULE);
        engine.store.recover();
        alerts.check(RULE);

        assertThat(engine.mail.sent).hasSize(1);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void check_saveAfterSendingFails_tellsOnce() {
        CspmAlerts alerts = engine.build();
        engine.store.beforeSave = onCall(2);

        alerts.check(RULE);
        engine.store.recover();
        alerts.check(RULE);

        assertThat(engine.mail.sent).hasSize(1);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void check_saveTookPlaceAlthoughItFailed_tellsOnce() {
        CspmAlerts alerts = engine.build();
        engine.store.afterSave = () -> {
            engine.store.beforeLoad = StoreFailureTest::fail;
            engine.store.beforeSave = StoreFailureTest::fail;
            fail();
        };

        alerts.check(RULE);
        assertThat(engine.store.waiting()).isEqualTo(1);
        engine.store.recover();
        alerts.check(RULE);

        assertThat(engine.mail.sent).hasSize(1);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void check_outcomeLosesEveryRace_tellsOnce() {
        CspmAlerts alerts = engine.build();
        engine.mail.answer = notification -> {
            engine.store.beforeSave = () -> meddleWithTold(engine.store);
            return Receipt.accepted(notification);
        };

        alerts.check(RULE);
        engine.store.recover();
        alerts.check(RULE);

        assertThat(engine.mail.sent).hasSize(1);
        assertThat(engine.store.waiting()).isZero();
    }

    @Test
    void check_unsavedNotificationAndAnotherEngineSaves_isStillSent() {
        CspmAlerts alerts = engine.build();
        engine.store.beforeSave = StoreFailureTest::fail;
        engine.mail.say(Receipt.Status.RETRY);
        alerts.check(RULE);
        engine.store.recover();
        engine.store.meddle(state -> new RuleState(NOON, Map.of(), Map.of()));
        engine.mail.answer = Receipt::accepted;
        engine.source.giveNothing();
        engine.clock.advance(Duration.ofHours(1));

        assertThat(alerts.check(RULE).deliveries()).singleElement().matches(DeliveryAttempt::complete);
        assertThat(engine.mail.keys()).hasSize(1);
    }

    @Test
    void check_anotherEngineSavedInBetween_decidesAgain() {
        CspmAlerts first = engine.build();
        CspmAlerts second = engine.build();
        engine.store.beforeSave = () -> {
            engine.store.beforeSave = () -> {};
            second.check(RULE);
        };

        EvaluationReport report = first.check(RULE);

        assertThat(engine.mail.sent).hasSize(1);
        assertThat(report.heldBack()).hasSize(1);
        assertThat(report.deliveries()).isEmpty();
    }

    @Test
    void check_diesBetweenSavingAndSending_theNextEngineSendsUnderTheSameKey() {
        CspmAlerts doomed = engine.build();
        List<String> keys = new ArrayList<>();
        engine.mail.answer = notification -> {
            keys.add(notification.key());
            // Nothing is heard of this engine any more.
            engine.store.beforeSave = StoreFailureTest::fail;
            return Receipt.accepted(notification);
        };
        doomed.check(RULE);
        engine.store.recover();
        assertThat(engine.store.waiting()).isEqualTo(1);
        engine.mail.answer = Receipt::accepted;
        engine.source.giveNothing();
        engine.clock.advance(Duration.ofMinutes(8));

        EvaluationReport report = engine.build().check(RULE);

        assertThat(report.deliveries()).singleElement().satisfies(attempt -> {
            assertThat(attempt.complete()).isTrue();
            assertThat(attempt.notification().key()).isEqualTo(keys.get(0));
        });
    }

    @Test
    void check_diesBeforeSaving_theNextEngineDecidesAgain() {
        CspmAlerts doomed = engine.build();
        engine.source.answer = query -> {
            throw new InternalError("the JVM dies");
        };
        assertThatThrownBy(() -> doomed.check(RULE)).hasRootCauseInstanceOf(InternalError.class);
        engine.source.giveRows();

        assertThat(engine.build().check(RULE).deliveries()).hasSize(1);
        assertThat(engine.mail.sent).hasSize(1);
    }

    @Test
    void check_storeGivesNullOrThrowsForeign_isAFailureOfTheStore() {
        CspmAlerts alerts = engine.telling("sec-ops").store(new NullStore()).build();

        alerts.check(RULE);
        alerts.check(RULE);
        engine.store.beforeLoad = () -> {
            throw new NoClassDefFoundError("driver");
        };
        engine.build().check(RULE);

        assertThat(engine.mail.sent).hasSize(2);
        assertThat(engine.events.storeFailures).isNotEmpty().allMatch(AlertStoreException.class::isInstance);
    }

    /** Whatever the store does, this engine tells once per repeat interval, and always tells. */
    @Test
    void check_storeFailsAtRandom_tellsExactlyOnce() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            EngineFixture fixture = new EngineFixture();
            CspmAlerts alerts = fixture.build();
            fixture.store.beforeLoad = () -> failSometimes(random);
            fixture.store.beforeSave = () -> failSometimes(random);
            fixture.store.afterSave = () -> failSometimes(random);
            fixture.mail.answer = notification -> Receipt.all(
                    notification, random.nextBoolean() ? Receipt.Status.ACCEPTED : Receipt.Status.RETRY, "");
            List<String> accepted = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                alerts.check(RULE).deliveries().stream()
                        .filter(DeliveryAttempt::complete)
                        .forEach(attempt -> accepted.add(attempt.notification().key()));
                fixture.clock.advance(Duration.ofMinutes(20));
            }
            fixture.store.recover();
            fixture.mail.answer = Receipt::accepted;
            fixture.clock.advance(Duration.ofMinutes(20));
            alerts.check(RULE)
                    .deliveries()
                    .forEach(attempt -> accepted.add(attempt.notification().key()));

            assertThat(accepted).as("seed %d, round %d", seed, round).hasSize(1);
            assertThat(fixture.store.waiting())
                    .as("seed %d, round %d", seed, round)
                    .isZero();
        }
    }

    // As another engine that told the same alert at the same instant would.
    private static void meddleWithTold(EngineFixture.FakeStore store) {
        store.states
                .page(StateKind.TOLD, "", 10)
                .forEach((key, stored) -> store.states.commit(new Commit(
                        List.of(new Change(key, stored.revision(), stored.value(), null)),
                        List.of(),
                        Set.of(),
                        List.of(),
                        List.of())));
    }

    private static void failSometimes(Random random) {
        if (random.nextInt(3) == 0) {
            fail();
        }
    }

    private static void fail() {
        throw new AlertStoreException("the database is away", true, null);
    }

    private static Runnable onCall(int number) {
        AtomicInteger calls = new AtomicInteger();
        return () -> {
            if (calls.incrementAndGet() == number) {
                fail();
            }
        };
    }

    @SuppressWarnings("NullAway")
    private static final class NullStore implements AlertStore {

        @Override
        public Map<StateKey, Stored> load(Set<StateKey> keys) {
            return null;
        }

        @Override
        public boolean commit(Commit commit) {
            throw new AlertStoreException("the disk is full", true, null);
        }

        @Override
        public List<Claim> claim(ClaimRequest request) {
            return null;
        }

        @Override
        public List<OutboxItem> untouched(Collection<String> keys) {
            return null;
        }

        @Override
        public long waiting() {
            return 0;
        }

        @Override
        public Map<StateKey, Stored> page(StateKind kind, String after, int atMost) {
            return null;
        }

        @Override
        public List<HistoryEntry> history(String ruleId, int atMost) {
            return null;
        }
    }
}
