package io.github.cspmalert.faults;

import java.io.IOException;
import java.net.Socket;

/** What the receivers and the proxy do alike. */
final class Sockets {

    private Sockets() {}

    static void startDaemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
