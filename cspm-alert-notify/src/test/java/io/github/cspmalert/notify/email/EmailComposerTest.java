package io.github.cspmalert.notify.email;

import static io.github.cspmalert.notify.email.Notifications.html;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written, as the mail library of others reads it. */
class EmailComposerTest {

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
                "control \u0001\u0007\u001B\u007F",
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
        String[] pieces = {
            "a", " ", "\t", "\n", "\r\n", "=", "ü", "設", "𠮷", ".", "=20", "word ", "\u0002", "longer text, "
        };
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
                .contains("İSTANBUL-1</li></ul><p role", "5 rows were left out.</p>\r\n</body></html>");
    }

    @Test
    void compose_layoutFails_goesOutAsPlainTextWithAllOfItAndSaysSo() throws Exception {
        EmailComposer failing =
                new EmailComposer(FROM, null, Locale.ENGLISH, 1 << 20, (title, language, content, n) -> {
                    throw new StringIndexOutOfBoundsException("a fault of this program");
                });
        Message message = new Message("s", "<p>content</p>", ContentFormat.HTML, List.of("5 rows were left out."));

        MimeMessage mail = parse(eml(failing, message));

        assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(mail.getSubject()).isEqualTo("s");
        assertThat(mail.getContent())
                .isEqualTo("<p>content</p>\r\n\r\n* 5 rows were left out.\r\n"
                        + "* This mail could not be laid out, so its content is shown as it was written.\r\n");
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
        return new EmailComposer(FROM, null, Locale.ENGLISH, 1 << 20);
    }

    private static String eml(EmailComposer composer, Message message) {
        Notification notification =
                Notifications.of(message, html("s", "x", "ann@example.com").to());
        return new String(composer.compose(notification, List.of()), StandardCharsets.ISO_8859_1);
    }

    private static MimeMessage parse(String eml) throws Exception {
        return new MimeMessage(null, new ByteArrayInputStream(eml.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String part(MimeMessage mail, int number) throws Exception {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(number).getContent();
    }
}
