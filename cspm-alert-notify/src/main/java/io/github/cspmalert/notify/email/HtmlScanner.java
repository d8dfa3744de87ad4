package io.github.cspmalert.notify.email;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks over HTML token by token, as leniently as browsers do: what is not a tag is text. The text of scripts, styles
 * and titles is part of their tag, because nobody reads it in the page. Not thread-safe.
 */
final class HtmlScanner {

    enum Kind {
        TEXT,
        OPEN,
        CLOSE,
        /** What shows nothing: comments, declarations, scripts, styles and titles. */
        OTHER
    }

    private static final Set<String> UNREAD = Set.of("script", "style", "title");

    private final String html;
    private Kind kind = Kind.OTHER;
    private String name = "";
    private int start;
    private int end;

    HtmlScanner(String html) {
        this.html = html;
    }

    /** {@return whether there was another token} */
    boolean next() {
        start = end;
        if (start == html.length()) {
            return false;
        }
        name = "";
        if (html.charAt(start) != '<' || start + 1 == html.length()) {
            text();
        } else {
            markup(html.charAt(start + 1));
        }
        return true;
    }

    Kind kind() {
        return kind;
    }

    /** {@return the name of the tag in lower case, or nothing} */
    String name() {
        return name;
    }

    /** {@return where the token begins} */
    int start() {
        return start;
    }

    /** {@return where the token ends} */
    int end() {
        return end;
    }

    /** {@return the value of an attribute of this tag as it is written, or null} */
    @Nullable String attribute(String attribute) {
        int i = start + 1 + name.length();
        while (i < end) {
            int nameStart = i;
            while (i < end && isAttributeName(html.charAt(i))) {
                i++;
            }
            boolean wanted = html.substring(nameStart, i).equalsIgnoreCase(attribute);
            i = skipSpaces(i);
            if (i < end && html.charAt(i) == '=' && i > nameStart) {
                int valueStart = skipSpaces(i + 1);
                i = valueEnd(valueStart, end);
                if (wanted) {
                    return unquoted(valueStart, i);
                }
            } else if (i == nameStart) {
                i++;
            }
        }
        return null;
    }

    private void text() {
        kind = Kind.TEXT;
        int next = html.indexOf('<', start + 1);
        end = next < 0 ? html.length() : next;
    }

    private void markup(char second) {
        if (second == '!' || second == '?') {
            kind = Kind.OTHER;
            end = html.startsWith("<!--", start) ? after("-->", start + 4) : after(">", start);
        } else if (second == '/' && start + 2 < html.length() && isLetter(html.charAt(start + 2))) {
            kind = Kind.CLOSE;
            name = nameAt(start + 2);
            end = after(">", start);
        } else if (isLetter(second)) {
            name = nameAt(start + 1);
            end = tagEnd(start + 1 + name.length());
            kind = Kind.OPEN;
            if (UNREAD.contains(name)) {
                kind = Kind.OTHER;
                end = after(">", indexOfClosing(name));
            }
        } else {
            text();
        }
    }

    private int tagEnd(int from) {
        int i = from;
        while (i < html.length()) {
            char c = html.charAt(i);
            if (c == '>') {
                return i + 1;
            }
            i = c == '=' ? valueEnd(skipSpaces(i + 1), html.length()) : i + 1;
        }
        return i;
    }

    private int valueEnd(int from, int limit) {
        if (from >= limit) {
            return limit;
        }
        char quote = html.charAt(from);
        if (quote == '"' || quote == '\'') {
            int closing = html.indexOf(quote, from + 1);
            return closing < 0 || closing >= limit ? limit : closing + 1;
        }
        int i = from;
        while (i < limit && html.charAt(i) != '>' && !isSpace(html.charAt(i))) {
            i++;
        }
        return i;
    }

    private String unquoted(int from, int to) {
        boolean quoted = to - from >= 2 && (html.charAt(from) == '"' || html.charAt(from) == '\'');
        return quoted ? html.substring(from + 1, to - 1) : html.substring(from, to);
    }

    private int indexOfClosing(String element) {
        for (int i = html.indexOf("</", end); i >= 0; i = html.indexOf("</", i + 2)) {
            if (html.regionMatches(true, i + 2, element, 0, element.length())) {
                return i;
            }
        }
        return html.length();
    }

    private int after(String text, int from) {
        int i = html.indexOf(text, from);
        return i < 0 ? html.length() : i + text.length();
    }

    private int skipSpaces(int from) {
        int i = from;
        while (i < html.length() && isSpace(html.charAt(i))) {
            i++;
        }
        return i;
    }

    private String nameAt(int from) {
        int i = from;
        while (i < html.length() && Character.isLetterOrDigit(html.charAt(i))) {
            i++;
        }
        return html.substring(from, i).toLowerCase(Locale.ROOT);
    }

    private static boolean isAttributeName(char c) {
        return c != '=' && c != '>' && c != '/' && !isSpace(c);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
    }
}
