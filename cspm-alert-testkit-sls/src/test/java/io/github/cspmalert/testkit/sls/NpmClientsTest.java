package io.github.cspmalert.testkit.sls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * npm's two clients, unmodified and from the registry, against {@link EmbeddedSlsMain}. Runs with the profile {@code npm},
 * which needs node and npm on the path.
 */
@Tag("npm")
class NpmClientsTest {

    private static final Path SOURCES = Path.of("src", "test", "npm");
    private static final Path FOLDER = Path.of("target", "npm");
    private static final Pattern PORT = Pattern.compile("proxy [0-9.]+:([0-9]+),");

    private static JsonNode seen;

    @BeforeAll
    static void runClients() throws Exception {
        Files.createDirectories(FOLDER);
        for (String file : List.of("package.json", "clients.js")) {
            Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error");
        // With a Logstore the engine is loaded before the first call: these clients wait three seconds for an answer.
        Process sls = MainProcess.start(List.of(
                "--access-key-id", "npm-id",
                "--access-key-secret", "npm-secret",
                "--project", "npm-first",
                "--logstore", "sas-log"));
        try {
            seen = new JsonMapper().readTree(run("node", "clients.js", port(sls), "npm-id", "npm-secret"));
        } finally {
            sls.destroy();
        }
    }

    private static String port(Process sls) throws IOException {
        String ready =
                new BufferedReader(new InputStreamReader(sls.getInputStream(), StandardCharsets.UTF_8)).readLine();
        Matcher port = PORT.matcher(ready);
        assertThat(port.find()).as(ready).isTrue();
        return port.group(1);
    }

    private static String run(String... command) throws Exception {
        Path output = FOLDER.resolve(command[0] + ".log");
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        String text = Files.readString(output);
        assertThat(ended && process.exitValue() == 0).as(text).isTrue();
        return text;
    }

    private static JsonNode json(String text) throws IOException {
        return new JsonMapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void log_ofTheServicesOwnSdk_worksAsWritten() throws IOException {
        JsonNode log = seen.path("log");

        assertThat(log.path("project").asText()).isEqualTo("npm");
        assertThat(log.path("logstores")).isEqualTo(json("['sas-log']"));
        assertThat(log.path("index")).isEqualTo(json("['check_item_name','instance_type','status']"));
        assertThat(log.path("logs").findValuesAsText("status")).containsExactly("NOT_PASS", "NOT_PASS");
        assertThat(log.path("logs").findValuesAsText("__tag__:env")).containsExactly("test", "test");
        assertArticle(log.path("rows"));
        assertThat(log.path("histogram").asInt()).isEqualTo(3);
        assertThat(log.path("updated")).isEqualTo(json("[60,2]"));
        assertThat(log.path("absent").asText()).isEqualTo("LogStoreNotExist");
    }

    @Test
    void sls20201230_worksInBothSignatureVersions() throws IOException {
        for (String version : List.of("v1", "v4")) {
            JsonNode client = seen.path(version);
            assertThat(client.path("projects").asInt()).as(version).isEqualTo(1);
            assertThat(client.path("project").asText()).isEqualTo("npm");
            assertThat(client.path("index")).isEqualTo(json("['check_item_name','instance_type','status']"));
            assertArticle(client.path("rowsV2"));
            assertThat(client.path("histogram").asInt()).isEqualTo(3);
            assertThat(client.path("alert")).isEqualTo(json("['renamed','DISABLED',true]"));
            assertThat(client.path("alerts")).isEqualTo(json("[['alert-from-npm','ENABLED']]"));
            assertThat(client.path("absent").asText()).isEqualTo("JobNotExist");
            assertThat(client.path("wrong").asText()).isEqualTo("ParameterInvalid");
        }
    }

    @Test
    void sls20201230_runsTheArticlesQueryInTheAddressToo() {
        assertArticle(seen.path("v1").path("rows"));
    }

    private static void assertArticle(JsonNode rows) {
        assertThat(rows).hasSize(1);
        assertThat(rows.path(0).path("instance_type").asText()).isEqualTo("OSS");
        assertThat(rows.path(0).path("check_item_name").asText()).isEqualTo("公共读 public read");
        assertThat(rows.path(0).path("cnt").asText()).isEqualTo("2");
    }
}
