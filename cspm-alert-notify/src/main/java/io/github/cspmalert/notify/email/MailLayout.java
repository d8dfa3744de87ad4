package io.github.cspmalert.notify.email;

import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.delivery.Message;
import io.github.cspmalert.notify.internal.html.Measure;
import io.github.cspmalert.notify.internal.html.SizeLimit;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lays one message out as the body of mails, cut to the room there is. What it made last is kept, since the mails to many
 * recipients have one body. Not thread-safe.
 */
final class MailLayout {

    private static final Logger log = LoggerFactory.getLogger(MailLayout.class);

    /** Puts a content into a page. */
    interface Pages {
        String page(String title, Locale language, String content, List<String> notices);
    }

    private final Session session;
    private final Pages pages;
    private final Locale language;
    private final String key;
    private final Message message;
    private final String content;
    private boolean broken;
    private int most;
    private MimeBody body;

    MailLayout(Session session, Pages pages, Locale language, String key, Message message, int bytes)
            throws MessagingException, IOException {
        this.session = session;
        this.pages = pages;
        this.language = language;
        this.key = key;
        this.message = message;
        boolean html = message.format() == ContentFormat.HTML;
        this.content = html ? Text.visibleHtml(message.content()) : Text.visible(message.content());
        // A content that is longer than the mail may be never fits.
        this.most = Math.min(bytes, Measure.BYTES.length(content));
        this.body = body();
    }

    /** {@return the body, no longer than that if any of the content can be left out for it} */
    MimeBody fit(int bytes) throws MessagingException, IOException {
        while (body.bytes().length > bytes && most > 0) {
            // How long the parts become depends on their letters and tags, so this is a guess, a little too short.
            most = (int) Math.max(0, most * (double) bytes / body.bytes().length - most / 100.0 - 1);
            body = body();
        }
        return body;
    }

    private MimeBody body() throws MessagingException, IOException {
        if (broken) {
            return plain();
        }
        try {
            return laidOut();
        } catch (MessagingException | IOException | RuntimeException | StackOverflowError e) {
            // A message must not wait for ever because this program cannot lay it out.
            log.warn("a mail could not be laid out and goes out as plain text [key={}]", key, e);
            broken = true;
            return plain();
        }
    }

    private MimeBody laidOut() throws MessagingException, IOException {
        SizeLimit.Cut cut = message.format() == ContentFormat.HTML
                ? SizeLimit.html(content, Measure.BYTES, most)
                : SizeLimit.text(content, Measure.BYTES, most);
        List<String> notices = notices(cut);
        if (message.format() != ContentFormat.HTML) {
            return MimeBody.text(session, "plain", withNotices(cut.content(), notices));
        }
        String text = withNotices(HtmlToText.convert(cut.content()), notices);
        String page = pages.page(Text.oneLine(message.subject()), language, cut.content(), notices);
        // Depends on the content alone, and no content can contain it.
        String boundary = "=_" + Text.sha256(key + page).substring(0, 24);
        return MimeBody.alternatives(
                boundary, MimeBody.text(session, "plain", text), MimeBody.text(session, "html", page));
    }

    private MimeBody plain() throws MessagingException, IOException {
        SizeLimit.Cut cut = SizeLimit.text(content, Measure.BYTES, most);
        List<String> notices = notices(cut);
        notices.add("This mail could not be laid out, so its content is shown as it was written.");
        return MimeBody.text(session, "plain", withNotices(cut.content(), notices));
    }

    private List<String> notices(SizeLimit.Cut cut) {
        List<String> notices = new ArrayList<>(message.notices());
        if (cut.omitted() > 0) {
            notices.add(String.format(
                    Locale.ROOT,
                    "The content was too long for a mail: the last %,d of %,d characters were left out.",
                    cut.omitted(),
                    content.length()));
        }
        return notices;
    }

    private static String withNotices(String text, List<String> notices) {
        StringBuilder all = new StringBuilder();
        notices.forEach(notice -> all.append("* ").append(Text.oneLine(notice)).append('\n'));
        all.append(notices.isEmpty() ? "" : "\n");
        return all.append(text.stripTrailing()).append('\n').toString();
    }
}
