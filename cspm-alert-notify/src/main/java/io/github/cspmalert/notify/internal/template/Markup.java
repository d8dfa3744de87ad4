package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.notify.internal.html.HtmlEntities;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * HTML that a function made on purpose, with everything that came from outside escaped: the only value that is put out as
 * it is. It stays so through {@code +}, {@code join}, {@code trim}, {@code string} and {@code escape_html}, where the
 * other side is escaped first; any other function takes it for text, which is escaped again when put out.
 *
 * @param html the HTML
 */
record Markup(String html) {

    private static final Pattern TAG = Pattern.compile("<[^>]*+>");

    /** {@return the HTML of a value: its own if it is mark-up, else its text escaped} */
    static String htmlOf(@Nullable Object value, String printed) {
        return value instanceof Markup ? printed : HtmlEntities.escape(printed);
    }

    /** {@return the text that a reader of the HTML sees, which holds only what functions made: their tags, and entities} */
    String text() {
        return HtmlEntities.decode(TAG.matcher(html).replaceAll(""));
    }

    @Override
    public String toString() {
        return html;
    }
}
