package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.Index;
import com.aliyun.openservices.log.common.IndexKey;
import com.aliyun.openservices.log.common.IndexKeys;
import com.aliyun.openservices.log.common.LogItem;
import com.aliyun.openservices.log.common.LogStore;
import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.http.client.ClientConfiguration;
import com.aliyun.openservices.log.http.signer.SignVersion;
import com.aliyun.openservices.log.response.GetLogsResponse;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The endpoint as a program in a JVM of its own, and the unmodified SDK in this one. */
class EmbeddedSlsProcessTest {

    private static final Pattern READY = Pattern.compile(
            "EmbeddedSls is ready: proxy ([0-9.]+):([0-9]+), endpoint (http://\\S+), region (\\S+), .*");
    private static final String ARTICLE = "__topic__:sas-cspm-log AND status:NOT_PASS | "
            + "SELECT instance_type, check_item_name, count(*) AS cnt GROUP BY instance_type, check_item_name";
    private static final String PORT_22 = "Ensure no security groups allow ingress from 0.0.0.0/0 to port 22";
    private static final int T0 = 1_719_472_214;

    @Test
    void program_servesTheWholeWay_toAnotherJvm() throws Exception {
        Process process = MainProcess.start(List.of(
                "--access-key-id", "process-id", "--access-key-secret", "process-secret", "--region", "cn-beijing"));
        try {
            Client client = client(firstLine(process));
            client.CreateProject("sas-log-process", "");
            client.CreateLogStore("sas-log-process", new LogStore("sas-log", 30, 2));
            client.CreateIndex("sas-log-process", "sas-log", index());
            client.PutLogs("sas-log-process", "sas-log", "sas-cspm-log", checks(), "192.0.2.1");

            assertRows(client, "sas-log-process");
            client.shutdown();
        } finally {
            end(process);
        }
    }

    @Test
    void program_loadsFiles_andKeepsThem(@TempDir Path folder) throws Exception {
        Path first = Files.writeString(
                folder.resolve("first.jsonl"), line("ECS", PORT_22, "NOT_PASS") + line("ECS", PORT_22, "NOT_PASS"));
        Path second = Files.writeString(
                folder.resolve("second.jsonl"),
                line("RAM", "Password Validity Check", "NOT_PASS") + line("RAM", "x", "PASS"));
        List<String> kept = List.of(
                "--access-key-id", "process-id",
                "--access-key-secret", "process-secret",
                "--project", "sas-log-loaded",
                "--logstore", "sas-log",
                "--folder", folder.resolve("kept").toString());
        Process loading = MainProcess.start(
                Stream.concat(kept.stream(), Stream.of("--load", first.toString(), "--load", second.toString()))
                        .toList());
        try {
            String ready = firstLine(loading);
            assertThat(ready).endsWith(", project sas-log-loaded, Logstore sas-log, logs loaded 4");
            Client client = client(ready);
            assertRows(client, "sas-log-loaded");
            client.shutdown();
        } finally {
            end(loading);
        }

        Process again = MainProcess.start(kept);
        try {
            Client client = client(firstLine(again));
            assertRows(client, "sas-log-loaded");
            client.shutdown();
        } finally {
            end(again);
        }
    }

    @Test
    void program_withABadLine_namesFileAndLine(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("bad.jsonl"), line("ECS", PORT_22, "PASS") + "\n[1]\n");
        Process process =
                MainProcess.start(List.of("--project", "abc", "--logstore", "sas-log", "--load", file.toString()));

        assertThat(firstLine(process)).isEqualTo("EmbeddedSls: --load " + file + ", line 3: is not a JSON object");
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
    }

    private static String line(String type, String item, String status) {
        return "{\"instance_type\":\"%s\",\"check_item_name\":\"%s\",\"status\":\"%s\",\"start_time\":%d}%n"
                .formatted(type, item, status, T0);
    }

    private static String firstLine(Process process) throws Exception {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @SuppressWarnings("deprecation") // The only setting that takes effect: the client's own setters do not.
    private static Client client(String ready) {
        Matcher parts = READY.matcher(ready);
        assertThat(parts.matches()).as(ready).isTrue();
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.setProxyHost(parts.group(1));
        configuration.setProxyPort(Integer.parseInt(parts.group(2)));
        configuration.setRetryDisabled(true);
        configuration.setSignatureVersion(SignVersion.V4);
        configuration.setRegion(parts.group(4));
        return new Client(parts.group(3), "process-id", "process-secret", configuration);
    }

    private static Index index() {
        IndexKeys keys = new IndexKeys();
        for (String field : List.of("instance_type", "check_item_name", "status")) {
            keys.AddKey(field, new IndexKey(List.of(" ", ",", ";"), false, "text"));
        }
        keys.GetKeys().values().forEach(key -> key.SetDocValue(true));
        Index index = new Index();
        index.SetKeys(keys);
        return index;
    }

    private static List<LogItem> checks() {
        return List.of(
                check("ECS", PORT_22, "NOT_PASS"),
                check("ECS", PORT_22, "NOT_PASS"),
                check("ECS", PORT_22, "PASS"),
                check("RAM", "Password Validity Check", "NOT_PASS"));
    }

    private static LogItem check(String type, String item, String status) {
        LogItem log = new LogItem(T0);
        log.PushBack("instance_type", type);
        log.PushBack("check_item_name", item);
        log.PushBack("status", status);
        return log;
    }

    private static void assertRows(Client client, String project) throws LogException {
        GetLogsResponse response = client.GetLogs(project, "sas-log", T0, T0 + 3600, "", ARTICLE);

        assertThat(response.getKeys()).containsExactly("instance_type", "check_item_name", "cnt");
        assertThat(rows(response))
                .extracting(row -> List.of(row.get("instance_type"), row.get("check_item_name"), row.get("cnt")))
                .containsExactlyInAnyOrder(
                        List.of("ECS", PORT_22, "2"), List.of("RAM", "Password Validity Check", "1"));
    }
}
