package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.START;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.log;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.of;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.text;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import io.github.cspmalert.testkit.sls.internal.query.Query;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import io.github.cspmalert.testkit.sls.internal.query.QueryResult;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a statement may make of a few logs: refused at once, before it takes the memory or the time of this JVM. */
class BoundsTest {

    private static DuckDbLogTable table;

    @BeforeAll
    static void open() {
        table = CspmLogs.table(
                CspmLogs.index(null, "status", text(), "n", of(Type.LONG)),
                IntStream.range(0, 3000)
                        .mapToObj(i -> log(START, "status", i % 3 == 0 ? "PASS" : "NOT_PASS", "n", "" + i))
                        .toArray(LogEntry[]::new));
    }

    @AfterAll
    static void close() {
        table.close();
    }

    private static QueryResult query(String sql) {
        return assertTimeout(ofSeconds(30), () -> table.query(new Query("* | " + sql, START, START + 1, 0, 0, false)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT lpad('x', 600000000, 'y')",
                "SELECT rpad(status, 100000000, 'y') FROM log",
                "SELECT lpad(status, 60000, 'y') FROM log LIMIT 3000",
                "SELECT sequence(1, 1000000), status FROM log LIMIT 50",
                "SELECT sequence(1, 1000000000)",
                "SELECT sequence(n, n + 100000) FROM log",
                "SELECT sequence(timestamp '0001-01-01', timestamp '9999-01-01', interval '1' second)",
                "SELECT sequence(1, 10000), n FROM log LIMIT 3000",
                "SELECT transform(sequence(1, n), x -> lpad('a', 1000, 'b')) FROM log",
                "SELECT transform(sequence(1, n), x -> transform(sequence(1, n), y -> x * y)) FROM log",
                "SELECT flatten(transform(sequence(1, 1000), x -> sequence(1, 1000))) FROM log",
                "SELECT reduce(sequence(1, 400), status, (s, x) -> s || s, s -> s) FROM log",
                "SELECT replace(rpad(status, 4000, 'a'), 'a', rpad(status, 4000, 'b')) FROM log",
                "SELECT regexp_replace(rpad(status, 30000, 'a'), 'a', '" + "a123456789a123456789a123456789a123456789"
                        + "') FROM log",
                "SELECT split(rpad(status, 30000, 'a'), 'a') FROM log",
                "SELECT regexp_extract_all(rpad(status, 16000, 'a'), '.') FROM log",
                "SELECT array[sequence(1, 10000), sequence(1, 10000), sequence(1, 10000)] FROM log",
                "SELECT array_join(sequence(1, 10000), '" + "0123456789012345678901234567890123456789" + "') FROM log",
                "SELECT l FROM log CROSS JOIN (SELECT array_agg(status) l FROM log) LIMIT 3000",
                "SELECT array_agg(status) OVER () FROM log",
                "SELECT map_agg(n, status) OVER () FROM log",
                "SELECT histogram(status) OVER () FROM log",
                "WITH a AS (SELECT status || status || status || status || status || status s FROM log),"
                        + " b AS (SELECT s || s || s || s || s || s || s || s || s s FROM a),"
                        + " c AS (SELECT s || s || s || s || s || s || s || s || s s FROM b),"
                        + " d AS (SELECT s || s || s || s || s || s || s || s || s s FROM c) SELECT s FROM d",
            })
    void result_thatWouldNotFit_isRefused(String sql) {
        assertThatThrownBy(() -> query(sql))
                .isInstanceOf(QueryRejectedException.class)
                .message()
                .containsAnyOf(
                        "the length must be from 0 to",
                        "a sequence has at most 10000 elements",
                        "would be made",
                        "could be made",
                        "a row of the result has more than",
                        "OVER is not served");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "SELECT length(array_join(array_agg(status), ',')) FROM log                       ~ 22999",
                "SELECT concat(status, 'x') FROM log GROUP BY concat(status, 'x') ORDER BY concat(status, 'x')"
                        + " LIMIT 1                                                              ~ NOT_PASSx",
                "SELECT cardinality(array_agg(status)) FROM log                                   ~ 3000",
                "SELECT length(lpad(status, 4000, '0')) FROM log LIMIT 1                          ~ 4000",
                "SELECT cardinality(sequence(1, 10000)) FROM log LIMIT 1                          ~ 10000",
                "SELECT cardinality(sequence(timestamp '2026-01-01', timestamp '2026-01-03',"
                        + " interval '1' hour)) FROM log LIMIT 1                                  ~ 49",
                "SELECT cardinality(array_distinct(array_agg(n))) FROM log                        ~ 3000",
                "SELECT cardinality(map_agg(n, status)) FROM log                                  ~ 3000",
                "SELECT status || '-' || status || '-' || status || '-' || status || '-' || status"
                        + " FROM log WHERE n = 0                          ~ PASS-PASS-PASS-PASS-PASS",
                "SELECT status || cast(null as varchar) || 'a' || 'b' || 'c' || 'd' || 'e' || 'f' || 'g'"
                        + " FROM log WHERE n = 0                                                  ~ null",
            })
    void result_ofOrdinarySize_isGiven(String sql, String cell) {
        assertThat(query(sql).rows().get(0).values()).containsExactly(cell);
    }

