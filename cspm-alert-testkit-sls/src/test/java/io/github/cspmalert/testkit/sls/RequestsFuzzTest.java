package io.github.cspmalert.testkit.sls;

import static io.github.cspmalert.testkit.sls.SdkClients.LOGSTORE;
import static io.github.cspmalert.testkit.sls.SdkClients.PROJECT;
import static io.github.cspmalert.testkit.sls.SdkClients.threeLogs;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.openservices.log.Client;
import com.aliyun.openservices.log.common.LogStore;
import com.aliyun.openservices.log.exception.LogException;
import io.github.cspmalert.testkit.sls.internal.http.wire.Compression;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Requests that are wrong at random: each is answered, in time, and never as a fault of the service.
 * {@code -Dfuzz.inputs=100000} makes it long, {@code -Dfuzz.seed=7} takes others.
 */
@Tag("fuzz")
class RequestsFuzzTest {

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_201_230L);

    /** Afterwards a new endpoint starts, since projects and indexes are deleted on the way. */
    private static final int INPUTS_OF_AN_ENDPOINT = 250;

    private static final Pattern VALUE =
            Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|-?\\d+(?:\\.\\d+)?|true|false|null|\\[]|\\{}");

    private static final String INDEX =
            "{\"ttl\":30,\"line\":{\"token\":[\",\",\" \"],\"caseSensitive\":false,\"chn\":true},"
                    + "\"keys\":{\"status\":{\"type\":\"text\",\"token\":[\",\"],\"doc_value\":true,\"alias\":\"s\"},"
                    + "\"n\":{\"type\":\"long\",\"doc_value\":true}}}";
    private static final String USER = "{\"id\":\"alex\",\"tag\":\"Alex\",\"value\":\"{\\\"user_id\\\":\\\"alex\\\","
            + "\\\"user_name\\\":\\\"Alex\\\",\\\"email\\\":[\\\"a@example.com\\\"],\\\"enabled\\\":true}\"}";
    private static final String LOGS = "{\"__topic__\":\"t\",\"__source__\":\"s\",\"__tags__\":{\"a\":\"b\"},"
            + "\"__logs__\":[{\"__time__\":1700000000,\"status\":\"PASS\",\"n\":1}]}";
    private static final String QUERY =
            "{\"from\":1700000000,\"to\":1700000060,\"line\":10,\"offset\":0,\"reverse\":true,"
                    + "\"topic\":\"t\",\"query\":\"status:PASS or n > 1\"}";

    /** A log group with a log, its topic, source and a tag. */
    private static final String GROUP =
            "0a160880e2cfaa06120e0a06737461747573120450415353" + "1a0174" + "220173" + "32060a01611201" + "62";

    private static final List<Sent> SAMPLES = List.of(
            sent("POST", "/", "{\"projectName\":\"" + PROJECT + "\",\"description\":\"d\",\"resourceGroupId\":\"\"}"),
            sent("PUT", "/", "{\"description\":\"d\"}"),
            sent("GET", "/?offset=0&size=10&projectName=sas&fetchQuota=true", ""),
            sent("DELETE", "/jobs/example-latency-alert", ""),
            sent(
                    "POST",
                    "/logstores",
                    "{\"logstoreName\":\"other\",\"ttl\":30,\"shardCount\":2,\"autoSplit\":true,"
                            + "\"maxSplitShard\":64,\"mode\":\"standard\",\"encrypt_conf\":{\"enable\":true,\"encrypt_type\":\"m4\"}}"),
            sent("GET", "/logstores?offset=0&size=10&logstoreName=s&mode=standard", ""),
            sent("PUT", "/logstores/sas-log", "{\"logstoreName\":\"sas-log\",\"ttl\":30,\"mode\":\"standard\"}"),
            sent(
                    "GET",
                    "/logstores/sas-log?type=log&from=1700000000&to=1700000060&query=*&line=1&offset=0&reverse=false",
                    ""),
            sent("GET", "/logstores/sas-log/index?type=histogram&from=1700000000&to=1700000060&query=status:PASS", ""),
            sent("POST", "/logstores/sas-log/logs", QUERY),
            sent(
                    "POST",
                    "/logstores/sas-log/logs",
                    QUERY.replace(
                            "status:PASS or n > 1", "* | SELECT status, count(*) AS c " + "GROUP BY status LIMIT 10")),
            sent("POST", "/logstores/sas-log/index", INDEX),
            sent("PUT", "/logstores/sas-log/index", INDEX),
            sent("DELETE", "/logstores/sas-log/index", ""),
            sent("POST", "/logstores/sas-log/shards/lb", LOGS),
            sent("POST", "/jobs", AlertFixtures.DOCUMENTED),
            sent("PUT", "/alerts/example-latency-alert", AlertFixtures.DOCUMENTED),
            sent("PUT", "/jobs/example-latency-alert?action=enable", ""),
            sent("GET", "/alerts?offset=0&size=10&jobName=a&logstore=example-logstore", ""),
            sent(
                    "POST",
                    "/resources",
                    "{\"name\":\"user.hosts\",\"type\":\"userdefine\",\"schema\":\"{\\\"schema\\\":[]}\"}"),
            sent("PUT", "/resources/sls.common.user/records", "{\"records\":[" + USER + "]}"),
            sent("POST", "/resources/sls.common.user/records", USER),
            sent("PUT", "/resources/sls.common.user/records/alex", USER),
            sent(
                    "GET",
                    "/resources/sls.common.user/records?offset=0&size=10&ids=alex&tag=Alex&search=a&jsonPath=%24.user_id"
                            + "&jsonPathValue=alex&includeSystemRecords=true",
                    ""),
            sent("GET", "/resources/sls.common.user/next_records?maxResults=10&nextToken=0&reverse=true", ""),
            sent("DELETE", "/resources/sls.common.user/records?ids=alex,other", ""));

    private final Random random = new Random(SEED);
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final List<String> nasty = List.of(
            "",
            " ",
            "0",
            "-1",
            "1e999999999",
            "-1E-999999999",
            "99999999999999999999",
            "2147483648",
            "0x10",
            "NaN",
            "null",
            "true",
            "[]",
            "{}",
            "'",
            "\"",
            "\\",
            "\u0000",
            "\ud800",
            "\u202e\u200b",
            "İß云",
            "a\r\nb",
            "%",
            "%zz",
            "../..",
            "*",
            "$" + ".a".repeat(5_000),
            "a".repeat(20_000),
            "(".repeat(3_000),
            ",".repeat(300),
            "a,,b",
            "a|b",
            "* | SELECT 1/0",
            "* | SELECT",
            "not",
            "x:(",
            "n in (",
            "__time__",
            "__tag__:",
            "status");

    private record Sent(String method, String path, byte[] body, Map<String, String> headers) {}

    private static Sent sent(String method, String path, String body) {
        return new Sent(method, path, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    @Test
    void request_wrongAtRandom_isAnsweredInTimeAndNeverAsAFault() throws Exception {
        System.out.println("RequestsFuzzTest: fuzz.seed=" + SEED + ", fuzz.inputs=" + INPUTS);
        for (int i = 0; i < INPUTS; i += INPUTS_OF_AN_ENDPOINT) {
            try (EmbeddedSls sls =
                    EmbeddedSls.builder().cspmLogstore(PROJECT, LOGSTORE).start()) {
                List<Sent> samples = samples();
                for (int j = i; j < Math.min(i + INPUTS_OF_AN_ENDPOINT, INPUTS); j++) {
                    answer(sls, changed(samples.get(random.nextInt(samples.size()))), j);
                }
                assertStillServes(sls);
            }
        }
        System.out.println("RequestsFuzzTest: " + statuses);
        // Requests that get no further than the signature, or nowhere at all, would show nothing.
        assertThat(statuses.get(200)).isGreaterThan(INPUTS / 10);
        assertThat(statuses.get(400)).isGreaterThan(INPUTS / 10);
    }

    /** The bodies of {@code PutLogs} as the SDK makes them, beside what can be written down. */
    private static List<Sent> samples() {
        List<Sent> samples = new ArrayList<>(SAMPLES);
        byte[] group = HexFormat.of().parseHex(GROUP);
        for (Compression compression : Compression.values()) {
            samples.add(new Sent(
                    "POST",
                    "/logstores/sas-log/shards/route?key=00",
                    compression.pack(group),
                    Map.of(
                            "Content-Type", "application/x-protobuf",
                            "x-log-compresstype", compression.wireName(),
                            "x-log-bodyrawsize", Integer.toString(group.length))));
        }
        samples.add(new Sent(
                "POST", "/logstores/sas-log/shards/lb", group, Map.of("Content-Type", "application/x-protobuf")));
        samples.add(new Sent(
                "POST",
                "/logstores/sas-log/shards/lb",
                HexFormat.of().parseHex("0a040a001800"),
                Map.of("x-log-mode", "batch_group")));
        return samples;
    }

    private void answer(EmbeddedSls sls, Sent sent, int number) throws IOException {
        String host = sent.path.startsWith("/resources") ? "cn-shanghai.sls.test" : PROJECT + ".cn-hangzhou.sls.test";
        String shown = "input " + number + ": " + sent.method + " " + shortened(sent.path) + " " + sent.headers + " "
                + shortened(new String(sent.body, StandardCharsets.UTF_8));
        try (RawHttp raw = new RawHttp(sls)) {
            Map<String, String> changes =
                    chance(20) ? Map.of(oneOf("Date", "Authorization", "Host"), header()) : Map.of();
            RawHttp.Response response = raw.send(sent.method, host, sent.path, sent.body, sent.headers, changes);

            assertThat(response.status()).as(shown + response.text()).isBetween(200, 499);
            statuses.merge(response.status(), 1, Integer::sum);
        } catch (IOException e) {
            throw new AssertionError(shown, e);
        }
    }

    private static String shortened(String text) {
        return text.length() < 2_000 ? text : text.substring(0, 2_000) + "… (" + text.length() + ")";
    }

    private static void assertStillServes(EmbeddedSls sls) throws LogException {
        Client client = SdkClients.v4(sls);
        client.CreateProject("after-all", "");
        client.CreateLogStore("after-all", new LogStore("logs", 30, 2));
        client.PutLogs("after-all", "logs", "t", threeLogs(), "s");
        client.shutdown();
    }

    private Sent changed(Sent sample) {
        Sent sent = sample;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            sent = switch (random.nextInt(12)) {
                case 0 -> new Sent(oneOf("GET", "POST", "PUT", "DELETE"), sent.path, sent.body, sent.headers);
                case 1 -> new Sent(sent.method, path(sent.path), sent.body, sent.headers);
                case 2, 3 -> new Sent(sent.method, sent.path, sent.body, headers(sent.headers));
                case 4 -> new Sent(sent.method, sent.path, bytes(sent.body), sent.headers);
                default ->
                    sent.body.length == 0
                            ? new Sent(sent.method, parameter(sent.path), sent.body, sent.headers)
                            : new Sent(sent.method, sent.path, value(sent.body), sent.headers);
            };
        }
        return sent;
    }

    /** Another part of the path, or one parameter more. */
    private String path(String path) {
        String[] parts = path.split("(?<=[/?&=])");
        int part = random.nextInt(parts.length);
        parts[part] = encoded() + parts[part].replaceAll("^[^/?&=]*", "");
        String changed = String.join("", parts);
        String more = chance(5) ? (changed.contains("?") ? "&" : "?") + "type=x" : "";
        return (changed.startsWith("/") ? "" : "/") + changed + more;
    }

    /** Another value of a parameter, if there are any. */
    private String parameter(String path) {
        String[] parts = path.split("(?<=[?&])");
        int part = random.nextInt(parts.length);
        parts[part] = parts[part].replaceAll("=[^&]*", "=" + encoded());
        return String.join("", parts);
    }

    private String encoded() {
        return chance(4) ? "" : URLEncoder.encode(oneOf(nasty), StandardCharsets.UTF_8);
    }

    private Map<String, String> headers(Map<String, String> headers) {
        Map<String, String> changed = new TreeMap<>(headers);
        changed.put(
                oneOf(
                        "Content-Type",
                        "x-log-compresstype",
                        "x-log-bodyrawsize",
                        "x-log-mode",
                        "Accept-Encoding",
                        "x-log-date"),
                oneOf(
                        "lz4",
                        "deflate",
                        "zstd",
                        "batch_group",
                        "application/json",
                        "application/x-protobuf",
                        "10",
                        header()));
        return changed;
    }

    /** What may stand in a header: one line. */
    private String header() {
        return oneOf(nasty).replaceAll("[\\p{Cntrl}\ud800]", "").strip();
    }

    private byte[] bytes(byte[] body) {
        if (body.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        byte[] changed = body.clone();
        switch (random.nextInt(3)) {
            case 0 -> changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            case 1 -> changed = Arrays.copyOf(changed, random.nextInt(changed.length));
            default -> {
                int at = random.nextInt(body.length);
                System.arraycopy(body, 0, changed, at, body.length - at);
            }
        }
        return changed;
    }

    /** One value of a JSON text becomes another; a body that is no text changes somewhere. */
    private byte[] value(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        Matcher matcher = VALUE.matcher(text);
        List<int[]> values = new ArrayList<>();
        while (matcher.find()) {
            values.add(new int[] {matcher.start(), matcher.end()});
        }
        if (!text.startsWith("{") || values.isEmpty()) {
            return bytes(body);
        }
        int[] place = values.get(random.nextInt(values.size()));
        return (text.substring(0, place[0]) + json() + text.substring(place[1])).getBytes(StandardCharsets.UTF_8);
    }

    private String json() {
        String value = oneOf(nasty);
        return switch (random.nextInt(4)) {
            case 0 ->
                oneOf(
                        "null",
                        "true",
                        "-1",
                        "0",
                        "1.5",
                        "1e999999999",
                        "-1e-999999999",
                        "99999999999999999999",
                        "[]",
                        "{}");
            case 1 -> "[".repeat(900) + "]".repeat(900);
            default ->
                "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", "\\\\u0000") + "\"";
        };
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String oneOf(String... values) {
        return values[random.nextInt(values.length)];
    }

    private String oneOf(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
