package io.github.cspmalert.json;

import io.github.cspmalert.common.Similar;
import java.util.Collection;
import java.util.Optional;

/** Words of messages. */
final class Words {

    private static final int LONGEST = 80;

    private Words() {}

    /** {@return a text as a message can show it: one line, cut} */
    static String printable(String text) {
        return printable(text, LONGEST);
    }

    static String printable(String text, int longest) {
        String cut = text.length() > longest ? text.substring(0, longest) + "…" : text;
        return cut.replaceAll("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", "?");
    }

    /** {@return a question for the known word that was probably meant, or else the known words} */
    static String meant(String word, Collection<String> known, String otherwise) {
        return question(word, known).orElseGet(() -> otherwise + " " + String.join(", ", known));
    }

    /** {@return a question for the known word that was probably meant, if one is near} */
    static Optional<String> question(String word, Collection<String> known) {
        return Similar.to(word, known).map(nearest -> "did you mean '" + nearest + "'?");
    }
}
