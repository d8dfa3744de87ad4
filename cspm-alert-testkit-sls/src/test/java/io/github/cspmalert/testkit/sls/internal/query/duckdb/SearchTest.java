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
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.FullText;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Key;
import io.github.cspmalert.testkit.sls.internal.query.LogstoreIndex.Type;
import io.github.cspmalert.testkit.sls.internal.query.Query;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search finds. Expected values follow the documentation that SearchCompiler names. */
class SearchTest {

    private static final LogstoreIndex INDEX = CspmLogs.index(
            null,
            "id",
            text(),
            "status",
            text(),
            "url",
            text(),
            "exact",
            new Key(Type.TEXT, true, false, "", ""),
            "cased",
            new Key(Type.TEXT, true, true, DELIMITERS, ""),
            "n",
            of(Type.LONG),
            "score",
            of(Type.DOUBLE),
            "__tag__:host",
            text(),
            "a b",
            text(),
            "json",
            of(Type.JSON));

    private static final List<LogEntry> LOGS = List.of(
            log(START, "id", "1", "status", "NOT_PASS", "url", "/api/v1?user=Tom", "n", "5", "score", "1.5"),
            log(START, "id", "2", "status", "PASS", "url", "/api/v2", "n", "10", "exact", "a b", "cased", "Error"),
            log(START, "id", "3", "status", "pass", "n", "abc", "cased", "error", "a b", "x"),
            log(
                    START,
                    "id",
                    "4",
                    "status",
                    "",
                    "url",
                    "web-1.example.com",
                    "exact",
                    "a",
                    "score",
                    "-2",
                    "free",
                    "x",
                    "json",
                    "{bad"),
            new LogEntry(
                    START,
                    "other topic",
                    "192.0.2.7",
                    Map.of("host", "web-1"),
                    Map.of(
                            "id",
                            "5",
                            "n",
                            "-3",
                            "json",
                            "{\"region\":{\"id\":\"cn-beijing\"},\"ports\":[22],\"ok\":true}")));

