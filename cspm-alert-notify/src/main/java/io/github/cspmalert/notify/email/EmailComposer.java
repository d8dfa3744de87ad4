package io.github.cspmalert.notify.email;

import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a mail from a notification; the same notification always gives the same bytes. Thread-safe. */
final class EmailComposer {

    private static final Logger log = LoggerFactory.getLogger(EmailComposer.class);

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ROOT);
    private static final int HEADERS_CAPACITY = 2 << 10;
    private static final int LONGEST_KEY = 128;

    /** Puts a content into a page. */
    interface Pages {
        String page(String title, Locale language, String content, List<String> notices);
    }

    private final Session session = Session.getInstance(new Properties());
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
        return mails(notification).apply(to);
    }

    /** {@return what makes the mail for some of the addresses; all of them have one body, laid out once} */
    Function<List<Mailbox>, byte[]> mails(Notification notification) {
        String key = shortKey(notification.key());
        MimeBody body = inMemory(() -> body(key, notification.message()));
        return to -> inMemory(() -> write(headers(notification, key, to), body));
    }

    private static <T> T inMemory(Writing<T> writing) {
        try {
            return writing.write();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a mail could not be written in memory", e);
        }
    }

    private interface Writing<T> {
        T write() throws MessagingException, IOException;
    }

    private Map<String, String> headers(Notification notification, String key, List<Mailbox> to) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Date", DATE.format(notification.alerts().get(0).alertTime().atOffset(ZoneOffset.UTC)));
        headers.put("From", MailHeaders.mailboxes("From", List.of(from)));
        if (replyTo != null) {
            headers.put("Reply-To", MailHeaders.mailboxes("Reply-To", List.of(replyTo)));
        }
        headers.put("To", to.isEmpty() ? "undisclosed-recipients:;" : MailHeaders.mailboxes("To", to));
        headers.put("Message-ID", "<" + key.replace('.', '_') + "@" + from.domain() + ">");
        // One root for all mails about an alert, so that a repeat, or "fixed" after "new", joins their thread.
        String alert = notification.alerts().get(0).fingerprint().replaceAll("[^A-Za-z0-9-]", "_");
        headers.put("References", "<" + alert + ".thread@" + from.domain() + ">");
        headers.put(
                "Subject", MailHeaders.text("Subject", notification.message().subject()));
        headers.put("Content-Language", language.toLanguageTag());
        headers.put("Auto-Submitted", "auto-generated");
        headers.put("X-Auto-Response-Suppress", "All");
        headers.put("X-CSPM-Alert-Key", key);
        headers.put("MIME-Version", "1.0");
        return headers;
    }

    private MimeBody body(String key, Message message) throws MessagingException, IOException {
        try {
            return laidOut(key, message);
        } catch (MessagingException | IOException | RuntimeException | StackOverflowError e) {
            // A message must not wait for ever because this program cannot lay it out.
            log.warn("a mail could not be laid out and goes out as plain text [key={}]", key, e);
            return plain(message);
        }
    }

    private MimeBody laidOut(String key, Message message) throws MessagingException, IOException {
        SizeLimit.Cut cut = SizeLimit.apply(withoutMark(message.content()), message.format(), maxContentBytes);
        List<String> notices = notices(message, cut);
        if (message.format() != ContentFormat.HTML) {
            return MimeBody.text(session, "plain", withNotices(cut.content(), notices));
        }
        String text = withNotices(HtmlToText.convert(cut.content()), notices);
        String page = pages.page(Text.oneLine(message.subject()), language, cut.content(), notices);
        // Depends on the content alone, and no content can contain it.
        String boundary = "=_" + sha256(key + page).substring(0, 24);
        return MimeBody.alternatives(
                boundary, MimeBody.text(session, "plain", text), MimeBody.text(session, "html", page));
    }

    private MimeBody plain(Message message) throws MessagingException, IOException {
        SizeLimit.Cut cut = SizeLimit.apply(message.content(), ContentFormat.TEXT, maxContentBytes);
        List<String> notices = notices(message, cut);
        notices.add("This mail could not be laid out, so its content is shown as it was written.");
        return MimeBody.text(session, "plain", withNotices(cut.content(), notices));
    }

    private byte[] write(Map<String, String> headers, MimeBody body) throws MessagingException, IOException {
        MimeMessage mail = new EncodedMail(session, body);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            mail.setHeader(header.getKey(), header.getValue());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.bytes().length + HEADERS_CAPACITY);
        mail.writeTo(bytes);
        return bytes.toByteArray();
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

    /** A mail that is written as it is: the library does not look into its body, and adds no header field. */
    private static final class EncodedMail extends MimeMessage {

        EncodedMail(Session session, MimeBody body) throws MessagingException {
            super(session);
            content = body.bytes();
            modified = false;
            saved = true;
            setHeader("Content-Type", body.type());
            if (body.encoding() != null) {
                setHeader("Content-Transfer-Encoding", body.encoding());
            }
        }
    }
}
