package io.github.cspmalert.faults;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A mail server that counts what it accepts, or, when told to be silent, accepts connections and says nothing. */
final class MailReceiver implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Session session = Session.getInstance(new Properties());
    private final Tally tally;
    private volatile boolean silent;

    MailReceiver(Tally tally) throws IOException {
        this.tally = tally;
        Sockets.startDaemon("mail-receiver", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Says nothing from now on, also where it is spoken to already; or answers again. */
    void silent(boolean silent) {
        this.silent = silent;
        if (!silent) {
            open.forEach(Sockets::close);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(Sockets::close);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                Sockets.startDaemon("mail-receiver", () -> converse(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            say(out, "220 ready");
            String line = readLine(in);
            while (line != null) {
                answer(line, in, out);
                line = line.equalsIgnoreCase("QUIT") ? null : readLine(in);
            }
        } catch (IOException | MessagingException e) {
            // Whoever spoke was killed.
        } finally {
            open.remove(socket);
        }
    }

    private void answer(String line, InputStream in, OutputStream out) throws IOException, MessagingException {
        String word = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        switch (word) {
            case "EHLO" -> say(out, "250-here\r\n250 8BITMIME");
            case "DATA" -> {
                say(out, "354 go on");
                count(readMail(in));
                say(out, "250 accepted");
            }
            case "QUIT" -> say(out, "221 bye");
            default -> say(out, "250 fine");
        }
    }

    private void say(OutputStream out, String text) throws IOException {
        if (!silent) {
            out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }

    private void count(byte[] bytes) throws IOException, MessagingException {
        MimeMessage mail = new MimeMessage(session, new ByteArrayInputStream(bytes));
        tally.arrived("email", mail.getHeader("X-CSPM-Alert-Key", null), text(mail));
    }

    private static String text(Part part) throws IOException, MessagingException {
        Object content = part.getContent();
        if (content instanceof Multipart parts) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart each = parts.getBodyPart(i);
                all.append(text(each));
            }
            return all.toString();
        }
        return content instanceof String text ? text : "";
    }

    private static byte[] readMail(InputStream in) throws IOException {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        for (String line = readLine(in); !".".equals(line); line = readLine(in)) {
            if (line == null) {
                throw new IOException("the mail ended early");
            }
            mail.write((line.startsWith(".") ? line.substring(1) : line).getBytes(StandardCharsets.ISO_8859_1));
            mail.write('\r');
            mail.write('\n');
        }
        return mail.toByteArray();
    }

    private static @Nullable String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
