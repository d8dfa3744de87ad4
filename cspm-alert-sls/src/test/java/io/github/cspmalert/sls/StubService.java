package io.github.cspmalert.sls;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server that answers the SDK with what a test lays down, and keeps what it was asked. */
final class StubService implements AutoCloseable {

    record Asked(String method, String path, String query, Headers headers, String body) {

        String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }
    }

    record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {

        static Reply json(int status, String body) {
            return new Reply(
                    status,
                    "application/json",
                    body.getBytes(StandardCharsets.UTF_8),
                    Map.of("x-log-requestid", "5F3E-" + status));
        }

        static Reply ok(String body) {
            return json(200, body);
        }

        static Reply error(int status, String code, String message) {
            return json(status, "{\"errorCode\":\"%s\",\"errorMessage\":\"%s\"}".formatted(code, message));
        }

        static Reply html(int status, String body) {
            return new Reply(status, "text/html", body.getBytes(StandardCharsets.UTF_8), Map.of());
        }
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "stub-service");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Reply> next = new ArrayDeque<>();
    private volatile Function<Asked, Reply> otherwise = request -> Reply.error(500, "Unplanned", request.path());

    StubService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Lays down the next answers, in this order. */
    StubService next(Reply... replies) {
        synchronized (next) {
            next.addAll(List.of(replies));
        }
        return this;
    }

    /** Lays down the answer to everything else. */
    StubService otherwise(Function<Asked, Reply> answer) {
        otherwise = answer;
        return this;
    }

    List<Asked> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked request = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestURI().getQuery()),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(request);
            Reply reply = reply(request);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    private Reply reply(Asked request) {
        Reply planned;
        synchronized (next) {
            planned = next.poll();
        }
        return planned == null ? otherwise.apply(request) : planned;
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
