package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.START;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.log;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import io.github.cspmalert.testkit.sls.internal.query.LogTable.Bucket;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import io.github.cspmalert.testkit.sls.internal.query.Query;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import io.github.cspmalert.testkit.sls.internal.query.QueryResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchResultTest {

    @Test
    void log_foundByASearch_hasAllThatWasWritten_inTheOrderWritten() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("zebra", "not indexed");
        fields.put("status", "NOT_PASS");
        fields.put("n", "no number");
        fields.put("alpha", "odd \u001f \u001b \n \" ' \\ 漢字 😀");
        fields.put("empty", "");
        fields.put("__topic__", "a field that is named like the topic");
        LogEntry log = new LogEntry(START, "topic", "source", Map.of("host", "web-1"), fields);

        try (DuckDbLogTable table =
                CspmLogs.table(CspmLogs.index(null, "status", text(), "n", CspmLogs.of(Type.LONG)), log)) {
            QueryResult found = table.query(new Query("*", START, START + 1, 100, 0, false));

            assertThat(found.hasSql()).isFalse();
            assertThat(found.columnTypes()).isEmpty();
            assertThat(found.limited()).isZero();
            assertThat(found.processedRows()).isEqualTo(1);
            assertThat(found.columns())
                    .containsExactly(
                            "__time__",
                            "__topic__",
                            "__source__",
                            "__tag__:host",
                            "zebra",
                            "status",
                            "n",
                            "alpha",
                            "empty");
            Map<String, String> expected = new LinkedHashMap<>();
            expected.put("__time__", Integer.toString(START));
            expected.put("__topic__", "topic");
            expected.put("__source__", "source");
            expected.put("__tag__:host", "web-1");
            expected.putAll(fields);
            expected.put("__topic__", "topic");
            assertThat(found.rows().get(0)).containsExactlyEntriesOf(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "false ~ 0 ~ 9 ~ a b c d e",
                "true  ~ 0 ~ 9 ~ e d c b a",
                "false ~ 1 ~ 2 ~ b c",
                "true  ~ 1 ~ 2 ~ d c",
                "true  ~ 4 ~ 2 ~ a",
                "true  ~ 5 ~ 2 ~ ",
                "true  ~ 0 ~ 0 ~ ",
            })
    void pages_ofASearch_followTime_andTheOrderOfArrivalWithinASecond(
            boolean reverse, int offset, int line, String ids) {
        try (DuckDbLogTable table = CspmLogs.table(
                CspmLogs.index(),
                log(START + 1, "id", "c"),
                log(START, "id", "a"),
                log(START + 1, "id", "d"),
                log(START, "id", "b"),
                log(START + 2, "id", "e"))) {
            QueryResult found = table.query(new Query("", START, START + 3, line, offset, reverse));

            assertThat(found.rows().stream().map(row -> row.get("id")))
                    .containsExactly(ids == null ? new String[0] : ids.split(" "));
            assertThat(found.processedRows()).isEqualTo(5);
        }
    }

    @Test
    void page_withANegativeNumber_isRefused() {
        try (DuckDbLogTable table = CspmLogs.table(CspmLogs.index())) {
            assertThatThrownBy(() -> table.query(new Query("*", 0, 1, -1, 0, false)))
                    .isInstanceOf(QueryRejectedException.class)
                    .hasMessageContaining("line is -1 and offset is 0");
        }
    }

    @Test
    void range_ofTime_hasItsStartAndNotItsEnd() {
        try (DuckDbLogTable table = CspmLogs.table(
                CspmLogs.index(), log(START - 1), log(START), log(START + 9), log(START + 10), log(-5))) {
            assertThat(table.query(new Query("*", START, START + 10, 100, 0, false))
                            .processedRows())
                    .isEqualTo(2);
            assertThat(table.query(new Query("*", Integer.MIN_VALUE, Integer.MAX_VALUE, 100, 0, false))
                            .processedRows())
                    .isEqualTo(5);
        }
    }

    @Test
    void histogram_countsInEqualParts_withoutGaps() {
        try (DuckDbLogTable table = CspmLogs.table(
                CspmLogs.index(),
                log(START, "status", "PASS"),
                log(START + 1, "status", "PASS"),
                log(START + 119, "status", "PASS"),
                log(START + 119, "status", "NOT_PASS"),
                log(START + 120, "status", "PASS"))) {
            List<Bucket> buckets = table.histogram("status:PASS | SELECT nothing", START, START + 120);

            assertThat(buckets).hasSize(60).allMatch(bucket -> bucket.to() - bucket.from() == 2);
            assertThat(buckets.get(0)).isEqualTo(new Bucket(START, START + 2, 2));
            assertThat(buckets.get(59)).isEqualTo(new Bucket(START + 118, START + 120, 1));
            assertThat(buckets.stream().mapToLong(Bucket::count).sum()).isEqualTo(3);
        }
    }

    @Test
    void histogram_ofARangeThatDoesNotDivide_endsWithAShorterPart() {
        try (DuckDbLogTable table = CspmLogs.table(CspmLogs.index(), log(START + 100))) {
            List<Bucket> buckets = table.histogram("*", START, START + 101);

            assertThat(buckets).hasSize(51);
            assertThat(buckets.get(50)).isEqualTo(new Bucket(START + 100, START + 101, 1));
            assertThat(table.histogram("*", Integer.MIN_VALUE, Integer.MAX_VALUE))
                    .hasSize(60);
        }
    }
}
