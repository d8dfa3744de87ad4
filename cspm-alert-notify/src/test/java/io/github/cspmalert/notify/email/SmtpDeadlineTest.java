package io.github.cspmalert.notify.email;

import static io.github.cspmalert.notify.email.Notifications.html;
import static io.github.cspmalert.notify.email.ScriptedSmtpServer.DRIP;
import static io.github.cspmalert.notify.email.ScriptedSmtpServer.ENDLESS_LINE;
import static io.github.cspmalert.notify.email.ScriptedSmtpServer.ENDLESS_REPLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.Secret;
import io.github.cspmalert.delivery.NotificationException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that never come to an end. Every answer of theirs would take a minute; no test may. */
@Timeout(20)
class SmtpDeadlineTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    private final ScriptedSmtpServer server = ScriptedSmtpServer.plain();

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "greeting, 220 test",
        "EHLO, 250-test",
        "AUTH, 235 welcome",
        "MAIL, 250 ok",
        "RCPT, 250 ok",
        "DATA, 354 go on",
        "'.', 250 ok",
        "'.', 250-ok"
    })
    void send_serverDrips_endsAfterTheSendTimeout(String command, String reply) {
        server.answer("EHLO", "250-test\r\n250 AUTH PLAIN").answer(command, DRIP + reply);

        assertTooLong(withLogin().sendTimeout(SHORT));
    }

    @Test
    void send_serverDripsBeforeStartTls_endsAfterTheSendTimeout() {
        server.answer("EHLO", "250-test\r\n250 STARTTLS").answer("STARTTLS", DRIP + "220 go on");

        assertTooLong(server.client().security(SmtpSecurity.STARTTLS).sendTimeout(SHORT));
    }

    @Test
    @Timeout(60) // most of it for keytool
    void send_serverDripsInsideTls_endsAfterTheSendTimeout(@TempDir Path folder) throws Exception {
        TestTls tls = TestTls.forHosts(folder, "ip:127.0.0.1");
        try (ScriptedSmtpServer secure = ScriptedSmtpServer.implicitTls(tls.server())) {
            secure.answer("MAIL", DRIP + "250 ok");

            assertTooLong(server.client()
                    .port(secure.port())
                    .security(SmtpSecurity.IMPLICIT_TLS)
                    .sslSocketFactory(tls.client().getSocketFactory())
                    .sendTimeout(Duration.ofSeconds(2)));
        }
    }

    @Test
    void send_serverDripsItsHandshake_endsAfterTheSendTimeout() throws Exception {
        CompletableFuture<Void> stop = new CompletableFuture<>();
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> dripHandshake(listener, stop), "dripping-tls");
            thread.setDaemon(true);
            thread.start();

            assertTooLong(server.client()
                    .port(listener.getLocalPort())
                    .security(SmtpSecurity.IMPLICIT_TLS)
                    .sendTimeout(SHORT));
        } finally {
            stop.complete(null);
        }
    }

    @ParameterizedTest
    @CsvSource({"greeting", "EHLO", "MAIL", "RCPT", "DATA", "'.'"})
    void send_endlessReply_isCutOffBeforeItFillsTheMemory(String command) {
        assertCutOff(command, ENDLESS_REPLY);
        assertCutOff(command, ENDLESS_LINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {ENDLESS_REPLY, ENDLESS_LINE})
    void send_endlessReplyToStartTlsOrALogin_isCutOffToo(String reply) {
        server.answer("EHLO", "250-test\r\n250-AUTH PLAIN\r\n250 STARTTLS")
                .answer("STARTTLS", reply)
                .answer("AUTH", reply);

        assertThat(failure(server.client().security(SmtpSecurity.STARTTLS)))
                .hasMessageContaining("reply is longer than 65536 bytes");
        assertThat(failure(withLogin())).hasMessageContaining("reply is longer than 65536 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {ENDLESS_REPLY, ENDLESS_LINE, DRIP})
    void close_serverGoesOnAfterQuit_waitsForNothing(String reply) {
        server.answer("QUIT", reply);
        try (EmailNotifier email = server.client().build()) {
            email.send(html("s", "x", "ann@example.com"));
        }

        assertThat(server.mails()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"greeting", "EHLO", "MAIL", "RCPT", "DATA", "."})
    void close_serverDrips_endsTheMailAtOnce(String command) throws Exception {
        server.answer(command, DRIP + "250 ok");
        EmailNotifier email = server.client().build();
        CompletableFuture<Throwable> failure = inBackground(email);
        server.awaitDrip();

        email.close();

        assertThat(failure.get(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(NotificationException.class, e -> assertThat(e.retryable())
                        .isTrue())
                .hasMessageContaining("the notifier was closed while it talked to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"greeting", "EHLO", "MAIL", "RCPT", "DATA", "."})
    void interrupt_serverDrips_endsTheMailAtOnce(String command) throws Exception {
        server.answer(command, DRIP + "250 ok");
        try (EmailNotifier email = server.client().build()) {
            CompletableFuture<Thread> sender = new CompletableFuture<>();
            CompletableFuture<Throwable> failure = CompletableFuture.supplyAsync(
                    () -> {
                        sender.complete(Thread.currentThread());
                        Throwable thrown = catchThrowable(() -> email.send(html("s", "x", "ann@example.com")));
                        assertThat(Thread.interrupted()).isTrue();
                        return thrown;
                    },
                    task -> new Thread(task, "sender").start());
            server.awaitDrip();

            sender.get().interrupt();

            assertThat(failure.get(10, TimeUnit.SECONDS)).hasMessageContaining("interrupted while talking to");
        }
    }

    @Test
    void send_afterADripThatWasCutOff_delivers() {
        server.answer("MAIL", DRIP + "250 ok", "250 ok");
        try (EmailNotifier email =
                server.client().sendTimeout(Duration.ofSeconds(3)).build()) {
            assertThat(catchThrowable(() -> email.send(html("s", "x", "ann@example.com"))))
                    .isInstanceOf(NotificationException.class);

            email.send(html("s", "x", "ann@example.com"));
        }
        assertThat(server.mails()).hasSize(1);
    }

    private static void assertTooLong(EmailNotifierBuilder builder) {
        NotificationException failure = failure(builder);

        assertThat(failure).isNotNull().hasMessageContaining("took longer than sendTimeout");
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.channelBroken()).isFalse();
    }

    private void assertCutOff(String command, String reply) {
        server.answer(command, reply);
        NotificationException failure = failure(server.client());

        assertThat(failure).isNotNull().hasMessageContaining("reply is longer than 65536 bytes");
        assertThat(failure.retryable()).isTrue();
    }

    private static NotificationException failure(EmailNotifierBuilder builder) {
        try (EmailNotifier email = builder.build()) {
            return catchThrowableOfType(
                    NotificationException.class, () -> email.send(html("s", "<p>x</p>", "ann@example.com")));
        }
    }

    private static CompletableFuture<Throwable> inBackground(EmailNotifier email) {
        return CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> email.send(html("s", "x", "ann@example.com"))),
                task -> new Thread(task, "sender").start());
    }

    private EmailNotifierBuilder withLogin() {
        return server.client().username("user").password(Secret.of("password"));
    }

    // The head of a TLS record of 16 kB, and then its bytes one by one.
    private static void dripHandshake(ServerSocket listener, CompletableFuture<Void> stop) {
        try (Socket socket = listener.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write(new byte[] {0x16, 0x03, 0x03, 0x40, 0x00, 0x02});
            while (!stop.isDone()) {
                out.write(0);
                out.flush();
                awaitShortly(stop);
            }
        } catch (IOException e) {
            // The client went away, as it should.
        }
    }

    private static void awaitShortly(CompletableFuture<Void> stop) {
        catchThrowable(() -> stop.get(20, TimeUnit.MILLISECONDS));
    }
}
