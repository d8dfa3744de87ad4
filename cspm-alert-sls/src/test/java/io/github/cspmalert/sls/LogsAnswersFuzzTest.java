package io.github.cspmalert.sls;

import static io.github.cspmalert.sls.Connections.LOGSTORE;
import static io.github.cspmalert.sls.Connections.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Answers of the service, changed at random in status, headers and body: rows come, or a {@link LogQueryException}, in time and
 * without a row in a message. {@code -Dfuzz.inputs} says how many, {@code -Dfuzz.seed} which.
 */
@Tag("fuzz")
class LogsAnswersFuzzTest {

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", new Random().nextLong());
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final String ROW = "row-of-a-tenant";
    private static final LogQuery QUERY = new LogQuery(
            "* | SELECT a LIMIT 10",
            new TimeRange(Instant.ofEpochSecond(1_700_000_000), Instant.ofEpochSecond(1_700_003_600)));
    private static final String GOOD =
            Answers.complete("\"a\",\"b\"", "{\"a\":\"" + ROW + "\",\"b\":\"1\"},{\"a\":\"" + ROW + "\",\"b\":null}");
    private static final List<String> HEADERS = List.of(
            "x-log-requestid: 5F3E",
            "x-log-requestid: " + "é\u007f".repeat(50),
            "x-log-compresstype: lz4",
            "x-log-compresstype: deflate",
            "x-log-compresstype: gzip",
            "x-log-compresstype: zstd",
            "x-log-compresstype:",
            "x-log-bodyrawsize: " + GOOD.length(),
            "x-log-bodyrawsize: 2147483647",
            "x-log-bodyrawsize: -1",
            "x-log-bodyrawsize: 1e9",
            "Content-Encoding: gzip",
            "Content-Type: text/html",
            "Transfer-Encoding: chunked",
            "Content-Length: 5",
            "Content-Length: x",
            "Content-Length: 99999999999999999999",
            "Location: http://elsewhere.test/",
            "Set-Cookie: a=b",
            "Connection: close",
            "no colon",
            ": no name",
            " folded",
            "x-big: " + "y".repeat(20_000));
    private static final List<String> STATUSES = List.of(
            "200 OK",
            "200 OK",
            "200 OK",
            "200",
            "100 Continue",
            "201 Created",
            "204 No Content",
            "206 Partial",
            "304 Not Modified",
            "302 Found",
            "400 Bad",
            "401 No",
            "403 No",
            "404 No",
            "407 No",
            "429 Slow",
            "500 No",
            "502 No",
            "503 No",
            "599 No",
            "999 No",
            "-1 No",
            "abc");
    private static final List<String> BODIES = List.of(
            GOOD,
            GOOD,
            GOOD,
            "",
            "{}",
            "[]",
            "null",
            "<html>" + ROW + "</html>",
            "{\"errorCode\":\"ParameterInvalid\",\"errorMessage\":\"line 1:8\"}",
            "{\"errorCode\":null,\"errorMessage\":{}}",
            "{\"errorCode\":[\"" + ROW + "\"]}",
            "[".repeat(5_000),
            "{\"meta\":".repeat(3_000),
            "{\"meta\":{\"progress\":\"Complete\",\"limited\":1e400},\"data\":[{\"a\":1e400}]}",
            "{\"meta\":{\"progress\":\"Complete\",\"keys\":{\"a\":1}},\"data\":[{\"a\":[[[1]]]}]}");

    private final Random random = new Random(SEED);
    private final AtomicReference<byte[]> answer = new AtomicReference<>(new byte[0]);

    @Test
    void query_answersChangedAtRandom_giveRowsOrOneExceptionInTime() throws Exception {
        System.out.printf("LogsAnswersFuzzTest: -Dfuzz.seed=%d -Dfuzz.inputs=%d%n", SEED, INPUTS);
        try (BrokenServer server = new BrokenServer((socket, out) -> out.write(answer.get()));
                SlsConnection connection = SlsConnection.builder("http://cn-hangzhou.sls.test", "cn-hangzhou")
                        .credentials(SlsCredentials.of(Connections.KEY_ID, Connections.KEY_SECRET))
                        .proxy("127.0.0.1", server.port())
                        .callTimeout(Duration.ofSeconds(2))
                        .maxAnswerBytes(1 << 20)
                        .maxAttempts(1)
                        .build()) {
            SlsLogSource source = SlsLogSource.builder(connection, PROJECT, LOGSTORE)
                    .maxIncompleteRepeats(0)
                    .build();
            int rows = 0;
            for (int i = 0; i < INPUTS; i++) {
                answer.set(answer());
                rows += ask(source, i);
            }
            assertThat(rows).as("some answers are good").isPositive();
        }
    }

    private int ask(SlsLogSource source, int input) {
        long start = System.nanoTime();
        String which = "seed " + SEED + ", input " + input;
        int rows = 0;
        try {
            LogResult result = source.query(QUERY);
            rows = result.rows().size();
        } catch (LogQueryException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString()).as(which).doesNotContain(ROW);
            assertThat(e.getMessage())
                    .as(which)
                    .hasSizeLessThan(3_000)
                    .doesNotContainPattern("[\\p{Cc}\\u2028\\u202e]");
        } catch (Throwable e) {
            throw new AssertionError(which, e);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(which).isLessThan(LONGEST);
        return rows;
    }

    private byte[] answer() {
        byte[] body = changed(pick(BODIES).getBytes(StandardCharsets.UTF_8));
        StringBuilder head = new StringBuilder("HTTP/1.1 " + pick(STATUSES) + "\r\n");
        boolean packed = random.nextInt(4) == 0;
        if (packed) {
            head.append("x-log-compresstype: lz4\r\nx-log-bodyrawsize: ")
                    .append(body.length + rarely() * 7 - rarely())
                    .append("\r\n");
            body = changed(LZ4Factory.safeInstance().fastCompressor().compress(body));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            head.append(pick(HEADERS)).append("\r\n");
        }
        if (random.nextInt(3) > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        whole.writeBytes(body);
        return random.nextInt(5) == 0 ? changed(whole.toByteArray()) : whole.toByteArray();
    }

    private int rarely() {
        return random.nextInt(8) == 0 ? 1 : 0;
    }

    /** Cuts, doubles, or overwrites some bytes; half of the time nothing. */
    private byte[] changed(byte[] bytes) {
        if (bytes.length == 0 || random.nextBoolean()) {
            return bytes;
        }
        if (random.nextInt(3) == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length * 2));
        }
        byte[] other = bytes.clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            other[random.nextInt(other.length)] = (byte) random.nextInt(256);
        }
        return other;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
