package io.github.cspmalert.notify.email;

import io.github.cspmalert.alert.AlertReference;
import io.github.cspmalert.delivery.Notification;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a mail from a notification; the same notification always gives the same bytes. Thread-safe. */
final class EmailComposer {

    /**
     * What all mails have in common.
     *
     * @param unsubscribe where somebody asks for no more mails, or null
     * @param maxBytes how long a mail may be
     */
    record Style(Mailbox from, @Nullable Mailbox replyTo, @Nullable URI unsubscribe, Locale language, int maxBytes) {}

    /** Makes the mails about one notification. */
    interface Mails {

        /** {@return the mail to some of its addresses, no longer than that if its content can be cut so short} */
        byte[] mail(List<Mailbox> to, int mostBytes);
    }

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ROOT);
    private static final int HEADERS_CAPACITY = 2 << 10;
    private static final int LONGEST_KEY = 128;
    private static final int MOST_REFERENCES = 10;

    private final Session session;
    private final Style style;
    private final MailLayout.Pages pages;

    EmailComposer(Style style) {
        this(style, HtmlPage::of);
    }

    EmailComposer(Style style, MailLayout.Pages pages) {
        this.style = style;
        this.pages = pages;
        Properties properties = new Properties();
        // Only addresses that need it are written so (RFC 6532).
        properties.setProperty("mail.mime.allowutf8", "true");
        this.session = Session.getInstance(properties);
    }

    /** {@return the mail for some of the addresses of the notification} */
    byte[] compose(Notification notification, List<Mailbox> to) {
        return mails(notification).mail(to, Integer.MAX_VALUE);
    }

    /** {@return what makes the mails for its addresses; they share one body. Not thread-safe} */
    Mails mails(Notification notification) {
        String key = shortKey(notification.key());
        MailLayout layout = inMemory(
                () -> new MailLayout(session, pages, style.language(), key, notification.message(), style.maxBytes()));
        return (to, mostBytes) ->
                inMemory(() -> write(headers(notification, key, to), layout, Math.min(mostBytes, style.maxBytes())));
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
        Mailbox from = style.from();
        headers.put("Date", DATE.format(notification.alerts().get(0).alertTime().atOffset(ZoneOffset.UTC)));
        headers.put("From", MailHeaders.mailboxes("From", List.of(from)));
        if (style.replyTo() != null) {
            headers.put("Reply-To", MailHeaders.mailboxes("Reply-To", List.of(style.replyTo())));
        }
        headers.put("To", to.isEmpty() ? "undisclosed-recipients:;" : MailHeaders.mailboxes("To", to));
        headers.put("Message-ID", "<" + key.replace('.', '_') + "@" + from.domain() + ">");
        headers.put("References", references(notification));
        headers.put(
                "Subject", MailHeaders.text("Subject", notification.message().subject()));
        headers.put("Content-Language", style.language().toLanguageTag());
        headers.put("Auto-Submitted", "auto-generated");
        headers.put("X-Auto-Response-Suppress", "All");
        headers.put("X-CSPM-Alert-Key", key);
        unsubscribe(headers);
        headers.put("MIME-Version", "1.0");
        return headers;
    }

    // One root for all mails about an alert, so that a repeat, its end, or "fixed" after "new", joins their thread.
    private String references(Notification notification) {
        return notification.alerts().stream()
                .map(AlertReference::fingerprint)
                .distinct()
                .limit(MOST_REFERENCES)
                .map(alert -> "<" + alert.replaceAll("[^A-Za-z0-9-]", "_") + ".thread@"
                        + style.from().domain() + ">")
                .collect(Collectors.joining(MailHeaders.FOLD));
    }

    private void unsubscribe(Map<String, String> headers) {
        URI target = style.unsubscribe();
        if (target != null) {
            headers.put("List-Unsubscribe", "<" + target.toASCIIString() + ">");
        }
        if (target != null && "https".equalsIgnoreCase(target.getScheme())) {
            headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    private byte[] write(Map<String, String> headers, MailLayout layout, int mostBytes)
            throws MessagingException, IOException {
        byte[] mail = write(headers, layout.fit(mostBytes));
        int tooLong = mail.length - mostBytes;
        return tooLong <= 0
                ? mail
                : write(headers, layout.fit(layout.fit(mostBytes).bytes().length - tooLong));
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

    // A header field cannot be folded inside a key, and no line may be longer than 998 characters.
    private static String shortKey(String key) {
        return key.length() <= LONGEST_KEY ? key : Text.sha256(key);
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
