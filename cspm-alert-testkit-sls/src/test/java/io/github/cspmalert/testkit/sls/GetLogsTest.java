package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.LOGSTORE;
import static io.github.cspmalert.testkit.sls.SdkClients.PROJECT;
import static io.github.cspmalert.testkit.sls.SdkClients.T0;
import static io.github.cspmalert.testkit.sls.SdkClients.refusal;
import static io.github.cspmalert.testkit.sls.SdkClients.rows;
import static io.github.cspmalert.testkit.sls.SdkClients.threeLogs;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.Consts.CompressType;
import com.aliyun.openservices.log.common.Histogram;
import com.aliyun.openservices.log.common.LogStore;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.request.GetLogsRequest;
import com.aliyun.openservices.log.response.GetHistogramsResponse;
import com.aliyun.openservices.log.response.GetLogsResponse;
import io.github.cspmalert.testkit.sls.internal.query.Query;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Reading logs: what goes to the engine, and how its answer reaches the client. */
class GetLogsTest {

    private static final String SQL = "* | SELECT status, count(*) AS cnt GROUP BY status";

    private FakeLogTable table;
    private final EmbeddedSls sls = EmbeddedSls.builder()
            .cspmLogstore(PROJECT, LOGSTORE)
            .start((index, folder) -> table = new FakeLogTable(index));
    private final Client client = SdkClients.v4(sls);

    @BeforeEach
    void putLogs() throws LogException {
        client.PutLogs(PROJECT, LOGSTORE, "sas-cspm-log", threeLogs(), "192.0.2.1");
    }

    @AfterEach
    void close() {
        client.shutdown();
        sls.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressType.class,
            names = {"LZ4", "GZIP", "NONE"})
    void getLogs_inEachCompression_givesTheSame(CompressType compression) throws LogException {
        GetLogsRequest request = new GetLogsRequest(PROJECT, LOGSTORE, T0, T0 + 60, "", "*");
        request.setCompressType(compression);

        GetLogsResponse response = client.GetLogs(request);

        assertThat(rows(response)).extracting(row -> row.get("status")).containsExactly("PASS", "NOT_PASS", "NOT_PASS");
        assertThat(response.getLogs().get(2).GetSource()).isEqualTo("192.0.2.1");
        assertThat(response.getLogs().get(2).GetLogItem().GetTime()).isEqualTo(T0 + 2);
    }

    @Test
    void getLogs_withSql_tellsAllAboutTheResult() throws LogException {
        GetLogsResponse response = client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "", SQL);

