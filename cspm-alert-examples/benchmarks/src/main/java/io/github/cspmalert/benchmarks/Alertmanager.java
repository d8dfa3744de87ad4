package io.github.cspmalert.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prometheus's Alertmanager as Debian has it, with a group for each alert, telling a receiver at once. */
record Alertmanager(Process process, URI api) implements AutoCloseable {

    private static final int BATCH = 1_000;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String CONFIGURATION =
            """
            route:
              receiver: hook
              group_by: ['...']
              group_wait: 10ms
              group_interval: 5m
              repeat_interval: 4h
            receivers:
              - name: hook
                webhook_configs:
                  - url: %s
                    send_resolved: false
            """;
    private static final String ALERT =
            """
            {"labels":{"alertname":"CSPM check items not passed","rule":"rule-%d","severity":"high"},\
            "annotations":{"title":"CSPM check items not passed","desc":"Cloud services fail 3 kinds of configuration check",\
            "rows":"%s"}}""";

    /**
     * Starts it.
     *
     * @throws IOException if it is not installed
     */
    static Alertmanager start(Path folder, String receiver) throws IOException, InterruptedException {
        Path configuration = Files.writeString(folder.resolve("alertmanager.yml"), CONFIGURATION.formatted(receiver));
        String address = "127.0.0.1:" + freePort();
        Process process = new ProcessBuilder(
                        "prometheus-alertmanager",
                        "--config.file=" + configuration,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=" + address,
                        "--cluster.listen-address=",
                        "--log.level=error")
                .inheritIO()
                .start();
        Alertmanager started = new Alertmanager(process, URI.create("http://" + address + "/api/v2/"));
        Measured.await("alertmanager", started::answers);
        return started;
    }

    void post(int alerts) throws IOException, InterruptedException {
        String rows = Fixtures.rows(3).stream()
                .map(row -> String.join(" ", row.values().values()))
                .collect(Collectors.joining("; "));
        for (int from = 0; from < alerts; from += BATCH) {
            String batch = IntStream.range(from, Math.min(alerts, from + BATCH))
                    .mapToObj(i -> ALERT.formatted(i, rows))
                    .collect(Collectors.joining(",", "[", "]"));
            HttpRequest request = HttpRequest.newBuilder(api.resolve("alerts"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(batch))
                    .build();
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("Alertmanager answered " + answer.statusCode() + ": " + answer.body());
            }
        }
    }

    private boolean answers() {
        try {
            HttpRequest request = HttpRequest.newBuilder(api.resolve("status")).build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
