package io.github.cspmalert.notify.email;

import static io.github.cspmalert.notify.email.Notifications.html;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.delivery.Receipt.Status;
import jakarta.mail.Header;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each field that reaches a header or an SMTP command, attacked. No test knows how the headers are written. */
class HeaderInjectionTest {

    private final ScriptedSmtpServer server = ScriptedSmtpServer.plain();

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    static Stream<String> attacks() {
        return Stream.of(
                "x\r\nBcc: evil@example.net",
                "x\nBcc: evil@example.net",
                "x\rBcc: evil@example.net",
                "x\r\n\r\n<script>alert(1)</script>",
                "x\r\n Bcc: evil@example.net",
                "x\u2028Bcc: evil@example.net",
                "x\u0085Bcc: evil@example.net",
                "x\u000BBcc: evil@example.net",
                "x\0Bcc: evil@example.net",
                "x%0d%0aBcc: evil@example.net",
                "=?utf-8?Q?x=0D=0ABcc:_evil@example.net?=",
                "=?UTF-8?B?eA0KQmNjOiBldmlsQGV4YW1wbGUubmV0?=",
                "x\" <evil@example.net>, \"y",
                "x>, evil@example.net, <y",
                "x\\",
                "\u202Egpj.exe",
                "\u200Fgpj\u200B.\u200Dexe\uFEFF\u00AD",
                "\u560A\u560DBcc: evil@example.net");
    }

