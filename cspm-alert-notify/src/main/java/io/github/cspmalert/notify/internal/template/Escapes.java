package io.github.cspmalert.notify.internal.template;

import java.util.Map;
import java.util.stream.Collectors;

/** Makes text harmless for a sink. */
final class Escapes {

    private static final Map<Integer, String> HTML =
            Map.of((int) '&', "&amp;", (int) '<', "&lt;", (int) '>', "&gt;", (int) '"', "&quot;", (int) '\'', "&#39;");

    private Escapes() {}

    static String html(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> {
            String entity = HTML.get(c);
            if (entity == null) {
                escaped.append((char) c);
            } else {
                escaped.append(entity);
            }
        });
        return escaped.toString();
    }

    /** Numeric entities for all ASCII punctuation, which every Markdown dialect of the channels shows as it is. */
    static String markdown(String text) {
        return text.codePoints()
                .mapToObj(c -> isPunctuation(c) ? "&#" + c + ";" : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static boolean isPunctuation(int c) {
        return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
    }
}
