package io.github.cspmalert.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A mail server on loopback that accepts every mail and keeps none, so that it is not what is measured. */
final class SinkSmtpServer implements AutoCloseable {

    private final ServerSocket socket;

    private SinkSmtpServer(ServerSocket socket) {
        this.socket = socket;
    }

    static SinkSmtpServer start() throws IOException {
        SinkSmtpServer server = new SinkSmtpServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        daemon(server::accept);
        return server;
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                daemon(() -> serve(client));
            }
        } catch (SocketException closed) {
            // The end of the benchmark.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = client.getOutputStream();
            answer(out, "220 sink");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "DATA" -> {
                        answer(out, "354 go on");
                        skipMail(in);
                        answer(out, "250 accepted");
                    }
                    case "QUIT" -> {
                        answer(out, "221 bye");
                        return;
                    }
                    default -> answer(out, "250 ok");
                }
            }
        } catch (IOException e) {
            // The client went away.
        }
    }

    private static void skipMail(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            line = in.readLine();
        }
    }

    private static void answer(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void daemon(Runnable run) {
        Thread thread = new Thread(run, "sink-smtp");
        thread.setDaemon(true);
        thread.start();
    }
}
