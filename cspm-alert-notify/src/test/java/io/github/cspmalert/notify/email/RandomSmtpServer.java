package io.github.cspmalert.notify.email;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A mail server that says the right thing more or less often, and else whatever comes to its mind. */
final class RandomSmtpServer implements AutoCloseable {

    private static final Map<String, String> RIGHT = Map.of(
            "EHLO", "250",
            "HELO", "250",
            "MAIL", "250",
            "RCPT", "250",
            "DATA", "354",
            "AUTH", "235",
            "STARTTLS", "220",
            "QUIT", "221",
            "RSET", "250");
    private static final List<String> CODES = List.of(
            "220", "221", "235", "250", "251", "252", "334", "354", "421", "432", "450", "451", "452", "454", "500",
            "501", "502", "503", "504", "530", "535", "538", "550", "551", "552", "553", "554", "555", "000", "100",
            "199", "600", "999", "25", "2500", "abc", "", "-50", "２５０");
    private static final List<String> SEPARATORS = List.of(" ", " ", " ", "-", "-", "", "\t", ":");
    private static final List<String> WORDS = List.of(
            "5.1.1",
            "4.5.3",
            "5.5.3",
            "5.7.8",
            "5.3.4",
            "5.6.7",
            "9.9.9",
            "too many recipients",
            "relay access denied",
            "authentication required",
            "sender rejected",
            "client host",
            "helo",
            "<ann@example.com>",
            "user unknown",
            "\u0000",
            "\u001B[31m",
            "\u202E",
            "设定",
            "\uD83D\uDE00",
            "x".repeat(3_000),
            "%s %d {}",
            "AUTH PLAIN",
            "\u0085");
    private static final List<String> EXTENSIONS = List.of(
            "SIZE 20000",
            "SIZE",
            "SIZE -1",
            "SIZE 99999999999999999999",
            "SIZE 1",
            "AUTH PLAIN LOGIN",
            "AUTH=LOGIN",
            "AUTH",
            "AUTH=",
            "auth plain",
            "SMTPUTF8",
            "8BITMIME",
            "STARTTLS",
            "STARTTLS=",
            "",
            " ",
            "=",
            "PIPELINING",
            "AUTH XOAUTH2");
    private static final List<String> ENDS = List.of("\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "\r\r\n", "");

    private final ServerSocket listener;
    private final List<String> words;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Random random = new Random(0);
    private volatile double right;
    private volatile boolean gotContent;

    RandomSmtpServer(String password) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        words = new ArrayList<>(WORDS);
        words.addAll(List.of(password, Scrubber.base64(password), Scrubber.base64(SmtpLogin.plain("user", password))));
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Forgets what was, and begins with other answers, of which such a part is right. */
    void restart(Random next, double share) throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
        connections.clear();
        said.clear();
        gotContent = false;
        right = share;
        random = next;
    }

    /** {@return whether a whole content came, and something like "taken" was said to it} */
    boolean gotContent() {
        return gotContent;
    }

    List<String> said() {
        return said.stream()
                .map(text -> text.length() > 200 ? text.substring(0, 200) : text)
                .toList();
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
        try (Socket socket = connection) {
            // Whoever waits for the rest of an answer is not kept waiting long, or few answers would be tried.
            socket.setSoTimeout(30);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean goOn = answer(socket, "220", "");
            while (goOn) {
                String command = readLine(in);
                String code = RIGHT.getOrDefault(command.split("[ :]", 2)[0], "500");
                goOn = answer(socket, code, command);
                if (command.equals("DATA") && last().startsWith("354")) {
                    while (!readLine(in).equals(".")) {}
                    goOn = answer(socket, "250", ".");
                }
            }
        } catch (IOException e) {
            // The client went away, which is its right.
        }
    }

    private String last() {
        return said.isEmpty() ? "" : said.get(said.size() - 1);
    }

    /** Says something, and returns whether to go on. */
    private boolean answer(Socket socket, String code, String command) throws IOException {
        Random dice = random;
        String text = dice.nextDouble() < right ? rightAnswer(dice, code, command.startsWith("EHLO")) : anyAnswer(dice);
        said.add(text);
        gotContent |= command.equals(".") && text.startsWith("25");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int manner = dice.nextInt(1_000);
        if (manner < 1) {
            return drip(socket, bytes);
        }
        if (manner < 3) {
            return true;
        }
        socket.getOutputStream().write(bytes);
        return manner >= 10;
    }

    private static String rightAnswer(Random dice, String code, boolean extensions) {
        StringBuilder text = new StringBuilder();
        for (int i = extensions ? dice.nextInt(6) : 0; i > 0; i--) {
            text.append(text.isEmpty() ? code + "-test\r\n" : "")
                    .append(code)
                    .append('-')
                    .append(any(dice, EXTENSIONS));
            text.append("\r\n");
        }
        return text.append(code).append(" ok\r\n").toString();
    }

    private String anyAnswer(Random dice) {
        StringBuilder text = new StringBuilder();
        for (int lines = dice.nextInt(20) == 0 ? dice.nextInt(50) : 1; lines > 0; lines--) {
            text.append(any(dice, CODES)).append(any(dice, SEPARATORS));
            for (int i = dice.nextInt(4); i > 0; i--) {
                text.append(any(dice, words)).append(' ');
            }
            text.append(any(dice, ENDS));
        }
        return text.toString();
    }

    private boolean drip(Socket socket, byte[] bytes) throws IOException {
        for (byte each : bytes) {
            socket.getOutputStream().write(each);
            try {
                if (closed.await(10, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private static String any(Random dice, List<String> all) {
        return all.get(dice.nextInt(all.size()));
    }

    private static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the client ended the connection");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "random-smtp");
        thread.setDaemon(true);
        thread.start();
    }
}
