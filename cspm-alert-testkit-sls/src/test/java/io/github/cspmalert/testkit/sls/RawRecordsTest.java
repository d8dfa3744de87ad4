package io.github.cspmalert.testkit.sls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.testkit.SettableClock;
import io.github.cspmalert.testkit.sls.RawHttp.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resources and records as JSON: what the SDK would not send, and what is kept. */
class RawRecordsTest {

    private static final String GROUPS = "/resources/sls.common.user_group/records";
    private static final String DEVOPS =
            """
            {"id":"devops","tag":"D","value":\
            "{\\"user_group_id\\":\\"devops\\",\\"user_group_name\\":\\"D\\",\\"enabled\\":true,\\"members\\":[]}"}""";

    private static EmbeddedSls.Builder builder(SettableClock clock) {
        return EmbeddedSls.builder().clock(clock).maxClockSkew(Duration.ofDays(100_000));
    }

    private static EmbeddedSls start(EmbeddedSls.Builder builder) {
        return builder.start((index, folder) -> new FakeLogTable(index));
    }

    private static Response send(EmbeddedSls sls, String method, String path, String body) throws IOException {
        return send(sls, "cn-hangzhou.sls.test", method, path, body);
    }

    private static Response send(EmbeddedSls sls, String host, String method, String path, String body)
            throws IOException {
        try (RawHttp raw = new RawHttp(sls)) {
            return raw.send(method, host, path, body.getBytes(StandardCharsets.UTF_8), Map.of(), Map.of());
        }
    }

    @Test
    void times_areThoseOfTheService() throws IOException {
        SettableClock clock = SettableClock.at(Instant.ofEpochSecond(1_700_000_000));
        try (EmbeddedSls sls = start(builder(clock))) {
            send(sls, "POST", GROUPS, DEVOPS);
            clock.set(Instant.ofEpochSecond(1_700_000_060));
            String zeroTimes = DEVOPS.replace("\"id\"", "\"createTime\":0,\"lastModifyTime\":0,\"id\"");
            send(sls, "PUT", GROUPS, "{\"records\":[" + zeroTimes + "]}");

            assertThat(send(sls, "GET", GROUPS + "/devops", "").text())
                    .isEqualTo(DEVOPS.substring(0, DEVOPS.length() - 1)
                            + ",\"createTime\":1700000000,\"lastModifyTime\":1700000060}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | ''      | {\"tag\":\"D\",\"value\":\"{}\"}                 | id is missing or empty",
                "POST | ''      | {\"id\":\"\",\"value\":\"{}\"}                   | id is missing or empty",
                "POST | ''      | {\"id\":\"devops\",\"tag\":\"D\",\"value\":{}}   | value of record devops must be a string",
                "POST | ''      | {\"id\":\"devops\",\"tag\":\"D\",\"value\":\"[]\"}   | value of record devops is not the text of a JSON object",
                "POST | ''      | {\"id\":\"devops\",\"tag\":\"D\",\"value\":\"{} {}\"} | value of record devops is not the text of a JSON object",
                "POST | ''      | {\"id\":\"devops\",\"tag\":\"D\",\"value\":\"\"}     | value of record devops is not the text of a JSON object",
                "PUT  | ''      | {\"records\":[]}                             | records must be a list of 1 to 200 records",
                "PUT  | ''      | {}                                           | records must be a list of 1 to 200 records",
                "PUT  | ''      | {\"records\":[1]}                            | records must hold JSON objects only",
                "PUT  | /other  | {\"id\":\"devops\",\"tag\":\"D\",\"value\":\"{}\"}   | but the path names other",
                "GET  | ?sjson=1     | ''                                      | EmbeddedSls does not serve sjson",
                "DELETE | ''    | ''                                           | ids has 0 ids"
            })
    void request_thatIsWrong_isRefused(String method, String path, String body, String message) throws IOException {
        try (EmbeddedSls sls = start(EmbeddedSls.builder())) {
            Response response = send(sls, method, GROUPS + path, body);

            assertThat(response.text()).contains("\"ParameterInvalid\"").contains(message);
            assertThat(response.status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /resources", "GET, /resources/sls.common.user", "GET, /resources/sls.common.user/records"})
    void resources_areNotAtTheHostOfAProject(String method, String path) throws IOException {
        try (EmbeddedSls sls = start(EmbeddedSls.builder().project("my-project"))) {
            Response response = send(sls, "my-project.sls.test", method, path, "");

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text()).contains("ParameterInvalid").contains("the host is that of project my-project");
        }
    }

    @Test
    void records_areKeptInTheFolder(@TempDir Path folder) throws IOException {
        try (EmbeddedSls first = start(EmbeddedSls.builder().folder(folder))) {
            send(first, "POST", GROUPS, DEVOPS);
            send(first, "POST", "/resources", "{\"name\":\"user.hosts\",\"description\":\"kept\"}");
            send(first, "POST", "/resources/user.hosts/records", "{\"id\":\"h1\",\"value\":\"{\\\"ip\\\":2.50}\"}");
            send(first, "POST", "/resources", "{\"name\":\"user.gone\"}");
            send(first, "DELETE", "/resources/user.gone", "");
        }

        try (EmbeddedSls second = start(EmbeddedSls.builder().folder(folder))) {
            assertThat(send(second, "GET", GROUPS, "").text()).contains("\"total\":1", "devops");
            assertThat(send(second, "GET", "/resources/user.hosts", "").text()).contains("\"kept\"");
            assertThat(send(second, "GET", "/resources/user.hosts/records/h1", "")
                            .text())
                    .contains("\"value\":\"{\\\"ip\\\":2.50}\"");
            assertThat(send(second, "GET", "/resources/user.gone", "").text()).contains("ResourceNotExist");
            assertThat(send(second, "GET", "/resources?type=userdefine", "").text())
                    .contains("\"total\":1");
        }
    }
}
