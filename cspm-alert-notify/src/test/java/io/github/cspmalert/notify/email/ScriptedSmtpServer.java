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
 * #CLOSE} or {@link #HANG}, begin with {@link #DRIP} or {@link #TORN}, or be {@link #SILENCE}, {@link #ENDLESS_REPLY} or
 * {@link #ENDLESS_LINE}.
 */
final class ScriptedSmtpServer implements AutoCloseable {

    static final String CLOSE = "<close>";
    static final String SILENCE = "<silence>";
    /** Stops reading, so that the client's writes get stuck. */
    static final String HANG = "<hang>";
    /** Says the rest one byte at a time, and is never done within a test. */
    static final String DRIP = "<drip>";
    /** Says the rest in two pieces, which part its first character that is not ASCII. */
    static final String TORN = "<torn>";

    static final String ENDLESS_REPLY = "<endless reply>";
    static final String ENDLESS_LINE = "<endless line>";

    private static final long DRIP_MILLIS = 20;

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
    private final CountDownLatch dripping = new CountDownLatch(1);
    private final CountDownLatch goodbye = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int mostRecipients = Integer.MAX_VALUE;
    private volatile String beyond = "";
    private volatile String beyondReply = "";

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

    /** Answers a command so, RCPT or the end of the content, if a mail has more recipients than that. */
    ScriptedSmtpServer allowRecipients(int most, String command, String reply) {
        mostRecipients = most;
        beyond = command;
        beyondReply = reply;
        return this;
    }

    /** {@return what makes a notifier for this server, without TLS or a login} */
    EmailNotifierBuilder client() {
        return EmailNotifier.builder()
                .host("127.0.0.1")
                .port(port())
                .security(SmtpSecurity.NONE)
                .from("alerts@example.com");
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

    /** Waits until a drip has begun. */
    void awaitDrip() throws InterruptedException {
        if (!dripping.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing drips after " + commands);
        }
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
        int recipients = 0;
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            commands.add(command);
            recipients = command.startsWith("MAIL") ? 0 : recipients + (command.startsWith("RCPT") ? 1 : 0);
            if (command.equals("QUIT")) {
                goodbye.countDown();
            }
            String reply = tooMany("RCPT", recipients) && command.startsWith("RCPT") ? beyondReply : replyTo(command);
            if (!say(socket, reply)) {
                return;
            }
            if (command.equals("STARTTLS") && reply.startsWith("220")) {
                converse(secure(socket), false);
                return;
            }
            if (command.equals("DATA") && reply.startsWith("354") && !readContent(socket, in, recipients)) {
                return;
            }
        }
    }

    private boolean tooMany(String command, int recipients) {
        return beyond.equals(command) && recipients > mostRecipients;
    }

    private boolean readContent(Socket socket, BufferedReader in, int recipients) throws IOException {
        StringBuilder mail = new StringBuilder();
        boolean first = true;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (first && script.containsKey("content") && !say(socket, replyTo("content"))) {
                return false;
            }
            first = false;
            if (line.equals(".")) {
                if (tooMany(".", recipients)) {
                    return say(socket, beyondReply);
                }
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
        if (reply.startsWith(DRIP)) {
            return drip(socket, reply.substring(DRIP.length()));
        }
        if (reply.startsWith(TORN)) {
            return tear(socket, reply.substring(TORN.length()));
        }
        if (reply.startsWith("<endless")) {
            return talk(socket, reply.equals(ENDLESS_REPLY) ? "250-and so on\r\n" : "250 and so on, ");
        }
        boolean goOn = !reply.endsWith(CLOSE);
        String text = reply.replace(CLOSE, "").replace(HANG, "");
        if (!text.isEmpty()) {
            socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }
        if (reply.endsWith(HANG)) {
            closedWithin(Long.MAX_VALUE);
        }
        return goOn;
    }

    private boolean drip(Socket socket, String reply) throws IOException {
        byte[] bytes = (reply + ".".repeat(3_000) + "\r\n").getBytes(StandardCharsets.UTF_8);
        for (byte each : bytes) {
            dripping.countDown();
            socket.getOutputStream().write(each);
            socket.getOutputStream().flush();
            if (closedWithin(DRIP_MILLIS)) {
                return false;
            }
        }
        return true;
    }

    private boolean tear(Socket socket, String reply) throws IOException {
        byte[] bytes = (reply + "\r\n").getBytes(StandardCharsets.UTF_8);
        int first = 0;
        while (bytes[first] >= 0) {
            first++;
        }
        socket.getOutputStream().write(bytes, 0, first + 1);
        socket.getOutputStream().flush();
        if (closedWithin(DRIP_MILLIS)) {
            return false;
        }
        socket.getOutputStream().write(bytes, first + 1, bytes.length - first - 1);
        socket.getOutputStream().flush();
        return true;
    }

    private boolean talk(Socket socket, String text) throws IOException {
        byte[] bytes = text.repeat(1_000).getBytes(StandardCharsets.UTF_8);
        while (!closedWithin(0)) {
            socket.getOutputStream().write(bytes);
        }
        return false;
    }

    private boolean closedWithin(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
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
