package io.github.cspmalert.notify.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailHeadersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CSPM: 3 open                          | CSPM: 3 open",
                // RFC 2047 and base64, by hand
                "é                                     | =?UTF-8?B?w6k=?=",
                "検査                                   | =?UTF-8?B?5qSc5p+7?=",
                "=?utf-8?Q?x?=                         | =?UTF-8?B?PT91dGYtOD9RP3g/PQ==?=",
            })
    void text_value_isEncodedWhereNeeded(String text, String expected) {
        assertThat(MailHeaders.text("Subject", text)).isEqualTo(expected);
    }

    @Test
    void text_longSubject_isShortenedVisibly() throws Exception {
        String header = MailHeaders.text("Subject", "x".repeat(10_000_000));

        assertThat(MimeUtility.decodeText(MimeUtility.unfold(header))).isEqualTo("x".repeat(200) + "…");
    }

    @Test
    void text_longSubjectEndingInHalfACharacter_isShortenedBeforeIt() throws Exception {
        String header = MailHeaders.text("Subject", "x".repeat(199) + "😀😀");

        assertThat(MimeUtility.decodeText(MimeUtility.unfold(header))).isEqualTo("x".repeat(199) + "…");
    }

    @Test
    void mailboxes_specialCharacters_areQuoted() {
        assertThat(MailHeaders.mailboxes("To", List.of(new Mailbox("O'Neil, \"Jo\" \\", "jo@example.com", false))))
                .isEqualTo("\"O'Neil, \\\"Jo\\\" \\\\\"\r\n <jo@example.com>");
    }

    @Test
    void anyText_comesBackAsItWas() throws Exception {
        for (long seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            String text = random.ints(1 + random.nextInt(60), 0x20, 0x2FFFF)
                    .map(c -> random.nextInt(3) == 0 ? 0x20 + c % 0x5F : c)
                    .filter(c -> Character.isDefined(c) && !Character.isISOControl(c))
                    .filter(c -> !(c >= 0xD800 && c <= 0xDFFF)
                            && Text.oneLine(Character.toString(c)).length() > 0)
                    .filter(c -> c != 0x2028 && c != 0x2029)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString()
                    .strip();
            String subject = MailHeaders.text("Subject", text);
            String to = MailHeaders.mailboxes(
                    "To", List.of(new Mailbox(text, "a@b.c", false), new Mailbox("", "d@e.f", false)));

            assertThat(subject.split("\r\n")).as("seed %d", seed).allMatch(line -> line.length() <= 78);
            assertThat(subject.replace("\r\n ", "")).as("seed %d", seed).matches("[ -~]*");
            assertThat(MimeUtility.decodeText(MimeUtility.unfold(subject)).replaceAll(" +", " "))
                    .as("seed %d", seed)
                    .isEqualTo(text.replaceAll(" +", " "));
            InternetAddress[] read = InternetAddress.parse(to, true);
            assertThat(read).as("seed %d", seed).hasSize(2);
            assertThat(String.valueOf(read[0].getPersonal()))
                    .as("seed %d", seed)
                    .isEqualTo(text.isEmpty() ? "null" : text);
        }
    }
}
