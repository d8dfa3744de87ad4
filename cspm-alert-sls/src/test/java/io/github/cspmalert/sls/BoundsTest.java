package io.github.cspmalert.sls;

import static io.github.cspmalert.sls.Connections.LOGSTORE;
import static io.github.cspmalert.sls.Connections.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.sls.internal.client.Deadline;
import io.github.cspmalert.sls.internal.client.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that never come to an end: a call ends in its time, and takes no more memory than it may. */
@Timeout(30)
class BoundsTest {

    private static final Duration CALL = Duration.ofMillis(400);
    private static final TimeRange HOUR =
            new TimeRange(Instant.ofEpochSecond(1_700_000_000), Instant.ofEpochSecond(1_700_003_600));
    private static final LogQuery QUERY = new LogQuery("* | SELECT id", HOUR);
    private static final String OK = "HTTP/1.1 200 OK\r\nx-log-requestid: 5F3E\r\n";

    /** What is sent at once, and what then again and again, with a pause that is shorter than any time-out. */
    private enum Endless {
        STATUS_LINE("HTTP/1.", "1"),
        HEADER(OK + "x-a: ", "b"),
        BODY(OK + "Content-Length: 1000000\r\n\r\n", " "),
        CHUNKS(OK + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
        ERROR_BODY("HTTP/1.1 500 No\r\nContent-Length: 1000000\r\n\r\n", " "),
        CONTINUE("", "HTTP/1.1 100 Continue\r\n\r\n"),
        NOTHING("", "");

        private final String first;
        private final String then;

        Endless(String first, String then) {
            this.first = first;
            this.then = then;
        }

        void write(OutputStream out, CountDownLatch over) throws IOException, InterruptedException {
            out.write(first.getBytes(StandardCharsets.US_ASCII));
            while (!over.await(20, TimeUnit.MILLISECONDS)) {
                out.write(then.getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void query_answerThatNeverEnds_endsWithTheCall(Endless endless) throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (BrokenServer server = new BrokenServer((socket, out) -> endless.write(out, over))) {
            assertEndsInTime("http", server.port());
        } finally {
            over.countDown();
        }
    }

    @Test
    void query_proxyThatTricklesItsAnswerToConnect_endsWithTheCall() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (BrokenServer server = new BrokenServer((socket, out) -> Endless.HEADER.write(out, over))) {
            assertEndsInTime("https", server.port());
        } finally {
            over.countDown();
        }
    }

    @Test
    void query_tlsHandshakeThatHangs_endsWithTheCall() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (BrokenServer server = new BrokenServer((socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            // Bytes that come before the client's greeting may be taken for a part of the proxy's answer.
            assertThat(socket.getInputStream().read()).isEqualTo(22);
            // The head of a record of 16 kB, of which a byte comes now and then.
            out.write(new byte[] {22, 3, 3, 0x3f, (byte) 0xff});
            Endless.BODY.write(out, over);
        })) {
            assertEndsInTime("https", server.port());
        } finally {
            over.countDown();
        }
    }

    @Test
    void query_serverThatDoesNotReadTheRequest_endsWithTheCall() throws IOException {
        String statement = "* | SELECT '" + "x".repeat(20_000_000) + "'";
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SlsConnection connection = connection("http", deaf.getLocalPort(), builder -> builder)) {
            assertEndsInTime(connection, new LogQuery(statement, HOUR));
        }
    }

    @Test
    void query_noFreeConnection_endsWithTheCall() throws IOException, InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        try (BrokenServer server = new BrokenServer((socket, out) -> {
                    busy.countDown();
                    over.await();
                });
                SlsConnection connection = connection("http", server.port(), builder -> builder.maxConnections(1)
                        .callTimeout(Duration.ofSeconds(2)))) {
            CompletableFuture<LogQueryException> first =
                    CompletableFuture.supplyAsync(() -> failure(connection, QUERY));
            busy.await();

            assertThat(failure(connection, QUERY)).matches(LogQueryException::retryable);
            assertThat(first.join()).matches(LogQueryException::retryable);
            assertThat(server.connections()).isBetween(1, 2);
        } finally {
            over.countDown();
        }
    }

