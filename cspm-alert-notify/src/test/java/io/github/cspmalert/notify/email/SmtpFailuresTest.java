package io.github.cspmalert.notify.email;

import static io.github.cspmalert.notify.email.Notifications.html;
import static io.github.cspmalert.notify.email.ScriptedSmtpServer.CLOSE;
import static io.github.cspmalert.notify.email.ScriptedSmtpServer.HANG;
import static io.github.cspmalert.notify.email.ScriptedSmtpServer.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.cspmalert.common.Secret;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.delivery.Receipt.Outcome;
import io.github.cspmalert.delivery.Receipt.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rude mail servers, and what their rudeness means for each address. */
class SmtpFailuresTest {

    private static final String PASSWORD = "s3cret-Pa55word";

    private final ScriptedSmtpServer server = ScriptedSmtpServer.plain();

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void send_someRecipientsRefused_tellsEachItsOutcome() {
        server.answer("RCPT TO:<bob@", "550-5.1.1 no such\t\u001B[31muser\r\n550 5.1.1 at all")
                .answer("RCPT TO:<cat@", "450 mailbox busy");

        Receipt receipt = send("ann@example.com", "bob@example.com", "cat@example.com");

        assertThat(receipt.outcomes())
                .extracting(outcome -> outcome.address().value(), Outcome::status, Outcome::detail)
                .containsExactly(
                        tuple("ann@example.com", Status.ACCEPTED, ""),
                        tuple("bob@example.com", Status.REFUSED, "550 5.1.1 no such [31muser 5.1.1 at all"),
                        tuple("cat@example.com", Status.RETRY, "450 mailbox busy"));
        assertThat(server.mails()).hasSize(1);
    }

    @Test
    void send_allRecipientsRefused_tellsEachItsOutcomeAndSendsNothing() {
        server.answer("RCPT TO:<ann@", "550 no").answer("RCPT TO:<bob@", "451 later");

        Receipt receipt = send("ann@example.com", "bob@example.com");

        assertThat(receipt.outcomes()).extracting(Outcome::status).containsExactly(Status.REFUSED, Status.RETRY);
        assertThat(server.mails()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "250,ACCEPTED",
        "251,ACCEPTED",
        "450,RETRY",
        "452,RETRY",
        "499,RETRY",
        "552,RETRY",
        "501,REFUSED",
        "550,REFUSED",
        "554,REFUSED",
        "599,REFUSED"
    })
    void send_replyToRecipient_decidesTheOutcome(int code, Status expected) {
        server.answer("RCPT TO:<bob@", code + " that is how it is");

        Receipt receipt = send("ann@example.com", "bob@example.com");

        assertThat(receipt.outcomes()).extracting(Outcome::status).containsExactly(Status.ACCEPTED, expected);
    }

    @Test
    void send_refusedAndHungUpOn_keepsTheOutcome() {
        server.answer("RCPT", "550 unknown" + CLOSE);

        assertThat(send("ann@example.com").with(Status.REFUSED)).hasSize(1);
    }

    @Test
    void send_endlessReply_isCut() {
        server.answer("RCPT TO:<bob@", "550 " + "no ".repeat(5_000));

        assertThat(send("ann@example.com", "bob@example.com").outcomes().get(1).detail())
                .hasSize(201)
                .endsWith("…");
    }

    @ParameterizedTest
    @CsvSource({"DATA,554,REFUSED", "DATA,451,RETRY", "'.',554,REFUSED", "'.',552,REFUSED", "'.',451,RETRY"})
    void send_contentRefused_concernsThoseWhoWereAccepted(String command, int code, Status expected) {
        server.answer("RCPT TO:<bob@", "550 unknown").answer(command, code + " not this mail");

        Receipt receipt = send("ann@example.com", "bob@example.com");

        assertThat(receipt.outcomes())
                .extracting(Outcome::status, Outcome::detail)
                .containsExactly(tuple(expected, code + " not this mail"), tuple(Status.REFUSED, "550 unknown"));
    }

