package io.github.cspmalert.notify.email;

import java.util.regex.Pattern;

/** Small operations on text that comes from somewhere else. */
final class Text {

    private static final Pattern BREAKS_AND_CONTROLS = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029]+");
    // They turn the direction of the text around them, and can make one name look like another.
    private static final Pattern BIDI_CONTROLS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");
    private static final int SHOWN = 80;

    private Text() {}

    /** {@return the text in one line, without control characters and without marks that turn its direction} */
    static String oneLine(String text) {
        return BIDI_CONTROLS
                .matcher(BREAKS_AND_CONTROLS.matcher(text).replaceAll(" "))
                .replaceAll("");
    }

    /** {@return the text as a message can show it: one line, and short} */
    static String printable(String text) {
        return oneLine(shorten(text, SHOWN));
    }

    /** {@return the text, its end replaced by an ellipsis if it is longer than so many characters} */
    static String shorten(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }

    /** {@return how many bytes the characters from one index to another take in UTF-8} */
    static int utf8Length(String text, int from, int to) {
        int bytes = 0;
        for (int i = from; i < to; i++) {
            bytes += utf8Length(text.charAt(i));
        }
        return bytes;
    }

    /** {@return the largest index up to {@code to} such that what lies before it takes no more than so many bytes} */
    static int fit(String text, int from, int to, int bytes) {
        int left = bytes;
        int i = from;
        while (i < to) {
            int codePoint = text.codePointAt(i);
            int chars = Character.charCount(codePoint);
            left -= utf8Length(text, i, i + chars);
            if (left < 0) {
                break;
            }
            i += chars;
        }
        return Math.min(i, to);
    }

    private static int utf8Length(char c) {
        if (c < 0x80) {
            return 1;
        }
        // Each half of a surrogate pair counts for two of its four bytes.
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
}
