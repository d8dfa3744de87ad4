package io.github.cspmalert.notify.email;

import static io.github.cspmalert.notify.email.Notifications.addresses;
import static io.github.cspmalert.notify.email.Notifications.html;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import io.github.cspmalert.delivery.Receipt;
import io.github.cspmalert.delivery.Receipt.Outcome;
import io.github.cspmalert.delivery.Receipt.Status;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails through a real mail server in the process. */
class EmailNotifierTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void startServer() {
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop();
    }

    @Test
    void send_htmlMessage_arrivesAsTextAndHtml() throws Exception {
        Receipt receipt = send(html("CSPM", "Found:<ul><li>a &lt; b</li></ul>", "ops@example.com"));

        assertThat(receipt.outcomes())
                .containsExactly(new Outcome(addresses("ops@example.com").get(0), Status.ACCEPTED, ""));
        MimeMessage mail = onlyMail();
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(partTypes(mail)).containsExactly("text/plain; charset=UTF-8", "text/html; charset=UTF-8");
        assertThat(text(mail)).isEqualTo("Found:\r\n- a < b\r\n");
        assertThat(htmlOf(mail))
                .contains("Found:<ul><li>a &lt; b</li></ul>")
                .startsWith("<!DOCTYPE html>\r\n<html lang=\"en\">");
    }

    @Test
    void send_textMessage_arrivesAsTextAlone() throws Exception {
        send(Notifications.of(
                new Message("CSPM", "<b>1</b>\nline 2", ContentFormat.TEXT, List.of("5 rows were left out.")),
                addresses("ops@example.com")));

        MimeMessage mail = onlyMail();
        assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(mail.getContent()).isEqualTo("* 5 rows were left out.\r\n\r\n<b>1</b>\r\nline 2");
    }

    @Test
    void send_notices_standAboveTheContentInBothParts() throws Exception {
        send(Notifications.of(
                new Message("CSPM", "<p>content</p>", ContentFormat.HTML, List.of("5 <rows> & more were left out.")),
                addresses("ops@example.com")));

        assertThat(text(onlyMail())).isEqualTo("* 5 <rows> & more were left out.\r\n\r\ncontent\r\n");
        String html = htmlOf(onlyMail());
        assertThat(html.indexOf("5 &lt;rows&gt; &amp; more were left out."))
                .isBetween(0, html.indexOf("<p>content</p>"));
    }

    @Test
    void send_japaneseAndChinese_arriveIntact() throws Exception {
        String subject = "【重要】セキュリティ設定の不備が見つかりました：アカウント全体で確認してください 安全组允许来自任意地址的访问 𠮷野家";
        Address recipient = new Address("li", "李小龍, 運用チーム", "li@example.com");
        send(Notifications.of(
                new Message(subject, "<p>设置 設定 𠮷</p>", ContentFormat.HTML, List.of()), List.of(recipient)));

        MimeMessage mail = onlyMail();
        assertThat(mail.getSubject()).isEqualTo(subject);
        assertThat(((InternetAddress) mail.getRecipients(RecipientType.TO)[0]).getPersonal())
                .isEqualTo("李小龍, 運用チーム");
        assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("クラウド \"監視\"");
        assertThat(text(mail)).isEqualTo("设置 設定 𠮷\r\n");
        assertThat(htmlOf(mail)).contains("<p>设置 設定 𠮷</p>");
        assertThat(new String(emlOf(mail), StandardCharsets.ISO_8859_1).lines())
                .allMatch(line -> line.length() <= 78 && line.chars().allMatch(c -> c < 128));
    }

    @Test
    void send_headers_tellThatAMachineWroteAndWhichAlert() throws Exception {
        send(html("CSPM", "x", "ops@example.com"));

        MimeMessage mail = onlyMail();
        assertThat(mail.getMessageID()).isEqualTo("<cspm-not-passed_1a2b@example.com>");
        assertThat(mail.getHeader("X-CSPM-Alert-Key")).containsExactly("cspm-not-passed.1a2b");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        assertThat(mail.getHeader("Content-Language")).containsExactly("en");
        assertThat(mail.getHeader("Reply-To")).containsExactly("soc@example.com");
        assertThat(mail.getSentDate()).isEqualTo(Date.from(Notifications.ALERT_TIME));
    }

    @Test
    void send_sameNotificationTwice_hasTheSameIdAndKey() throws Exception {
        Notification notification = html("CSPM", "x", "a@example.com", "b@example.com");
        send(notification);
        send(notification.to(addresses("b@example.com")));

        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(3);
        assertThat(Arrays.stream(mails).map(EmailNotifierTest::messageId)).containsOnly(messageId(mails[0]));
    }

    @Test
    void send_keyThatIsNoDotAtom_hasAValidIdThatNoOtherKeyHas() {
        assertThat(idFor("a..b.")).isEqualTo("<a__b_@example.com>");
        assertThat(idFor("a".repeat(200))).matches("<[0-9a-f]{64}@example.com>");
        assertThat(idFor("a".repeat(200))).isNotEqualTo(idFor("a".repeat(201)));
    }

    @Test
    void send_severalRecipients_allStandInTo() throws Exception {
        Receipt receipt = send(html("CSPM", "x", "a@example.com", "b@example.com"));

        assertThat(receipt.with(Status.ACCEPTED)).hasSize(2);
        assertThat(server.getReceivedMessages()).hasSize(2);
        assertThat(server.getReceivedMessages()[0].getRecipients(RecipientType.TO))
                .extracting(Object::toString)
                .containsExactly("a@example.com", "b@example.com");
    }

    @Test
    void send_twoRecipientsWithOneMailbox_getOneMailAndTwoOutcomes() throws Exception {
        List<Address> both =
                List.of(new Address("li", "Li", "ops@example.com"), new Address("wu", "Wu", "ops@example.com"));

        Receipt receipt = send(Notifications.of(new Message("s", "x", ContentFormat.HTML, List.of()), both));

        assertThat(receipt.with(Status.ACCEPTED)).containsExactlyElementsOf(both);
        assertThat(onlyMail().getHeader("To", null)).isEqualTo("\"Li\"\r\n <ops@example.com>");
    }

    @Test
    void send_oneMalformedAddress_isRefusedAndTheOthersAreReached() {
        Receipt receipt = send(html("CSPM", "x", "a@example.com", "no address", "b@example.com"));

        assertThat(receipt.outcomes())
                .extracting(outcome -> outcome.address().value(), Outcome::status, Outcome::detail)
                .containsExactly(
                        tuple("a@example.com", Status.ACCEPTED, ""),
                        tuple("no address", Status.REFUSED, "the address is malformed"),
                        tuple("b@example.com", Status.ACCEPTED, ""));
        assertThat(server.getReceivedMessages()).hasSize(2);
    }

    @Test
    void send_onlyMalformedAddresses_areRefusedWithoutAskingTheServer() {
        try (EmailNotifier email = notifier()) {
            server.stop();

            assertThat(email.send(html("CSPM", "x", "no address")).with(Status.REFUSED))
                    .hasSize(1);
        }
    }

    @Test
    void send_internationalDomain_goesOutInAscii() {
        Receipt receipt = send(html("CSPM", "x", "ops@例え.jp"));

        assertThat(receipt.with(Status.ACCEPTED)).hasSize(1);
        assertThat(server.getReceivedMessagesForDomain("xn--r8jz45g.jp")).hasSize(1);
    }

    @Test
    void eml_isWhatArrives() throws Exception {
        Notification notification = html("CSPM 検査", "<p>.dots\n.at the start 検査</p>", "ops@example.com");
        send(notification);

        String sent;
        try (EmailNotifier email = notifier()) {
            sent = new String(email.eml(notification), StandardCharsets.US_ASCII);
            assertThat(email.eml(notification)).isEqualTo(sent.getBytes(StandardCharsets.US_ASCII));
        }
        String arrived = new String(emlOf(onlyMail()), StandardCharsets.US_ASCII);
        assertThat(arrived.substring(arrived.indexOf("Date:")))
                .isEqualTo(sent.substring(sent.indexOf("Date:")).stripTrailing());
    }

    @Test
    void eml_onlyMalformedAddresses_isStillAMail() throws Exception {
        try (EmailNotifier email = notifier()) {
            byte[] eml = email.eml(html("CSPM", "x", "no address"));

            MimeMessage mail = new MimeMessage(null, new ByteArrayInputStream(eml));
            assertThat(mail.getHeader("To", null)).isEqualTo("undisclosed-recipients:;");
        }
    }

    @Test
    void send_afterClose_isRefused() {
        EmailNotifier email = notifier();
        email.close();
        email.close();

        assertThatThrownBy(() -> email.send(html("CSPM", "x", "ops@example.com")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the notifier is closed");
    }

    private Receipt send(Notification notification) {
        try (EmailNotifier email = notifier()) {
            return email.send(notification);
        }
    }

    private EmailNotifier notifier() {
        return EmailNotifier.builder("smtp://127.0.0.1:" + server.getSmtp().getPort() + "?starttls=none")
                .from("alerts@example.com", "クラウド \"監視\"")
                .replyTo("soc@example.com")
                .build();
    }

    private String idFor(String key) {
        try (EmailNotifier email = notifier()) {
            byte[] eml = email.eml(Notifications.withKey(key, html("s", "x", "ops@example.com")));
            return messageId(new MimeMessage(null, new ByteArrayInputStream(eml)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private MimeMessage onlyMail() {
        assertThat(server.getReceivedMessages()).hasSize(1);
        return server.getReceivedMessages()[0];
    }

    private static String messageId(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] emlOf(MimeMessage mail) throws IOException, MessagingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        mail.writeTo(bytes);
        return bytes.toByteArray();
    }

    private static List<String> partTypes(MimeMessage mail) throws IOException, MessagingException {
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        return List.of(
                parts.getBodyPart(0).getContentType(), parts.getBodyPart(1).getContentType());
    }

    private static String text(MimeMessage mail) throws IOException, MessagingException {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
    }

    private static String htmlOf(MimeMessage mail) throws IOException, MessagingException {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(1).getContent();
    }
}
