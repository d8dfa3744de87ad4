package io.github.cspmalert.notify.email;

import static io.github.cspmalert.notify.email.Notifications.html;
import static io.github.cspmalert.notify.email.ScriptedSmtpServer.CLOSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cspmalert.common.Secret;
import io.github.cspmalert.delivery.NotificationException;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.delivery.Receipt.Outcome;
import io.github.cspmalert.delivery.Receipt.Status;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** More recipients than one mail may have, servers out of step, and what concerns one address or all of them. */
class MailDeliveryTest {

    private final ScriptedSmtpServer server = ScriptedSmtpServer.plain();

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void send_moreThanMaxRecipients_goesOutInSeveralMailsWithOneKey() {
        Receipt receipt = send(server.client().maxRecipients(50), 120);

        assertThat(receipt.with(Status.ACCEPTED)).hasSize(120);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.mails()).hasSize(3).allSatisfy(mail -> assertThat(mail)
                .contains("Message-ID: <cspm-not-passed_1a2b@example.com>", "X-CSPM-Alert-Key: cspm-not-passed.1a2b"));
        assertThat(server.mails().get(2)).contains("user100@", "user119@").doesNotContain("user99@");
        assertThat(server.commands("RCPT")).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void send_mailsAboutOneAlert_haveOneRootToThread() {
        send(server.client().maxRecipients(1), 2);

        assertThat(server.mails()).hasSize(2).allSatisfy(mail -> assertThat(mail)
                .containsPattern("(?m)^References: <[A-Za-z0-9-]+\\.thread@example\\.com>\r?$"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"554 Transaction failed", "554 5.5.3 too many recipients", "452 4.5.3 too many"})
    void send_tooManyAfterTheContent_isHalvedUntilItFits(String reply) {
        server.allowRecipients(7, ".", reply);

        Receipt receipt = send(server.client(), 60);

        assertThat(receipt.with(Status.ACCEPTED)).hasSize(60);
        assertThat(server.connections()).isEqualTo(1);
        // 50, 25 and 13 at once are refused.
        assertThat(server.mails()).hasSize(9);
        assertThat(server.commands("MAIL")).hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"550 5.5.3 too many recipients", "452 4.5.3 too many recipients", "452 no", "552 no"})
    void send_tooManyAtARecipient_sendsToThoseBeforeAndGoesOn(String reply) {
        server.allowRecipients(10, "RCPT", reply);

        Receipt receipt = send(server.client(), 35);

        assertThat(receipt.with(Status.ACCEPTED)).hasSize(35);
        assertThat(server.mails()).hasSize(4);
        assertThat(server.commands("RCPT")).hasSize(36);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RCPT", "."})
    void send_tooManyEvenForOne_isToBeTriedAgain(String command) {
        server.allowRecipients(0, command, "550 5.5.3 too many recipients");

        assertThat(send(server.client(), 3).with(Status.RETRY)).hasSize(3);
    }

    @Test
    void send_contentRefusedWithoutAReason_isRefusedForAllAfterFewMails() {
        server.answer(".", "554 Transaction failed");

        Receipt receipt = send(server.client(), 120);

        assertThat(receipt.with(Status.REFUSED)).hasSize(120);
        // 50, 25, 13, 7, 4, 2, 1
        assertThat(server.commands("MAIL")).hasSize(7);
    }

    @Test
    void send_contentRefusedForOneReaderOnly_reachesTheOthers() {
        server.answer(".", "554 failed", "554 failed", "250 ok", "554 failed", "250 ok");

        Receipt receipt = send(server.client(), 4);

        // Four, two and one are tried; the one has it; so the next one alone is refused, and not everybody.
        assertThat(receipt.outcomes())
                .extracting(Outcome::status)
                .containsExactly(Status.ACCEPTED, Status.REFUSED, Status.ACCEPTED, Status.ACCEPTED);
    }

    @Test
    void send_connectionLostBetweenTwoMails_goesOnOverANewOne() {
        server.answer(".", "250 ok" + CLOSE);

        assertThat(send(server.client().maxRecipients(2), 5).with(Status.ACCEPTED))
                .hasSize(5);
        assertThat(server.connections()).isEqualTo(3);
    }

    @Test
    void send_channelBreaksBetweenTwoMails_tellsBoth() {
        server.answer("MAIL", "250 ok", "530 5.7.0 authentication required");

        Receipt receipt = send(server.client().maxRecipients(2), 5);

        assertThat(receipt.outcomes())
                .extracting(Outcome::status)
                .containsExactly(Status.ACCEPTED, Status.ACCEPTED, Status.RETRY, Status.RETRY, Status.RETRY);
        assertThat(receipt.channelFault()).hasValueSatisfying(fault -> assertThat(fault)
                .contains("takes no mail without a login or TLS", "530 5.7.0")
                .doesNotContain("@"));
    }

    @ParameterizedTest
    @CsvSource({
        "DATA, 250 ok",
        "DATA, 220 ready",
        "DATA, 221 bye",
        "DATA, 235 welcome",
        "DATA, 334 more",
        "MAIL, 354 go on",
        "'.', 354 go on",
        "'.', 220 ready"
    })
    void send_answerThatDoesNotFit_isNeverAccepted(String command, String reply) {
        server.answer(command, reply);
        try (EmailNotifier email = server.client().build()) {
            assertThat(failure(email).retryable()).isTrue();
            assertThat(failure(email)).hasMessageContaining(reply).hasMessageContaining("does not fit");
        }
        assertThat(server.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"MAIL, 250 ok", "RCPT, 250 ok", "DATA, 354 go on", "EHLO, 250 test", "greeting, 220 test"})
    void send_oneReplyTooMany_isNeverAcceptedAndEndsTheConnection(String command, String reply) {
        server.answer(command, reply + "\r\n250 ok", reply);
        try (EmailNotifier email = server.client().build()) {
            NotificationException failure = failure(email);

            assertThat(failure.retryable()).isTrue();
            assertThat(failure.channelBroken()).isFalse();
            assertThat(server.mails()).isEmpty();
            assertThat(email.send(html("CSPM", "x", "ann@example.com")).with(Status.ACCEPTED))
                    .hasSize(1);
        }
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void send_oneReplyTooManyAfterTheContent_isNotTakenForTheNextMail() {
        server.answer(".", "250 ok\r\n250 ok", "250 ok");
        try (EmailNotifier email = server.client().build()) {
            email.send(html("CSPM", "x", "ann@example.com"));
            server.answer("MAIL", "451 not now");

            assertThat(failure(email)).hasMessageContaining("451 not now");
        }
        assertThat(server.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "EHLO, 504 need fully-qualified hostname, set heloName(...)",
        "RCPT, 504 5.5.2 Helo command rejected: need fully-qualified hostname, set heloName(...)",
        "RCPT, 553 5.7.1 Sender address rejected: not owned by user, check from(...)",
        "RCPT, 554 5.7.1 Relay access denied, give it a login",
        "RCPT, 554 5.7.1 Client host rejected, lets this machine in",
        "MAIL, 530 5.7.0 Must issue a STARTTLS command first, check username",
        "'.', 550 5.7.60 no permission to send as this sender, check from(...)",
        "greeting, 554 no, check host and port"
    })
    void send_wrongForEverybody_breaksTheChannelAndSaysWhatToDo(String command, String reply, String fix) {
        server.answer(command, reply);
        try (EmailNotifier email = server.client().build()) {
            NotificationException failure = failure(email);

            assertThat(failure.channelBroken()).isTrue();
            assertThat(failure).hasMessageContaining(reply).hasMessageContaining(fix);
        }
    }

    @Test
    void send_relayDeniedForOneOfTwo_concernsThatOne() {
        server.answer("RCPT TO:<user1@", "554 5.7.1 Relay access denied");

        Receipt receipt = send(server.client(), 2);

        assertThat(receipt.outcomes()).extracting(Outcome::status).containsExactly(Status.ACCEPTED, Status.REFUSED);
        assertThat(receipt.channelFault()).isEmpty();
    }

    @Test
    void send_relayDeniedAfterALogin_concernsTheAddress() {
        server.answer("EHLO", "250-test\r\n250 AUTH PLAIN").answer("RCPT", "554 5.7.1 Relay access denied");

        assertThat(send(server.client().username("user").password(Secret.of("password")), 1)
                        .with(Status.REFUSED))
                .hasSize(1);
    }

    @Test
    void send_loginWantedForOneOfTwo_keepsThatOneAndTellsTheFault() {
        server.answer("RCPT TO:<user1@", "530 5.7.0 authentication required");

        Receipt receipt = send(server.client(), 2);

        assertThat(receipt.outcomes()).extracting(Outcome::status).containsExactly(Status.ACCEPTED, Status.RETRY);
        assertThat(receipt.channelFault()).isPresent();
    }

    @Test
    void send_messageTooLongForTheServer_isRefusedForAll() {
        server.answer("MAIL", "552 5.3.4 Message size exceeds fixed limit");

        assertThat(send(server.client().maxRecipients(2), 3).with(Status.REFUSED))
                .hasSize(3);
        assertThat(server.commands("MAIL")).hasSize(1);
    }

    private static Receipt send(EmailNotifierBuilder builder, int recipients) {
        List<String> to = IntStream.range(0, recipients)
                .mapToObj(i -> "user" + i + "@example.com")
                .toList();
        try (EmailNotifier email = builder.build()) {
            return email.send(html("CSPM", "<p>x</p>", to.toArray(String[]::new)));
        }
    }

    private static NotificationException failure(EmailNotifier email) {
        return catchThrowableOfType(
                NotificationException.class, () -> email.send(html("CSPM", "<p>x</p>", "ann@example.com")));
    }
}
