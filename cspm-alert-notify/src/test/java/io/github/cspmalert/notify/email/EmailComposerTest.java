package io.github.cspmalert.notify.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.alert.Alert;
import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.alert.AlertStatus;
import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.recipient.Channel;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written, as the mail library of others reads it. */
class EmailComposerTest {

    private static final List<Address> TO = Notifications.addresses("ann@example.com");
    private static final Mailbox FROM = Mailbox.of("from", "alerts@example.com", "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "with a = sign and ü",
                "blank at the end \nand\ttab at the end\t\n ü",
                "設定設定設定設定設定設定設定設定設定設定設定設定設定設定設定設定設定設定設定設定",
                ".\n..\n.dot\nü",
                "a\rb\nc\r\nd\n\ne",
                "𠮷 one of two halves: \uD842",
                "From the start of a line"
            })
    void compose_text_isReadBackAsItWas(String content) throws Exception {
        assertReadBack(content);
        assertReadBack(content + "x".repeat(2_000) + content);
    }

    @Test
    void compose_randomText_isReadBackAsItWas() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String[] pieces = {"a", " ", "\t", "\n", "\r\n", "=", "ü", "設", "𠮷", ".", "=20", "word ", "longer text, "};
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(400);
            int variety = 1 + random.nextInt(pieces.length);
            for (int j = 0; j < length; j++) {
                text.append(pieces[random.nextInt(variety)]);
            }
            try {
                assertReadBack(text.toString());
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @Test
    void compose_subjectsOfEveryLength_areFoldedAndReadBack() throws Exception {
        for (int length = 0; length < 190; length++) {
            String subject = "word and  word ".repeat(20).substring(0, length).strip();
            String eml = eml(composer(), new Message(subject, "x", ContentFormat.TEXT, List.of()));

            assertThat(eml.lines()).allMatch(line -> line.length() <= 78);
            assertThat(parse(eml).getSubject()).isEqualTo(subject);
        }
    }

    @Test
    void compose_byteOrderMarkBeforeADocument_isLeftOut() throws Exception {
        String document = "<!DOCTYPE html><html><body>x</body></html>";
        MimeMessage mail = parse(eml(composer(), new Message("s", "\uFEFF" + document, ContentFormat.HTML, List.of())));

        assertThat(part(mail, 0)).isEqualTo("x\r\n");
        assertThat(part(mail, 1)).isEqualTo(document);
    }

    @Test
    void compose_documentWithLettersThatGrowInLowerCase_isAMail() throws Exception {
        String document = "<html><body><ul>" + "<li>İSTANBUL-1</li>".repeat(20) + "</ul></body></html>";
        Message message = new Message("s", document, ContentFormat.HTML, List.of("5 rows were left out."));

        MimeMessage mail = parse(eml(composer(), message));

        assertThat(part(mail, 1))
                .startsWith("<html><body><p role=")
                .contains("5 rows were left out.</p>\r\n<ul><li>İ")
                .endsWith("İSTANBUL-1</li></ul></body></html>");
    }

    @Test
    void compose_layoutFails_goesOutAsPlainTextWithAllOfItAndSaysSo() throws Exception {
        EmailComposer failing = new EmailComposer(style(1 << 20), (title, language, content, n) -> {
            throw new StringIndexOutOfBoundsException("a fault of this program");
        });
        Message message = new Message("s", "<p>content</p>", ContentFormat.HTML, List.of("5 rows were left out."));

        MimeMessage mail = parse(eml(failing, message));

        assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(mail.getSubject()).isEqualTo("s");
        assertThat(mail.getContent())
                .isEqualTo("* 5 rows were left out.\r\n"
                        + "* This mail could not be laid out, so its content is shown as it was written.\r\n"
                        + "\r\n<p>content</p>\r\n");
    }

    /** Gmail clips a mail at about 102 kB (spamresource.com, 2022: 105 kB); headers and encodings count here, to be safe. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<li>sg-0123456789 open to the world</li>",
                "<li>【ECS】セキュリティグループ ￥</li>",
                "<li>",
                "<li>ü=ä</li>\n",
                "<tr><td>a</td><td><a href=\"https://example.com/a?b=c&amp;d=e\">x</a></td></tr>",
                "&lt;&#x1F514;",
                "<ul><li>x"
            })
    void compose_contentOfAnyKind_fillsTheMailAndKeepsTheLimit(String piece) throws Exception {
        for (ContentFormat format : List.of(ContentFormat.HTML, ContentFormat.TEXT)) {
            Message message = new Message("s", piece.repeat(200_000 / piece.length()), format, List.of("A notice."));

            String eml = eml(new EmailComposer(style(100_000)), message);
            MimeMessage mail = parse(eml);

            assertThat(eml.length()).isBetween(80_000, 100_000);
            assertThat(format == ContentFormat.HTML ? part(mail, 0) : (String) mail.getContent())
                    .startsWith("* A notice.\r\n* The content was too long for a mail: the last ");
        }
    }

    @Test
    void compose_shortContent_isNotCutAndHasNoNotice() {
        String content = "<li>" + "x".repeat(60) + "</li>\n";
        Message message = new Message("s", content.repeat(600), ContentFormat.HTML, List.of());

        assertThat(eml(new EmailComposer(style(100_000)), message))
                .doesNotContain("too long")
                .hasSizeGreaterThan(70_000);
    }

    @Test
    void compose_manyLongRecipients_keepTheLimitToo() {
        List<Mailbox> to = IntStream.range(0, 50)
                .mapToObj(i -> Mailbox.of("to", "a".repeat(60) + i + "@example.com", "名前".repeat(100)))
                .toList();
        Message message = new Message("s", "設定".repeat(100_000), ContentFormat.HTML, List.of());

        byte[] eml = new EmailComposer(style(100_000)).compose(notification(message), to);

        assertThat(eml.length).isBetween(90_000, 100_000);
    }

    @Test
    void compose_contentOfTenMegabytes_isCutAndSaysSo() throws Exception {
        String content = "<ul><li>" + "設".repeat(10_000_000) + "</li><li>last</li></ul>";

        MimeMessage mail =
                parse(eml(new EmailComposer(style(100_000)), new Message("s", content, ContentFormat.HTML, List.of())));

        assertThat(part(mail, 0))
                .startsWith("* The content was too long")
                .contains("of 10,000,031 characters")
                .endsWith("設…\r\n");
        assertThat(part(mail, 1)).contains("設…</li></ul>");
    }

    /** RFC 5322, 3.6.4, and https://www.jwz.org/doc/threading.html: mails with one root are one thread. */
    @Test
    void compose_startRepeatAndEndOfAnAlert_areOneThread() throws Exception {
        var alert = Alert.builder("cspm-not-passed").alertTime(Notifications.ALERT_TIME);
        Alert later =
                alert.alertTime(Notifications.ALERT_TIME.plusSeconds(14_400)).build();
        Alert end = alert.status(AlertStatus.RESOLVED)
                .resolveTime(Notifications.ALERT_TIME.plusSeconds(14_400))
                .build();
        Alert other =
                Alert.builder("another").alertTime(Notifications.ALERT_TIME).build();

        String first = references(Notifications.of(new Message("s", "x", ContentFormat.TEXT, List.of()), TO));

        assertThat(first).matches("<[A-Za-z0-9-]+\\.thread@example\\.com>");
        assertThat(references(about(later))).isEqualTo(first);
        assertThat(references(about(end))).isEqualTo(first);
        assertThat(references(about(other))).isNotEqualTo(first);
        assertThat(references(about(later, other, end))).isEqualTo(first + "\r\n " + references(about(other)));
    }

    /** RFC 2369, 3.2, and RFC 8058, 3.1, where the second field stands with https only. */
    @Test
    void compose_listUnsubscribe_isOneClickForHttpsOnly() throws Exception {
        MimeMessage none = unsubscribe(null);
        MimeMessage https = unsubscribe("https://example.com/unsubscribe?list=sec&x=y");
        MimeMessage http = unsubscribe("http://example.com/unsubscribe");
        MimeMessage mail = unsubscribe("mailto:unsubscribe@example.com?subject=unsubscribe");

        assertThat(none.getHeader("List-Unsubscribe")).isNull();
        assertThat(none.getHeader("List-Unsubscribe-Post")).isNull();
        assertThat(https.getHeader("List-Unsubscribe"))
                .containsExactly("<https://example.com/unsubscribe?list=sec&x=y>");
        assertThat(https.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(http.getHeader("List-Unsubscribe")).containsExactly("<http://example.com/unsubscribe>");
        assertThat(http.getHeader("List-Unsubscribe-Post")).isNull();
        assertThat(mail.getHeader("List-Unsubscribe"))
                .containsExactly("<mailto:unsubscribe@example.com?subject=unsubscribe>");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).isNull();
    }

    private static MimeMessage unsubscribe(String uri) throws Exception {
        EmailComposer.Style style =
                new EmailComposer.Style(FROM, null, uri == null ? null : URI.create(uri), Locale.ENGLISH, 100_000);
        return parse(eml(new EmailComposer(style), new Message("s", "x", ContentFormat.TEXT, List.of())));
    }

    private static Notification about(Alert... alerts) {
        return new Notification(
                "key",
                Channel.EMAIL,
                TO,
                new Message("s", "x", ContentFormat.TEXT, List.of()),
                Stream.of(alerts).map(AlertReference::to).toList());
    }

    private static String references(Notification notification) throws Exception {
        byte[] eml = composer().compose(notification, List.of());
        return new MimeMessage(null, new ByteArrayInputStream(eml)).getHeader("References", null);
    }

    private static void assertReadBack(String content) throws Exception {
        String eml = eml(composer(), new Message("s", content, ContentFormat.TEXT, List.of()));

        assertThat(eml.chars()).allMatch(c -> c < 128 && c != 0);
        assertThat(eml.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(eml.lines()).allMatch(line -> line.length() <= 998);
        String expected = new String(content.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(parse(eml).getContent())
                .isEqualTo(expected.stripTrailing().replaceAll("\r\n|\r|\n", "\r\n") + "\r\n");
    }

    private static EmailComposer composer() {
        return new EmailComposer(style(1 << 20));
    }

    private static EmailComposer.Style style(int maxBytes) {
        return new EmailComposer.Style(FROM, null, null, Locale.ENGLISH, maxBytes);
    }

    private static String eml(EmailComposer composer, Message message) {
        return new String(composer.compose(notification(message), List.of()), StandardCharsets.ISO_8859_1);
    }

    private static Notification notification(Message message) {
        return Notifications.of(message, TO);
    }

    private static MimeMessage parse(String eml) throws Exception {
        return new MimeMessage(null, new ByteArrayInputStream(eml.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String part(MimeMessage mail, int number) throws Exception {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(number).getContent();
    }
}
