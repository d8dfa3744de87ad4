package io.github.cspmalert.sls;

import static io.github.cspmalert.sls.Connections.LOGSTORE;
import static io.github.cspmalert.sls.Connections.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.openservices.log.exception.LogException;
import com.aliyun.openservices.log.http.client.ClientException;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.sls.internal.client.Attempt;
import io.github.cspmalert.sls.internal.client.Deadline;
import io.github.cspmalert.sls.internal.client.Failure;
import io.github.cspmalert.sls.internal.client.FailureReader;
import io.github.cspmalert.sls.internal.client.Target;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that break, stall or are not there, and what becomes of it. */
@Timeout(60)
class NetworkTest {

    private static final LogQuery QUERY = new LogQuery(
            "* | SELECT id", new TimeRange(Instant.ofEpochSecond(1_700_000_000), Instant.ofEpochSecond(1_700_003_600)));
    private static final String HEAD = "HTTP/1.1 200 OK\r\nx-log-requestid: 5F3E\r\nContent-Length: ";

    private final ManualPace pace = new ManualPace();

    @Test
    void query_nobodyListens_isRepeated() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(failure(port, Duration.ofSeconds(5)))
                .hasMessageContaining("the connection to http://sas-log-1234567890.cn-hangzhou.sls.test was refused")
                .hasMessageContaining("after 4 attempts")
                .matches(LogQueryException::retryable);
        assertThat(pace.pauses()).hasSize(3);
    }

    @Test
    void query_connectionReset_isRepeated() throws IOException {
        assertBroken((socket, out) -> socket.setSoLinger(true, 0), "failed or broke", 4);
    }

    @Test
    void query_connectionClosedWithoutAnswer_isRepeated() throws IOException {
        assertBroken((socket, out) -> {}, "failed or broke", 4);
    }

    @Test
    void query_answerBrokenOff_isRepeated() throws IOException {
        assertBroken(
                (socket, out) -> out.write(ascii(HEAD + "100\r\n\r\n{\"meta\"")), "broke while the answer arrived", 4);
    }

    @Test
    void query_noHttp_isRepeatedAndSaysSo() throws IOException {
        assertBroken((socket, out) -> out.write(ascii("220 mail.example ESMTP\r\n")), "failed or broke", 4);
    }

    @Test
    void query_noAnswerInTime_isRepeated() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (BrokenServer server = new BrokenServer((socket, out) -> over.await())) {
            assertThat(failure(server.port(), Duration.ofMillis(50)))
                    .hasMessageContaining("did not answer in time")
                    .matches(LogQueryException::retryable);
            assertThat(server.connections()).isEqualTo(4);
        } finally {
            over.countDown();
        }
    }

    @Test
    void query_answerThatTrickles_endsWithTheCallTimeout() throws IOException {
        try (BrokenServer server = new BrokenServer((socket, out) -> {
            out.write(ascii(HEAD + "1000000\r\n\r\n"));
            while (true) {
                out.write(' ');
                out.flush();
                pace.advance(Duration.ofSeconds(50));
            }
        })) {
            assertThat(failure(server.port(), Duration.ofSeconds(20)))
                    .hasMessageContaining("the call took longer than 180 seconds")
                    .matches(LogQueryException::retryable);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UnknownHost, true, no such host",
        "ConnectionTimeout, true, did not answer in time",
        "SocketTimeout, true, did not answer in time",
        "SocketException, true, failed or broke",
        "Unknown, true, failed or broke",
    })
    void read_networkFailure_mayPass(String code, boolean retryable, String message) {
        Failure failure = read(code, new UnknownHostException("x"));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.NETWORK);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure.reason()).contains(message);
    }

    @Test
    void read_certificateFailure_doesNotPass() {
        SSLException untrusted = new SSLHandshakeException("PKIX path building failed");
        untrusted.initCause(new CertificateException("no trust anchor"));

        assertThat(read("SslException", untrusted).retryable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unsupported or unrecognized SSL message", "Received fatal alert: protocol_version"})
    void read_tlsFailureWithoutCertificate_mayPassAndBlamesNoCertificate(String message) {
        Failure failure = read("SslException", new SSLHandshakeException(message));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.TLS);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.reason()).contains("speaks no TLS", message).doesNotContain("certificate");
    }

    @Test
    void read_tlsConnectionThatBroke_mayPass() {
        assertThat(read("SslException", new SSLException("broken", new SocketException("reset")))
                        .retryable())
                .isTrue();
        assertThat(read("SslException", new SSLException("ended", new EOFException()))
                        .retryable())
                .isTrue();
    }

    @Test
    void read_requestThatTheSdkCannotSend_doesNotPass() {
        Failure failure = read("Unknown", new IllegalArgumentException("Illegal character in path"));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.REQUEST);
        assertThat(failure.retryable()).isFalse();
    }

    private static Failure read(String code, Exception cause) {
        LogException thrown = new LogException(
                "RequestError", "Web request failed", new ClientException("x", code, "Unknown", cause), "");
        Deadline deadline = Deadline.in(Duration.ofSeconds(1), () -> 0);
        return new FailureReader("https://cn-hangzhou.log.aliyuncs.com", "cn-hangzhou")
                .read(
                        new Target("query", PROJECT, LOGSTORE, "log:GetLogStoreLogs"),
                        thrown,
                        new Attempt(SlsCredentials.of("id", "secret").forSdk(), deadline));
    }

    private void assertBroken(BrokenServer.Behaviour behaviour, String message, int connections) throws IOException {
        try (BrokenServer server = new BrokenServer(behaviour)) {
            assertThat(failure(server.port(), Duration.ofSeconds(20)))
                    .hasMessageContaining(message)
                    .matches(LogQueryException::retryable);
            assertThat(server.connections()).isEqualTo(connections);
        }
    }

    private LogQueryException failure(int port, Duration readTimeout) {
        try (SlsConnection connection = SlsConnection.builder("http://cn-hangzhou.sls.test", "cn-hangzhou")
                .credentials(SlsCredentials.of(Connections.KEY_ID, Connections.KEY_SECRET))
                .pace(pace)
                .readTimeout(readTimeout)
                .proxy("127.0.0.1", port)
                .build()) {
            return catchThrowableOfType(LogQueryException.class, () -> SlsLogSource.of(connection, PROJECT, LOGSTORE)
                    .query(QUERY));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
