package io.github.cspmalert.testkit.sls.internal.query.duckdb;

import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.DELIMITERS;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.START;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.log;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.of;
import static io.github.cspmalert.testkit.sls.internal.query.duckdb.CspmLogs.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Json;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Key;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import io.github.cspmalert.testkit.sls.internal.query.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * JSON with an index of its own for some of its values.
 *
 * @see <a href="https://help.aliyun.com/en/sls/data-types">Data types: the service reads as much of broken JSON as is
 *     right; values that are objects or arrays, or stand in an array, have no index; a truth value is a text</a>
 * @see <a href="https://help.aliyun.com/en/sls/faq-about-the-query-and-analysis-of-json-logs">Querying JSON: names of all
 *     parents, joined with points, and in SQL in double quotation marks</a>
 */
class JsonIndexTest {

    private static DuckDbLogTable table;

    @BeforeAll
    static void open() {
        Map<String, Key> typed = new LinkedHashMap<>();
        typed.put("code", of(Type.LONG));
        typed.put("cost", of(Type.DOUBLE));
        typed.put("user.name", new Key(Type.TEXT, true, true, DELIMITERS, "who"));
        typed.put("http.path", text());
        typed.put("hidden", new Key(Type.TEXT, false, false, DELIMITERS, ""));
        table = CspmLogs.table(
                CspmLogs.index(
                        null,
                        "id",
                        text(),
                        "event",
                        json(new Json(false, 0, typed)),
                        "all",
                        json(new Json(true, 2, Map.of())),
                        "raw",
                        json(Json.ALL_TEXTS)),
                log(
                        START,
                        "id",
                        "1",
                        "event",
                        "{\"code\":7,\"cost\":1.5,\"user\":{\"name\":\"Root user\"},\"http.path\":\"/order/buy\","
                                + "\"hidden\":\"x\",\"list\":[1]}",
                        "all",
                        "{\"a\":{\"b\":\"deep one\",\"c\":{\"d\":\"deeper\"}},\"n\":5,\"ok\":true,\"l\":[\"x\"]}"),
                log(START, "id", "2", "event", "{\"code\":\"3\",\"cost\":-2,\"user\":\"none\"}", "raw", "[\"x\"]"),
                log(START, "id", "3", "event", "{\"code\":\"none\",\"user\":{\"name\":\"root", "all", "{\"ok\":fal"),
                log(START, "id", "4", "event", "{\"code\":9,\"user\":{\"name\":\"guest\",", "raw", "{\"ok\":true}"),
                log(START, "id", "5", "event", "no JSON"));
    }

    @AfterAll
    static void close() {
        table.close();
    }

    private static Key json(Json json) {
        return new Key(Type.JSON, true, false, DELIMITERS, "", false, json);
    }

    private static String found(String search) {
        return table.query(new Query(search, START, START + 1, 100, 0, false)).rows().stream()
                .map(row -> row.get("id"))
                .collect(Collectors.joining(" "));
    }

    private static List<String> cells(String sql) {
        Query query = new Query("* | " + sql, START, START + 1, 0, 0, false);
        return table.query(query).rows().stream()
                .map(row -> String.join(",", row.values()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "event.code > 5                ~ 1 4",
                "event.code >= 3               ~ 1 2 4",
                "event.code in [3 7]           ~ 1 2",
                "event.code:7                  ~ 1",
                "event.code = 7                ~ 1",
                "not event.code > 5            ~ 2 3 5",
                "event.code:*                  ~ 1 2 3 4",
                "event.cost > -2.5             ~ 1 2",
                "event.cost:1.5                ~ 1",
                "event.user.name:Root          ~ 1",
                "event.user.name:root          ~ ``",
                "event.user.name:gue*          ~ 4",
                "event.http.path:buy           ~ 1",
                "\"event.http.path\":buy       ~ 1",
                "event.hidden:x                ~ 1",
                "all.a.b:one                   ~ 1",
                "all.ok:true                   ~ 1",
                "all.n:5                       ~ ``",
                "all.l:x                       ~ ``",
                "raw.ok:true                   ~ 4",
                "event.code > 5 and event.cost > 1 ~ 1",
            })
    void search_insideJson_findsByTheTypeOfTheIndex(String search, String ids) {
        assertThat(found(search)).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "event.list:1        ~ field 'event.list' has no index",
                "event.nothing:1     ~ field 'event.nothing' has no index",
                "event.user:none     ~ field 'event.user' has no index",
                "all.a.c.d:deeper    ~ field 'all.a.c.d' has no index",
                "event.user.name > 1 ~ '>' needs a number, but field 'event.user.name' has an index of type text",
                "event.code:x        ~ field 'event.code' has an index of type long",
            })
    void search_whereJsonHasNoSuchIndex_isRefused(String search, String message) {
        assertThatThrownBy(() -> found(search)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "SELECT sum(\"event.code\")                                         ~ 19",
                "SELECT max(\"event.cost\")                                         ~ 1.5",
                "SELECT \"event.user.name\" WHERE \"event.code\" = 7                ~ Root user",
                "SELECT who WHERE \"event.code\" = 9                                ~ guest",
                "SELECT \"event.http.path\" WHERE id = '1'                          ~ /order/buy",
                "SELECT count(*) WHERE \"event.code\" IS NULL                       ~ 2",
                "SELECT json_extract(event, '$.code') WHERE id = '1'                ~ 7",
                "SELECT json_extract_scalar(\"all\", '$.a.c.d') WHERE id = '1'      ~ deeper",
                "SELECT event.\"event.code\" FROM log event WHERE id = '1'          ~ 7",
            })
    void sql_insideJson_hasColumnsOfTheTypeOfTheIndex(String sql, String cell) {
        assertThat(cells(sql)).containsExactly(cell);
    }

    @ParameterizedTest
    @CsvSource({"event.hidden", "all.a.b", "event.user"})
    void sql_ofWhatHasNoStatistics_isRefused(String name) {
        assertThatThrownBy(() -> cells("SELECT \"" + name + "\""))
                .hasMessageContaining("column '" + name + "' cannot be resolved");
    }
}
