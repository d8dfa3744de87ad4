package io.github.cspmalert.notify.email;

import io.github.cspmalert.notify.internal.html.HtmlScanner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Small operations on text that comes from somewhere else. */
final class Text {

    private static final Pattern BREAKS_AND_CONTROLS = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029]+");
    private static final Pattern CONTROLS = Pattern.compile("[[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029]&&[^\t\n\r]]");
    private static final int SHOWN = 80;

    private Text() {}

    /** {@return the text in one line, with nothing in it that nobody sees} */
    static String oneLine(String text) {
        return withoutHidden(BREAKS_AND_CONTROLS.matcher(text).replaceAll(" "), "");
    }

    /** {@return the text in its lines, with nothing in it that nobody sees} */
    static String visible(String text) {
        return visible(text, "");
    }

    /** {@return the HTML with nothing in it that nobody sees, unless it is written as a character reference} */
    static String visibleHtml(String html) {
        if (!mayHide(html)) {
            return html;
        }
        StringBuilder visible = new StringBuilder(html.length());
        HtmlScanner scanner = new HtmlScanner(html);
        while (scanner.next()) {
            // Inside a tag a blank takes its place, or what was no link to a script would become one.
            boolean text = scanner.kind() == HtmlScanner.Kind.TEXT;
            visible.append(visible(html.substring(scanner.start(), scanner.end()), text ? "" : " "));
        }
        return visible.toString();
    }

    private static String visible(String text, String instead) {
        return mayHide(text) ? withoutHidden(CONTROLS.matcher(text).replaceAll(" "), instead) : text;
    }

    private static String withoutHidden(String text, String instead) {
        StringBuilder visible = new StringBuilder(text.length());
        int before = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(before)) {
            int c = text.codePointAt(i);
            boolean joiner = c == 0x200C || c == 0x200D;
            if (isHidden(c) || joiner && !canBeJoined(before)) {
                // Behind a '<' a blank takes its place, or what was text would become a tag.
                visible.append(before == '<' ? " " : instead);
            } else {
                visible.appendCodePoint(c);
            }
            before = c;
        }
        return visible.toString();
    }

    // They turn the direction of the text around them, or take no room: one name can look like another by them.
    private static boolean isHidden(int c) {
        return c == 0xAD
                || c == 0x61C
                || c == 0x180E
                || c == 0x200B
                || c == 0x200E
                || c == 0x200F
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2060 && c <= 0x206F
                || c == 0xFEFF
                || c >= 0xFFF9 && c <= 0xFFFB
                || c >= 0xE0000 && c <= 0xE007F;
    }

    // Letters of the scripts between Arabic and Mongolian, and parts of an emoji, look otherwise when they are joined.
    private static boolean canBeJoined(int c) {
        int type = Character.getType(c);
        boolean letter =
                Character.isLetter(c) || type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        return letter && c >= 0x600 && c < 0x1D00
                || type == Character.OTHER_SYMBOL
                || type == Character.MODIFIER_SYMBOL && c > 0xFFFF
                || c == 0xFE0F;
    }

    private static boolean mayHide(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain =
                    c >= ' ' && c < 0x7F || c == '\n' || c == '\r' || c == '\t' || c >= '\u3000' && c < '\uD800';
            if (!plain) {
                return true;
            }
        }
        return false;
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

    /** {@return the digest of the text in hexadecimal digits} */
    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