        assertThat(response.IsCompleted()).isTrue();
        assertThat(response.isHasSQL()).isTrue();
        assertThat(response.getKeys()).containsExactly("status", "cnt");
        assertThat(response.getColumnTypes()).containsExactly("varchar", "bigint");
        assertThat(response.getProcessedRow()).isEqualTo(3);
        assertThat(response.getLimited()).isEqualTo(100);
        assertThat(response.getWhereQuery()).isEqualTo("*");
        assertThat(response.getAggQuery()).isEqualTo("SELECT status, count(*) AS cnt GROUP BY status");
        assertThat(response.GetCount()).isEqualTo(3);
        // Rows of SQL have no time of their own: the service gives the start of the range.
        assertThat(response.getLogs().get(0).GetLogItem().GetTime()).isEqualTo(T0);
    }

    @Test
    void getRawLogs_keepsTheOrderOfColumns() throws LogException {
        GetLogsResponse response = client.GetRawLogs(new GetLogsRequest(PROJECT, LOGSTORE, T0, T0 + 60, "", SQL));

        assertThat(response.getRawQueryResult())
                .contains("{\"__source__\":\"\",\"__time__\":\"1700000000\",\"status\":\"PASS\",\"cnt\":\"3\"}");
    }

    @Test
    void getLogs_ofSearch_passesThePageOn() throws LogException {
        GetLogsRequest request = new GetLogsRequest(PROJECT, LOGSTORE, T0, T0 + 60, "", "*");
        request.SetLine(1);
        request.SetOffset(2);
        request.SetReverse(true);

        assertThat(client.GetLogs(request).GetCount()).isEqualTo(1);
        assertThat(table.queries).containsExactly(new Query("*", T0, T0 + 60, 1, 2, true));
    }

    @Test
    void getLogs_withoutPage_asksForHundredLogs() throws LogException {
        client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "", "");

        assertThat(table.queries).containsExactly(new Query("", T0, T0 + 60, 100, 0, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "*;                         __topic__:\"sas-cspm-log\"",
                "'';                        __topic__:\"sas-cspm-log\"",
                "PASS or NOT_PASS;          __topic__:\"sas-cspm-log\" and (PASS or NOT_PASS)",
                "a:\"x|y\" | SELECT 1;      __topic__:\"sas-cspm-log\" and (a:\"x|y\") | SELECT 1",
                "a:\"\\\"|\" | SELECT '|';  __topic__:\"sas-cspm-log\" and (a:\"\\\"|\") | SELECT '|'"
            })
    void getLogs_ofTopic_searchesInIt(String query, String expected) throws LogException {
        client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "sas-cspm-log", query);

        assertThat(table.queries).extracting(Query::text).containsExactly(expected);
    }

    @Test
    void getHistograms_countsOverTime() throws LogException {
        GetHistogramsResponse response = client.GetHistograms(PROJECT, LOGSTORE, T0, T0 + 4, "", "NOT_PASS");

        assertThat(response.IsCompleted()).isTrue();
        assertThat(response.GetTotalCount()).isEqualTo(2);
        assertThat(response.GetHistograms()).extracting(Histogram::GetCount).containsExactly(1L, 1L);
        assertThat(response.GetHistograms()).extracting(h -> h.mFromTime).containsExactly(T0, T0 + 2);
    }

    @Test
    void getLogs_ofTheFirstVersion_givesRowsAndHeaders() throws IOException {
        try (RawHttp raw = new RawHttp(sls)) {
            RawHttp.Response response = raw.send(
                    "GET",
                    "/logstores/sas-log?type=log&query=PASS&from=" + T0 + "&to=" + (T0 + 9) + "&line=10&offset=0",
                    new byte[0],
                    Map.of());

            assertThat(response.text())
                    .startsWith("[{\"__time__\":\"1700000000\"")
                    .contains("\"status\":\"PASS\"");
            assertThat(response.headers()).containsEntry("x-log-progress", "Complete");
            assertThat(response.headers()).containsEntry("x-log-count", "1");
        }
    }

    @Test
    void getLogs_ofWrongTarget_isRefused() throws LogException {
        client.CreateLogStore(PROJECT, new LogStore("no-index", 30, 2));

        LogException index = refusal(() -> client.GetLogs(PROJECT, "no-index", T0, T0 + 1, "", "*"));
        assertThat(index.getErrorCode()).isEqualTo("IndexConfigNotExist");
        assertThat(index.GetErrorMessage()).isEqualTo("logstore without index config");
        assertThat(index.GetHttpCode()).isEqualTo(400);
        assertThat(refusal(() -> client.GetLogs(PROJECT, "absent", T0, T0 + 1, "", "*"))
                        .getErrorCode())
                .isEqualTo("LogStoreNotExist");
        assertThat(refusal(() -> client.GetLogs("absent-project", LOGSTORE, T0, T0 + 1, "", "*"))
                        .getErrorCode())
                .isEqualTo("ProjectNotExist");
        assertThat(refusal(() -> client.GetHistograms(PROJECT, "no-index", T0, T0 + 1, "", "*"))
                        .getErrorCode())
                .isEqualTo("IndexConfigNotExist");
    }

    @Test
    void getLogs_ofWrongRange_isRefused() {
        LogException empty = refusal(() -> client.GetLogs(PROJECT, LOGSTORE, T0, T0, "", "*"));
        LogException inverted = refusal(() -> client.GetLogs(PROJECT, LOGSTORE, T0 + 1, T0, "", "*"));
        LogException histogram = refusal(() -> client.GetHistograms(PROJECT, LOGSTORE, T0, T0, "", "*"));

        assertThat(empty.getErrorCode()).isEqualTo("InvalidTimeRange");
        assertThat(inverted.getErrorCode()).isEqualTo("InvalidTimeRange");
        assertThat(histogram.getErrorCode()).isEqualTo("InvalidTimeRange");
    }

    /** The tests of the Java SDK ask so, and count 100; SQL has its own LIMIT. */
    @ParameterizedTest
    @CsvSource({"*, 100", "* | SELECT status, 0"})
    void getLogs_ofTooManyLines_givesWhatThereMayBe(String query, int expected) throws LogException {
        GetLogsRequest request = new GetLogsRequest(PROJECT, LOGSTORE, T0, T0 + 60, "", query);
        request.SetLine(1000);

        client.GetLogs(request);

        assertThat(table.queries).extracting(Query::line).containsExactly(expected);
    }

    /** Codes and messages are those that the tests of the Java SDK expect of the service. */
    @Test
    void getLogs_fromBeforeTheBeginning_isRefused() {
        LogException offset = refusal(() -> client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "", "", 100, -1, true));
        LogException from = refusal(() -> client.GetLogs(PROJECT, LOGSTORE, -1, T0 + 60, "", ""));

        assertThat(offset.getErrorCode()).isEqualTo("ParameterInvalid");
        assertThat(offset.GetErrorMessage()).isEqualTo("limit expression is required");
        assertThat(from.getErrorCode()).isEqualTo("ParameterInvalid");
        assertThat(from.GetErrorMessage()).isEqualTo("The parameter from must be a positive integer");
    }

    @Test
    void getLogs_ofSqlWithPage_isRefused() {
        GetLogsRequest request = new GetLogsRequest(PROJECT, LOGSTORE, T0, T0 + 1, "", SQL);
        request.SetOffset(100);

        LogException refusal = refusal(() -> client.GetLogs(request));

        assertThat(refusal.getErrorCode()).isEqualTo("ParameterInvalid");
        assertThat(refusal.GetErrorMessage())
                .isEqualTo("offset is not available for pagination in sql query, please use limit x,y syntax");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"from\":1,\"to\":2,\"query\":\"*\",\"line\":-1}              | InvalidLine",
                "{\"from\":1,\"to\":2,\"query\":\"*\",\"offset\":-1}            | ParameterInvalid",
                "{\"from\":1,\"to\":2,\"query\":\"* ; SELECT 1\",\"line\":\"1\"} | ParameterInvalid",
                "{\"to\":2,\"query\":\"*\"}                                     | ParameterInvalid",
                "{\"from\":1,\"query\":\"*\"}                                   | ParameterInvalid",
                "{\"from\":1.5,\"to\":2,\"query\":\"*\"}                        | ParameterInvalid",
                "{\"from\":1,\"to\":4294967296,\"query\":\"*\"}                 | ParameterInvalid",
                "{\"from\":-1,\"to\":2,\"query\":\"*\"}                         | ParameterInvalid",
                "{\"from\":1,\"to\":2,                                          | PostBodyInvalid"
            })
    void getLogs_ofWrongBody_isRefused(String body, String code) throws IOException {
        try (RawHttp raw = new RawHttp(sls)) {
            RawHttp.Response response =
                    raw.send("POST", "/logstores/sas-log/logs", body.getBytes(StandardCharsets.UTF_8), Map.of());

            assertThat(response.text()).contains("\"errorCode\":\"" + code + "\"");
            assertThat(response.status()).isEqualTo(400);
        }
    }

    @Test
    void getLogs_refusedByTheEngine_carriesItsCodeAndMessage() {
        LogException refusal = refusal(() -> client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 1, "", "malformed"));

        assertThat(refusal.getErrorCode()).isEqualTo("ParameterInvalid");
        assertThat(refusal.GetErrorMessage()).isEqualTo("malformed at column 1");
        assertThat(refusal.GetHttpCode()).isEqualTo(400);
    }
}
