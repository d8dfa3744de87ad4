package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.DELIMITERS;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.START;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.log;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.of;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.testkit.sls.internal.query.LogEntry;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Key;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import io.github.cspmalert.testkit.sls.internal.query.Query;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import io.github.cspmalert.testkit.sls.internal.query.QueryResult;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service's SQL does beyond Presto's, and how cells are printed. What Presto does is checked against Presto. */
class SqlTest {

    private static final LogstoreIndex INDEX = CspmLogs.index(
            null,
            "status",
            text(),
            "n",
            of(Type.LONG),
            "score",
            of(Type.DOUBLE),
            "secret",
            new Key(Type.TEXT, false, false, DELIMITERS, ""),
            "client_ip",
            new Key(Type.TEXT, true, false, DELIMITERS, "ip"),
            "json",
            of(Type.JSON),
            "content.status",
            text(),
            "__tag__:host",
            text());

    private static DuckDbLogTable table;

    @BeforeAll
    static void open() {
        table = CspmLogs.table(
                INDEX,
                new LogEntry(
                        1_592_374_067,
                        "t",
                        "s",
                        Map.of("host", "web-1"),
                        Map.of(
                                "status",
                                "PASS",
                                "n",
                                "5",
                                "score",
                                "1e10",
                                "client_ip",
                                "192.0.2.1",
                                "content.status",
                                "x")),
                log(1_592_374_068, "status", "NOT_PASS", "n", "no number", "json", "{\"a\":1}"));
    }

    @AfterAll
    static void close() {
        table.close();
    }

    private static QueryResult query(String statement) {
        return table.query(new Query(statement, 1_592_374_000, 1_592_375_000, 0, 0, false));
    }

