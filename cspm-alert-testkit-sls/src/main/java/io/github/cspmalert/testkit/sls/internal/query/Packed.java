package io.github.cspmalert.testkit.sls.internal.query;

import java.util.ArrayList;
import java.util.List;

/** Puts several texts into one, each followed by {@link #END}, and takes them out again. */
public final class Packed {

    /** The character after each text. */
    public static final char END = '\u001f';

    private static final char ESCAPE = '\u001b';

    private Packed() {}

    /**
     * Adds a text.
     *
     * @param text any text
     * @param packed where to add it
     */
    public static void add(String text, StringBuilder packed) {
        if (text.indexOf(END) < 0 && text.indexOf(ESCAPE) < 0) {
            packed.append(text).append(END);
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case END -> packed.append(ESCAPE).append('u');
                case ESCAPE -> packed.append(ESCAPE).append('e');
                default -> packed.append(text.charAt(i));
            }
        }
        packed.append(END);
    }

    /**
     * {@return the texts in the order added}
     *
     * @param packed what was packed
     */
    public static List<String> texts(String packed) {
        List<String> texts = new ArrayList<>();
        int start = 0;
        for (int end = packed.indexOf(END); end >= 0; end = packed.indexOf(END, start)) {
            texts.add(unescaped(packed.substring(start, end)));
            start = end + 1;
        }
        return texts;
    }

    private static String unescaped(String text) {
        return text.indexOf(ESCAPE) < 0
                ? text
                : text.replace(ESCAPE + "u", String.valueOf(END)).replace(ESCAPE + "e", String.valueOf(ESCAPE));
    }
}
