package io.github.cspmalert.notify.internal.html;

import static java.util.Map.entry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes the character references of HTML that templates and escapes use. Others stay as they are written. */
public final class HtmlEntities {

    private static final int LONGEST = 12;
    private static final Map<String, String> NAMED = Map.ofEntries(
            entry("amp", "&"),
            entry("lt", "<"),
            entry("gt", ">"),
            entry("quot", "\""),
            entry("apos", "'"),
            entry("nbsp", "\u00A0"),
            entry("ensp", " "),
            entry("emsp", " "),
            entry("thinsp", " "),
            entry("shy", ""),
            entry("copy", "©"),
            entry("reg", "®"),
            entry("trade", "™"),
            entry("hellip", "…"),
            entry("mdash", "—"),
            entry("ndash", "–"),
            entry("lsquo", "‘"),
            entry("rsquo", "’"),
            entry("ldquo", "“"),
            entry("rdquo", "”"),
            entry("laquo", "«"),
            entry("raquo", "»"),
            entry("bull", "•"),
            entry("middot", "·"),
            entry("times", "×"),
            entry("deg", "°"),
            entry("euro", "€"),
            entry("pound", "£"),
            entry("yen", "¥"),
            entry("sect", "§"),
            entry("le", "≤"),
            entry("ge", "≥"),
            entry("ne", "≠"),
            entry("larr", "←"),
            entry("rarr", "→"),
            entry("uarr", "↑"),
            entry("darr", "↓"),
            entry("check", "✓"));

    private HtmlEntities() {}

    /**
     * Decodes character references.
     *
     * @param text a text of HTML
     * @return the text with them decoded
     */
    public static String decode(String text) {
        int amp = text.indexOf('&');
        if (amp < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        while (amp >= 0) {
            int semicolon = text.indexOf(';', amp);
            String decoded =
                    semicolon < 0 || semicolon - amp > LONGEST ? null : reference(text.substring(amp + 1, semicolon));
            out.append(text, from, amp).append(decoded == null ? "&" : decoded);
            from = decoded == null ? amp + 1 : semicolon + 1;
            amp = text.indexOf('&', from);
        }
        return out.append(text, from, text.length()).toString();
    }

    /**
     * Escapes the characters that mean something in HTML.
     *
     * @param text any text
     * @return the text with them escaped
     */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * Looks for a place to cut.
     *
     * @param html a text of HTML or Markdown
     * @param index an index
     * @return an index not after this one that does not lie inside a character reference
     */
    public static int notInside(String html, int index) {
        int amp = html.lastIndexOf('&', index - 1);
        if (amp < 0 || index - amp > LONGEST) {
            return index;
        }
        int semicolon = html.indexOf(';', amp);
        return semicolon >= index && semicolon - amp <= LONGEST ? amp : index;
    }

    private static @Nullable String reference(String name) {
        if (!name.startsWith("#")) {
            return NAMED.get(name);
        }
        try {
            boolean hex = name.startsWith("#x") || name.startsWith("#X");
            int codePoint =
                    hex ? Integer.parseInt(name, 2, name.length(), 16) : Integer.parseInt(name, 1, name.length(), 10);
            boolean valid = Character.isValidCodePoint(codePoint)
                    && codePoint != 0
                    && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
            return valid ? Character.toString(codePoint) : "\uFFFD";
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
