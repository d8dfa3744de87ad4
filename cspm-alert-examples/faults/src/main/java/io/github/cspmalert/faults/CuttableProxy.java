package io.github.cspmalert.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between the children and a database, and can be cut. */
final class CuttableProxy implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int target;
    private volatile boolean cut;

    CuttableProxy(int target) throws IOException {
        this.target = target;
        Sockets.startDaemon("proxy", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void cut() {
        cut = true;
        open.forEach(Sockets::close);
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                if (cut) {
                    Sockets.close(client);
                } else {
                    connect(client);
                }
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void connect(Socket client) {
        try {
            Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(client);
            open.add(database);
            client.setTcpNoDelay(true);
            database.setTcpNoDelay(true);
            Sockets.startDaemon("proxy", () -> copy(client, database));
            Sockets.startDaemon("proxy", () -> copy(database, client));
        } catch (IOException e) {
            Sockets.close(client);
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[16_384];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // Cut, or a child was killed.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }
}
