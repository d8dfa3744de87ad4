package io.github.cspmalert.common;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Similar {

    private static final int LONGEST = 80;

    private Similar() {}

    /**
     * Finds the known word that a word was probably meant to be.
     *
     * @param word the word
     * @param known the words that exist
     * @return the nearest, if no more than a third of its letters have to be changed; else empty
     */
    public static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(each -> distance(word, each)))
                .filter(nearest -> distance(word, nearest) <= Math.max(1, nearest.length() / 3));
    }

    /**
     * Counts the slips between two words, in any case.
     *
     * @param from a word
     * @param to another word
     * @return how many letters must be added, dropped, replaced or swapped to make the one of the other
     */
    public static int distance(String from, String to) {
        // Lower case takes a long text with letters that become two, such as U+0130, quadratic time.
        if (from.length() > LONGEST || to.length() > LONGEST) {
            return from.equalsIgnoreCase(to) ? 0 : Integer.MAX_VALUE;
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
