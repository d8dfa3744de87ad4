package io.github.cspmalert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final PostureFixture engine = new PostureFixture();

    @Test
    void start_heartbeatSet_callsTheAddressWithGet() throws IOException, InterruptedException {
        BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ping/abc");
        try (CspmAlerts alerts = engine.builder()
                .heartbeat(address, Duration.ofDays(1))
                .addPostureRule(PostureFixture.rule("all").build())
                .build()) {
            alerts.start();

            assertThat(calls.poll(30, TimeUnit.SECONDS)).isEqualTo("GET /ping/abc");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void heartbeat_noWebAddress_isRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> CspmAlerts.builder().heartbeat(URI.create("file:/secret"), Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://")
                .hasMessageNotContaining("secret");
    }
}
