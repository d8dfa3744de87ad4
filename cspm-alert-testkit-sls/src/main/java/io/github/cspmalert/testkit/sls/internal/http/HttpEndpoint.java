package io.github.cspmalert.testkit.sls.internal.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsRequest;
import io.github.cspmalert.testkit.sls.internal.http.message.SlsResponse;
import io.github.cspmalert.testkit.sls.internal.http.wire.Compression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The socket side of the endpoint: bytes in, bytes out. All threads are daemons. */
final class HttpEndpoint implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpEndpoint.class);

    /** A body beyond the limit is read this far, so that the refusal reaches the sender. */
    private static final int MAX_BODY = 4 * Compression.MAX_RAW_SIZE;

    private final Pipeline pipeline;
    private final ExecutorService workers;
    private final HttpServer server;
    private final AtomicLong requestIds = new AtomicLong();

    private HttpEndpoint(HttpServer server, Pipeline pipeline) {
        this.server = server;
        this.pipeline = pipeline;
        this.workers = Executors.newCachedThreadPool(task -> daemon("embedded-sls-worker", task));
    }

    /**
     * Starts to listen.
     *
     * @param address where; port 0 takes a free one
     * @param pipeline answers the requests
     * @return the endpoint
     * @throws UncheckedIOException if the address cannot be listened on
     */
    public static HttpEndpoint start(InetSocketAddress address, Pipeline pipeline) {
        sendAtOnce();
        HttpEndpoint endpoint = new HttpEndpoint(bind(address), pipeline);
        endpoint.server.setExecutor(endpoint.workers);
        endpoint.server.createContext("/", endpoint::exchange);
        // The server's own thread becomes a daemon only if a daemon starts it.
        CompletableFuture<Void> started = new CompletableFuture<>();
        daemon("embedded-sls-start", () -> {
                    endpoint.server.start();
                    started.complete(null);
                })
                .start();
        started.join();
        return endpoint;
    }

    /**
     * The server writes head and body apart, and with Nagle's algorithm the body then waits for the delayed
     * acknowledgement of the head, some 40 ms. The JDK reads this switch once, when its server is first used.
     */
    private static void sendAtOnce() {
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private static HttpServer bind(InetSocketAddress address) {
        try {
            return HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** {@return the port} */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops to listen and closes all connections. */
    @Override
    public void close() {
        workers.shutdownNow();
        server.stop(0);
    }

    private void exchange(HttpExchange exchange) {
        try (exchange) {
            SlsRequest request = read(exchange);
            Optional<SlsResponse> response = pipeline.serve(request);
            if (response.isPresent()) {
                write(exchange, request, response.get());
            }
            // An exchange that ends without an answer closes its connection.
        } catch (IOException e) {
            log.debug("A connection ended early [reason={}]", e.getMessage());
        }
    }

    private static SlsRequest read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        URI target = exchange.getRequestURI();
        return SlsRequest.of(exchange.getRequestMethod(), target.getPath(), target.getRawQuery(), headers, body);
    }

    private void write(HttpExchange exchange, SlsRequest request, SlsResponse response) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Server", "AliyunSLS");
        response.content().headers().forEach(headers::set);
        if (response.identified()) {
            headers.set("x-log-requestid", String.format(Locale.ROOT, "%024X", requestIds.incrementAndGet()));
        }
        byte[] body = packed(request, response, headers);
        if (body.length > 0) {
            // Clients of other languages parse whatever has a content type, also nothing.
            headers.set("Content-Type", response.contentType());
        }
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Packs the body of a success if the client names one compression; lists of them come from other HTTP clients. */
    private static byte[] packed(SlsRequest request, SlsResponse response, Headers headers) {
        byte[] body = response.content().bytes();
        Optional<Compression> wanted = Compression.named(request.header("accept-encoding"));
        if (wanted.isEmpty() || response.status() != 200 || body.length == 0) {
            return body;
        }
        headers.set("x-log-compresstype", wanted.get().wireName());
        headers.set("x-log-bodyrawsize", Integer.toString(body.length));
        return wanted.get().pack(body);
    }
}
