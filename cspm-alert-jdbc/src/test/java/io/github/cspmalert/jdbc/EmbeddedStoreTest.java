package io.github.cspmalert.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.state.AlertStoreException;
import io.github.cspmalert.state.Change;
import io.github.cspmalert.state.Commit;
import io.github.cspmalert.state.HistoryEntry;
import io.github.cspmalert.state.StateKey;
import io.github.cspmalert.state.StateKind;
import io.github.cspmalert.state.ToldState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What concerns a file alone, and what takes many commits and so is tried on the fastest store. */
class EmbeddedStoreTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void file_created_isItsOwnersAlone() throws IOException {
        Path file = folder.resolve("alerts.db");
        try (JdbcStore store = JdbcStore.embedded(file)) {
            store.prepare();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void file_ofSomethingElse_isRefusedAndLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "not a database, but notes".repeat(100));
        try (JdbcStore store = JdbcStore.embedded(file)) {
            assertThatThrownBy(store::prepare)
                    .isInstanceOf(AlertStoreException.class)
                    .hasMessageContaining("the file is damaged or not one of SQLite");
        }
        assertThat(file).content().startsWith("not a database");
    }

    @Test
    void builder_usedTwice_makesStoresThatCloseForThemselves() {
        JdbcStoreBuilder builder = JdbcStore.builder(folder.resolve("alerts.db"));
        try (JdbcStore second = builder.build()) {
            builder.build().close();

            assertThat(second.waiting()).isZero();
        }
    }

    @Test
    void folder_insteadOfAFile_isRefused() {
        try (JdbcStore store = JdbcStore.embedded(folder)) {
            assertThatThrownBy(store::prepare)
                    .isInstanceOf(AlertStoreException.class)
                    .hasMessageContaining("the file cannot be opened; is it a folder");
        }
    }

    @Test
    void file_belowAFile_isRefused() throws IOException {
        Path below = Files.createFile(folder.resolve("file")).resolve("alerts.db");
        try (JdbcStore store = JdbcStore.embedded(below)) {
            assertThatThrownBy(store::prepare)
                    .isInstanceOf(AlertStoreException.class)
                    .hasMessageContaining("cannot be created at " + below);
        }
    }

    @Test
    void store_closed_saysSo() {
        JdbcStore store = JdbcStore.embedded(folder.resolve("alerts.db")).prepare();
        store.close();

        assertThatThrownBy(store::waiting)
                .isInstanceOf(AlertStoreException.class)
                .hasMessage("the store is closed");
    }

    @Test
    void expiredStatesAndOldHistory_afterManyCommits_areForgottenAndNoMoreByAClockAhead() {
        try (JdbcStore store = JdbcStore.builder(folder.resolve("alerts.db"))
                .historyRetention(Duration.ofHours(1))
                .build()) {
            // The first entry says from when on time is believed to pass.
            store.commit(Commit.ofHistory(entry(NOON)));
            store.commit(Commit.ofHistory(entry(NOON.minus(Duration.ofHours(2)))));
            store.commit(told("over", NOON.minusSeconds(1)));
            store.commit(told("kept", NOON.plusSeconds(3_600)));

            for (int i = 0; i < 500; i++) {
                store.commit(Commit.ofHistory(entry(NOON.plus(Duration.ofDays(400)))));
            }

            assertThat(store.page(StateKind.TOLD, "", 10).keySet()).containsExactly(StateKey.told("kept"));
            assertThat(store.history("r1", 1_000)).hasSize(501);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PT59M, cspm_alert_, '', historyRetention must be 1 hour to 10 years",
        "PT1H, Alerts, '', tablePrefix must be 1 to 30 lower-case letters",
        "PT1H, a';drop, '', tablePrefix must be",
        "PT1H, ok_, my schema, schema must be lower-case letters",
    })
    void builder_impossibleSettings_areRefused(Duration retention, String prefix, String schema, String why) {
        assertThatThrownBy(() -> JdbcStore.builder(folder.resolve("alerts.db"))
                        .historyRetention(retention)
                        .tablePrefix(prefix)
                        .schema(schema)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static Commit told(String fingerprint, Instant expiresAt) {
        return new Commit(
                List.of(new Change(StateKey.told(fingerprint), 0, ToldState.EMPTY, expiresAt)),
                List.of(),
                Set.of(),
                List.of(),
                List.of());
    }

    private static HistoryEntry entry(Instant at) {
        return new HistoryEntry(at, "r1", HistoryEntry.Kind.EVALUATED, List.of());
    }
}
