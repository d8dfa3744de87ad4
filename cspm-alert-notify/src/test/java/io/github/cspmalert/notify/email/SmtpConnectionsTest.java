package io.github.cspmalert.notify.email;

import static io.github.cspmalert.notify.email.Notifications.html;
import static io.github.cspmalert.notify.email.ScriptedSmtpServer.CLOSE;
import static io.github.cspmalert.notify.email.ScriptedSmtpServer.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.delivery.Receipt.Status;
import io.github.cspmalert.testkit.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many connections there are, how long they live, and what happens when a kept one has died. */
class SmtpConnectionsTest {

    private final ScriptedSmtpServer server = ScriptedSmtpServer.plain();
    private final SettableClock clock = SettableClock.at(Notifications.ALERT_TIME);

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void send_hundredMails_useOneConnection() {
        try (EmailNotifier email = builder().build()) {
            for (int i = 0; i < 100; i++) {
                assertAccepted(send(email));
            }
        }
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.mails()).hasSize(100);
    }

    @Test
    void send_afterARefusedRecipient_usesTheSameConnection() {
        server.answer("RCPT", "550 no", "250 ok");
        try (EmailNotifier email = builder().build()) {
            assertThat(send(email).with(Status.REFUSED)).hasSize(1);
            assertAccepted(send(email));
        }
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.mails()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {CLOSE, SILENCE, "421 idle for too long" + CLOSE, "421 idle for too long"})
    void send_keptConnectionIsDead_connectsAgainAndDeliversOnce(String answerToSecond) {
        server.answer("MAIL", "250 ok", answerToSecond, "250 ok");
        try (EmailNotifier email = builder().readTimeout(Duration.ofSeconds(3)).build()) {
            assertAccepted(send(email));
            assertAccepted(send(email));
        }
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.mails()).hasSize(2);
    }

    @Test
    void send_serverHungUpAfterTheFirstMail_connectsAgainAndDeliversOnce() {
        server.answer(".", "250 ok" + CLOSE, "250 ok");
        try (EmailNotifier email = builder().build()) {
            assertAccepted(send(email));
            assertAccepted(send(email));
        }
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.mails()).hasSize(2);
    }

    @Test
    void send_keptConnectionDiesAfterTheContent_isNotSentAgainBehindTheEnginesBack() {
        server.answer(".", "250 ok", CLOSE, "250 ok");
        try (EmailNotifier email = builder().build()) {
            assertAccepted(send(email));
            assertThatThrownBy(() -> send(email)).isInstanceOf(NotificationException.class);
        }
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.mails()).hasSize(2);
    }

    @Test
    void send_freshConnectionIsDead_isNotTriedAgain() {
        server.answer("MAIL", CLOSE);
        try (EmailNotifier email = builder().build()) {
            assertThatThrownBy(() -> send(email)).isInstanceOf(NotificationException.class);
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void send_connectionUnusedForLongerThanTheIdleTimeout_isEnded() throws InterruptedException {
        try (EmailNotifier email = builder().idleTimeout(Duration.ofSeconds(30)).build()) {
            send(email);
            clock.advance(Duration.ofSeconds(29));
            send(email);
            assertThat(server.connections()).isEqualTo(1);

            clock.advance(Duration.ofSeconds(30));
            send(email);
        }
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.awaitGoodbye()).isTrue();
    }

    @Test
    void send_nothingMoreToSend_connectionIsEndedAfterTheIdleTimeout() throws InterruptedException {
        try (EmailNotifier email = EmailNotifier.builder("smtp://127.0.0.1:" + server.port() + "?starttls=none")
                .from("alerts@example.com")
                .idleTimeout(Duration.ofMillis(20))
                .build()) {
            send(email);

            assertThat(server.awaitGoodbye()).isTrue();
        }
    }

    @Test
    void close_endsTheConnectionAndTheThread() throws InterruptedException {
        EmailNotifier email = builder().build();
        send(email);
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("cspm-alert-email"))
                .toList();
        assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);

        email.close();

        assertThat(server.awaitGoodbye()).isTrue();
        for (Thread thread : threads) {
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void send_fromEightThreads_deliversEachMailOnceOverOneConnection() throws Exception {
        assertThat(sendFromEightThreads(1)).isEqualTo(1);
    }

    @Test
    void send_fromEightThreadsOverThreeConnections_neverOpensMore() throws Exception {
        assertThat(sendFromEightThreads(3)).isBetween(1, 3);
    }

    @Test
    void send_noConnectionBecomesFree_isRetryable() throws Exception {
        server.answer("DATA", SILENCE);
        Duration time = Duration.ofMillis(100);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try (EmailNotifier email =
                builder().connectTimeout(time).readTimeout(time).build()) {
            List<Future<NotificationException>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(pool.submit(() -> catchThrowableOfType(NotificationException.class, () -> send(email))));
            }
            List<NotificationException> failures = new ArrayList<>();
            for (Future<NotificationException> one : all) {
                failures.add(one.get(30, TimeUnit.SECONDS));
            }
            // Each mail holds the connection for 100 ms, and nobody waits for longer than 200 ms.
            assertThat(failures).allMatch(NotificationException::retryable).anyMatch(e -> String.valueOf(e.getMessage())
                    .contains("no connection to the mail server became free"));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void send_interruptedWhileWaiting_isRetryableAndKeepsTheInterrupt() {
        try (EmailNotifier email = builder().build()) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> send(email))
                    .isInstanceOfSatisfying(NotificationException.class, e -> assertThat(e.retryable())
                            .isTrue());
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private int sendFromEightThreads(int connections) throws Exception {
        int threads = 8;
        int mails = 25;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (EmailNotifier email = builder().maxConnections(connections).build()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String to = "user" + i + "@example.com";
                all.add(pool.submit(() -> {
                    start.await();
                    for (int j = 0; j < mails; j++) {
                        assertAccepted(email.send(html("CSPM", "<p>for " + to + "</p>", to)));
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : all) {
                one.get(30, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(server.mails()).hasSize(threads * mails);
        for (int i = 0; i < threads; i++) {
            String to = "user" + i + "@example.com";
            assertThat(server.mails().stream()
                            .filter(mail -> mail.contains("To: " + to) && mail.contains("<p>for " + to + "</p>")))
                    .hasSize(mails);
        }
        return server.connections();
    }

    private EmailNotifierBuilder builder() {
        return server.client().clock(clock);
    }

    private static Receipt send(EmailNotifier email) {
        return email.send(html("CSPM", "<p>x</p>", "ops@example.com"));
    }

    private static void assertAccepted(Receipt receipt) {
        assertThat(receipt.with(Status.ACCEPTED)).hasSize(1);
    }
}
