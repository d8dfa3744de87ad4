package io.github.cspmalert.notify.email;

import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.delivery.Notification;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** Makes a mail from a notification; the same notification always gives the same bytes. Thread-safe. */
final class EmailComposer {

    private static final int LONGEST_KEY = 128;

    private final Mailbox from;
    private final @Nullable Mailbox replyTo;
    private final Locale language;
    private final int maxContentBytes;

    EmailComposer(Mailbox from, @Nullable Mailbox replyTo, Locale language, int maxContentBytes) {
        this.from = from;
        this.replyTo = replyTo;
        this.language = language;
        this.maxContentBytes = maxContentBytes;
    }

    /** {@return the mail for some of the addresses of the notification} */
    byte[] compose(Notification notification, List<Mailbox> to) {
        try {
            String key = shortKey(notification.key());
            MimeMessage mail = new KeyedMessage("<" + key.replace('.', '_') + "@" + from.domain() + ">");
            writeHeaders(mail, notification, key, to);
            writeContent(mail, key, notification.message());
            mail.saveChanges();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            mail.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a mail could not be written in memory", e);
        }
    }

    private void writeHeaders(MimeMessage mail, Notification notification, String key, List<Mailbox> to)
            throws MessagingException {
        MailDateFormat dates = new MailDateFormat();
        dates.setTimeZone(TimeZone.getTimeZone("UTC"));
        mail.setHeader("Date", dates.format(Date.from(notification.alert().alertTime())));
        mail.setHeader("From", MailHeaders.mailboxes("From", List.of(from)));
        if (replyTo != null) {
            mail.setHeader("Reply-To", MailHeaders.mailboxes("Reply-To", List.of(replyTo)));
        }
        mail.setHeader("To", to.isEmpty() ? "undisclosed-recipients:;" : MailHeaders.mailboxes("To", to));
        mail.setHeader(
                "Subject", MailHeaders.text("Subject", notification.message().subject()));
        mail.setHeader("Content-Language", language.toLanguageTag());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Auto-Response-Suppress", "All");
        mail.setHeader("X-CSPM-Alert-Key", key);
    }

    private void writeContent(MimeMessage mail, String key, Message message) throws MessagingException {
        SizeLimit.Cut cut = SizeLimit.apply(message.content(), message.format(), maxContentBytes);
        List<String> notices = new ArrayList<>(message.notices());
        if (cut.omitted() > 0) {
            notices.add(String.format(
                    Locale.ROOT,
                    "The content was too long for a mail: the last %,d of %,d characters were left out.",
                    cut.omitted(),
                    message.content().length()));
        }
        boolean html = message.format() == ContentFormat.HTML;
        String text = withNotices(html ? HtmlToText.convert(cut.content()) : cut.content(), notices);
        if (!html) {
            mail.setText(crlf(text), "UTF-8");
            return;
        }
        String page = HtmlPage.of(Text.oneLine(message.subject()), language, cut.content(), notices);
        MimeMultipart parts = new Alternatives("=_" + sha256(key + page).substring(0, 24));
        parts.addBodyPart(part(text, "plain"));
        parts.addBodyPart(part(page, "html"));
        mail.setContent(parts);
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(crlf(text), "UTF-8", subtype);
        return part;
    }

    private static String withNotices(String text, List<String> notices) {
        StringBuilder all = new StringBuilder(text.stripTrailing()).append('\n');
        all.append(notices.isEmpty() ? "" : "\n");
        notices.forEach(notice -> all.append("* ").append(Text.oneLine(notice)).append('\n'));
        return all.toString();
    }

    private static String crlf(String text) {
        return text.replaceAll("\r\n|\r|\n", "\r\n");
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

    /** A mail that keeps its id however often it is saved. */
    private static final class KeyedMessage extends MimeMessage {

        private final String id;

        KeyedMessage(String id) {
            super((Session) null);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    /** Parts whose boundary depends on the content alone, and which no content can contain. */
    private static final class Alternatives extends MimeMultipart {

        Alternatives(String boundary) {
            this.contentType = "multipart/alternative; boundary=\"" + boundary + "\"";
        }
    }
}
