package io.github.cspmalert.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.alert.AlertState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InMemoryAlertStoreTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final InMemoryAlertStore store = new InMemoryAlertStore();

    @Test
    void load_neverSaved_isEmpty() {
        assertThat(store.load("r1")).isSameAs(RuleState.EMPTY);
    }

    @Test
    void save_fresh_givesTheNextRevision() {
        RuleState saved = store.save("r1", RuleState.EMPTY.withMissedFrom(NOON)).orElseThrow();

        assertThat(saved.revision()).isEqualTo(1);
        assertThat(store.load("r1")).isEqualTo(saved);
        assertThat(store.load("r1").missedFrom()).isEqualTo(NOON);
        assertThat(store.load("r2")).isSameAs(RuleState.EMPTY);
    }

    @Test
    void save_stale_savesNothing() {
        RuleState first = store.save("r1", RuleState.EMPTY).orElseThrow();
        RuleState second = store.save("r1", first.withMissedFrom(NOON)).orElseThrow();

        assertThat(store.save("r1", RuleState.EMPTY)).isEmpty();
        assertThat(store.save("r1", first)).isEmpty();
        assertThat(store.load("r1")).isEqualTo(second);
    }

    @Test
    void save_revisionNobodyHasSeen_savesNothing() {
        assertThat(store.save("r1", RuleState.EMPTY.withRevision(7))).isEmpty();
        assertThat(store.load("r1")).isSameAs(RuleState.EMPTY);
    }

    @Test
    @Timeout(20)
    void save_manyAtOnce_losesNoUpdate() throws Exception {
        int threads = 8;
        int each = 500;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                String fingerprint = "f" + t;
                tasks.add(() -> {
                    for (int i = 0; i < each; i++) {
                        count(fingerprint);
                    }
                    return null;
                });
            }
            for (Future<Void> task : executor.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            executor.shutdownNow();
        }

        assertThat(store.load("r1").revision()).isEqualTo((long) threads * each);
        assertThat(store.load("r1").alerts()).hasSize(threads).allSatisfy((fingerprint, state) -> assertThat(
                        state.firingSince())
                .isEqualTo(Instant.EPOCH.plusSeconds(each)));
    }

    private void count(String fingerprint) {
        while (true) {
            RuleState state = store.load("r1");
            Map<String, AlertState> alerts = new HashMap<>(state.alerts());
            AlertState before = alerts.getOrDefault(fingerprint, AlertState.NEW);
            Instant since = before.firingSince();
            alerts.put(fingerprint, before.withFiringSince((since == null ? Instant.EPOCH : since).plusSeconds(1)));
            if (store.save("r1", state.withAlerts(alerts)).isPresent()) {
                return;
            }
        }
    }
}
