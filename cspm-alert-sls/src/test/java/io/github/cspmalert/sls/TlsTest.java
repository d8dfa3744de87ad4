package io.github.cspmalert.sls;

import static io.github.cspmalert.sls.Connections.LOGSTORE;
import static io.github.cspmalert.sls.Connections.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.cspmalert.common.TimeRange;
import io.github.cspmalert.log.LogQuery;
import io.github.cspmalert.log.LogQueryException;
import io.github.cspmalert.log.LogResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An HTTPS server whose certificate is signed by itself, reached as the service would be through a proxy. The SDK's own
 * transport talks to it whatever the certificate says.
 */
@Timeout(60)
class TlsTest {

    private static final String PASSWORD = "changeit";
    private static final String HOST = PROJECT + ".cn-hangzhou.sls.test";
    private static final LogQuery QUERY = new LogQuery(
            "* | SELECT id", new TimeRange(Instant.ofEpochSecond(1_700_000_000), Instant.ofEpochSecond(1_700_003_600)));

    @TempDir
    Path folder;

    private final AtomicInteger handled = new AtomicInteger();
    private HttpsServer server;
    private ConnectProxy proxy;

    @BeforeEach
    void listen() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            handled.incrementAndGet();
            byte[] body = Answers.complete("\"id\"", Answers.ids(0, 1)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        proxy = new ConnectProxy(server.getAddress().getPort());
    }

    @AfterEach
    void stop() throws IOException {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
        proxy.close();
        server.stop(0);
    }

    @Test
    void query_certificateThatNobodyTrusts_isRefusedAtOnce() throws Exception {
        serve(HOST);

        LogQueryException failure = catchThrowableOfType(LogQueryException.class, this::query);

        assertThat(failure)
                .hasMessageContaining("the TLS certificate of https://cn-hangzhou.sls.test is not trusted")
                .matches(refused -> !refused.retryable());
        assertThat(handled).hasValue(0);
        assertThat(proxy.connections()).isEqualTo(1);
    }

    @Test
    void query_certificateOfAnotherHost_isRefused() throws Exception {
        trust(serve("evil.example"));

        LogQueryException failure = catchThrowableOfType(LogQueryException.class, this::query);

        assertThat(failure).hasMessageContaining("is that of another host").matches(refused -> !refused.retryable());
        assertThat(handled).hasValue(0);
    }

    @Test
    void query_certificateThatFits_isAnswered() throws Exception {
        trust(serve(HOST));

        assertThat(query().rows()).hasSize(1);
        assertThat(handled).hasValue(1);
    }

    @Test
    void query_sdksOwnTransport_wouldTalkToAnybody() throws Exception {
        serve("evil.example");
        Supplier<Integer> status = () -> {
            var configuration = new com.aliyun.openservices.log.http.client.ClientConfiguration();
            configuration.setProxyHost("127.0.0.1");
            configuration.setProxyPort(proxy.port());
            var client = new com.aliyun.openservices.log.Client(
                    "https://cn-hangzhou.sls.test", "id", "secret", configuration);
            try {
                return client.GetLogs(PROJECT, LOGSTORE, 1, 2, "", "*").GetCount();
            } catch (com.aliyun.openservices.log.exception.LogException e) {
                throw new AssertionError(e);
            } finally {
                client.shutdown();
            }
        };

        assertThat(status.get())
                .as("the trap that VerifyingServiceClient closes")
                .isEqualTo(1);
    }

    private LogResult query() {
        try (SlsConnection connection = SlsConnection.builder("cn-hangzhou.sls.test", "cn-hangzhou")
                .credentials(SlsCredentials.of("id", "secret"))
                .pace(new ManualPace())
                .proxy("127.0.0.1", proxy.port())
                .build()) {
            return SlsLogSource.of(connection, PROJECT, LOGSTORE).query(QUERY);
        }
    }

    private Path serve(String host) throws Exception {
        Path file = folder.resolve(host + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
        return file;
    }

    /** Makes the JVM trust the certificate; a connection that is built later sees it. */
    private void trust(Path keyStore) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        KeyStore keys = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        Path file = folder.resolve("trusted.p12");
        try (var out = Files.newOutputStream(file)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", file.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    }

    /** An HTTP proxy that connects everybody to one port, whatever host they ask for. */
    private static final class ConnectProxy implements AutoCloseable {

        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger connections = new AtomicInteger();
        private final int target;

        ConnectProxy(int target) throws IOException {
            this.target = target;
            start(this::accept);
        }

        private void accept() {
            while (!listener.isClosed()) {
                try {
                    Socket client = listener.accept();
                    connections.incrementAndGet();
                    start(() -> tunnel(client));
                } catch (IOException e) {
                    return;
                }
            }
        }

        private void tunnel(Socket client) {
            try (client;
                    Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target)) {
                readHead(client.getInputStream());
                client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                start(() -> copy(upstream, client));
                client.getInputStream().transferTo(upstream.getOutputStream());
            } catch (IOException e) {
                // One of the two has gone.
            }
        }

        private static void copy(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // One of the two has gone.
            }
        }

        private static void readHead(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
        }

        private static void start(Runnable task) {
            Thread thread = new Thread(task, "connect-proxy");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return listener.getLocalPort();
        }

        int connections() {
            return connections.get();
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
