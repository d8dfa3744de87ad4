package io.github.cspmalert.notify.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

class PromptSocketsTest {

    @Test
    void plain_sockets_doNotWaitForAcknowledgements() throws Exception {
        try (Socket socket = PromptSockets.plain().createSocket()) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }

    @Test
    void over_socketsBelowTls_doNotWaitForAcknowledgements() throws Exception {
        SSLSocketFactory factory = PromptSockets.over((SSLSocketFactory) SSLSocketFactory.getDefault());
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket below = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket above = factory.createSocket(below, "localhost", listener.getLocalPort(), true)) {
            assertThat(below.getTcpNoDelay()).isTrue();
            assertThat(above.getTcpNoDelay()).isTrue();
        }
    }
}
