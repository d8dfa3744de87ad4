package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.AlertFixtures.DOCUMENTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cspmalert.testkit.SettableClock;
import io.github.cspmalert.testkit.sls.RawHttp.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts as JSON: what is kept, added and dropped. */
class RawAlertsTest {

    private static final String ALERT = "/jobs/example-latency-alert";

    private final SettableClock clock = SettableClock.at(Instant.ofEpochSecond(SdkClients.T0));
    private final EmbeddedSls sls = builder().start((index, folder) -> new FakeLogTable(index));

    private EmbeddedSls.Builder builder() {
        return EmbeddedSls.builder().project(SdkClients.PROJECT).clock(clock).maxClockSkew(Duration.ofDays(100_000));
    }

    @AfterEach
    void close() {
        sls.close();
    }

    private Response send(String method, String path, String body) throws IOException {
        try (RawHttp raw = new RawHttp(sls)) {
            return raw.send(method, path, body.getBytes(StandardCharsets.UTF_8), Map.of());
        }
    }

    private JsonNode get() throws IOException {
        return new JsonMapper().readTree(send("GET", ALERT, "").text());
    }

    @Test
    void create_keepsAllThatWasSent_andAddsWhatTheServiceKnows() throws IOException {
        String sent = DOCUMENTED
                .replace(
                        "\"threshold\":1",
                        "\"threshold\":1,\"fromConsole\":{\"b\":2.50,\"a\":[null,12345678901234567890]}")
                .replace("\"schedule\":{", "\"apiType\":\"Alert\",\"schedule\":{\"odd\":1.0,");

        assertThat(send("POST", "/jobs", sent).status()).isEqualTo(200);

        assertThat(send("GET", ALERT, "").text())
                .contains("\"fromConsole\":{\"b\":2.50,\"a\":[null,12345678901234567890]}")
                .contains("\"apiType\":\"Alert\",\"schedule\":{\"odd\":1.0,\"type\":\"FixedRate\"")
                .contains("\"type\":\"Alert\"")
                .contains("\"recyclable\":false")
                .contains("\"state\":\"Enabled\",\"status\":\"ENABLED\"")
                .contains("\"createTime\":" + SdkClients.T0 + ",\"lastModifiedTime\":" + SdkClients.T0);
    }

    @Test
    void update_replacesAllButTheTimeOfCreation() throws IOException {
        send("POST", "/jobs", DOCUMENTED);
        clock.set(Instant.ofEpochSecond(SdkClients.T0 + 60));
        String sent = DOCUMENTED
                .replace("\"description\":\"…\",", "\"createTime\":1,\"lastModifiedTime\":2,\"status\":\"DISABLED\",")
                .replace("\"labels\":[{\"key\":\"team\",\"value\":\"payments\"}],", "");

        assertThat(send("PUT", ALERT, sent).status()).isEqualTo(200);

        JsonNode updated = get();
        assertThat(updated.has("description")).isFalse();
        assertThat(updated.path("configuration").has("labels")).isFalse();
        assertThat(updated.path("status").asText()).isEqualTo("ENABLED");
        assertThat(updated.path("createTime").asLong()).isEqualTo(SdkClients.T0);
        assertThat(updated.path("lastModifiedTime").asLong()).isEqualTo(SdkClients.T0 + 60);
    }

    @Test
    void update_underAnotherName_isRefused() throws IOException {
        send("POST", "/jobs", DOCUMENTED);

        Response response = send("PUT", ALERT, DOCUMENTED.replace("example-latency-alert", "other-name"));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).contains("name is \\\"other-name\\\", but the path names example-latency-alert");
    }

    @Test
    void action_thatIsUnknown_isRefused() throws IOException {
        send("POST", "/jobs", DOCUMENTED);

        Response response = send("PUT", ALERT + "?action=pause", "{}");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).contains("action is \\\"pause\\\"; it must be enable or disable");
    }

    @Test
    void alerts_areKeptInTheFolder(@TempDir Path folder) throws IOException {
        try (EmbeddedSls first = builder().folder(folder).start((index, table) -> new FakeLogTable(index));
                RawHttp raw = new RawHttp(first)) {
            byte[] body = DOCUMENTED
                    .replace("\"threshold\":1", "\"threshold\":1,\"x\":2.50")
                    .getBytes(StandardCharsets.UTF_8);
            raw.send("POST", "/jobs", body, Map.of());
        }

        try (EmbeddedSls second = builder().folder(folder).start((index, table) -> new FakeLogTable(index));
                RawHttp raw = new RawHttp(second)) {
            assertThat(raw.send("GET", ALERT, new byte[0], Map.of()).text())
                    .contains("\"x\":2.50")
                    .contains("\"createTime\":" + SdkClients.T0);
            raw.send("DELETE", ALERT, new byte[0], Map.of());
        }

        try (EmbeddedSls third = builder().folder(folder).start((index, table) -> new FakeLogTable(index));
                RawHttp raw = new RawHttp(third)) {
            assertThat(raw.send("GET", "/jobs", new byte[0], Map.of()).text()).contains("\"total\":0");
        }
    }
}
