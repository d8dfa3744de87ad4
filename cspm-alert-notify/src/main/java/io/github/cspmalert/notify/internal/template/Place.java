package io.github.cspmalert.notify.internal.template;

import io.github.cspmalert.notify.internal.html.HtmlEntities;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place where a value is put out, and so how it is written there. Whatever the value is, it stays a value: it closes no
 * tag, attribute or comment, and no link to it runs a script.
 *
 * @param content what stands there
 * @param quoting how it is told from what follows
 */
record Place(Content content, Quoting quoting) {

    enum Content {
        /** Text that is not HTML, where a value stands as it is. */
        PLAIN_TEXT,
        /** Text between tags; the only place for mark-up. */
        TEXT,
        /** Between {@code <!--} and {@code -->}. */
        COMMENT,
        /** An attribute that means nothing but its text. */
        ATTRIBUTE,
        /** The beginning of a link, where a value may say what is done with it. */
        LINK,
        /** CSS. */
        STYLE
    }

    enum Quoting {
        QUOTED,
        /** Inside a value without quotation marks. */
        UNQUOTED,
        /** At the beginning of one, where nothing at all would make a value of the next attribute. */
        UNQUOTED_START
    }

    static final Place PLAIN_TEXT = new Place(Content.PLAIN_TEXT, Quoting.QUOTED);
    static final Place TEXT = new Place(Content.TEXT, Quoting.QUOTED);

    private static final Set<String> HARMLESS = Set.of("http", "https", "mailto", "tel", "sms", "cid", "ftp");
    // No sign that could end a declaration, begin a function or a link, or escape.
    private static final Pattern STYLE_VALUE = Pattern.compile("[\\p{L}\\p{N} #%.,+_-]*+");
    private static final String UNSAFE_UNQUOTED = "\t\n\u000B\f\r =`/\0";

    /** {@return what to put out for a value} */
    String write(@Nullable Object value, String printed) {
        if (content == Content.PLAIN_TEXT) {
            return printed;
        } else if (content == Content.TEXT) {
            return Markup.htmlOf(value, printed);
        }
        String text = value instanceof Markup markup ? markup.text() : printed;
        return switch (content) {
            case COMMENT -> HtmlEntities.escape(text).replace("-", "&#45;");
            case LINK -> quoted(harmless(text));
            case STYLE -> quoted(STYLE_VALUE.matcher(text).matches() ? text : "");
            default -> quoted(text);
        };
    }

    // With its colon written another way, what stands before it is no scheme, and the link leads to no script.
    private static String harmless(String link) {
        int colon = link.indexOf(':');
        boolean hasScheme = colon >= 0 && firstOf(link, "/?#") > colon;
        if (!hasScheme
                || HARMLESS.contains(Spaces.strip(link.substring(0, colon)).toLowerCase(Locale.ROOT))) {
            return link;
        }
        return link.substring(0, colon) + "%3A" + link.substring(colon + 1);
    }

    private static int firstOf(String text, String signs) {
        int first = 0;
        while (first < text.length() && signs.indexOf(text.charAt(first)) < 0) {
            first++;
        }
        return first;
    }

    private String quoted(String text) {
        String escaped = HtmlEntities.escape(text);
        if (quoting == Quoting.QUOTED) {
            return escaped;
        } else if (escaped.isEmpty()) {
            return quoting == Quoting.UNQUOTED_START ? "&#32;" : "";
        }
        StringBuilder unquoted = new StringBuilder(escaped.length() + 16);
        escaped.chars().forEach(c -> {
            if (UNSAFE_UNQUOTED.indexOf(c) < 0) {
                unquoted.append((char) c);
            } else {
                unquoted.append("&#").append(c == 0 ? 0xFFFD : c).append(';');
            }
        });
        return unquoted.toString();
    }
}
