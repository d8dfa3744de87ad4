package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.delivery.ContentFormat;
import java.time.ZoneId;

/**
 * What functions know of a rendering.
 *
 * @param zone the time zone of dates that name none
 * @param format what the rendered text will be
 * @param maxLength the length that no text may pass
 */
public record Environment(ZoneId zone, ContentFormat format, int maxLength) {

    boolean html() {
        return format == ContentFormat.HTML;
    }

    /** {@return the text, which is not longer than any text may be} */
    String bounded(String text) {
        requireLength(text.length());
        return text;
    }

    void requireLength(long length) {
        if (length > maxLength) {
            throw new BoundExceededException("a text grew longer than " + maxLength + " characters");
        }
    }
}
