package io.github.cspmalert.notify.internal.html;

import io.github.cspmalert.common.Cursor;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks over HTML token by token, as leniently as browsers do: what is not a tag is text. The text of scripts, styles
 * and titles is part of their tag, because nobody reads it in the page. Not thread-safe.
 */
public final class HtmlScanner {

    /** What a token is. */
    public enum Kind {
        /** Text that is read. */
        TEXT,
        /** The tag that begins an element. */
        OPEN,
        /** The tag that ends an element. */
        CLOSE,
        /** What shows nothing: comments, declarations, scripts, styles, titles and their like. */
        OTHER
    }

    private static final Set<String> UNREAD = Set.of("script", "style", "title", "template", "iframe", "noembed");
    private static final Set<String> WITHOUT_TAGS = Set.of("textarea", "xmp");

    private static final Cursor.Kind SPACE = new Cursor.Kind(HtmlScanner::isSpace);
    private static final Cursor.Kind IN_TAG = new Cursor.Kind(c -> c != '=' && c != '>');
    private static final Cursor.Kind NAME = new Cursor.Kind(Character::isLetterOrDigit);
    private static final Cursor.Kind ATTRIBUTE_NAME =
            new Cursor.Kind(c -> c != '=' && c != '>' && c != '/' && !isSpace(c));
    private static final Cursor.Kind VALUE = new Cursor.Kind(c -> c != '>' && !isSpace(c));

    private final String html;
    private final Cursor cursor;
    private Kind kind = Kind.OTHER;
    private String name = "";
    private String textOf = "";
    private int start;

    /**
     * Begins before the first token.
     *
     * @param html what to walk over
     */
    public HtmlScanner(String html) {
        this.html = html;
        this.cursor = new Cursor(html);
    }

    /** {@return whether there was another token} */
    public boolean next() {
        start = cursor.at();
        name = "";
        if (cursor.atEnd()) {
            return false;
        }
        kind = read();
        return true;
    }

    /** {@return what this token is} */
    public Kind kind() {
        return kind;
    }

    /** {@return the name of the tag in lower case, or nothing} */
    public String name() {
        return name;
    }

    /** {@return where the token begins} */
    public int start() {
        return start;
    }

    /** {@return where the token ends} */
    public int end() {
        return cursor.at();
    }

    /**
     * Looks for an attribute of this tag.
     *
     * @param attribute its name
     * @return its value as it is written, or null
     */
    public @Nullable String attribute(String attribute) {
        Cursor tag = new Cursor(html.substring(start + 1 + name.length(), cursor.at()));
        while (!tag.atEnd()) {
            String found = tag.takeWhile(ATTRIBUTE_NAME);
            if (found.isEmpty()) {
                tag.next();
                continue;
            }
            tag.skipWhile(SPACE);
            if (tag.accept('=')) {
                int from = skipValue(tag);
                if (found.equalsIgnoreCase(attribute)) {
                    return unquoted(tag.since(from));
                }
            }
        }
        return null;
    }

    private Kind read() {
        if (!textOf.isEmpty()) {
            skipToEndTag(textOf);
            textOf = "";
            if (cursor.at() > start) {
                return Kind.TEXT;
            }
        }
        if (!cursor.accept('<')) {
            return text();
        }
        char second = cursor.peek();
        if (isLetter(second)) {
            return open();
        } else if (second == '/' && isLetter(cursor.peek(1))) {
            cursor.next();
            name = takeName();
            cursor.skipPast('>');
            return Kind.CLOSE;
        } else if (second == '!' || second == '?') {
            if (cursor.accept("!--")) {
                skipComment();
            } else {
                cursor.skipPast('>');
            }
            return Kind.OTHER;
        }
        return text();
    }

    // Browsers end it at "--!>" too, and see an end in its beginning.
    private void skipComment() {
        if (cursor.accept(">") || cursor.accept("->")) {
            return;
        }
        int end = html.indexOf("-->", cursor.at());
        int odd = html.indexOf("--!>", cursor.at());
        boolean endsOddly = odd >= 0 && (end < 0 || odd < end);
        cursor.skipPast(endsOddly ? "--!>" : "-->");
    }

    private Kind text() {
        cursor.skipTo('<');
        return Kind.TEXT;
    }

    private Kind open() {
        name = takeName();
        cursor.skipWhile(IN_TAG);
        while (cursor.accept('=')) {
            skipValue(cursor);
            cursor.skipWhile(IN_TAG);
        }
        cursor.accept('>');
        textOf = WITHOUT_TAGS.contains(name) ? name : "";
        if (!UNREAD.contains(name)) {
            return Kind.OPEN;
        }
        skipToEndTag(name);
        cursor.skipPast('>');
        return Kind.OTHER;
    }

    private void skipToEndTag(String element) {
        int end = html.indexOf("</", cursor.at());
        while (end >= 0 && !isNamed(end + 2, element)) {
            end = html.indexOf("</", end + 2);
        }
        cursor.moveTo(end < 0 ? html.length() : end);
    }

    private boolean isNamed(int at, String element) {
        int end = at + element.length();
        return html.regionMatches(true, at, element, 0, element.length())
                && (end >= html.length() || !Character.isLetterOrDigit(html.charAt(end)));
    }

    private String takeName() {
        return cursor.takeWhile(NAME).toLowerCase(Locale.ROOT);
    }

    /** Goes behind a value, and returns where it begins. */
    private static int skipValue(Cursor tag) {
        tag.skipWhile(SPACE);
        int from = tag.at();
        if (tag.accept('"')) {
            tag.skipPast('"');
        } else if (tag.accept('\'')) {
            tag.skipPast('\'');
        } else {
            tag.skipWhile(VALUE);
        }
        return from;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && (value.charAt(0) == '"' || value.charAt(0) == '\'');
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
    }
}
