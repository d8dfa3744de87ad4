package io.github.cspmalert.notify.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cspmalert.definition.recipient.Address;
import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Characters that nobody sees, and that make one name look like another, in every part of a mail. */
class VisibleTextTest {

    /**
     * What Unicode says nobody sees (Default_Ignorable_Code_Point of DerivedCoreProperties.txt) or turns directions
     * (Bidi_Control of PropList.txt), and the control characters.
     */
    static List<String> hidden() {
        return "AD 61C 180E 200B 200C 200D 200E 200F 202A 202B 202C 202D 202E 2060 2061 2064 2066 2067 2068 2069 206A 206F FEFF"
                .concat(" E0001 E0020 E0041 E007F 0 1 7 8 B 1B 7F 80 85 9B 9F FFF9 2028 2029")
                .lines()
                .flatMap(line -> List.of(line.split(" ")).stream())
                .map(hex -> Character.toString(Integer.parseInt(hex, 16)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void mail_hiddenCharacters_standInNoPart(String hidden) throws Exception {
        String name = "exe" + hidden + "gpj" + hidden;
        Message html = new Message(name, "<p title='" + name + "'>" + name + "</p>", ContentFormat.HTML, List.of(name));
        Message text = new Message(name, name, ContentFormat.TEXT, List.of(name));
        String personal =
                Character.isISOControl(hidden.codePointAt(0)) || hidden.matches("[\\u2028\\u2029]") ? "" : name;
        List<Address> to = List.of(new Address("ops", personal, "ops@example.com"));

        MimeMessage mail = mail(html, to);
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        MimeMessage textMail = mail(text, to);

        assertThat(mail.getSubject()).doesNotContain(hidden).startsWith("exe").contains("gpj");
        assertThat(MimeUtility.decodeText(mail.getHeader("To", ""))).doesNotContain(hidden);
        assertThat((String) parts.getBodyPart(0).getContent())
                .doesNotContain(hidden)
                .contains("gpj");
        assertThat((String) parts.getBodyPart(1).getContent())
                .doesNotContain(hidden)
                .contains("gpj");
        assertThat((String) textMail.getContent()).doesNotContain(hidden).contains("gpj");
    }

    /** A joiner that is part of a word or of an emoji stays: Persian, Hindi, and the emoji of Unicode's emoji-zwj-sequences.txt. */
    @ParameterizedTest
    @CsvSource({
        "نامه\u200Cای, نامه\u200Cای",
        "क्\u200Dष, क्\u200Dष",
        "👩\u200D💻, 👩\u200D💻",
        "❤\uFE0F\u200D🔥, ❤\uFE0F\u200D🔥",
        "👩🏽\u200D🚒, 👩🏽\u200D🚒",
        "葛\uDB40\uDD00城, 葛\uDB40\uDD00城",
        "o\u200Dps, ops",
        "设\u200C定, 设定",
        "а\u200Dб, аб",
        "한\u200D글, 한글",
        "👩\u200D\u200D💻, 👩\u200D💻"
    })
    void visible_joiners_stayWhereTheyJoin(String text, String visible) {
        assertThat(Text.visible(text)).isEqualTo(visible);
        assertThat(Text.oneLine(text)).isEqualTo(visible);
        assertThat(Text.visibleHtml(text)).isEqualTo(visible);
    }

    /** Dropped, it would make a link to a script of what browsers take for a path: https://url.spec.whatwg.org/#scheme-state. */
    @Test
    void visibleHtml_insideATag_leavesABlank() {
        assertThat(Text.visibleHtml("<a href=\"java\u200Bscript:x\" title=a\u202Eb>o\u200Bps\u0007!</a>"))
                .isEqualTo("<a href=\"java script:x\" title=a b>ops !</a>");
    }

    /** Browsers take a '<' for a tag only if a letter follows: https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state. */
    @Test
    void visibleHtml_textThatWouldBecomeATag_staysText() {
        assertThat(Text.visibleHtml("<\u200Bscript><\uFEFF\u200B/p><\u0007b><\u202E!--"))
                .isEqualTo("< script>< /p>< b>< !--");
        assertThat(HtmlToText.convert("a <\u200Bb> c")).isEqualTo("a < b> c");
    }

    @Test
    void text_hiddenInACharacterReference_isNotInThePlainText() {
        assertThat(HtmlToText.convert("<p>a&#x202E;b&#8203;c&#7;d<a href='https://e.example/&#x200B;'>f</a>"))
                .isEqualTo("abc df <https://e.example/>");
    }

    private static MimeMessage mail(Message message, List<Address> to) throws Exception {
        try (EmailNotifier email = EmailNotifier.builder("smtp://localhost")
                .from("alerts@example.com")
                .build()) {
            byte[] eml = email.eml(Notifications.of(message, to));
            return new MimeMessage(null, new ByteArrayInputStream(eml));
        }
    }
}
