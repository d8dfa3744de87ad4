package io.github.cspmalert.notify.internal.template;

import org.jspecify.annotations.Nullable;

/**
 * HTML that a function made on purpose, with everything that came from outside escaped: the only value that is put out as
 * it is. It stays so through {@code +}, {@code join}, {@code trim}, {@code string} and {@code escape_html}, where the
 * other side is escaped first; any other function takes it for text, which is escaped again when put out.
 *
 * @param html the HTML
 */
record Markup(String html) {

    /** {@return the HTML of a value: its own if it is mark-up, else its text escaped} */
    static String htmlOf(@Nullable Object value, String printed) {
        return value instanceof Markup ? printed : escape(printed);
    }

    /** {@return the text that a reader of the HTML sees, which holds only what functions made: their tags, and entities} */
    static String textOf(String html) {
        StringBuilder text = new StringBuilder(html.length());
        for (int i = 0; i < html.length(); i++) {
            char c = html.charAt(i);
            int end = c == '<' ? html.indexOf('>', i) : c == '&' ? html.indexOf(';', i) : -1;
            if (end < 0) {
                text.append(c);
            } else {
                text.append(c == '<' ? "" : character(html.substring(i, end + 1)));
                i = end;
            }
        }
        return text.toString();
    }

    private static String character(String entity) {
        return switch (entity) {
            case "&amp;" -> "&";
            case "&lt;" -> "<";
            case "&gt;" -> ">";
            case "&quot;" -> "\"";
            default ->
                entity.matches("&#\\d{2,3};")
                        ? Character.toString(Integer.parseInt(entity.substring(2, entity.length() - 1)))
                        : entity;
        };
    }

    /** {@return the text with the five characters that mean something to HTML escaped} */
    static String escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (entity(text.charAt(i)) != null) {
                return escapeFrom(text, i);
            }
        }
        return text;
    }

    private static String escapeFrom(String text, int first) {
        StringBuilder escaped = new StringBuilder(text.length() + 32).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            String entity = entity(c);
            if (entity == null) {
                escaped.append(c);
            } else {
                escaped.append(entity);
            }
        }
        return escaped.toString();
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

    @Override
    public String toString() {
        return html;
    }
}