    private static String found(LogstoreIndex index, String search) {
        try (DuckDbLogTable table = CspmLogs.table(index, LOGS.toArray(LogEntry[]::new))) {
            return table.query(new Query(search, START, START + 1, 100, 0, false)).rows().stream()
                    .map(row -> row.get("id"))
                    .collect(Collectors.joining(" "));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "*                                ~ 1 2 3 4 5",
                "status:PASS                      ~ 2 3",
                "status:not_pass                  ~ 1",
                "status:PASS or status:NOT_PASS   ~ 1 2 3",
                "not status:PASS                  ~ 1 4 5",
                "status:*                         ~ 1 2 3 4",
                "not status:*                     ~ 5",
                "status:\"\"                      ~ 4",
                "not status:\"\"                  ~ 1 2 3 5",
                "status:* not status:\"\"         ~ 1 2 3",
                "url:api                          ~ 1 2",
                "url:\"v1 api\"                   ~ 1",
                "url:tom                          ~ 1",
                "url:to                           ~ ``",
                "url:api/v2                       ~ 2",
                "url:web-1.example.com            ~ 4",
                "url:web                          ~ ``",
                "url:web*                         ~ 4",
                "url:web*com                      ~ 4",
                "url:web*org                      ~ ``",
                "url:v?                           ~ 1 2",
                "url:v?1                          ~ ``",
                "url:\"v*\"                       ~ ``",
                "status:NOT*                      ~ 1",
                "exact:a                          ~ 4",
                "exact:\"a b\"                    ~ 2",
                "exact:\"b a\"                    ~ ``",
                "exact:a*                         ~ 2 4",
                "exact:a?b                        ~ 2",
                "cased:Error                      ~ 2",
                "cased:error                      ~ 3",
                "cased:Err*                       ~ 2",
                "\"a b\":x                        ~ 3",
                "n:5                              ~ 1",
                "n=5                              ~ 1",
                "n>5                              ~ 2",
                "n>=5                             ~ 1 2",
                "n<0                              ~ 5",
                "n in [5 10]                      ~ 1 2",
                "n in (5 10]                      ~ 2",
                "n in [5 10)                      ~ 1",
                "not n in [5 10)                  ~ 2 3 4 5",
                "n:*                              ~ 1 2 3 5",
                "n > -1000000000                  ~ 1 2 5",
                "score > -2.5                     ~ 1 4",
                "score:1.5                        ~ 1",
                "__topic__:sas-cspm-log           ~ 1 2 3 4",
                "__topic__:\"other topic\"        ~ 5",
                "__topic__:other                  ~ ``",
                "__source__:192.0.2.*             ~ 5",
                "source:192.0.2.7                 ~ 5",
                "__tag__:host:web-1               ~ 5",
                "\"__tag__:host\":web-1           ~ 5",
                "not (status:PASS or url:api)     ~ 4 5",
                "TOM                              ~ 1",
                "pass v2                          ~ 2",
                "\"pass v2\"                      ~ 2",
                "web-1                            ~ ``",
                "1.5                              ~ ``",
                "free                             ~ ``",
                "json:cn-beijing                  ~ 5",
                "json.region.id:cn-beijing        ~ 5",
                "json.region.id:CN*               ~ 5",
                "json.ok:true                     ~ 5",
                "json.region.id:*                 ~ 5",
                "not json.region.id:*             ~ 1 2 3 4",
                "json.nothing:x                   ~ ``",
            })
    void search_asDocumented_findsTheLogs(String search, String ids) {
        assertThat(found(INDEX, search)).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "free                    ~ 4",
                "FREE x                  ~ 4",
                "x                       ~ 3 4",
                "cased                   ~ 2 3",
                "Error                   ~ 2 3",
                "not url                 ~ 3 5",
                "user                    ~ 1",
                "web-1                   ~ ``",
                "sas-cspm-log            ~ ``",
                "5                       ~ 5",
            })
    void word_withFullTextIndex_isSoughtInNamesAndValuesOfAllFields(String search, String ids) {
        LogstoreIndex full = new LogstoreIndex(new FullText(false, DELIMITERS), INDEX.keys());
        // A field's own index goes first: "cased" tells upper from lower case, the names of fields do not.
        String expected = search.equals("Error") ? "2" : ids;

        assertThat(found(full, search)).isEqualTo(expected);
    }

    @Test
    void word_acrossTwoUnindexedValues_isNotFound() {
        LogstoreIndex line = CspmLogs.index(new FullText(false, DELIMITERS));
        try (DuckDbLogTable table = CspmLogs.table(line, log(START, "k1", "one", "k2", "two"))) {
            assertThat(table.query(new Query("one and two", START, START + 1, 9, 0, false))
                            .rows())
                    .hasSize(1);
            assertThat(table.query(new Query("onek2", START, START + 1, 9, 0, false))
                            .rows())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "nothing:x    ~ search, line 1:1: field 'nothing' has no index",
                "a nothing:*  ~ search, line 1:3: field 'nothing' has no index",
                "status > 5   ~ '>' needs a number, but field 'status' has an index of type text",
                "n:abc        ~ field 'n' has an index of type long, so only a number can be searched for in it",
                "n:5*         ~ only a number can be searched for",
                "status:*ab   ~ a word must not start with a wildcard, as '*ab' does",
                "url:a/?b     ~ a word must not start with a wildcard",
                "url:\"/ /\"  ~ has no word to search for",
                "__time__ > 5 ~ set the time range of the request instead",
                "status.x:y   ~ field 'status.x' has no index",
                "__tag__:x:y  ~ field '__tag__:x' has no index",
            })
    void search_thatDoesNotFitTheIndex_isRefused(String search, String message) {
        assertThatThrownBy(() -> found(INDEX, search)).hasMessageContaining(message);
    }

    @Test
    void word_withAWildcardAndMoreThan64Characters_isRefused() {
        assertThatThrownBy(() -> found(INDEX, "url:" + "a".repeat(64) + "*"))
                .hasMessageContaining("at most 64 characters");
    }

    @Test
    void word_withoutAnyTextIndex_isRefused() {
        assertThatThrownBy(() -> found(CspmLogs.index(null, "n", of(Type.LONG)), "word"))
                .hasMessageContaining("neither a full-text index nor a text field");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "status:\"x') OR TRUE --\"",
                "status:\"' OR '1'='1\"",
                "\"status\" :\"a; DROP TABLE logs\"",
                "url:a'b",
                "url:\"\\\\' OR TRUE\"",
                "url:\"$(x)^.|+[\"",
            })
    void text_thatLooksLikeSqlOrAPattern_isOnlyText(String search) {
        assertThat(found(INDEX, search)).isEmpty();
    }
}