    @Test
    void send_contentRefusedAndConnectionCut_keepsTheOutcome() {
        server.answer(".", "554 spam" + CLOSE);

        assertThat(send("ann@example.com").outcomes())
                .extracting(Outcome::status, Outcome::detail)
                .containsExactly(tuple(Status.REFUSED, "554 spam"));
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL,451,false",
        "MAIL,421,false",
        "MAIL,550,true",
        "MAIL,530,true",
        "RCPT,421<close>,false",
        "DATA,421,false",
        "'.',421,false"
    })
    void send_wholeMailTurnedDown_breaksTheChannelIfForGood(String command, String reply, boolean broken) {
        server.answer(command, reply.replaceAll("^(\\d+)", "$1 not now alerts@example.com"));

        NotificationException failure = failure();

        assertThat(failure.channelBroken()).isEqualTo(broken);
        assertThat(failure).hasMessageContaining("127.0.0.1:" + server.port()).hasMessageNotContaining("@");
    }

    @ParameterizedTest
    @CsvSource({
        "greeting,<close>",
        "EHLO,<close>",
        "MAIL,<close>",
        "RCPT,<close>",
        "DATA,<close>",
        "content,<close>",
        "'.',<close>",
        "MAIL,nonsense",
        "DATA,nonsense",
        "'.',nonsense"
    })
    void send_serverDies_isRetryable(String command, String reply) {
        server.answer(command, reply);

        assertThat(failure().retryable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"greeting", "EHLO", "MAIL", "RCPT", "DATA", "'.'"})
    void send_serverFallsSilent_isRetryableAfterTheReadTimeout(String command) {
        server.answer(command, SILENCE);

        assertThat(failure(impatient()).retryable()).isTrue();
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    @Timeout(15)
    void send_serverStopsReading_isRetryableAfterTheSendTimeout() {
        server.answer("DATA", "354 go on" + HANG);
        // More than the buffers of two sockets hold, in lines that take little time to lay out.
        String content = ("x".repeat(900) + "\n").repeat((6 << 20) / 900);
        Message message = new Message("CSPM", content, ContentFormat.TEXT, List.of());
        try (EmailNotifier email = builder()
                .readTimeout(Duration.ofMinutes(10))
                .sendTimeout(Duration.ofSeconds(3))
                .maxMailBytes(content.length() * 2)
                .build()) {
            NotificationException failure = catchThrowableOfType(
                    NotificationException.class,
                    () -> email.send(Notifications.of(message, Notifications.addresses("ann@example.com"))));

            assertThat(failure).hasMessageContaining("took longer than sendTimeout");
            assertThat(failure.retryable()).isTrue();
            assertThat(server.commands()).contains("DATA");
        }
    }

    @ParameterizedTest
    @CsvSource({"421,false", "451,false", "554,true"})
    void send_greetingTurnsUsDown_dependsOnTheCode(int code, boolean broken) {
        server.answer("greeting", code + " go away" + CLOSE);

        NotificationException failure = failure();

        assertThat(failure.channelBroken()).isEqualTo(broken);
        assertThat(failure).hasMessageContaining(code + " go away");
    }

    @Test
    void send_nobodyListens_isRetryable() throws IOException {
        int port = server.port();
        server.close();

        NotificationException failure = failure();

        assertThat(failure.retryable()).isTrue();
        assertThat(failure)
                .hasMessage("the mail server 127.0.0.1:" + port
                        + " cannot be reached or does not answer; check host, port and security");
    }

    @ParameterizedTest
    @CsvSource({"535 5.7.8 bad credentials,true", "454 4.7.0 try later,false", "421 busy,false", "<close>,false"})
    void send_loginFails_dependsOnTheCode(String reply, boolean broken) {
        server.answer("EHLO", "250-test\r\n250 AUTH PLAIN LOGIN").answer("AUTH", reply);

        assertThat(failure(withPassword()).channelBroken()).isEqualTo(broken);
    }

    @Test
    void send_noAnswerToTheLogin_isNoBrokenChannel() {
        server.answer("EHLO", "250-test\r\n250 AUTH PLAIN LOGIN").answer("AUTH", SILENCE);

        assertThat(failure(impatient().username("user").password(Secret.of(PASSWORD)))
                        .channelBroken())
                .isFalse();
    }

    @Test
    void send_loginNotOffered_doesNotSendCredentials() {
        NotificationException failure = failure(withPassword());

        assertThat(failure.channelBroken()).isTrue();
        assertThat(failure).hasMessageContaining("offers no login");
        assertThat(server.commands()).noneMatch(command -> command.startsWith("AUTH"));
    }

    @Test
    void send_loginOfAnotherKindOffered_saysSo() {
        server.answer("EHLO", "250-test\r\n250 AUTH XOAUTH2");

        NotificationException failure = failure(withPassword());

        assertThat(failure.channelBroken()).isTrue();
        assertThat(failure).hasMessageContaining("offers no login with PLAIN or LOGIN");
    }

    @Test
    void send_serverRepeatsThePassword_itAppearsNowhere() {
        String base64 = Base64.getEncoder().encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8));
        String plain = Base64.getEncoder().encodeToString(("user\0user\0" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        server.answer("EHLO", "250-test\r\n250 AUTH PLAIN LOGIN")
                .answer("AUTH", "535 wrong: " + PASSWORD + " " + base64 + " " + plain);

        StringWriter all = new StringWriter();
        failure(withPassword()).printStackTrace(new PrintWriter(all));

        assertThat(all.toString()).contains("535 wrong: **** **** ****").doesNotContain(PASSWORD, base64, plain);
    }

    @Test
    void send_oauth2_asksForATokenForEachConnection() {
        server.answer("EHLO", "250-test\r\n250 AUTH PLAIN XOAUTH2").answer("MAIL", "250 ok" + CLOSE);
        int[] asked = {0};
        EmailNotifierBuilder builder =
                builder().username("user@example.com").oauth2(() -> Secret.of("token" + ++asked[0]));

        failure(builder);
        failure(builder);

        assertThat(server.commands("AUTH"))
                .extracting(command -> decode(command.substring("AUTH XOAUTH2 ".length())))
                .containsExactly(
                        "user=user@example.com\1auth=Bearer token1\1\1",
                        "user=user@example.com\1auth=Bearer token2\1\1");
    }

    @Test
    void send_oauth2TokenRefused_isRetryableBecauseTheNextMayBeBetter() {
        server.answer("EHLO", "250-test\r\n250 AUTH XOAUTH2")
                .answer("AUTH", "334 eyJzdGF0dXMiOiI0MDEifQ==")
                .answer("*", "535 bad token");

        NotificationException failure = failure(builder().username("user").oauth2(() -> Secret.of("tok")));

        assertThat(failure.retryable()).isTrue();
        assertThat(failure).hasMessageContaining("check username and token");
    }

    @Test
    void send_oauth2SupplierFails_isRetryableAndConnectsToNothing() {
        NotificationException failure = failure(builder().username("user").oauth2(() -> {
            throw new IllegalStateException("token service is down");
        }));

        assertThat(failure.retryable()).isTrue();
        assertThat(failure).hasRootCauseMessage("token service is down");
        assertThat(server.connections()).isZero();
    }

    private EmailNotifierBuilder withPassword() {
        return builder().username("user").password(Secret.of(PASSWORD));
    }

    private EmailNotifierBuilder builder() {
        return server.client();
    }

    // For servers that are silent alone: a busy machine may take so long to answer.
    private EmailNotifierBuilder impatient() {
        return server.client().readTimeout(Duration.ofMillis(200));
    }

    private Receipt send(String... to) {
        try (EmailNotifier email = builder().build()) {
            return email.send(html("CSPM", "<p>x</p>", to));
        }
    }

    private NotificationException failure() {
        return failure(builder());
    }

    private NotificationException failure(EmailNotifierBuilder builder) {
        try (EmailNotifier email = builder.build()) {
            return catchThrowableOfType(
                    NotificationException.class, () -> email.send(html("CSPM", "<p>x</p>", "ann@example.com")));
        }
    }

    private static String decode(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
