package io.github.cspmalert.notify.internal.html;

import static java.util.Map.entry;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Escapes text for HTML, and decodes the character references that templates and escapes use. Others stay as they are written. */
public final class HtmlEntities {

    private static final int LONGEST = 12;
    private static final Pattern REFERENCE = Pattern.compile("&(#?[0-9A-Za-z]{1,10});");
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
        return REFERENCE.matcher(text).replaceAll(reference -> Matcher.quoteReplacement(decoded(reference)));
    }

    private static String decoded(MatchResult reference) {
        String name = reference.group(1);
        String decoded = name.startsWith("#") ? numbered(name.substring(1)) : NAMED.get(name);
        return decoded == null ? reference.group() : decoded;
    }

    private static @Nullable String numbered(String number) {
        try {
            boolean hex = number.startsWith("x") || number.startsWith("X");
            int codePoint = hex ? Integer.parseInt(number.substring(1), 16) : Integer.parseInt(number);
            boolean valid = Character.isValidCodePoint(codePoint)
                    && codePoint != 0
                    && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
            return valid ? Character.toString(codePoint) : "\uFFFD";
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * Escapes the five characters that mean something in HTML.
     *
     * @param text any text
     * @return the text with them escaped
     */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            String entity = entity(text.charAt(i));
            if (entity != null) {
                escaped.append(text, from, i).append(entity);
                from = i + 1;
            }
        }
        return from == 0 ? text : escaped.append(text, from, text.length()).toString();
    }

    private static @Nullable String entity(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> null;
        };
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
}
