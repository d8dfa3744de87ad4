package io.github.cspmalert.sls;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that reads a request and then does what a test lays down, HTTP or not. */
final class BrokenServer implements AutoCloseable {

    /** What it does with a connection after it has read a request. */
    interface Behaviour {
        void on(Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();

    BrokenServer(Behaviour behaviour) throws IOException {
        start(() -> serve(behaviour));
    }

    private void serve(Behaviour behaviour) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                start(() -> serve(socket, behaviour));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(Socket socket, Behaviour behaviour) {
        try (socket) {
            readRequest(socket);
            behaviour.on(socket, socket.getOutputStream());
            socket.getOutputStream().flush();
        } catch (IOException | InterruptedException e) {
            // The client or the test has gone.
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "broken-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Reads to the end of the body, since closing with unread bytes would reset the connection. */
    private static void readRequest(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        String length = (head + "content-length: 0").replaceAll("(?si).*?content-length: (\\d+).*", "$1");
        socket.getInputStream().readNBytes(Integer.parseInt(length));
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
