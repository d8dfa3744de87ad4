package io.github.cspmalert.sls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.Cut;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogResult;
import io.github.cspmalert.testkit.SettableClock;
import io.github.cspmalert.testkit.sls.EmbeddedSls;
import io.github.cspmalert.testkit.sls.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole way: this module, the SDK, HTTP, a signature that is checked, and a query that is run. */
class EmbeddedSlsTest {

    private static final String PROJECT = "sas-log-1234567890-cn-hangzhou";
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final String ARTICLE =
            """
            __topic__:sas-cspm-log AND status:NOT_PASS |
            SELECT instance_type, check_item_name, count(*) AS cnt
            GROUP BY instance_type, check_item_name""";

    private static EmbeddedSls server;

    @BeforeAll
    static void start() {
        server = EmbeddedSls.builder()
                .accessKey("id", "key-secret")
                .temporaryAccessKey("sts-id", "sts-secret", "sts-token")
                .cspmLogstore(PROJECT, "sas-log")
                .logstore(PROJECT, "without-index")
                .start();
        List<Map<String, String>> logs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            logs.add(Map.of(
                    "__topic__",
                    "sas-cspm-log",
                    "__time__",
                    Long.toString(START.getEpochSecond() + i),
                    "check_id",
                    Integer.toString(i % 150),
                    "check_item_name",
                    "Item " + i % 150,
                    "instance_type",
                    "ECS",
                    "status",
                    i % 3 == 0 ? "PASS" : "NOT_PASS"));
        }
        server.put(PROJECT, "sas-log", logs);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void heal() {
        server.faults().clear();
    }

    @ParameterizedTest
    @EnumSource
    void query_eitherSignature_isAccepted(SignatureVersion version) {
        try (SlsConnection connection =
                connection("id", "key-secret").signatureVersion(version).build()) {
            assertThat(query(connection, "sas-log", ARTICLE, 1000).rows()).hasSize(100);
        }
    }

    @Test
    void query_articlesStatement_countsEachGroup() {
        // Of 300 records every third passes; the items repeat after 150, so that 50 of them always pass.
        LogResult result = ask(ARTICLE, 1000);

        assertThat(result.columns()).containsExactly("instance_type", "check_item_name", "cnt");
        assertThat(result.rows()).hasSize(100).allSatisfy(row -> assertThat(row.get("cnt"))
                .contains("2"));
        assertThat(result.isCut()).isFalse();
        assertThat(ask(ARTICLE, 99).cuts()).containsExactly(Cut.MAX_ROWS);
    }

    @Test
    void query_search_givesTheNewestFirst() {
        LogResult result = ask("status:NOT_PASS", 150);

        assertThat(result.rows()).hasSize(150).doesNotHaveDuplicates();
        assertThat(result.rows().get(0).get("__time__")).contains(Long.toString(START.getEpochSecond() + 299));
        assertThat(result.cuts()).containsExactly(Cut.MAX_ROWS);
    }

    @Test
    void query_temporaryCredentials_areAccepted() {
        try (SlsConnection connection = settings()
                .credentials(SlsCredentials.temporary("sts-id", "sts-secret", "sts-token"))
                .build()) {
            assertThat(query(connection, "sas-log", ARTICLE, 1000).rows()).hasSize(100);
        }
    }

    @Test
    void query_wrongSecret_saysSo() {
        try (SlsConnection connection = connection("id", "another-secret").build()) {
            LogQueryException failure =
                    catchThrowableOfType(LogQueryException.class, () -> query(connection, "sas-log", ARTICLE, 10));

            assertThat(failure)
                    .hasMessageContaining("check that the AccessKey secret belongs to the AccessKey id")
                    .matches(refused -> !refused.retryable());
            assertThat(failure.requestId()).isPresent();
        }
    }

    @Test
    void query_logstoreWithoutIndex_saysSo() {
        try (SlsConnection connection = connection("id", "key-secret").build()) {
            assertThat(catchThrowableOfType(
                            LogQueryException.class, () -> query(connection, "without-index", ARTICLE, 10)))
                    .hasMessageContaining("has no index");
        }
    }

    @Test
    void query_statementThatDoesNotParse_repeatsWhereItFails() {
        assertThat(catchThrowableOfType(LogQueryException.class, () -> ask("* | SELEC x", 10)))
                .hasMessageContaining("the service cannot run the statement: \"")
                .hasMessageContaining("line 1:")
                .matches(failure -> !failure.retryable());
    }

    @Test
    void query_faultsThatPass_areRiddenOut() {
        server.faults().next(Fault.serverBusy()).next(Fault.html502()).next(Fault.connectionReset());
        assertThat(ask(ARTICLE, 1000).rows()).hasSize(100);

        server.faults().next(Fault.tooManyRequests()).next(Fault.quotaExceeded("ReadQuotaExceed"));
        assertThat(ask(ARTICLE, 1000).rows()).hasSize(100);

        server.faults().next(4, Fault.serverError(500));
        assertThat(catchThrowableOfType(LogQueryException.class, () -> ask(ARTICLE, 1000))
                        .retryable())
                .isTrue();
        assertThat(server.faults().pending()).isZero();
    }

    @Test
    void query_incompleteOnce_isComplete_andForEver_isTold() {
        server.faults().next(3, Fault.incomplete());
        assertThat(ask(ARTICLE, 1000).isCut()).isFalse();

        server.faults().next(50, Fault.incomplete());
        assertThat(ask(ARTICLE, 1000).cuts()).contains(Cut.INCOMPLETE);
    }

    @Test
    void query_rowsThatTheServiceCuts_areFetchedOrTold() {
        server.faults().next(Fault.cutRows(7));
        assertThat(ask(ARTICLE + " ORDER BY check_item_name", 1000).rows())
                .hasSize(100)
                .doesNotHaveDuplicates();

        server.faults().next(Fault.cutRows(7));
        assertThat(ask(ARTICLE + " LIMIT 50", 1000).cuts()).containsExactly(Cut.LIMIT);
    }

    @Test
    void verify_garbage_isAProblemAndNoException() {
        server.faults().next(50, Fault.garbage());
        try (SlsConnection connection = connection("id", "key-secret").build()) {
            assertThat(connection.verify(PROJECT, "sas-log", ARTICLE).passed()).isFalse();
        }
    }

    @Test
    void verify_allIsWell_passes() {
        try (SlsConnection connection = connection("id", "key-secret").build()) {
            SlsVerification verification = connection.verify(PROJECT, "sas-log", ARTICLE);

            assertThat(verification.passed()).as(verification.describe()).isTrue();
            assertThat(verification.lastRecord()).contains(START.plusSeconds(299));
        }
    }

    private static LogResult ask(String statement, int maxRows) {
        try (SlsConnection connection = connection("id", "key-secret").build()) {
            return query(connection, "sas-log", statement, maxRows);
        }
    }

    private static LogResult query(SlsConnection connection, String logstore, String statement, int maxRows) {
        return SlsLogSource.of(connection, PROJECT, logstore)
                .query(new LogQuery(statement, new TimeRange(START, START.plusSeconds(86_400)), maxRows));
    }

    private static SlsConnectionBuilder connection(String id, String secret) {
        return settings().credentials(SlsCredentials.of(id, secret));
    }

    private static SlsConnectionBuilder settings() {
        return SlsConnection.builder(server.endpoint(), server.region())
                .clock(SettableClock.at(Connections.NOW))
                .pace(new ManualPace())
                .proxy(server.proxyHost(), server.port());
    }
}
