package io.github.cspmalert.sls;

import static io.github.cspmalert.sls.Connections.LOGSTORE;
import static io.github.cspmalert.sls.Connections.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.Cut;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.sls.StubService.Asked;
import io.github.cspmalert.sls.StubService.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many requests a query takes, what they ask for, and what is said about the rows that came. */
class PagingTest {

    private static final TimeRange RANGE =
            new TimeRange(Instant.ofEpochSecond(1_700_000_000), Instant.ofEpochSecond(1_700_003_600));
    private static final Pattern LIMIT = Pattern.compile("LIMIT (?:(\\d+), ?)?(\\d+)$");
    private static final String INCOMPLETE = "\"progress\":\"Incomplete\",\"keys\":[\"id\"]";

    private final StubService service = new StubService();
    private final ManualPace pace = new ManualPace();
    private final SlsConnection connection = Connections.to(service).pace(pace).build();
    private final SlsLogSource.Builder settings = SlsLogSource.builder(connection, PROJECT, LOGSTORE);

    @AfterEach
    void close() {
        connection.close();
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        // rows there, wanted, requests, rows given, cut
        "0,      100,   1,  0,     false",
        "99,     100,   1,  99,    false",
        "100,    100,   1,  100,   false",
        "101,    100,   1,  100,   true",
        "5,      1,     1,  1,     true",
        "9999,   9999,  1,  9999,  false",
        "10000,  9999,  1,  9999,  true",
        "10000,  10000, 2,  10000, false",
        "10001,  10000, 2,  10000, true",
        "25000,  50000, 3,  25000, false",
    })
    void query_sqlWithoutLimit_isPagedAndTheCutIsKnownExactly(
            int there, int wanted, int requests, int given, boolean cut) {
        service.otherwise(request -> table(there, request));

        LogResult result = query("* | SELECT id", wanted);

        assertThat(service.asked()).hasSize(requests);
        assertThat(ids(result))
                .isEqualTo(IntStream.range(0, given).mapToObj(Integer::toString).toList());
        assertThat(result.cuts()).isEqualTo(cut ? Set.of(Cut.MAX_ROWS) : Set.of());
    }

    @Test
    void query_smallPages_askForOneRowMoreThanWantedInAll() {
        service.otherwise(request -> table(1000, request));
        settings.pageSize(3);

        assertThat(ids(query("* | SELECT id", 7))).containsExactly("0", "1", "2", "3", "4", "5", "6");
        assertThat(service.asked())
                .extracting(PagingTest::statement)
                .containsExactly("* | SELECT id\nLIMIT 3", "* | SELECT id\nLIMIT 3,3", "* | SELECT id\nLIMIT 6,2");
    }

    @Test
    void query_aMillionRows_asksForNoMoreThanTheServiceGives() {
        service.otherwise(request -> {
            Matcher limit = limit(request);
            int offset = limit.group(1) == null ? 0 : Integer.parseInt(limit.group(1));
            int count = Integer.parseInt(limit.group(2));
            assertThat(offset + count).isLessThanOrEqualTo(1_000_000);
            return Answers.idRows(offset, count);
        });

        LogResult result = query("* | SELECT id", 1_000_000);

        assertThat(result.rows()).hasSize(1_000_000);
        assertThat(result.cuts()).containsExactly(Cut.MAX_ROWS);
        assertThat(service.asked()).hasSize(100);
    }

    @Test
    void query_serviceThatGivesFewerThanAsked_isAskedForTheRest() {
        service.next(
                Reply.ok(Answers.logs("\"progress\":\"Complete\",\"keys\":[\"id\"],\"limited\":2", Answers.ids(0, 2))));
        service.otherwise(request -> table(5, request));

        LogResult result = query("* | SELECT id", 50);

        assertThat(ids(result)).containsExactly("0", "1", "2", "3", "4");
        assertThat(result.isCut()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0,   100, 1, 0,   false",
        "99,  100, 1, 99,  false",
        "100, 100, 2, 100, false",
        "101, 100, 2, 100, true",
        "250, 1000, 3, 250, false",
        "250, 30,  1, 30,  true",
    })
    void query_search_isPagedByOffsetAndLine(int there, int wanted, int requests, int given, boolean cut) {
        service.otherwise(request -> {
            JsonNode body = body(request);
            assertThat(body.path("line").asInt()).isBetween(1, 100);
            assertThat(body.path("reverse").asBoolean()).isTrue();
            int offset = body.path("offset").asInt();
            return Answers.idRows(offset, Math.max(0, Math.min(body.path("line").asInt(), there - offset)));
        });

        LogResult result = query("status:NOT_PASS", wanted);

        assertThat(service.asked())
                .hasSize(requests)
                .extracting(PagingTest::statement)
                .containsOnly("status:NOT_PASS");
        assertThat(ids(result))
                .isEqualTo(IntStream.range(0, given).mapToObj(Integer::toString).toList());
        assertThat(result.columns()).isEqualTo(there == 0 ? List.of() : List.of("__time__", "__source__", "id"));
        assertThat(result.cuts()).isEqualTo(cut ? Set.of(Cut.MAX_ROWS) : Set.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "LIMIT 3; 2; 0; false",
                "LIMIT 3; 3; 0; true",
                "LIMIT 10,3; 3; 0; true",
                "LIMIT 10,3; 2; 0; false",
                "LIMIT 500; 100; 100; true",
                "LIMIT 500; 100; 500; false",
                "LIMIT ALL; 7; 0; false",
            })
    void query_sqlWithItsOwnLimit_isSentAsItIs(String limit, int rows, int limited, boolean cut) {
        service.next(Reply.ok(Answers.logs(
                "\"progress\":\"Complete\",\"keys\":[\"id\"],\"limited\":" + limited, Answers.ids(0, rows))));

        LogResult result = query("* | SELECT id ORDER BY id " + limit, 1);

        assertThat(service.asked())
                .extracting(PagingTest::statement)
                .containsExactly("* | SELECT id ORDER BY id " + limit);
        assertThat(result.rows()).hasSize(rows);
        assertThat(result.cuts()).isEqualTo(cut ? Set.of(Cut.LIMIT) : Set.of());
    }

    @Test
    void query_incompleteThenComplete_isAskedAgainAfterPauses() {
        Reply incomplete = Reply.ok(Answers.logs(INCOMPLETE, Answers.ids(0, 1)));
        service.next(incomplete, incomplete).otherwise(request -> Answers.idRows(0, 4));

        LogResult result = query("* | SELECT id", 100);

        assertThat(ids(result)).containsExactly("0", "1", "2", "3");
        assertThat(result.isCut()).isFalse();
        assertThat(pace.pauses()).hasSize(2).allSatisfy(pause -> assertThat(pause)
                .isLessThan(Duration.ofSeconds(1)));
        assertThat(service.asked())
                .extracting(Asked::body)
                .containsOnly(service.asked().get(0).body());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "3, 4", "10, 11"})
    void query_incompleteForEver_isGivenUpAndSaysSo(int repeats, int requests) {
        service.otherwise(request -> Reply.ok(Answers.logs(INCOMPLETE, Answers.ids(0, 2))));
        settings.maxIncompleteRepeats(repeats);

        LogResult result = query("status:NOT_PASS", 100);

        assertThat(service.asked()).hasSize(requests);
        assertThat(result.rows()).hasSize(2);
        assertThat(result.cuts()).containsExactly(Cut.INCOMPLETE);
    }

    @Test
    void query_incompleteByDefault_isRepeatedTenTimes() {
        service.otherwise(request -> Reply.ok(Answers.logs(INCOMPLETE, "")));

        assertThat(query("* | SELECT id LIMIT 5", 100).cuts()).containsExactly(Cut.INCOMPLETE);
        assertThat(service.asked()).hasSize(11);
    }

    @Test
    void query_incompletePage_isTheLast() {
        service.next(Answers.idRows(0, 100))
                .otherwise(request -> Reply.ok(Answers.logs(INCOMPLETE, Answers.ids(100, 100))));
        settings.maxIncompleteRepeats(1);

        LogResult result = query("*", 1000);

        assertThat(result.rows()).hasSize(200);
        assertThat(result.cuts()).containsExactly(Cut.INCOMPLETE);
        assertThat(service.asked()).hasSize(3);
    }

    @Test
    void query_inexactFigures_saysSo() {
        service.next(Reply.ok(
                Answers.logs("\"progress\":\"Complete\",\"isAccurate\":false,\"keys\":[\"id\"]", Answers.ids(0, 1))));

        assertThat(query("* | SELECT id", 100).cuts()).containsExactly(Cut.INEXACT);
    }

    @Test
    void query_pagesThatTakeTooLong_fail() {
        service.otherwise(request -> {
            pace.advance(Duration.ofSeconds(100));
            return Answers.idRows(0, 100);
        });

        assertThatExceptionOfType(LogQueryException.class)
                .isThrownBy(() -> query("*", 100_000))
                .withMessageContaining("the call took longer than 180 seconds, which its callTimeout allows")
                .matches(LogQueryException::retryable);
    }

    @Test
    void query_options_areSentForSqlAlone() {
        service.otherwise(request -> Answers.idRows(0, 1));
        settings.dedicatedSql().exactSql();
        query("* | SELECT id", 10);
        query("*", 10);

        assertThat(service.asked().get(0).body()).contains("\"powerSql\":true", "\"accurate\":true");
        assertThat(service.asked().get(1).body()).doesNotContain("powerSql", "accurate");
    }

    @Test
    void query_unusableStatement_sendsNothing() {
        assertThatExceptionOfType(LogQueryException.class).isThrownBy(() -> query("* | ", 10));
        assertThat(service.asked()).isEmpty();
    }

    private LogResult query(String statement, int maxRows) {
        return settings.build().query(new LogQuery(statement, RANGE, maxRows));
    }

    private static Reply table(int there, Asked request) {
        Matcher limit = limit(request);
        int offset = limit.group(1) == null ? 0 : Integer.parseInt(limit.group(1));
        return Answers.idRows(offset, Math.max(0, Math.min(Integer.parseInt(limit.group(2)), there - offset)));
    }

    private static Matcher limit(Asked request) {
        Matcher limit = LIMIT.matcher(statement(request));
        assertThat(limit.find()).isTrue();
        return limit;
    }

    private static String statement(Asked request) {
        return body(request).path("query").asText();
    }

    private static JsonNode body(Asked request) {
        try {
            return new JsonMapper().readTree(request.body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> ids(LogResult result) {
        return result.rows().stream().map(row -> row.get("id").orElseThrow()).toList();
    }
}
