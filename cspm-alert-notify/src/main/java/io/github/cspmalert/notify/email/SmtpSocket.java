package io.github.cspmalert.notify.email;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that reads replies of bounded length. It belongs to one thread, except that {@link #abort} ends it from any
 * thread, whatever the other one is waiting for; an interrupt of that thread does the same.
 */
final class SmtpSocket {

    private static final Logger log = LoggerFactory.getLogger(SmtpSocket.class);

    private static final int LONGEST_REPLY = 64 << 10;
    private static final int CODE_LENGTH = 3;

    private final SocketChannel channel;
    private final Scrubber scrubber;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final byte[] buffer = new byte[4096];
    private int position;
    private int limit;
    private volatile String abortedBecause = "";

    /** Opens a socket, connected to nothing yet. An interrupt closes channels, and only channels: hence the channel. */
    SmtpSocket(Scrubber scrubber) throws IOException {
        this.scrubber = scrubber;
        this.channel = SocketChannel.open();
        this.socket = channel.socket();
        this.in = InputStream.nullInputStream();
        this.out = OutputStream.nullOutputStream();
    }

    void connect(SmtpSettings settings) throws IOException {
        // Otherwise the end of a mail would wait until the server acknowledges what came before, 40 ms later.
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.connect(
                new InetSocketAddress(settings.host(), settings.port()),
                Math.toIntExact(settings.limits().connect().toMillis()));
        socket.setSoTimeout(Math.toIntExact(settings.limits().read().toMillis()));
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Goes on with TLS, once the server's certificate is known to be trusted and made for this host. */
    void startTls(SmtpSettings settings) throws IOException {
        Socket above = settings.sslSocketFactory().createSocket(socket, settings.host(), settings.port(), true);
        if (!(above instanceof SSLSocket tls)) {
            throw new SSLException("sslSocketFactory(...) makes sockets without TLS");
        }
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        socket = tls;
        in = tls.getInputStream();
        out = tls.getOutputStream();
    }

    InetAddress localAddress() {
        return channel.socket().getLocalAddress();
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** {@return whether the server has said something that nobody asked for} */
    boolean hasUnread() throws IOException {
        return position < limit || in.available() > 0;
    }

    /**
     * A reply.
     *
     * @param code its code
     * @param lines what stands behind the code in each line, without secrets
     */
    record Lines(int code, List<String> lines) {}

    /**
     * Reads a reply.
     *
     * @throws SmtpProtocolException if it is none
     */
    Lines read() throws IOException {
        List<String> lines = new ArrayList<>();
        int room = LONGEST_REPLY;
        while (true) {
            String line = readLine(room);
            room -= line.length() + 1;
            int code = code(line);
            lines.add(scrubber.scrub(line.substring(Math.min(line.length(), CODE_LENGTH + 1))));
            if (line.length() == CODE_LENGTH || line.charAt(CODE_LENGTH) != '-') {
                return new Lines(code, lines);
            }
        }
    }

    private static int code(String line) throws SmtpProtocolException {
        boolean complete = line.length() == CODE_LENGTH
                || line.length() > CODE_LENGTH && (line.charAt(CODE_LENGTH) == ' ' || line.charAt(CODE_LENGTH) == '-');
        if (!complete || !line.substring(0, CODE_LENGTH).chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new SmtpProtocolException("the server said something that is no SMTP reply");
        }
        int code = Integer.parseInt(line, 0, CODE_LENGTH, 10);
        if (code < 200 || code > 599) {
            throw new SmtpProtocolException("the server gave a reply code that SMTP does not have: " + code);
        }
        return code;
    }

    private String readLine(int room) throws IOException {
        // Decoded as a whole: a character, and so the secret, may come in two pieces.
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int from = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            line.write(buffer, from, position - from);
            if (position < limit) {
                position++;
                return withoutReturn(line.toString(StandardCharsets.UTF_8));
            }
            if (line.size() >= room) {
                throw new SmtpProtocolException("the server's reply is longer than " + LONGEST_REPLY + " bytes");
            }
            fill();
        }
    }

    private static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private void fill() throws IOException {
        position = 0;
        limit = 0;
        int read = in.read(buffer);
        if (read < 0) {
            throw new EOFException("the server ended the connection");
        }
        limit = read;
    }

    /** Says goodbye without waiting for an answer, and ends the connection. Few bytes never wait for the other side. */
    void quit() {
        try {
            write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            log.debug("a connection could not be ended in order", e);
        }
        abort("");
    }

    /**
     * Ends the connection at once; whoever reads, writes or connects fails. From any thread.
     *
     * @param why for the message of that failure; may be empty
     */
    void abort(String why) {
        if (abortedBecause.isEmpty()) {
            abortedBecause = why;
        }
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("a connection could not be closed", e);
        }
    }

    /** {@return why it was ended by this side, or nothing if it was not} */
    String abortedBecause() {
        return abortedBecause;
    }
}
