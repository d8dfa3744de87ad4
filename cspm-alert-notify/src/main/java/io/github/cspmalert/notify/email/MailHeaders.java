package io.github.cspmalert.notify.email;

import io.github.cspmalert.notify.internal.html.Measure;
import jakarta.mail.internet.MimeUtility;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes text into header fields (RFC 2047 and RFC 5322). What comes out is ASCII, but for addresses that are not, and a line
 * break in it is always a
 * fold, followed by a space: no text can begin a header field of its own.
 */
final class MailHeaders {

    private static final String BEGIN = "=?UTF-8?B?";
    private static final String END = "?=";
    static final String FOLD = "\r\n ";
    private static final int LONGEST_LINE = 76;
    // A line may not be longer than 998 characters, and a name without spaces cannot be folded.
    private static final int LONGEST_TEXT = 200;

    private MailHeaders() {}

    /** {@return the text as the value of a header field} */
    static String text(String field, String text) {
        String line = Text.shorten(Text.oneLine(text), LONGEST_TEXT);
        int used = field.length() + 2;
        return needsEncoding(line) ? encodedWords(line, used) : MimeUtility.fold(used, line);
    }

    /** {@return the mailboxes as the value of a header field, one on each line} */
    static String mailboxes(String field, List<Mailbox> mailboxes) {
        return mailboxes.stream().map(mailbox -> mailbox(field, mailbox)).collect(Collectors.joining("," + FOLD));
    }

    private static String mailbox(String field, Mailbox mailbox) {
        String name = Text.shorten(Text.oneLine(mailbox.name()).strip(), LONGEST_TEXT);
        if (name.isEmpty()) {
            return mailbox.address();
        }
        String phrase = needsEncoding(name)
                ? encodedWords(name, field.length() + 2)
                : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        return phrase + FOLD + "<" + mailbox.address() + ">";
    }

    // Text that looks like an encoded word is encoded too, or the reader would be shown something else.
    private static boolean needsEncoding(String text) {
        return text.contains("=?") || !text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static String encodedWords(String text, int used) {
        StringBuilder words = new StringBuilder();
        int room = LONGEST_LINE - used;
        int from = 0;
        while (from < text.length()) {
            int bytes = (room - BEGIN.length() - END.length()) / 4 * 3;
            int to = Measure.BYTES.fit(text, from, text.length(), bytes);
            byte[] chunk = text.substring(from, to).getBytes(StandardCharsets.UTF_8);
            words.append(words.isEmpty() ? "" : FOLD).append(BEGIN);
            words.append(Base64.getEncoder().encodeToString(chunk)).append(END);
            room = LONGEST_LINE - 1;
            from = to;
        }
        return words.toString();
    }
}
