package io.github.cspmalert.delivery;

import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.internal.Checks;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a notification says, rendered and ready to send.
 *
 * @param subject the subject or title; line breaks and control characters in it have become spaces
 * @param content the content
 * @param format what the content is written in; the subject is always text
 * @param notices sentences that the channel must show, above the content if it can, as text, such as that rows were left
 *     out
 */
public record Message(String subject, String content, ContentFormat format, List<String> notices) {

    private static final int LONGEST_JOINED = 200_000;
    private static final String EARLIER = "Earlier, and not sent until now:";
    private static final String ALSO = "Told together with it:";

    /**
     * Makes the subject one line and copies the notices.
     *
     * @param subject the subject or title
     * @param content the content
     * @param format what the content is written in
     * @param notices sentences to show above the content
     */
    public Message {
        subject = Checks.oneLineOf(subject);
        notices = List.copyOf(notices);
    }

    /**
     * Joins an older message of the same alert that was sent to nobody, so that one message says all that both say.
     *
     * @param older the older message
     * @return this message, with the content of the older one below it, and the notices of both; what would make it longer
     *     than 200,000 characters is left out, and a notice says so
     */
    public Message with(Message older) {
        return joined(older, EARLIER, "An earlier message of this alert that was not sent is left out for its length.");
    }

    /**
     * Joins a message about another alert, so that one message says all that both say.
     *
     * @param other the other message
     * @return this message, with the content of the other one below it, and the notices of both; what would make it longer
     *     than 200,000 characters is left out, and a notice says so
     */
    public Message and(Message other) {
        return joined(other, ALSO, "A message about another alert is left out for its length.");
    }

    private Message joined(Message below, String between, String leftOut) {
        if (content.length() + below.content().length() > LONGEST_JOINED) {
            return withNotices(List.of(leftOut));
        }
        boolean html = format == ContentFormat.HTML || below.format() == ContentFormat.HTML;
        String joined = html
                ? html() + "\n<hr>\n<p>" + between + "</p>\n" + below.html()
                : content + "\n\n---- " + between + "\n\n" + below.content();
        return new Message(subject, joined, html ? ContentFormat.HTML : ContentFormat.TEXT, notices)
                .withNotices(below.notices());
    }

    /**
     * Says something above everything else.
     *
     * @param above sentences for the top of the message
     * @return the message with them before its other notices
     */
    public Message under(List<String> above) {
        return new Message(subject, content, format, above).withNotices(notices);
    }

    private String html() {
        return format == ContentFormat.HTML
                ? content
                : "<pre>" + content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</pre>";
    }

    private Message withNotices(List<String> more) {
        return new Message(
                subject,
                content,
                format,
                Stream.concat(notices.stream(), more.stream()).distinct().toList());
    }

    /** {@return the format and length; not the content, which is confidential} */
    @Override
    public String toString() {
        return "Message[format=%s, length=%d]".formatted(format, content.length());
    }
}
