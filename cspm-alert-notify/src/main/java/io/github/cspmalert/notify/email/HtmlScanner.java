package io.github.cspmalert.notify.email;

import io.github.cspmalert.common.Cursor;
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
    private final Cursor cursor;
    private Kind kind = Kind.OTHER;
    private String name = "";
    private int start;

    HtmlScanner(String html) {
        this.html = html;
        this.cursor = new Cursor(html);
    }

    /** {@return whether there was another token} */
    boolean next() {
        start = cursor.at();
        name = "";
        if (cursor.atEnd()) {
            return false;
        }
        kind = read();
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
        return cursor.at();
    }

    /** {@return the value of an attribute of this tag as it is written, or null} */
    @Nullable String attribute(String attribute) {
        Cursor tag = new Cursor(html.substring(start + 1 + name.length(), cursor.at()));
        while (!tag.atEnd()) {
            String found = tag.takeWhile(HtmlScanner::isAttributeName);
            if (found.isEmpty()) {
                tag.next();
                continue;
            }
            tag.skipWhile(HtmlScanner::isSpace);
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
        char second = cursor.peek(1);
        if (!cursor.accept('<')) {
            return text();
        } else if (cursor.accept("!--")) {
            cursor.skipPast("-->");
            return Kind.OTHER;
        } else if (second == '!' || second == '?') {
            cursor.skipPast('>');
            return Kind.OTHER;
        } else if (second == '/' && isLetter(cursor.peek(1))) {
            cursor.next();
            name = takeName();
            cursor.skipPast('>');
            return Kind.CLOSE;
        }
        return isLetter(second) ? open() : text();
    }

    private Kind text() {
        cursor.skipTo('<');
        return Kind.TEXT;
    }

    private Kind open() {
        name = takeName();
        for (char c = cursor.next(); c != '>' && !cursor.atEnd(); c = cursor.next()) {
            if (c == '=') {
                skipValue(cursor);
            }
        }
        if (!UNREAD.contains(name)) {
            return Kind.OPEN;
        }
        do {
            cursor.skipPast("</");
        } while (!cursor.atEnd() && !html.regionMatches(true, cursor.at(), name, 0, name.length()));
        cursor.skipPast('>');
        return Kind.OTHER;
    }

    private String takeName() {
        return cursor.takeWhile(Character::isLetterOrDigit).toLowerCase(Locale.ROOT);
    }

    /** Goes behind a value, and returns where it begins. */
    private static int skipValue(Cursor tag) {
        tag.skipWhile(HtmlScanner::isSpace);
        int from = tag.at();
        if (tag.accept('"')) {
            tag.skipPast('"');
        } else if (tag.accept('\'')) {
            tag.skipPast('\'');
        } else {
            tag.skipWhile(c -> c != '>' && !isSpace(c));
        }
        return from;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && (value.charAt(0) == '"' || value.charAt(0) == '\'');
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static boolean isAttributeName(int c) {
        return c != '=' && c != '>' && c != '/' && !isSpace(c);
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
    }
}
