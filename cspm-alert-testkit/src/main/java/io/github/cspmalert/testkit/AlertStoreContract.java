package io.github.cspmalert.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.cspmalert.alert.AlertState;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.state.AlertStore;
import io.github.cspmalert.state.PendingNotification;
import io.github.cspmalert.state.RuleState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link AlertStore} must do, as tests to inherit. Say how to make yours:
 *
 * <pre>{@code
 * class FileAlertStoreTest extends AlertStoreContract {
 *     @Override
 *     protected AlertStore store() {
 *         return new FileAlertStore(folder);
 *     }
 * }
 * }</pre>
 *
 * <p>Tests of failures, such as a database that is down, are for you to add: only you can make it fail.
 */
@Timeout(60)
public abstract class AlertStoreContract {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

    private final List<AlertStore> opened = new ArrayList<>();

    /** For subclasses. */
    protected AlertStoreContract() {}

    /**
     * Makes the store under test. It is closed after the test.
     *
     * @return the store; within one test, each call gives access to the same states
     */
    protected abstract AlertStore store();

    @AfterEach
    void closeAll() {
        opened.forEach(AlertStore::close);
    }

    @Test
    void load_unknownRule_isEmpty() {
        assertThat(open().load("cspm-not-passed")).isEqualTo(RuleState.EMPTY);
    }

    @Test
    void load_afterSave_givesAllOfTheState() {
        AlertStore store = open();
        RuleState state = fullState();
        RuleState saved = store.save("cspm-not-passed", state).orElseThrow();

        RuleState loaded = store.load("cspm-not-passed");

        assertThat(loaded).isEqualTo(saved);
        assertThat(loaded.withRevision(0)).isEqualTo(state);
    }

    @Test
    void save_firstTime_givesRevisionOne() {
        assertThat(open().save("cspm-not-passed", fullState()).orElseThrow().revision())
                .isEqualTo(1);
    }

    @Test
    void save_onWhatWasSaved_counts() {
        AlertStore store = open();
        RuleState first = store.save("cspm-not-passed", fullState()).orElseThrow();
        RuleState second =
                store.save("cspm-not-passed", first.withPending(List.of())).orElseThrow();

        assertThat(second.revision()).isEqualTo(2);
        assertThat(store.load("cspm-not-passed")).isEqualTo(second);
    }

    @Test
    void save_onAnOldRevision_savesNothing() {
        AlertStore store = open();
        RuleState first = store.save("cspm-not-passed", fullState()).orElseThrow();
        RuleState second =
                store.save("cspm-not-passed", first.withPending(List.of())).orElseThrow();

        Optional<RuleState> late = store.save("cspm-not-passed", first.withMissedFrom(null));

        assertThat(late).isEmpty();
        assertThat(store.load("cspm-not-passed")).isEqualTo(second);
    }

    @Test
    void save_asNewWhereThereIsOne_savesNothing() {
        AlertStore store = open();
        RuleState first = store.save("cspm-not-passed", fullState()).orElseThrow();

        assertThat(store.save("cspm-not-passed", RuleState.EMPTY)).isEmpty();
        assertThat(store.load("cspm-not-passed")).isEqualTo(first);
    }

    @Test
    void save_ofOneRule_leavesTheOthers() {
        AlertStore store = open();
        store.save("rule-a", fullState());

        assertThat(store.load("rule-b")).isEqualTo(RuleState.EMPTY);
    }

    @Test
    void save_emptyParts_comeBackEmpty() {
        AlertStore store = open();
        RuleState saved = store.save("cspm-not-passed", RuleState.EMPTY).orElseThrow();

        assertThat(store.load("cspm-not-passed")).isEqualTo(saved).isEqualTo(RuleState.EMPTY.withRevision(1));
    }

    @Test
    void store_openedTwice_sharesStates() {
        RuleState saved = open().save("cspm-not-passed", fullState()).orElseThrow();

        assertThat(open().load("cspm-not-passed").revision()).isEqualTo(saved.revision());
    }

    @Test
    void save_manyAtOnceOnTheSameRevision_oneWins() throws Exception {
        AlertStore store = open();
        int savers = 8;
        for (int round = 0; round < 20; round++) {
            RuleState before = store.load("cspm-not-passed");
            assertThat(winners(store, before, savers)).as("round " + round).isEqualTo(1);
            assertThat(store.load("cspm-not-passed").revision()).isEqualTo(before.revision() + 1);
        }
    }

    @Test
    void close_twice_isHarmless() {
        AlertStore store = store();
        store.close();
        assertThatCode(store::close).doesNotThrowAnyException();
    }

    private static int winners(AlertStore store, RuleState before, int savers)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(savers);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<Boolean>> saves = new ArrayList<>();
            for (int i = 0; i < savers; i++) {
                Instant mark = NOON.plusSeconds(i);
                saves.add(threads.submit(() -> {
                    go.await();
                    return store.save("cspm-not-passed", before.withMissedFrom(mark))
                            .isPresent();
                }));
            }
            go.countDown();
            int winners = 0;
            for (Future<Boolean> save : saves) {
                winners += save.get() ? 1 : 0;
            }
            return winners;
        } finally {
            threads.shutdown();
        }
    }

    private AlertStore open() {
        AlertStore store = store();
        opened.add(store);
        return store;
    }

    private static RuleState fullState() {
        Notification notification = Samples.notification(
                Channel.EMAIL,
                new Address("sec-ops", "セキュリティ運用 \"ops\" <x>", "sec-ops@example.com"),
                new Address("on-call", "", "on-call@example.com"));
        return new RuleState(
                0,
                Map.of(
                        "2eef5065da51c9c0", new AlertState(NOON, Map.of("email:sec-ops", NOON.minusSeconds(60))),
                        "0123456789abcdef", new AlertState(null, Map.of())),
                List.of(new PendingNotification(notification, 2, NOON.plusSeconds(10), NOON.plus(Duration.ofDays(1)))),
                NOON.minusSeconds(3_600));
    }
}
