package io.github.cspmalert.notify.internal.jinja;

import java.util.regex.Pattern;

/** Makes text from outside harmless where it is shown. */
final class SafeText {

    private static final char REPLACEMENT = '\uFFFD';
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private SafeText() {}

    /**
     * {@return the text with nothing in it that changes how the text around it is shown: control characters and characters that
     * turn the direction of what follows are replaced, line separators become spaces. Line feeds and tabs stay}
     */
    static String neutral(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (neutral(text.charAt(i)) != text.charAt(i)) {
                return neutralFrom(text, i);
            }
        }
        return text;
    }

    private static String neutralFrom(String text, int first) {
        StringBuilder neutral = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            neutral.append(neutral(text.charAt(i)));
        }
        return neutral.toString();
    }

    private static char neutral(char c) {
        if (c < ' ') {
            return c == '\n' || c == '\t' ? c : c == '\r' ? ' ' : REPLACEMENT;
        }
        boolean control = c >= 0x7F && c <= 0x9F;
        boolean direction = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        return control || direction ? REPLACEMENT : c == '\u2028' || c == '\u2029' ? ' ' : c;
    }

    /** {@return the text in one line: white space of any kind is one space} */
    static String oneLine(String text) {
        String neutral = neutral(text).strip();
        return isOneLine(neutral) ? neutral : WHITE_SPACE.matcher(neutral).replaceAll(" ");
    }

    private static boolean isOneLine(String neutral) {
        return neutral.indexOf('\n') < 0 && neutral.indexOf('\t') < 0 && !neutral.contains("  ");
    }
}