    private static String only(String sql) {
        List<Map<String, String>> rows = query("* | " + sql).rows();
        assertThat(rows).hasSize(1);
        return String.join(", ", rows.get(0).values());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "SELECT count(*)                                                ~ 2",
                "select COUNT(1) as C From LOG                                  ~ 2",
                "SELECT max(score)                                              ~ 1.0E10",
                "SELECT max(n) FROM log WHERE status = 'NOT_PASS'               ~ null",
                "SELECT ip, client_ip WHERE ip = '192.0.2.1'                    ~ 192.0.2.1, 192.0.2.1",
                "SELECT \"content.status\" WHERE \"content.status\" IS NOT NULL ~ x",
                "SELECT \"__tag__:host\" WHERE \"__tag__:host\" IS NOT NULL     ~ web-1",
                "SELECT __topic__, __source__, __time__ WHERE n = 5             ~ t, s, 1592374067",
                "SELECT count_if(score > 1) > 0                                 ~ true",
                "SELECT array_agg(status ORDER BY status)                       ~ [\"NOT_PASS\",\"PASS\"]",
                "SELECT map(ARRAY['a'], ARRAY[1.5]) FROM log LIMIT 1            ~ {\"a\":1.5}",
                "SELECT ARRAY[1e10, null] FROM log LIMIT 1                      ~ [1.0E10,null]",
                "SELECT json_extract(json, '$.a') WHERE json IS NOT NULL        ~ 1",
                "SELECT date '2024-01-02' FROM log LIMIT 1                      ~ 2024-01-02",
                "SELECT 1.0 / 0 FROM log LIMIT 1                                ~ Infinity",
                "SELECT cast('1.50' AS decimal(5,2)) FROM log LIMIT 1           ~ 1.50",
                "SELECT cast(2 AS real) FROM log LIMIT 1                        ~ 2.0",
                "SELECT status FROM log ORDER BY status LIMIT 1, 1              ~ PASS",
            })
    void sql_overLogs_isAnswered(String sql, String cells) {
        assertThat(only(sql)).isEqualTo(cells);
    }

    /** The documented example: from_unixtime(1592374067) prints 2020-06-17 14:07:47 in UTC+8. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "+08:00        ~ 2020-06-17 14:07:47",
                "Asia/Shanghai ~ 2020-06-17 14:07:47",
                "Z             ~ 2020-06-17 06:07:47",
                "+05:30        ~ 2020-06-17 11:37:47",
                "Europe/Berlin ~ 2020-06-17 08:07:47",
            })
    void time_inSql_isPrintedInTheZoneOfTheTable(String zone, String time) {
        try (DuckDbLogTable zoned = DuckDbLogTable.open(INDEX, ZoneId.of(zone), null)) {
            zoned.append(List.of(log(1_592_374_067)));
            Query query = new Query(
                    "* | SELECT from_unixtime(__time__), date_format(__time__, '%Y-%m-%d %H:%i:%s'), "
                            + "to_unixtime(from_unixtime(__time__)), date_trunc('minute', __time__), "
                            + "cast(from_unixtime(__time__) as varchar), "
                            + "cast(from_unixtime(__time__) as timestamp with time zone), "
                            + "date_format(cast(from_unixtime(__time__) as timestamp with time zone), '%H:%i')",
                    0, Integer.MAX_VALUE, 0, 0, false);
            assertThat(zoned.query(query).rows().get(0).values())
                    .containsExactly(
                            time + ".000",
                            time,
                            "1.592374067E9",
                            time.substring(0, 16) + ":00.000",
                            time + ".000",
                            time + ".000 " + zone,
                            time.substring(11, 16));
        }
    }

    @Test
    void now_inSql_isPrintedWithTheZone() {
        assertThat(only("SELECT now() FROM log LIMIT 1"))
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\+08:00");
        assertThat(only("SELECT date_diff('second', now(), current_timestamp), current_date = date(now()) LIMIT 1"))
                .isEqualTo("0, true");
        assertThat(query("* | SELECT now(), localtimestamp LIMIT 1").columnTypes())
                .containsExactly("timestamp with time zone", "timestamp");
    }

    @Test
    void columns_areInTheOrderSelected_andUnnamedOnesAreNumbered() {
        QueryResult result = query("* | SELECT n, count(*), max(status) AS m, 1 GROUP BY n");

        assertThat(result.columns()).containsExactly("n", "_col1", "m", "_col3");
        assertThat(result.columnTypes()).containsExactly("bigint", "bigint", "varchar", "integer");
    }

    @Test
    void types_areNamedAsPrestoDoes() {
        assertThat(query(
                                "* | SELECT sum(n), avg(n), array_agg(n), histogram(status), count(*) > 1, max(from_unixtime(0))")
                        .columnTypes())
                .containsExactly("bigint", "double", "array(bigint)", "map(varchar, bigint)", "boolean", "timestamp");
    }

    @Test
    void rows_withoutLimit_are100() {
        try (DuckDbLogTable many = CspmLogs.table(
                INDEX,
                IntStream.range(0, 150).mapToObj(i -> log(START, "n", "" + i)).toArray(LogEntry[]::new))) {
            QueryResult cut = many.query(new Query("* | SELECT n", START, START + 1, 0, 0, false));
            QueryResult whole = many.query(new Query("* | SELECT n LIMIT 1000", START, START + 1, 0, 0, false));
            QueryResult page =
                    many.query(new Query("* | SELECT n ORDER BY n LIMIT 140, 50", START, START + 1, 0, 0, false));

            assertThat(cut.rows()).hasSize(100);
            assertThat(cut.limited()).isEqualTo(100);
            assertThat(cut.processedRows()).isEqualTo(150);
            assertThat(whole.rows()).hasSize(150);
            assertThat(whole.limited()).isEqualTo(1000);
            assertThat(page.rows()).hasSize(10).first().isEqualTo(Map.of("n", "140"));
            assertThat(page.limited()).isEqualTo(50);
        }
    }

    @Test
    void text_longerThan2048Bytes_isCutInSql_butNotInASearch() {
        String text = "x".repeat(2046) + "漢字";
        try (DuckDbLogTable one = CspmLogs.table(INDEX, log(START, "status", text))) {
            QueryResult sql = one.query(new Query("* | SELECT status, length(status)", START, START + 1, 0, 0, false));
            QueryResult search = one.query(new Query("*", START, START + 1, 1, 0, false));

            assertThat(sql.rows().get(0).values()).containsExactly("x".repeat(2046), "2046");
            assertThat(search.rows().get(0)).containsEntry("status", text);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "SELECT nothing                          ~ SQL, line 1:8: column 'nothing' cannot be resolved: it is no field with an index and statistics",
                "SELECT secret                           ~ column 'secret' cannot be resolved",
                "SELECT count(*) WHERE x = 1             ~ SQL, line 1:23: column 'x' cannot be resolved",
                "SELECT \"PASS\" = status                ~ text stands in 'single' quotation marks",
                "SELECT n AS a, a + 1                    ~ column 'a' cannot be resolved",
                "SELECT content.status                   ~ 'content' is not a table of this FROM; write a name that has a point in quotation marks: \"content.status\"",
                "SELECT t.n FROM log                     ~ 't' is not a table",
                "SELECT s FROM (SELECT status FROM log)  ~ column 's' cannot be resolved",
                "SELECT status FROM (SELECT status)      ~ column 'status' cannot be resolved",
                "SELECT status, count(*)                 ~ must appear in the GROUP BY clause",
                "SELECT n = '5'                          ~ '=' cannot be applied to bigint, varchar",
                "SELECT status IN (1, 2)                 ~ 'IN' cannot be applied to varchar, integer",
                "SELECT status + 1                       ~ '+' cannot be applied to varchar, integer",
                "SELECT sum(status)                      ~ sum: the argument is varchar, not a number",
                "SELECT cast(status AS bigint)           ~ is no whole number",
                "SELECT n / 0                            ~ Division by zero",
                "SELECT year(status)                     ~ year: argument 1 must be a time or epoch seconds, not varchar",
                "SELECT lower()                          ~ function 'lower' takes 1 argument(s), not 0",
                "SELECT lower(DISTINCT status)           ~ 'lower' is no aggregate",
                "SELECT row_number()                     ~ 'row_number' needs OVER (...)",
                "SELECT date_format(__time__, status)    ~ date_format: argument 2 must be a 'literal'",
                "SELECT date_format(__time__, '%q')      ~ the pattern '%q' is not served",
                "SELECT json_extract(json, '$..a')       ~ the JSON path '$..a' is not served",
                "SELECT date_trunc('eon', __time__)      ~ 'eon' is no unit",
                "SELECT regexp_like(status, '(?=x)')     ~ invalid perl operator",
                "SELECT t.x FROM log CROSS JOIN UNNEST(status) AS t(x) ~ UNNEST takes an array or a map, not varchar",
                "SELECT interval '1' day                 ~ is an interval, which EmbeddedSls does not print",
                "SELEC n                                 ~ SQL, line 1:1: mismatched input 'SELEC'",
                "SELECT n FROM                           ~ SQL, line 1:14: mismatched input '<EOF>'",
                "`SELECT n\nFROM log WHERE GROUP`        ~ SQL, line 2:16: mismatched input 'GROUP'",
                "SELECT 'open                            ~ SQL, line 1:8: mismatched input '''.",
                "SELECT n;                               ~ end the statement without ';'",
                "where n > 5                             ~ EmbeddedSls serves SQL after '|', not SPL",
                "extend x = n                            ~ not SPL",
                "set session mode = scan                 ~ the SQL part must be a SELECT",
                "``                                      ~ write a SELECT after '|'",
                "WITH log AS (SELECT 1 AS x) SELECT x FROM log ~ 'log' is the Logstore itself; give the WITH query another name",
                "SELECT x FROM logs                      ~ unknown table 'logs'; FROM takes log, a sub-query, or a name that WITH defines",
                "SELECT compare(1, 2)                    ~ SQL, line 1:8: function 'compare' is not served by EmbeddedSls",
                "SELECT ts_compare(1, 2)                 ~ function 'ts_compare' is not served by EmbeddedSls",
                "SELECT time_series(__time__, '1m')      ~ function 'time_series' is not served by EmbeddedSls",
                "SELECT ip_to_city(ip)                   ~ function 'ip_to_city' is not served by EmbeddedSls",
                "SELECT promql_query('x')                ~ function 'promql_query' is not served by EmbeddedSls",
                "SELECT repeat('x', 1000000000)          ~ function 'repeat' is not served by EmbeddedSls",
                "SELECT n LIMIT 1000001                  ~ LIMIT gives at most 1000000",
                "SELECT n LIMIT 0, 10001                 ~ LIMIT offset, count gives at most 10000",
                "SELECT n LIMIT 999999, 10               ~ reaches beyond row 1000000",
                "SELECT n LIMIT ALL                      ~ LIMIT ALL is not served",
                "SELECT n OFFSET 5 LIMIT 5               ~ the service has no OFFSET; write LIMIT offset, count",
                "SELECT n FROM (SELECT n FROM log LIMIT 1, 2) ~ LIMIT offset, count is not allowed in a sub-query",
            })
    void sql_thatIsWrong_isRefusedWithPlaceAndFix(String sql, String message) {
        assertThatThrownBy(() -> query("* | " + sql))
                .isInstanceOfSatisfying(QueryRejectedException.class, e -> assertThat(e.errorCode())
                        .isEqualTo("ParameterInvalid"))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1; SELECT 2",
                "SELECT 1; DROP TABLE logs",
                "DROP TABLE log",
                "CREATE TABLE x AS SELECT 1",
                "INSERT INTO log SELECT 1",
                "DELETE FROM log",
                "UPDATE log SET n = 1",
                "EXPLAIN SELECT 1",
                "SHOW TABLES",
                "DESCRIBE log",
                "USE x",
                "COPY log TO '/tmp/x'",
                "ATTACH '/tmp/x'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "PRAGMA version",
                "SET threads = 4",
                "CALL pragma_version()",
                "VALUES (1)",
                "TABLE log",
                "SELECT * FROM (VALUES (1)) AS t(x)",
                "SELECT * FROM logs",
                "SELECT * FROM main.logs",
                "SELECT * FROM layout",
                "SELECT * FROM information_schema.tables",
                "SELECT * FROM duckdb_settings",
                "SELECT * FROM duckdb_settings()",
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM glob('/*')",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM \"/etc/passwd\"",
                "SELECT * FROM \"x.csv\"",
                "SELECT * FROM query('SELECT 1')",
                "SELECT * FROM query_table('logs')",
                "SELECT read_text('/etc/passwd')",
                "SELECT getenv('HOME')",
                "SELECT current_setting('threads')",
                "SELECT getvariable('x')",
                "SELECT error('x')",
                "SELECT double_text(1.0)",
                "SELECT presto_type('x')",
                "SELECT analysed_text(status)",
                "SELECT rowid FROM log",
                "SELECT keys FROM log",
                "SELECT f0 FROM log",
                "SELECT log.f0 FROM log",
                "SELECT * EXCLUDE (n) FROM log",
                "SELECT COLUMNS('.*') FROM log",
                "SELECT $$x$$",
                "SELECT ?",
                "SELECT n FROM log GROUP BY ALL",
                "SELECT n FROM log TABLESAMPLE BERNOULLI (10)",
                "SELECT n FROM log, LATERAL (SELECT 1)",
                "SELECT * FROM log NATURAL JOIN log",
                "WITH RECURSIVE r AS (SELECT 1) SELECT * FROM r",
                "WITH log AS (SELECT 1) SELECT * FROM log",
                "WITH x AS (SELECT 1 FROM y) SELECT * FROM x",
                "SELECT CAST('x' AS regclass)",
                "SELECT CAST('x' AS blob)",
                "SELECT x'00'",
                "SELECT current_user",
                "SELECT now() AT TIME ZONE 'UTC'",
                "SELECT status COLLATE nocase FROM log",
                "SELECT max(n) WITHIN GROUP (ORDER BY n) FROM log",
            })
    void statement_hostileOrForeign_isRefused(String sql) {
        assertThatThrownBy(() -> query("* | " + sql)).isInstanceOf(QueryRejectedException.class);
        assertThat(table.size()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "SELECT '''; DROP TABLE logs; --' FROM log LIMIT 1      ~ '; DROP TABLE logs; --",
                "SELECT 'a\\' FROM log LIMIT 1                           ~ a\\",
                "SELECT '$1 {x} {' || 'y' FROM log LIMIT 1              ~ $1 {x} {y",
                "SELECT count(*) /* ' */ FROM log -- '                  ~ 2",
                "SELECT 1 AS \"a\"\"; DROP TABLE logs\" FROM log LIMIT 1 ~ 1",
                "WITH logs AS (SELECT 7 AS x) SELECT x FROM logs        ~ 7",
                "SELECT count(*) FILTER (WHERE status = '{') FROM log   ~ 0",
            })
    void quotes_andComments_areOnlyThat(String sql, String cells) {
        assertThat(only(sql)).isEqualTo(cells);
    }

    @Test
    void statement_largerThan64KiB_isRefused() {
        assertThatThrownBy(() -> query("* | SELECT '" + "x".repeat(65_536) + "'"))
                .hasMessageContaining("longer than 65536 bytes");
    }

    @Test
    void statement_nestedTooDeeply_isRefused() {
        assertThatThrownBy(() -> query("* | SELECT " + "(".repeat(2_000) + "1" + ")".repeat(2_000)))
                .isInstanceOf(QueryRejectedException.class);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "6, 5"})
    void timeRange_thatIsEmpty_isRefused(int from, int to) {
        assertThatThrownBy(() -> table.query(new Query("*", from, to, 10, 0, false)))
                .isInstanceOfSatisfying(QueryRejectedException.class, e -> assertThat(e.errorCode())
                        .isEqualTo("InvalidTimeRange"))
                .hasMessageContaining("[" + from + ", " + to + ")");
    }

    @Test
    void search_beforeSql_mayHaveABarInQuotationMarks() {
        QueryResult result = query("status:\"a|b\" or status:PASS | SELECT count(*)");

        assertThat(result.rows()).containsExactly(Map.of("_col0", "1"));
        assertThat(result.searchPart()).isEqualTo("status:\"a|b\" or status:PASS");
        assertThat(result.sqlPart()).isEqualTo("SELECT count(*)");
    }
}