    @Test
    void query_connectionThatIsHeldForLonger_endsWithTheCall() throws IOException, InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        try (BrokenServer server = new BrokenServer((socket, out) -> {
                    busy.countDown();
                    over.await();
                });
                SlsConnection connection = connection("http", server.port(), builder -> builder.maxConnections(1))) {
            Deadline later = Deadline.in(Duration.ofMinutes(1), System::nanoTime);
            CompletableFuture<?> held = CompletableFuture.supplyAsync(() -> connection
                    .calls()
                    .attempt(new Target("hold", PROJECT, null, ""), later, client -> client.GetProject(PROJECT)));
            busy.await();

            assertEndsInTime(connection, QUERY);
            assertThat(held).isNotDone();
        } finally {
            over.countDown();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Content-Length: 2000000000', false",
        "'Content-Length: 70000', false",
        "'Transfer-Encoding: chunked', true",
        "'Connection: close', true",
    })
    void query_answerOverTheLimit_isOneFailure(String length, boolean retryable) throws IOException {
        byte[] row = ("10000\r\n" + " ".repeat(65_536) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (BrokenServer server = new BrokenServer((socket, out) -> {
                    out.write((OK + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        out.write(row);
                    }
                });
                SlsConnection connection = unhurried(server)) {
            LogQueryException failure = failure(connection, QUERY);

            assertThat(failure)
                    .hasMessageContaining("longer than the 65536 bytes that maxAnswerBytes allows")
                    .matches(refused -> refused.retryable() == retryable);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lz4, 2147483647",
        "lz4, 999999999999",
        "LZ4, 65537",
        "deflate, 10",
        "gzip, 2147483647",
        "zstd, 2147483647"
    })
    void query_answerThatClaimsToBeHuge_isNotUnpacked(String type, String size) throws IOException {
        String head =
                OK + "x-log-compresstype: " + type + "\r\nx-log-bodyrawsize: " + size + "\r\nContent-Length: 4\r\n\r\n";
        try (BrokenServer server = new BrokenServer((socket, out) -> {
                    out.write(head.getBytes(StandardCharsets.US_ASCII));
                    out.write(new byte[] {0x78, (byte) 0x9c, 1, 2});
                });
                SlsConnection connection = unhurried(server)) {
            assertThat(failure(connection, QUERY)).hasMessageContaining("the answer is");
        }
    }

    @Test
    void query_answerThatClaimsTwoSizes_isNotUnpacked() throws IOException {
        String head = OK + "x-log-compresstype: lz4\r\nx-log-bodyrawsize: 4\r\nx-log-bodyrawsize: 2147483647\r\n"
                + "Content-Length: 4\r\n\r\n";
        try (BrokenServer server = new BrokenServer((socket, out) -> {
                    out.write(head.getBytes(StandardCharsets.US_ASCII));
                    out.write(new byte[4]);
                });
                SlsConnection connection = unhurried(server)) {
            assertThat(failure(connection, QUERY)).hasMessageContaining("the answer is compressed in a way");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-a: ", "x-a: b\r\n", " folded\r\n"})
    void query_endlessHeaders_breakOff(String header) throws IOException {
        byte[] part = header.getBytes(StandardCharsets.US_ASCII);
        try (BrokenServer server = new BrokenServer((socket, out) -> {
                    out.write(OK.getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        out.write(part);
                    }
                });
                SlsConnection connection = unhurried(server)) {
            assertThat(failure(connection, QUERY))
                    .hasMessageContaining("failed or broke")
                    .matches(LogQueryException::retryable);
        }
    }

    private static void assertEndsInTime(String scheme, int port) {
        try (SlsConnection connection = connection(scheme, port, builder -> builder)) {
            assertEndsInTime(connection, QUERY);
        }
    }

    private static void assertEndsInTime(SlsConnection connection, LogQuery query) {
        long start = System.nanoTime();

        assertThat(failure(connection, query))
                .hasMessageContaining("the call took longer than 0.4 seconds, which its callTimeout allows")
                .matches(LogQueryException::retryable);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(CALL.minusMillis(20), Duration.ofSeconds(10));
    }

    private static LogQueryException failure(SlsConnection connection, LogQuery query) {
        return catchThrowableOfType(LogQueryException.class, () -> SlsLogSource.of(connection, PROJECT, LOGSTORE)
                .query(query));
    }

    private static SlsConnection unhurried(BrokenServer server) {
        return connection("http", server.port(), builder -> builder.callTimeout(Duration.ofSeconds(20))
                .maxAnswerBytes(65_536));
    }

    private static SlsConnection connection(String scheme, int port, UnaryOperator<SlsConnectionBuilder> settings) {
        return settings.apply(SlsConnection.builder(scheme + "://cn-hangzhou.sls.test", "cn-hangzhou")
                        .credentials(SlsCredentials.of(Connections.KEY_ID, Connections.KEY_SECRET))
                        .callTimeout(CALL)
                        .maxAttempts(1)
                        .proxy("127.0.0.1", port))
                .build();
    }
}
