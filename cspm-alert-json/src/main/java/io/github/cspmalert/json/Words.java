package io.github.cspmalert.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
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
        return known.stream()
                .min(Comparator.comparingInt(each -> distance(word, each)))
                .filter(nearest -> distance(word, nearest) <= Math.max(1, nearest.length() / 3))
                .map(nearest -> "did you mean '" + nearest + "'?");
    }

    /** {@return how many letters must be added, dropped, replaced or swapped to make one word of the other, in any case} */
    static int distance(String from, String to) {
        // Asked before, since lower case takes a long text with letters that become two, such as U+0130, quadratic
        // time.
        if (Math.abs(from.length() - to.length()) > LONGEST) {
            return LONGEST;
        }
        String one = from.toLowerCase(Locale.ROOT);
        String other = to.toLowerCase(Locale.ROOT);
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : step(steps, i, j, one.charAt(i - 1) == other.charAt(j - 1));
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                steps[i][j] = swapped ? Math.min(steps[i][j], steps[i - 2][j - 2] + 1) : steps[i][j];
            }
        }
        return steps[one.length()][other.length()];
    }

    private static int step(int[][] steps, int i, int j, boolean same) {
        int replaced = steps[i - 1][j - 1] + (same ? 0 : 1);
        return Math.min(replaced, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
    }
}
