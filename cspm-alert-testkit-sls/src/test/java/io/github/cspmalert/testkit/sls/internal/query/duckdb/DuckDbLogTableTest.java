package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.START;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.UTC_8;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.log;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.of;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import io.github.cspmalert.testkit.sls.internal.query.Query;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbLogTableTest {

    private static final LogstoreIndex INDEX = CspmLogs.index(null, "status", text(), "n", of(Type.LONG));

    private static List<Map<String, String>> rows(DuckDbLogTable table, String statement) {
        return table.query(new Query(statement, START, START + 1000, 100, 0, false))
                .rows();
    }

    @Test
    void logs_inAFolder_areThereWhenOpenedAgain(@TempDir Path folder) {
        Path logs = folder.resolve("project/logstore");
        LogEntry written =
                new LogEntry(START, "t", "s", Map.of("host", "web-1"), Map.of("status", "PASS", "n", "7", "free", "x"));
        try (DuckDbLogTable table = DuckDbLogTable.open(INDEX, UTC_8, logs)) {
            table.append(List.of(written));
        }
        try (DuckDbLogTable table = DuckDbLogTable.open(INDEX, UTC_8, logs)) {
            assertThat(table.size()).isEqualTo(1);
            assertThat(rows(table, "status:PASS and n:7").get(0))
                    .containsEntry("free", "x")
                    .containsEntry("__tag__:host", "web-1");
            table.append(List.of(log(START, "status", "PASS", "n", "8")));
            assertThat(rows(table, "* | SELECT sum(n)")).containsExactly(Map.of("_col0", "15"));
        }
    }

    @Test
    void logs_inAFolder_followTheIndexThatTheyAreOpenedWith(@TempDir Path folder) {
        try (DuckDbLogTable table = DuckDbLogTable.open(INDEX, UTC_8, folder)) {
            table.append(List.of(log(START, "a", "5", "status", "PASS", "n", "many", "z", "1")));
        }
        LogstoreIndex other = CspmLogs.index(null, "z", of(Type.LONG), "n", text(), "a", of(Type.DOUBLE));
        try (DuckDbLogTable table = DuckDbLogTable.open(other, UTC_8, folder)) {
            assertThat(rows(table, "n:many | SELECT a, z, n"))
                    .containsExactly(Map.of("a", "5.0", "z", "1", "n", "many"));
            assertThat(rows(table, "*").get(0))
                    .containsAllEntriesOf(Map.of("a", "5", "status", "PASS", "n", "many", "z", "1"));
            assertThat(rows(table, "*").get(0).keySet()).endsWith("a", "status", "n", "z");
        }
    }

    @Test
    void folder_inUse_isRefused(@TempDir Path folder) throws Exception {
        Files.writeString(
                folder.resolve("logs.duckdb"), "this is no database, but it is long enough to be read as one");

        assertThatThrownBy(() -> DuckDbLogTable.open(INDEX, UTC_8, folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void index_thatIsReplaced_coversTheLogsThatAreThere() {
        try (DuckDbLogTable table = CspmLogs.table(
                INDEX,
                IntStream.range(0, 25_000)
                        .mapToObj(i -> log(START, "status", "PASS", "n", "" + i, "free", "f" + i))
                        .toArray(LogEntry[]::new))) {
            assertThatThrownBy(() -> rows(table, "free:f7")).hasMessageContaining("has no index");

            table.reindex(CspmLogs.index(null, "free", text(), "n", of(Type.LONG)));

            assertThat(rows(table, "free:f7").get(0)).containsEntry("n", "7").containsEntry("status", "PASS");
            assertThatThrownBy(() -> rows(table, "status:PASS")).hasMessageContaining("has no index");
            assertThat(rows(table, "* | SELECT count(*) AS c, sum(n) AS s, max(free) AS m"))
                    .containsExactly(Map.of("c", "25000", "s", "312487500", "m", "f9999"));
            assertThat(rows(table, "*").stream().limit(3).map(row -> row.get("n")))
                    .containsExactly("0", "1", "2");
        }
    }

    @Test
    void index_withOtherDelimiters_isFollowedAtOnce() {
        try (DuckDbLogTable table = CspmLogs.table(INDEX, log(START, "status", "NOT_PASS"))) {
            assertThat(rows(table, "status:PASS")).isEmpty();

            table.reindex(CspmLogs.index(
                    null, "status", new LogstoreIndex.Key(Type.TEXT, true, false, "_", ""), "n", of(Type.LONG)));

            assertThat(rows(table, "status:PASS")).hasSize(1);
        }
    }

    @Test
    void field_of10Megabytes_isKept() {
        String large = "x".repeat(10_000_000);
        try (DuckDbLogTable table = CspmLogs.table(INDEX, log(START, "status", large, "free", large))) {
            assertThat(rows(table, "*").get(0)).containsEntry("status", large).containsEntry("free", large);
            assertThat(rows(table, "status:y")).isEmpty();
            assertThat(rows(table, "* | SELECT length(status)")).containsExactly(Map.of("_col0", "2048"));
        }
    }

    @Test
    void values_thatAreOdd_areKept() {
        String[] odd = {
            "", " ", "null", "NULL", "\u0000", "a\u0000b", "\n", "'", "\"", "\\", "💩", "\u202e", "%s", "NaN"
        };
        try (DuckDbLogTable table = CspmLogs.table(
                INDEX,
                IntStream.range(0, odd.length)
                        .mapToObj(i -> log(START + i, "status", odd[i], "n", odd[i], odd[i] + "key", odd[i]))
                        .toArray(LogEntry[]::new))) {
            List<Map<String, String>> found = rows(table, "*");
            for (int i = 0; i < odd.length; i++) {
                assertThat(found.get(i))
                        .containsEntry("status", odd[i])
                        .containsEntry("n", odd[i])
                        .containsEntry(odd[i] + "key", odd[i]);
            }
            assertThat(rows(table, "* | SELECT count(n) AS n, count(status) AS s"))
                    .containsExactly(Map.of("n", "0", "s", Integer.toString(odd.length)));
        }
    }

    @Test
    void names_thatDifferInCaseOnly_areOneColumnOfSql() {
        LogstoreIndex index = CspmLogs.index(null, "Status", text(), "status", text(), "__time__", of(Type.LONG));
        try (DuckDbLogTable table = CspmLogs.table(index, log(START, "Status", "A", "status", "b"))) {
            assertThat(rows(table, "Status:a and status:b")).hasSize(1);
            assertThat(rows(table, "* | SELECT STATUS, __time__"))
                    .containsExactly(Map.of("STATUS", "A", "__time__", Integer.toString(START)));
        }
    }

    @Test
    void star_hasTheReservedFieldsAndThoseWithStatistics() {
        try (DuckDbLogTable table = CspmLogs.table(INDEX, log(START, "status", "A", "free", "x"))) {
            assertThat(table.query(new Query("* | SELECT *", START, START + 1, 0, 0, false))
                            .columns())
                    .containsExactly("__time__", "__topic__", "__source__", "status", "n");
        }
    }

    @Test
    void appends_queriesAndNewIndexes_atTheSameTime_disturbNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (DuckDbLogTable table = CspmLogs.table(INDEX)) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                work.add(() -> {
                    table.append(
                            List.of(log(START, "status", "PASS", "n", "1"), log(START, "status", "PASS", "n", "1")));
                    return null;
                });
                work.add(() -> {
                    Map<String, String> row = rows(
                                    table, "status:PASS | SELECT count(*) AS c, coalesce(sum(n), 0) AS s")
                            .get(0);
                    assertThat(Integer.parseInt(row.get("c")) % 2).isZero();
                    assertThat(row.get("s")).isEqualTo(row.get("c"));
                    return null;
                });
            }
            work.add(20, () -> {
                table.reindex(CspmLogs.index(null, "n", of(Type.LONG), "status", text()));
                return null;
            });
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
            assertThat(table.size()).isEqualTo(80);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void statement_thatRunsTooLong_isStopped() {
        try (DuckDbLogTable table = DuckDbLogTable.open(INDEX, UTC_8, null, Duration.ofSeconds(3))) {
            table.append(IntStream.range(0, 3000)
                    .mapToObj(i -> log(START, "n", "" + i))
                    .toList());
            assertThatThrownBy(() -> rows(
                            table,
                            "* | SELECT count(*) FROM log a CROSS JOIN log b CROSS JOIN log c CROSS JOIN log d"
                                    + " WHERE a.n * b.n + c.n * d.n = 7919"))
                    .isInstanceOfSatisfying(QueryRejectedException.class, e -> assertThat(e.errorCode())
                            .isEqualTo("RequestTimeout"))
                    .hasMessageContaining("longer than 3 seconds");
            assertThat(rows(table, "n:5")).hasSize(1);
        }
    }

    @Test
    void table_thatIsClosed_saysSo() {
        DuckDbLogTable table = CspmLogs.table(INDEX);
        table.close();

        assertThatThrownBy(() -> rows(table, "*"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the table of logs is closed");
        assertThatThrownBy(() -> table.append(List.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void append_ofNothing_addsNothing() {
        try (DuckDbLogTable table = CspmLogs.table(INDEX)) {
            table.append(List.of());

            assertThat(table.size()).isZero();
            assertThat(rows(table, "* | SELECT count(*)")).containsExactly(Map.of("_col0", "0"));
        }
    }
}
