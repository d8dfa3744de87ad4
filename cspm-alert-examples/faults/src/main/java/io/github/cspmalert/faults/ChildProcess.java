package io.github.cspmalert.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A JVM that evaluates and sends, and can be killed. */
final class ChildProcess {

    private static final int START_SECONDS = 6;
    private static final int DRAIN_SECONDS = 120;

    private final Process process;
    private final Path testimony;

    private ChildProcess(Process process, Path testimony) {
        this.process = process;
        this.testimony = testimony;
    }

    static ChildProcess start(ChildSettings settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
        command.addAll(settings.arguments());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(settings.folder()
                        .resolve("child-" + settings.number() + ".err")
                        .toFile());
        if (!settings.isDraining()) {
            builder.redirectOutput(settings.folder()
                    .resolve("child-" + settings.number() + ".out")
                    .toFile());
        }
        return new ChildProcess(builder.start(), settings.testimony());
    }

    /** Waits until it has decided something. */
    void awaitStarted() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!Files.exists(testimony) && process.isAlive() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** Kills it with SIGKILL. */
    void kill() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "a child ended by itself with " + process.exitValue() + "; see the folder of the scenario");
        }
        process.destroyForcibly().waitFor();
    }

    /** Ends it, if it has not ended. */
    void destroy() {
        process.destroyForcibly();
    }

    /** Waits until nothing waits in the outbox. */
    void awaitEmpty() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals("waiting=0")) {
                    return;
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("after " + DRAIN_SECONDS + " s there still is " + line);
                }
            }
            throw new IllegalStateException("the child that was to empty the outbox ended with " + process.waitFor());
        }
    }
}