    static Stream<String> addressAttacks() {
        return Stream.of(
                "ops@example.com\r\nBcc: evil@example.net",
                "ops@example.com\nRCPT TO:<evil@example.net>",
                "ops@example.com\0",
                "ops@example.com\u2028Bcc: evil@example.net",
                "ops@example.com,evil@example.net",
                "ops@example.com;evil@example.net",
                "ops@example.com evil@example.net",
                "Ops <ops@example.com>",
                "<ops@example.com>",
                "ops@example.com> SIZE=1 <evil@example.net",
                "\"ops evil@example.net\"@example.com",
                "ops(evil@example.net)@example.com",
                "@relay.example.net:ops@example.com",
                "ops@evil@example.net",
                "group:evil@example.net;",
                "=?utf-8?Q?ops?=@example.com@example.net",
                "ops@[127.0.0.1]",
                "ops@example..com",
                "ops@-example.com",
                "ops@",
                "@example.com",
                "ops",
                "",
                " ",
                "ops\u202E@example.com",
                "設定@example.com",
                "a".repeat(65) + "@example.com",
                "ops@" + "a.".repeat(130) + "com");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void subject_attack_isOnlyText(String attack) throws Exception {
        MimeMessage mail = sent(html(attack, "x", "ops@example.com"));

        assertHeadersAreTheUsualOnes(mail);
        assertThat(mail.getSubject().replace(" ", "")).isEqualTo(visible(attack).replace(" ", ""));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void recipientName_attack_isOnlyText(String attack) throws Exception {
        String oneLine = attack.replaceAll("[\\p{Cntrl}\\u0085\\u2028]", " ");
        Address address = new Address("ops", oneLine, "ops@example.com");

        MimeMessage mail =
                sent(Notifications.of(new Message("s", "x", ContentFormat.HTML, List.of()), List.of(address)));

        assertHeadersAreTheUsualOnes(mail);
        assertThat(mail.getRecipients(RecipientType.TO)).hasSize(1);
        InternetAddress to = (InternetAddress) mail.getRecipients(RecipientType.TO)[0];
        assertThat(to.getAddress()).isEqualTo("ops@example.com");
        assertThat(to.getPersonal().replace(" ", "")).isEqualTo(visible(oneLine).replace(" ", ""));
    }

    @ParameterizedTest
    @MethodSource("addressAttacks")
    void recipientAddress_attack_isRefusedAndTheOthersAreReached(String attack) throws Exception {
        if (attack.isBlank() || !attack.equals(attack.replaceAll("[\\p{Cntrl}\\u2028]", ""))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Address("ops", "", attack));
            return;
        }

        Receipt receipt = send(html("s", "x", attack, "ann@example.com"));

        assertThat(receipt.outcomes())
                .extracting(Receipt.Outcome::status)
                .containsExactly(Status.REFUSED, Status.ACCEPTED);
        assertThat(server.commands("RCPT")).containsExactly("RCPT TO:<ann@example.com>");
        assertThat(mail().getHeader("To", null)).isEqualTo("ann@example.com");
    }

    @ParameterizedTest
    @MethodSource("addressAttacks")
    void fromAddress_attack_isRefused(String attack) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailNotifier.builder().from(attack))
                .withMessageStartingWith("from must be ")
                .withMessageNotContainingAny("\r", "\n", "\0", "\u2028");
    }

    @ParameterizedTest
    @MethodSource("addressAttacks")
    void replyTo_attack_isRefused(String attack) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailNotifier.builder().replyTo(attack))
                .withMessageStartingWith("replyTo must be ");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void fromName_attack_isRefusedOrOnlyText(String attack) throws Exception {
        EmailNotifierBuilder builder = builder();
        if (!attack.equals(visible(attack))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.from("alerts@example.com", attack))
                    .withMessageStartingWith("from name must be one line without control characters");
            return;
        }
        try (EmailNotifier email = builder.from("alerts@example.com", attack).build()) {
            email.send(html("s", "x", "ops@example.com"));
        }

        assertHeadersAreTheUsualOnes(mail());
        assertThat(mail().getFrom()).hasSize(1);
        assertThat(((InternetAddress) mail().getFrom()[0]).getAddress()).isEqualTo("alerts@example.com");
        assertThat(((InternetAddress) mail().getFrom()[0]).getPersonal()).isEqualTo(attack);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void key_attack_isRefused(String attack) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Notifications.withKey(attack, html("s", "x", "ops@example.com")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", ".", "-", "a.", ".a"})
    void key_strange_isStillOneValidId(String key) throws Exception {
        MimeMessage mail = sent(Notifications.withKey(key, html("s", "x", "ops@example.com")));

        assertHeadersAreTheUsualOnes(mail);
        assertThat(mail.getMessageID()).matches("<[A-Za-z0-9_-]+@example\\.com>");
        assertThat(mail.getHeader("X-CSPM-Alert-Key", null)).isEqualTo(key);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void host_attack_isRefused(String attack) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailNotifier.builder().host(attack))
                .withMessageStartingWith("host must be a host name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user\r\nMAIL FROM:<x>", "user\0", "user\n", "\u2028", " "})
    void username_attack_isRefused(String attack) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmailNotifier.builder().username(attack))
                .withMessageStartingWith("username must be one line");
    }

    @Test
    void notices_attack_isOnlyText() throws Exception {
        String attack = "<img src=x onerror=alert(1)>\r\n\r\n--boundary";
        MimeMessage mail = sent(Notifications.of(
                new Message("s", "x", ContentFormat.HTML, List.of(attack)),
                Notifications.addresses("ops@example.com")));

        String raw = server.mails().get(0);
        assertHeadersAreTheUsualOnes(mail);
        assertThat(raw).contains("&lt;img src=").contains("onerror").doesNotContain("\r\n--boundary");
        assertThat(raw.substring(raw.indexOf("text/html"))).doesNotContain("<img");
    }

    @Test
    void title_attack_isOnlyText() throws Exception {
        sent(html("</title><script>alert(1)</script>", "x", "ops@example.com"));

        String mail = server.mails().get(0);
        assertThat(mail.substring(mail.indexOf("text/html")))
                .doesNotContain("<script>")
                .contains("&lt;script&gt;");
    }

    @Test
    void content_thatLooksLikeABoundaryOrTheEnd_staysInItsPart() throws Exception {
        sent(html("s", "x", "ops@example.com"));
        String boundary = boundary(server.mails().get(0));
        String attack = "<pre>--" + boundary + "\r\nContent-Type: text/html\r\n\r\nevil\r\n--" + boundary
                + "--\r\n.\r\n..</pre>";

        send(html("s", attack, "ops@example.com"));

        String raw = server.mails().get(1);
        assertThat(boundary(raw)).isNotEqualTo(boundary);
        assertThat(new MimeMessage(null, new ByteArrayInputStream(raw.getBytes())).getContent())
                .isInstanceOfSatisfying(MimeMultipart.class, parts -> {
                    try {
                        assertThat(parts.getCount()).isEqualTo(2);
                        assertThat((String) parts.getBodyPart(1).getContent()).contains("\r\n.\r\n..</pre>");
                    } catch (MessagingException | IOException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    private static String boundary(String mail) {
        int start = mail.indexOf("boundary=\"") + "boundary=\"".length();
        return mail.substring(start, mail.indexOf('"', start));
    }

    private void assertHeadersAreTheUsualOnes(MimeMessage mail) throws MessagingException {
        Set<String> names = new TreeSet<>();
        for (Header header : Collections.list(mail.getAllHeaders())) {
            assertThat(names.add(header.getName().toLowerCase(Locale.ROOT)))
                    .as(header.getName())
                    .isTrue();
        }
        assertThat(names)
                .containsExactly(
                        "auto-submitted",
                        "content-language",
                        "content-type",
                        "date",
                        "from",
                        "message-id",
                        "mime-version",
                        "references",
                        "subject",
                        "to",
                        "x-auto-response-suppress",
                        "x-cspm-alert-key");
        assertThat(server.commands("RCPT")).containsExactly("RCPT TO:<ops@example.com>");
        assertThat(server.commands("MAIL")).containsExactly("MAIL FROM:<alerts@example.com>");
        assertThat(server.mails()).hasSize(1);
    }

    /** What is left of an attack for people to see. */
    private static String visible(String attack) {
        return attack.replaceAll("[\\p{Cntrl}\\u0085\\u2028]+", " ")
                .replaceAll("[\u202E\u200B\u200D\uFEFF\u200F\u00AD]", "");
    }

    private MimeMessage sent(Notification notification) throws MessagingException {
        assertThat(send(notification).with(Status.ACCEPTED)).hasSize(1);
        return mail();
    }

    private Receipt send(Notification notification) {
        try (EmailNotifier email = builder().build()) {
            return email.send(notification);
        }
    }

    private MimeMessage mail() throws MessagingException {
        return new MimeMessage(
                null, new ByteArrayInputStream(server.mails().get(0).getBytes()));
    }

    private EmailNotifierBuilder builder() {
        return EmailNotifier.builder("smtp://127.0.0.1:" + server.port() + "?starttls=none")
                .from("alerts@example.com");
    }
}
