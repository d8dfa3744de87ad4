package io.github.cspmalert.notify.email;

import static io.github.cspmalert.notify.email.Notifications.html;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.delivery.Receipt.Outcome;
import io.github.cspmalert.delivery.Receipt.Status;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says it can do, and what is made of it. */
class SmtpExtensionsTest {

    private static final String LONG = "<ul>" + "<li>セキュリティグループ sg-0123456789</li>".repeat(2_000) + "</ul>";

    private final ScriptedSmtpServer server = ScriptedSmtpServer.plain();

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    /** RFC 1870, 3: the number counts the bytes of the message with CR LF, without the dots that are doubled. */
    @ParameterizedTest
    @ValueSource(ints = {20_000, 60_000, 5_000})
    void send_serverAnnouncesASize_isCutToFitAndSaysSo(int size) throws Exception {
        server.answer("EHLO", "250-test\r\n250 SIZE " + size);

        assertThat(send(LONG, "ops@example.com").with(Status.ACCEPTED)).hasSize(1);
        assertThat(bytes(server.mails().get(0))).isBetween(size * 4 / 5, size);
        assertThat(text(server.mails().get(0))).startsWith("* The content was too long for a mail: the last ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIZE", "SIZE 0", "SIZE 52428800", "SIZE 999999999999999999", "SIZE x", "8BITMIME"})
    void send_serverAnnouncesNoSmallSize_isAsLongAsWeWant(String extension) {
        server.answer("EHLO", "250-test\r\n250 " + extension);

        assertThat(send(LONG, "ops@example.com").with(Status.ACCEPTED)).hasSize(1);
        assertThat(bytes(server.mails().get(0))).isBetween(90_000, 100_000);
    }

    /** RFC 5321, 4.2.3; RFC 3463; and what Exim, Postfix and Exchange say. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "552 no",
                "552 5.3.4 Error: message file too big",
                "552 message size exceeds fixed maximum message size",
                "550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient",
                "554 Message too large"
            })
    void send_serverRefusesTheLengthWithoutHavingAnnouncedIt_isShortenedUntilItFits(String reply) {
        server.answer(".", reply, reply, "250 taken");

        assertThat(send(LONG, "ops@example.com", "ann@example.com").with(Status.ACCEPTED))
                .hasSize(2);
        assertThat(server.mails())
                .extracting(SmtpExtensionsTest::bytes)
                .hasSize(3)
                .satisfies(lengths -> {
                    assertThat(lengths.get(0)).isBetween(90_000, 100_000);
                    assertThat(lengths.get(1)).isBetween(40_000, 50_000);
                    assertThat(lengths.get(2)).isBetween(20_000, 25_000);
                });
    }

    @Test
    void send_serverRefusesEveryLength_isRefusedAfterFewMails() {
        server.answer(".", "552 5.3.4 too big");

        assertThat(send(LONG, "ops@example.com").with(Status.REFUSED)).hasSize(1);
        assertThat(server.mails()).hasSizeBetween(4, 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"552 5.2.2 mailbox full", "550 5.7.1 spam"})
    void send_serverRefusesForAnotherReason_isNotShortened(String reply) {
        server.answer(".", reply);

        assertThat(send(LONG, "ops@example.com").with(Status.REFUSED)).hasSize(1);
        assertThat(server.mails()).hasSize(1);
    }

    @Test
    void send_sizeTooSmallForAnyMail_endsAndLetsTheServerJudge() {
        server.answer("EHLO", "250-test\r\n250 SIZE 100").answer(".", "552 5.3.4 message too big");

        assertThat(send(LONG, "ops@example.com").with(Status.REFUSED)).hasSize(1);
    }

    /** RFC 6531, 3.4: the parameter SMTPUTF8 with MAIL; RFC 6532, 3.2: the address as it is in the header. */
    @Test
    void send_lettersBeforeTheAtSign_goOutAsTheyAreWhereTheServerHasSmtpUtf8() {
        server.answer("EHLO", "250-test\r\n250-8BITMIME\r\n250 SMTPUTF8");

        Receipt receipt = send("x", "ann@example.com", "設定@例え.jp", "bob@example.com");

        assertThat(receipt.with(Status.ACCEPTED)).hasSize(3);
        assertThat(server.commands("MAIL"))
                .containsExactly(
                        "MAIL FROM:<alerts@example.com>", "MAIL FROM:<alerts@example.com> BODY=8BITMIME SMTPUTF8");
        assertThat(server.commands("RCPT"))
                .containsExactly(
                        "RCPT TO:<ann@example.com>", "RCPT TO:<bob@example.com>", "RCPT TO:<設定@xn--r8jz45g.jp>");
        assertThat(server.mails().get(0).chars()).allMatch(c -> c < 128);
        assertThat(server.mails().get(1)).contains("\r\nTo: 設定@xn--r8jz45g.jp\r\n");
    }

