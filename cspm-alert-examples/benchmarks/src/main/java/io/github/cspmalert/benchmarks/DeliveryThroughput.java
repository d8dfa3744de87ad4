package io.github.cspmalert.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Alerts that are decided, rendered and delivered to a receiver on this machine: how many in a second, how many in a second
 * of processor time, and how much memory is resident after them. Each subject is a process of its own and is measured from
 * outside, by what Linux says of it. Linux only.
 *
 * <p>Arguments: what to measure, of {@code loop}, {@code memory}, {@code embedded}, {@code alertmanager}, and the JDBC URL of a
 * database, whose processor time is not counted. An engine is measured twice: while its JVM is new, and again when it is warm.
 */
final class DeliveryThroughput {

    private static final int ALERTS = Integer.getInteger("alerts", 30_000);
    private static final List<String> HEAP = List.of(
            "-Xmx" + System.getProperty("heap", "400m"), "-XX:+UseSerialGC", System.getProperty("jvm", "-Xshare:auto"));

    private DeliveryThroughput() {}

    public static void main(String[] subjects) throws Exception {
        System.out.printf("%,d alerts, each of its own rule or group%n", ALERTS);
        for (String subject : subjects) {
            switch (subject) {
                case "alertmanager" -> alertmanager();
                case "embedded" -> embedded();
                default -> engine(subject.startsWith("jdbc:") ? "database" : subject, subject);
            }
        }
    }

    private static void embedded() throws Exception {
        Path folder = Files.createTempDirectory("delivery");
        try {
            engine("embedded", folder.resolve("alerts.db").toString());
        } finally {
            delete(folder);
        }
    }

    private static void engine(String name, String store) throws Exception {
        List<String> command = new ArrayList<>(List.of("java"));
        command.addAll(HEAP);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ThroughputEngine.class.getName(), store));
        try (CountingReceiver receiver = new CountingReceiver()) {
            command.addAll(List.of(receiver.url(), Integer.toString(ALERTS)));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                BufferedReader said =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                for (String state : List.of("new", "warm")) {
                    awaitReady(said);
                    round("%s (%s JVM)".formatted(name, state), process, receiver);
                }
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
    }

    private static void round(String what, Process process, CountingReceiver receiver) throws Exception {
        int wanted = receiver.count() + ALERTS;
        Measured before = Measured.of(process.pid());
        line(process);
        Measured.await(what, () -> receiver.count() >= wanted);
        report(what, process, before);
        line(process);
    }

    // What the JVM itself prints, or a log, may come before it.
    private static void awaitReady(BufferedReader said) throws IOException {
        String line = "";
        while (!line.equals(ThroughputEngine.READY)) {
            line = Objects.requireNonNull(said.readLine(), "the engine ended");
        }
    }

    private static void line(Process process) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write('\n');
        in.flush();
    }

    private static void alertmanager() throws Exception {
        Path folder = Files.createTempDirectory("alertmanager");
        try (CountingReceiver receiver = new CountingReceiver();
                Alertmanager alertmanager = Alertmanager.start(folder, receiver.url())) {
            Measured before = Measured.of(alertmanager.process().pid());
            alertmanager.post(ALERTS);
            Measured.await("alertmanager", () -> receiver.count() >= ALERTS);
            report("alertmanager", alertmanager.process(), before);
        } catch (IOException e) {
            System.out.println("alertmanager was not measured: " + e.getMessage());
        } finally {
            delete(folder);
        }
    }

    private static void report(String what, Process process, Measured before) throws Exception {
        long ended = System.nanoTime();
        // For what is done after the answer of the receiver.
        Thread.sleep(500);
        System.out.println(Measured.of(process.pid()).since(before, what, ALERTS, ended));
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path each : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
