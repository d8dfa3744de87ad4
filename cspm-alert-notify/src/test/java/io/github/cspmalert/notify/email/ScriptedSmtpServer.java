package io.github.cspmalert.notify.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that answers as it is told to, to be rude in ways no real server can be asked to. It answers politely
 * whatever it has no script for.
 *
 * <p>Commands are scripted by how they begin, such as {@code RCPT TO:<bob@}; {@code greeting} stands for the first line
 * of the server, {@code content} for the first line of the mail, and {@code .} for its end. A reply may end with {@link
 * #CLOSE} or {@link #HANG}, or be {@link #SILENCE}.
 */
final class ScriptedSmtpServer implements AutoCloseable {

    static final String CLOSE = "<close>";
    static final String SILENCE = "<silence>";
    /** Stops reading, so that the client's writes get stuck. */
    static final String HANG = "<hang>";

    private static final Map<String, String> POLITE = Map.of(
            "greeting", "220 test ready",
            "EHLO", "250 test",
            "MAIL", "250 sender ok",
            "RCPT", "250 recipient ok",
            "DATA", "354 go on",
            ".", "250 taken",
            "AUTH", "235 welcome",
            "STARTTLS", "220 go on",
            "QUIT", "221 bye" + CLOSE,
            "RSET", "250 ok");

    private final ServerSocket listener;
    private final SSLContext tls;
    private final boolean implicitTls;
    private final Map<String, Deque<String>> script = new ConcurrentHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final CountDownLatch goodbye = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private ScriptedSmtpServer(SSLContext tls, boolean implicitTls) {
        this.tls = tls;
        this.implicitTls = implicitTls;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    static ScriptedSmtpServer plain() {
        return new ScriptedSmtpServer(null, false);
    }

    static ScriptedSmtpServer startTls(SSLContext tls) {
        return new ScriptedSmtpServer(tls, false).answer("EHLO", "250-test\r\n250 STARTTLS");
    }

    static ScriptedSmtpServer implicitTls(SSLContext tls) {
        return new ScriptedSmtpServer(tls, true);
    }

    /** Answers a command with each reply in turn, and from then on always with the last. */
    ScriptedSmtpServer answer(String command, String... replies) {
        script.put(command, new ArrayDeque<>(List.of(replies)));
        return this;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** {@return the commands of all connections, in the order in which they came} */
    List<String> commands() {
        return List.copyOf(commands);
    }

    List<String> commands(String prefix) {
        return commands.stream().filter(command -> command.startsWith(prefix)).toList();
    }

    /** {@return the mails that were sent to their end, whatever the answer} */
    List<String> mails() {
        return List.copyOf(mails);
    }

    int connections() {
        return connections.size();
    }

    /** Waits until a client has said goodbye. */
    boolean awaitGoodbye() throws InterruptedException {
        return goodbye.await(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connections.add(connection);
                daemon(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (Socket socket = implicitTls ? secure(connection) : connection) {
            converse(socket, true);
        } catch (IOException e) {
            // The client went away, which is its right.
        }
    }

    private void converse(Socket socket, boolean greet) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        if (greet && !say(socket, replyTo("greeting"))) {
            return;
        }
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            commands.add(command);
            if (command.equals("QUIT")) {
                goodbye.countDown();
            }
            String reply = replyTo(command);
            if (!say(socket, reply)) {
                return;
            }
            if (command.equals("STARTTLS") && reply.startsWith("220")) {
                converse(secure(socket), false);
                return;
            }
            if (command.equals("DATA") && reply.startsWith("354") && !readContent(socket, in)) {
                return;
            }
        }
    }

    private boolean readContent(Socket socket, BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        boolean first = true;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (first && script.containsKey("content") && !say(socket, replyTo("content"))) {
                return false;
            }
            first = false;
            if (line.equals(".")) {
                mails.add(mail.toString());
                return say(socket, replyTo("."));
            }
            mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return false;
    }

    /** Says it, and returns whether to go on. */
    private boolean say(Socket socket, String reply) throws IOException {
        if (reply.equals(SILENCE)) {
            return true;
        }
        boolean goOn = !reply.endsWith(CLOSE);
        String text = reply.replace(CLOSE, "").replace(HANG, "");
        if (!text.isEmpty()) {
            socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }
        if (reply.endsWith(HANG)) {
            awaitClose();
        }
        return goOn;
    }

    private String replyTo(String command) {
        for (Map.Entry<String, Deque<String>> entry : script.entrySet()) {
            if (command.startsWith(entry.getKey())) {
                Deque<String> replies = entry.getValue();
                synchronized (replies) {
                    return replies.size() > 1 ? replies.poll() : replies.peek();
                }
            }
        }
        String word = command.split("[ :]", 2)[0];
        return POLITE.getOrDefault(command.equals("greeting") ? command : word.toUpperCase(Locale.ROOT), "250 ok");
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private SSLSocket secure(Socket socket) throws IOException {
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
        secure.setUseClientMode(false);
        return secure;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }
}
