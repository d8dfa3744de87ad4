package io.github.cspmalert.delivery;

import io.github.cspmalert.definition.template.ContentFormat;
import io.github.cspmalert.internal.Checks;
import java.util.List;

/**
 * What a notification says, rendered and ready to send.
 *
 * @param subject the subject or title; line breaks and control characters in it have become spaces
 * @param content the content
 * @param format what the content is written in; the subject is always text
 * @param notices sentences that the channel must show below the content, as text, such as that rows were left out
 */
public record Message(String subject, String content, ContentFormat format, List<String> notices) {

    /**
     * Makes the subject one line and copies the notices.
     *
     * @param subject the subject or title
     * @param content the content
     * @param format what the content is written in
     * @param notices sentences to show below the content
     */
    public Message {
        subject = Checks.oneLineOf(subject);
        notices = List.copyOf(notices);
    }

    /** {@return the format and length; not the content, which is confidential} */
    @Override
    public String toString() {
        return "Message[format=%s, length=%d]".formatted(format, content.length());
    }
}