    @Test
    void send_lettersBeforeTheAtSign_areRefusedWithTheReasonWhereItHasNot() {
        Receipt receipt = send("x", "設定@example.com", "ann@example.com");

        assertThat(receipt.outcomes()).extracting(Outcome::status).containsExactly(Status.REFUSED, Status.ACCEPTED);
        assertThat(receipt.outcomes().get(0).detail())
                .contains("does not offer SMTPUTF8")
                .doesNotContain("@example");
        assertThat(server.commands("RCPT")).containsExactly("RCPT TO:<ann@example.com>");
    }

    @Test
    void send_onlyLettersBeforeTheAtSign_tellsTheServerNothing() {
        assertThat(send("x", "設定@example.com").with(Status.REFUSED)).hasSize(1);
        assertThat(server.commands("MAIL")).isEmpty();
    }

    @Test
    void send_serverRefusesSmtpUtf8AfterAll_costsOnlyThoseWhoNeedIt() {
        server.answer("EHLO", "250-test\r\n250 SMTPUTF8")
                .answer("MAIL FROM:<alerts@example.com> BODY", "550 5.6.7 not for you");

        Receipt receipt = send("x", "設定@example.com", "ann@example.com", "dörte@example.com");

        assertThat(receipt.outcomes())
                .extracting(Outcome::status)
                .containsExactly(Status.REFUSED, Status.ACCEPTED, Status.REFUSED);
    }

    @Test
    void send_oneDomainInTwoCases_isOneRecipient() {
        Receipt receipt = send("x", "ops@Example.COM", "ops@example.com", "ops@EXAMPLE。com");

        assertThat(receipt.with(Status.ACCEPTED)).hasSize(3);
        assertThat(server.commands("RCPT")).containsExactly("RCPT TO:<ops@example.com>");
    }

    @Test
    void send_domainOf2008_isNotTheOneOf2003() {
        assertThat(send("x", "user@straße.example").with(Status.ACCEPTED)).hasSize(1);
        assertThat(server.commands("RCPT")).containsExactly("RCPT TO:<user@xn--strae-oqa.example>");
    }

    @Test
    void send_individually_nobodyLearnsOfTheOthers() {
        server.answer("RCPT TO:<bob@", "550 5.1.1 no such user");

        Receipt receipt;
        try (EmailNotifier email = server.client().individually().build()) {
            receipt = email.send(html("s", "x", "ann@example.com", "bob@example.com", "eve@example.com"));
        }

        assertThat(receipt.with(Status.ACCEPTED)).hasSize(2);
        assertThat(receipt.with(Status.REFUSED)).hasSize(1);
        assertThat(server.mails()).hasSize(2).allSatisfy(mail -> assertThat(mail)
                .doesNotContain("bob@"));
        assertThat(server.mails().get(0)).contains("To: ann@example.com\r\n").doesNotContain("eve@");
        assertThat(server.mails().get(1)).contains("To: eve@example.com\r\n").doesNotContain("ann@");
    }

    private Receipt send(String content, String... to) {
        try (EmailNotifier email = server.client().build()) {
            return email.send(html("s", content, to));
        }
    }

    private static String text(String mail) throws Exception {
        MimeMessage read = new MimeMessage(null, new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
        return (String) ((MimeMultipart) read.getContent()).getBodyPart(0).getContent();
    }

    private static int bytes(String mail) {
        return mail.getBytes(StandardCharsets.UTF_8).length;
    }
}
