package io.github.cspmalert.notify.internal.template;

import java.util.Locale;

/**
 * White space as Python and so Jinja2 take it, which is more than Java does: no-break spaces are white space too.
 *
 * @see <a href="https://docs.python.org/3/library/stdtypes.html#str.isspace">Python: str.isspace</a>
 */
final class Spaces {

    private static final int NEXT_LINE = 0x85;
    // By their Unicode category letters, marks and a symbol, but nobody sees them: joiners, fillers of Hangul, a
    // blank of Braille. Other marks show on the letter before them.
    private static final String BLANK = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0";

    private Spaces() {}

    static boolean is(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
    }

    static String strip(String text) {
        return stripLeading(stripTrailing(text));
    }

    static String stripLeading(String text) {
        int start = 0;
        while (start < text.length() && is(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    static String stripTrailing(String text) {
        int end = text.length();
        while (end > 0 && is(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    /** {@return the text with each character that nobody sees, but for blanks, named: {@code U+00A0}} */
    static String named(String text) {
        if (text.codePoints().noneMatch(Spaces::isInvisible)) {
            return text;
        }
        StringBuilder named = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isInvisible(c)) {
                String hex = Integer.toHexString(c).toUpperCase(Locale.ROOT);
                named.append("U+")
                        .append("0".repeat(Math.max(0, 4 - hex.length())))
                        .append(hex);
            } else {
                named.appendCodePoint(c);
            }
        });
        return named.toString();
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            default -> BLANK.indexOf(c) >= 0 || c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF;
        };
    }
}
