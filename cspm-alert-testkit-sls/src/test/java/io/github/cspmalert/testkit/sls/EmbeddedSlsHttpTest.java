package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.LOGSTORE;
import static io.github.cspmalert.testkit.sls.SdkClients.PROJECT;
import static io.github.cspmalert.testkit.sls.SdkClients.T0;
import static io.github.cspmalert.testkit.sls.SdkClients.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.exception.LogException;
import io.github.cspmalert.testkit.sls.RawHttp.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP as such: targets, hosts, connections, headers, and what other clients than the SDK may send. */
class EmbeddedSlsHttpTest {

    private static final byte[] NOTHING = {};

    private final EmbeddedSls sls = SdkClients.withFakeTable();

    @AfterEach
    void close() {
        sls.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/logstores/sas-log", "http://sas-log-1234567890-cn-hangzhou.x.test/logstores/sas-log"})
    void target_inEitherForm_isServed(String target) throws IOException {
        try (RawHttp raw = new RawHttp(sls)) {
            Map<String, String> signed = signedHeaders("/logstores/sas-log", PROJECT + ".x.test");

            Response response = raw.exchange("GET", target, NOTHING, signed);

            assertThat(response.text()).contains("\"logstoreName\":\"sas-log\"");
            assertThat(response.status()).isEqualTo(200);
        }
    }

    private Map<String, String> signedHeaders(String path, String host) throws IOException {
        try (RawHttp raw = new RawHttp(sls)) {
            return raw.signed("GET", host, path, NOTHING, Map.of());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sas-log-1234567890-cn-hangzhou.cn-hangzhou.sls.test",
        "sas-log-1234567890-cn-hangzhou.cn-hangzhou.log.aliyuncs.com",
        "sas-log-1234567890-cn-hangzhou.localhost:8080",
        "sas-log-1234567890-cn-hangzhou.127.0.0.1:8080"
    })
    void project_isTheFirstLabelOfTheHost(String host) throws IOException {
        try (RawHttp raw = new RawHttp(sls)) {
            Response response = raw.send("GET", host, "/logstores/sas-log", NOTHING, Map.of(), Map.of());

            assertThat(response.status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:8080", "localhost", "cn-hangzhou.sls.test", "cn-hangzhou-intranet.log.aliyuncs.com"})
    void host_ofTheWholeAccount_namesNoProject(String host) throws IOException {
        try (RawHttp raw = new RawHttp(sls)) {
            Response logstore = raw.send("GET", host, "/logstores/sas-log", NOTHING, Map.of(), Map.of());
            Response projects = raw.send("GET", host, "/?offset=0&size=10", NOTHING, Map.of(), Map.of());

            assertThat(logstore.text()).contains("ProjectNotExist");
            assertThat(projects.text()).contains("\"total\":1").contains("\"projectName\":\"" + PROJECT + "\"");
        }
    }

    @Test
    void everyAnswer_hasARequestIdOfItsOwn() throws IOException {
        Set<String> ids = new HashSet<>();
        try (RawHttp raw = new RawHttp(sls)) {
            ids.add(raw.send("GET", "/logstores/sas-log", NOTHING, Map.of())
                    .headers()
                    .get("x-log-requestid"));
            ids.add(raw.send("GET", "/logstores/absent", NOTHING, Map.of())
                    .headers()
                    .get("x-log-requestid"));
            ids.add(raw.send("DELETE", "/logstores/sas-log/index", NOTHING, Map.of())
                    .headers()
                    .get("x-log-requestid"));
            ids.add(raw.exchange("GET", "/", NOTHING, Map.of("Host", "x"))
                    .headers()
                    .get("x-log-requestid"));
        }

        assertThat(ids).hasSize(4).allMatch(id -> id.matches("[0-9A-F]{24}"));
    }

    @Test
    void emptySuccess_is200WithLengthZero() throws IOException {
        try (RawHttp raw = new RawHttp(sls)) {
            Response response = raw.send("DELETE", "/logstores/sas-log/index", NOTHING, Map.of());

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.headers()).containsEntry("content-length", "0").doesNotContainKey("content-type");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /nothing/here", "POST, /logstores/sas-log/shards", "PUT, /logstores", "DELETE, /logstores"})
    void operation_thatIsNotServed_isRefusedByName(String method, String path) throws IOException {
        try (RawHttp raw = new RawHttp(sls)) {
            Response response = raw.send(method, path, NOTHING, Map.of());

            assertThat(response.status()).isEqualTo(405);
            assertThat(response.text()).contains("InvalidMethod").contains(method + " " + path);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /logstores/sas-log?type=context_log, GetContextLogs",
        "GET,    /logstores/sas-log?type=other,       it",
        "GET,    /logstores/sas-log/index?type=other, it",
        "GET,    /logstores/sas-log/shards,           ListShards",
        "GET,    /logstores/sas-log/shards/0?type=cursor, GetCursor",
        "POST,   /logstores/sas-log/shards/0?action=split, SplitShard",
        "GET,    /logs?query=x,                       GetProjectLogs",
        "POST,   /dashboards,                         dashboards",
        "PUT,    /dashboards/a,                       dashboards",
        "GET,    /logstores/sas-log/consumergroups,   consumer groups",
        "POST,   /logstores/sas-log/consumergroups/a?type=heartbeat, consumer groups",
        "GET,    /storeviews/a/index,                 store views"
    })
    void operation_thatNoAlertNeeds_isRefusedByItsName(String method, String path, String name) throws IOException {
        try (RawHttp raw = new RawHttp(sls)) {
            Response response = raw.send(method, path, NOTHING, Map.of());

            assertThat(response.status()).isEqualTo(405);
            assertThat(response.text()).contains("EmbeddedSls does not serve " + name + ")");
        }
    }

    @Test
    void acceptEncoding_ofOtherClients_isLeftAlone() throws IOException {
        byte[] body =
                ("{\"from\":" + T0 + ",\"to\":" + (T0 + 1) + ",\"query\":\"*\"}").getBytes(StandardCharsets.UTF_8);
        try (RawHttp raw = new RawHttp(sls)) {
            Response response =
                    raw.send("POST", "/logstores/sas-log/logs", body, Map.of("Accept-Encoding", "gzip, deflate"));

            assertThat(response.text()).startsWith("{\"");
            assertThat(response.headers()).doesNotContainKeys("x-log-compresstype", "content-encoding");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../escape", "..", "a/b", "A", "x", "con.", "a\\\\b", ""})
    void logstore_withAnUnsafeName_isRefused(String name) throws IOException {
        byte[] body = ("{\"logstoreName\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8);
        try (RawHttp raw = new RawHttp(sls)) {
            Response response = raw.send("POST", "/logstores", body, Map.of());

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text()).contains("LogStoreInfoInvalid");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"projectName\":\"../../escape\"}', 127.0.0.1, ParameterInvalid",
        "'{\"projectName\":\"other-project\"}', my-project.sls.test, ParameterInvalid",
        "'{}', 127.0.0.1, ParameterInvalid",
        "'[]', 127.0.0.1, PostBodyInvalid"
    })
    void project_withAWrongName_isRefused(String json, String host, String code) throws IOException {
        try (RawHttp raw = new RawHttp(sls)) {
            Response response = raw.send("POST", host, "/", json.getBytes(StandardCharsets.UTF_8), Map.of(), Map.of());

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text()).contains(code);
        }
    }

    @Test
    void project_createdByABareEndpoint_isNamedByTheBody() throws IOException {
        byte[] body = "{\"projectName\":\"by-cname\",\"description\":\"\"}".getBytes(StandardCharsets.UTF_8);
        try (RawHttp raw = new RawHttp(sls)) {
            raw.send("POST", "127.0.0.1", "/", body, Map.of(), Map.of());
            Response created = raw.send("GET", "by-cname.sls.test", "/", NOTHING, Map.of(), Map.of());

            assertThat(created.text()).contains("\"projectName\":\"by-cname\"");
        }
    }

    @Test
    void failureInside_isA500ThatTheClientCanRead() {
        Client client = SdkClients.v1(sls);

        LogException refusal = refusal(() -> client.GetLogs(PROJECT, LOGSTORE, T0, T0 + 1, "", "explode"));

        assertThat(refusal.GetHttpCode()).isEqualTo(500);
        assertThat(refusal.getErrorCode()).isEqualTo("InternalServerError");
        assertThat(refusal.GetErrorMessage()).contains("boom");
        client.shutdown();
    }

    @Test
    void close_freesThePort_andMayBeRepeated() throws IOException {
        int port = sls.port();

        sls.close();
        sls.close();

        try (EmbeddedSls next = EmbeddedSls.builder().port(port).start((index, folder) -> new FakeLogTable(index))) {
            assertThat(next.port()).isEqualTo(port);
        }
    }

    @Test
    void threads_areDaemons() throws LogException {
        Client client = SdkClients.v1(sls);
        client.GetLogStore(PROJECT, LOGSTORE);

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("HTTP-Dispatcher")
                        || thread.getName().startsWith("embedded-sls"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
        client.shutdown();
    }
}
