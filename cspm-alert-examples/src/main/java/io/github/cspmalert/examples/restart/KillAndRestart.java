package io.github.cspmalert.examples.restart;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.cspmalert.examples.Example;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Kills an engine whose mail server is down, and starts it again when the server is up. */
public final class KillAndRestart {

    private static final long PATIENCE_MILLIS = 60_000;

    private final Path file;
    private final int port;

    private KillAndRestart(Path file, int port) {
        this.file = file;
        this.port = port;
    }

    /**
     * Runs the example.
     *
     * @param args a folder for the file of the store
     */
    public static void main(String[] args) {
        Example.main(() -> {
            Path folder = Files.createDirectories(Path.of(args[0]));
            Path file = Files.createTempDirectory(folder, "run").resolve("alerts.db");
            new KillAndRestart(file, freePort()).run();
        });
    }

    private void run() throws IOException, InterruptedException, MessagingException {
        say("The mail server is down.");
        Process first = start();
        await(first, "not sent yet");
        first.destroyForcibly().waitFor();
        say("Killed with SIGKILL. The mail server comes up, and the engine starts again.");
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        Process second = start();
        try {
            if (!server.waitForIncomingEmail(PATIENCE_MILLIS, 1)) {
                throw new IllegalStateException("the alert was lost");
            }
            await(second, "sent under");
            MimeMessage mail = server.getReceivedMessages()[0];
            say("Arrived: \"%s\", key %s".formatted(mail.getSubject(), mail.getHeader("X-CSPM-Alert-Key", null)));
        } finally {
            second.destroyForcibly().waitFor();
            server.stop();
        }
    }

    private Process start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        AlertingProcess.class.getName(),
                        file.toString(),
                        Integer.toString(port)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void await(Process process, String line) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String said = output.readLine();
        while (said != null) {
            say("  " + said);
            if (said.startsWith(line)) {
                return;
            }
            said = output.readLine();
        }
        throw new IllegalStateException("the engine ended before it said '" + line + "'");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