    private static String nested(String start, String open, String inner, String close, int depth) {
        return start + " " + (open + " ").repeat(depth) + inner + (" " + (close == null ? "" : close)).repeat(depth);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "SELECT ~abs(~-1~)~24",
                "SELECT ~array[~1~]~50",
                "SELECT ~upper(~status~)~55",
                "SELECT ~coalesce(~n~, 1)~50",
                "SELECT ~if(n > 1, ~n~, 2)~50",
                "SELECT ~CASE n WHEN 1 THEN ~n~ ELSE 2 END~50",
                "SELECT ~(~1~)~55",
                "SELECT ~NOT ~true~~200",
            })
    void expression_inItselfManyTimes_isAnswered(String start, String open, String inner, String close, int depth) {
        String sql = nested(start, open, inner, close, depth) + " FROM log LIMIT 1";

        assertThat(query(sql).rows()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "SELECT ~(~1~)~10000",
                "SELECT ~array[~1~]~1000",
                "SELECT ~abs(~1~)~5000",
                "SELECT ~CASE WHEN n > 1 THEN ~1~ END~1000",
                "SELECT ~(SELECT max(n) FROM log WHERE n > ~1~)~500",
                "SELECT ~transform(array[1], x -> ~x~)~500",
                "SELECT ~- ~1~~10000",
                "SELECT ~NOT ~true~~10000",
                "SELECT ~1 + ~1~~10000",
                "SELECT count(*) WHERE ~n = 1 OR ~n = 1~~5000",
                "SELECT count(*) WHERE ~n = (~1~)~5000",
                "SELECT ~x -> ~1~~5000",
                "SELECT ~x -> ~1~~400",
                "SELECT ~NOT ~true~~400",
                "SELECT ~- ~1~~400",
                "SELECT CAST(NULL AS ~array<~bigint~>~5000",
                "SELECT CAST(NULL AS ~map<bigint, ~bigint~>~1000",
                "SELECT * FROM ~(SELECT * FROM ~log~)~500",
                "SELECT ~substr(~status~, 1)~40",
                "SELECT ~slice(~split(status, 'A')~, 1, 2)~40",
            })
    void statement_thatNestsTooDeep_isRefusedAtOnce(String start, String open, String inner, String close, int depth) {
        String sql = nested(start, open, inner, close, depth);

        assertTimeout(ofSeconds(20), () -> assertThatThrownBy(() -> query(sql))
                .isInstanceOf(QueryRejectedException.class)
                .message()
                .containsAnyOf("too deeply nested", "too many functions in functions", "longer than", "too large"));
    }

    @Test
    void nesting_onAThreadWithLittleStack_leavesTheJvmAlive() throws InterruptedException {
        String sql = "SELECT count(*) FROM log WHERE n = 1" + " OR n = 1".repeat(290);
        Thread small = new Thread(null, () -> query(sql), "small", 256 * 1024);
        small.start();
        small.join();

        assertThat(query("SELECT 1 FROM log LIMIT 1").rows()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "SELECT count(*) FROM log WHERE rpad(status, 4000, 'a') LIKE '%a_%a_%a_%b'        ~ 0",
                "SELECT count(*) FROM log WHERE rpad(status, 4000, 'a') LIKE '%P_%S%a_a%'         ~ 3000",
                "SELECT count(*) FROM log WHERE regexp_like(rpad(status, 4000, 'a'), '(a*)*b$')   ~ 0",
            })
    void pattern_thatMatchesInManyWays_takesNoLonger(String sql, String cell) {
        assertThat(query(sql).rows().get(0).values()).containsExactly(cell);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT levenshtein_distance(rpad(status, 2000, 'a'), rpad(status, 2000, 'b'))",
                "SELECT count(*) GROUP BY x -> x",
                "SELECT x -> x",
                "SELECT count(*) ORDER BY x -> x",
                "SELECT count(*) GROUP BY count(*)",
                "SELECT sum(sum(n)) FROM log",
                "SELECT n, count(*) FROM log",
                "SELECT (SELECT n, status FROM log)",
                "SELECT (SELECT n FROM log)",
                "SELECT 9223372036854775807 + n FROM log",
                "SELECT cast('9999999999999' as integer)",
                "SELECT date_add('year', 300000, now())",
                "SELECT from_unixtime(9223372036854775807)",
                "SELECT n FROM log UNION SELECT status, n FROM log",
                "SELECT chr(-1) FROM log",
                "SELECT regexp_like(status, '(') FROM log",
                "SELECT approx_percentile(n, 2.0) FROM log",
                "SELECT ntile(0) OVER () FROM log",
                "SELECT json_extract(status, '$..a') FROM log",
                "SELECT date_format(now(), '%Q') FROM log",
                "SELECT cast(n as decimal(99, 2)) FROM log",
                "SELECT 1e999 FROM log LIMIT x",
                "SELECT 99999999999999999999 FROM log",
                "SELECT n FROM log LIMIT 99999999999999999999",
            })
    void statement_thatFailsSomehow_isRefused(String sql) {
        assertThatThrownBy(() -> query(sql)).isInstanceOf(QueryRejectedException.class);
    }
}
