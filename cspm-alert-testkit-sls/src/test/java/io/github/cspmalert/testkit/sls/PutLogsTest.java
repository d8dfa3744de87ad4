package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.LOGSTORE;
import static io.github.cspmalert.testkit.sls.SdkClients.PROJECT;
import static io.github.cspmalert.testkit.sls.SdkClients.T0;
import static io.github.cspmalert.testkit.sls.SdkClients.refusal;
import static io.github.cspmalert.testkit.sls.SdkClients.rows;
import static io.github.cspmalert.testkit.sls.SdkClients.threeLogs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.Consts.CompressType;
import com.aliyun.openservices.log.common.LogGroup;
import com.aliyun.openservices.log.common.TagContent;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.request.BatchPutLogsRequest;
import com.aliyun.openservices.log.request.PutLogsRequest;
import io.github.cspmalert.testkit.sls.internal.http.wire.Compression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writing logs, over HTTP and within the JVM. */
class PutLogsTest {

    private final EmbeddedSls sls = SdkClients.withFakeTable();
    private final Client client = SdkClients.v4(sls);

    @AfterEach
    void close() {
        client.shutdown();
        sls.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressType.class,
            names = {"LZ4", "GZIP", "ZSTD", "NONE"})
    void putLogs_inEachCompression_writesAllParts(CompressType compression) throws LogException {
        PutLogsRequest request = new PutLogsRequest(PROJECT, LOGSTORE, "sas-cspm-log", "192.0.2.1", threeLogs());
        request.setCompressType(compression);
        request.SetTags(List.of(new TagContent("__client_ip__", "198.51.100.7")));

        client.PutLogs(request);

        List<Map<String, String>> rows = rows(client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "", "*"));
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0))
                .containsEntry("__topic__", "sas-cspm-log")
                .containsEntry("__tag__:__client_ip__", "198.51.100.7")
                .containsEntry("check_item_name", "OSS - public read 公共读")
                .containsEntry("status", "PASS");
    }

    @Test
    void putLogs_asJson_writesAllParts() throws LogException {
        PutLogsRequest request = new PutLogsRequest(PROJECT, LOGSTORE, "sas-cspm-log", "192.0.2.1", threeLogs());
        request.setContentType("application/json");
        request.SetTags(List.of(new TagContent("env", "test")));

        client.PutLogs(request);

        List<Map<String, String>> rows = rows(client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "", "NOT_PASS"));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).containsEntry("__topic__", "sas-cspm-log").containsEntry("__tag__:env", "test");
    }

    @Test
    void putLogs_withHashKey_isServedToo() throws LogException {
        PutLogsRequest request = new PutLogsRequest(PROJECT, LOGSTORE, "t", "s", threeLogs(), "0123456789abcdef");

        client.PutLogs(request);

        assertThat(client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "", "*").GetCount())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressType.class,
            names = {"LZ4", "ZSTD"})
    void batchPutLogs_writesEveryLogGroup(CompressType compression) throws LogException {
        List<TagContent> tags = List.of(new TagContent("env", "test"));
        BatchPutLogsRequest request = new BatchPutLogsRequest(
                PROJECT,
                LOGSTORE,
                List.of(
                        new LogGroup(threeLogs(), tags, "sas-cspm-log", "192.0.2.1"),
                        new LogGroup(threeLogs(), tags, "other", null)),
                "a");
        request.setCompressType(compression);

        client.batchPutLogs(request);

        List<Map<String, String>> rows = rows(client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 60, "", "*"));
        assertThat(rows)
                .extracting(row -> row.get("__topic__"))
                .containsExactlyInAnyOrder("sas-cspm-log", "sas-cspm-log", "sas-cspm-log", "other", "other", "other");
        assertThat(rows).allSatisfy(row -> assertThat(row).containsEntry("__tag__:env", "test"));
    }

    /** Packages by hand: 1 is the data, 2 its size when unpacked, 3 how it is packed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FF                          | 400 | PostBodyInvalid",
                "0A 06 0A 00 10 05 18 02     | 400 | PostBodyUncompressError",
                "0A 06 0A 00 10 05 18 03     | 400 | PostBodyUncompressError",
                "0A 0F 0A 00 10 FF FF FF FF FF FF FF FF FF 01 18 02 | 400 | PostBodyUncompressError",
                "0A 06 0A 00 10 05 18 09     | 400 | InvalidCompressType",
                "0A 09 0A 00 10 81 80 80 05 18 02 | 413 | PostBodyTooLarge",
                "0A 03 0A 01 FF              | 400 | PostBodyInvalid"
            })
    void batch_thatIsWrong_isRefused(String hex, int status, String code) throws IOException {
        byte[] body = HexFormat.of().parseHex(hex.replace(" ", ""));
        try (RawHttp raw = new RawHttp(sls)) {
            RawHttp.Response response =
                    raw.send("POST", "/logstores/sas-log/shards/lb", body, Map.of("x-log-mode", "batch_group"));

            assertThat(response.text()).contains("\"errorCode\":\"" + code + "\"");
            assertThat(response.status()).isEqualTo(status);
        }
    }

    @Test
    void putLogs_intoNothing_isRefused() {
        LogException logstore = refusal(() -> client.PutLogs(PROJECT, "absent", "t", threeLogs(), "s"));
        LogException project = refusal(() -> client.PutLogs("absent-project", LOGSTORE, "t", threeLogs(), "s"));

        assertThat(logstore.getErrorCode()).isEqualTo("LogStoreNotExist");
        assertThat(project.getErrorCode()).isEqualTo("ProjectNotExist");
    }

    @ParameterizedTest
    @CsvSource({
        "snappy,  5,        400, InvalidCompressType",
        "gzip,    5,        400, InvalidCompressType",
        "lz4,     '',       400, MissingBodyRawSize",
        "lz4,     five,     400, InvalidBodyRawSize",
        "lz4,     -1,       400, InvalidBodyRawSize",
        "lz4,     10485761, 413, PostBodyTooLarge",
        "lz4,     5,        400, PostBodyUncompressError",
        "deflate, 5,        400, PostBodyUncompressError",
        "zstd,    5,        400, PostBodyUncompressError",
        "'',      5,        400, PostBodyInvalid"
    })
    void putLogs_withWrongBody_isRefused(String compression, String rawSize, int status, String code)
            throws IOException {
        try (RawHttp raw = new RawHttp(sls)) {
            RawHttp.Response response = raw.send(
                    "POST",
                    "/logstores/sas-log/shards/lb",
                    new byte[] {(byte) 0xFF, 1, 2, 3, 4},
                    Map.of(
                            "Content-Type", "application/x-protobuf",
                            "x-log-compresstype", compression,
                            "x-log-bodyrawsize", rawSize));

            assertThat(response.text()).contains("\"errorCode\":\"" + code + "\"");
            assertThat(response.status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "deflate", "zstd"})
    void putLogs_withWrongRawSize_isRefused(String name) throws IOException {
        byte[] raw = new byte[100];
        byte[] packed = Compression.named(name).orElseThrow().pack(raw);
        for (int wrong : new int[] {99, 101}) {
            try (RawHttp http = new RawHttp(sls)) {
                RawHttp.Response response = http.send(
                        "POST",
                        "/logstores/sas-log/shards/lb",
                        packed,
                        Map.of("x-log-compresstype", name, "x-log-bodyrawsize", Integer.toString(wrong)));

                assertThat(response.text()).contains("PostBodyUncompressError");
            }
        }
    }

    @Test
    void putLogs_ofTooLargeBody_isRefusedAndTheConnectionGoesOn() throws IOException {
        byte[] large = new byte[10 * 1024 * 1024 + 1];
        try (RawHttp raw = new RawHttp(sls)) {
            RawHttp.Response refused = raw.send("POST", "/logstores/sas-log/shards/lb", large, Map.of());
            RawHttp.Response next = raw.send("GET", "/logstores/sas-log", new byte[0], Map.of());

            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.text()).contains("PostBodyTooLarge");
            assertThat(next.status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                        | PostBodyInvalid",
                "{\"__logs__\":{}}                         | PostBodyInvalid",
                "{\"__logs__\":[{\"__time__\":\"today\"}]} | InvalidTimestamp",
                "no json                                   | PostBodyInvalid"
            })
    void putLogs_ofWrongJson_isRefused(String body, String code) throws IOException {
        try (RawHttp raw = new RawHttp(sls)) {
            RawHttp.Response response =
                    raw.send("POST", "/logstores/sas-log/shards/lb", body.getBytes(StandardCharsets.UTF_8), Map.of());

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text()).contains(code);
        }
    }

    @Test
    void put_withinTheJvm_recognisesReservedFields() throws LogException {
        Map<String, String> log = Map.of(
                "__time__", Integer.toString(T0),
                "__topic__", "sas-cspm-log",
                "__source__", "192.0.2.1",
                "__tag__:env", "test",
                "status", "NOT_PASS");

        long written = sls.put(PROJECT, LOGSTORE, List.of(log));

        assertThat(written).isEqualTo(1);
        Map<String, String> row =
                rows(client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 1, "", "*")).get(0);
        assertThat(row)
                .containsEntry("__topic__", "sas-cspm-log")
                .containsEntry("__tag__:env", "test")
                .containsEntry("status", "NOT_PASS");
    }

    @Test
    void put_ofManyLogs_writesEveryOne() throws LogException {
        Iterable<Map<String, String>> logs = () -> IntStream.range(0, 25_001)
                .mapToObj(i -> Map.of("__time__", Integer.toString(T0), "n", Integer.toString(i)))
                .iterator();

        assertThat(sls.put(PROJECT, LOGSTORE, logs)).isEqualTo(25_001);
        assertThat(client.GetHistograms(PROJECT, LOGSTORE, T0, T0 + 2, "", "*").GetTotalCount())
                .isEqualTo(25_001);
    }

    @Test
    void put_ofWrongLog_saysWhatAndWhy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sls.put(PROJECT, LOGSTORE, List.of(Map.of("__time__", "noon"))))
                .withMessage("__time__ is \"noon\"; it must be a whole number of epoch seconds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sls.put(PROJECT, LOGSTORE, List.of(Collections.singletonMap("status", null))))
                .withMessageContaining("\"status\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sls.put(PROJECT, "absent", List.of()))
                .withMessage("logstore absent does not exist; create it first");
    }
}
