package io.github.cspmalert.notify.email;

import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a mail from a notification; the same notification always gives the same bytes. Thread-safe. */
final class EmailComposer {

    private static final Logger log = LoggerFactory.getLogger(EmailComposer.class);

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ROOT);
    private static final int FIRST_CAPACITY = 16 << 10;
    private static final int LONGEST_KEY = 128;

    /** Puts a content into a page. */
    interface Pages {
        String page(String title, Locale language, String content, List<String> notices);
    }

    private final Mailbox from;
    private final @Nullable Mailbox replyTo;
    private final Locale language;
    private final int maxContentBytes;
    private final Pages pages;

    EmailComposer(Mailbox from, @Nullable Mailbox replyTo, Locale language, int maxContentBytes) {
        this(from, replyTo, language, maxContentBytes, HtmlPage::of);
    }

    EmailComposer(Mailbox from, @Nullable Mailbox replyTo, Locale language, int maxContentBytes, Pages pages) {
        this.from = from;
        this.replyTo = replyTo;
        this.language = language;
        this.maxContentBytes = maxContentBytes;
        this.pages = pages;
    }

    /** {@return the mail for some of the addresses of the notification} */
    byte[] compose(Notification notification, List<Mailbox> to) {
        String key = shortKey(notification.key());
        StringBuilder mail = new StringBuilder(FIRST_CAPACITY);
        appendHeaders(mail, notification, key, to);
        int headersEnd = mail.length();
        try {
            appendContent(mail, key, notification.message());
        } catch (RuntimeException | StackOverflowError e) {
            // A message must not wait for ever because this program cannot lay it out.
            log.warn("a mail could not be laid out and goes out as plain text [key={}]", key, e);
            mail.setLength(headersEnd);
            appendPlain(mail, notification.message());
        }
        // Everything in it is ASCII.
        return mail.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void appendHeaders(StringBuilder mail, Notification notification, String key, List<Mailbox> to) {
        header(
                mail,
                "Date",
                DATE.format(notification.alerts().get(0).alertTime().atOffset(ZoneOffset.UTC)));
        header(mail, "From", MailHeaders.mailboxes("From", List.of(from)));
        if (replyTo != null) {
            header(mail, "Reply-To", MailHeaders.mailboxes("Reply-To", List.of(replyTo)));
        }
        header(mail, "To", to.isEmpty() ? "undisclosed-recipients:;" : MailHeaders.mailboxes("To", to));
        header(mail, "Message-ID", "<" + key.replace('.', '_') + "@" + from.domain() + ">");
        header(
                mail,
                "Subject",
                MailHeaders.text("Subject", notification.message().subject()));
        header(mail, "Content-Language", language.toLanguageTag());
        header(mail, "Auto-Submitted", "auto-generated");
        header(mail, "X-Auto-Response-Suppress", "All");
        header(mail, "X-CSPM-Alert-Key", key);
        header(mail, "MIME-Version", "1.0");
    }

    private void appendContent(StringBuilder mail, String key, Message message) {
        SizeLimit.Cut cut = SizeLimit.apply(withoutMark(message.content()), message.format(), maxContentBytes);
        List<String> notices = notices(message, cut);
        if (message.format() != ContentFormat.HTML) {
            MimeText.append(mail, "plain", withNotices(cut.content(), notices));
            return;
        }
        String text = withNotices(HtmlToText.convert(cut.content()), notices);
        String page = pages.page(Text.oneLine(message.subject()), language, cut.content(), notices);
        // Depends on the content alone, and no content can contain it.
        String boundary = "=_" + sha256(key + page).substring(0, 24);
        header(mail, "Content-Type", "multipart/alternative; boundary=\"" + boundary + "\"");
        mail.append("\r\n--").append(boundary).append("\r\n");
        MimeText.append(mail, "plain", text);
        mail.append("\r\n--").append(boundary).append("\r\n");
        MimeText.append(mail, "html", page);
        mail.append("\r\n--").append(boundary).append("--\r\n");
    }

    private void appendPlain(StringBuilder mail, Message message) {
        SizeLimit.Cut cut = SizeLimit.apply(message.content(), ContentFormat.TEXT, maxContentBytes);
        List<String> notices = notices(message, cut);
        notices.add("This mail could not be laid out, so its content is shown as it was written.");
        MimeText.append(mail, "plain", withNotices(cut.content(), notices));
    }

    private static List<String> notices(Message message, SizeLimit.Cut cut) {
        List<String> notices = new ArrayList<>(message.notices());
        if (cut.omitted() > 0) {
            notices.add(String.format(
                    Locale.ROOT,
                    "The content was too long for a mail: the last %,d of %,d characters were left out.",
                    cut.omitted(),
                    message.content().length()));
        }
        return notices;
    }

    private static void header(StringBuilder mail, String name, String value) {
        mail.append(name).append(": ").append(value).append("\r\n");
    }

    // A byte order mark says something of a file; in the middle of a mail it is a character that nobody sees.
    private static String withoutMark(String content) {
        return content.startsWith("\uFEFF") ? content.substring(1) : content;
    }

    private static String withNotices(String text, List<String> notices) {
        StringBuilder all = new StringBuilder(text.stripTrailing()).append('\n');
        all.append(notices.isEmpty() ? "" : "\n");
        notices.forEach(notice -> all.append("* ").append(Text.oneLine(notice)).append('\n'));
        return all.toString();
    }

    // A header field cannot be folded inside a key, and no line may be longer than 998 characters.
    private static String shortKey(String key) {
        return key.length() <= LONGEST_KEY ? key : sha256(key);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
