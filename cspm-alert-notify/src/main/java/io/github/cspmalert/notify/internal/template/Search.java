package io.github.cspmalert.notify.internal.template;

/**
 * Looks for a word in texts in time that grows only with their lengths (Knuth, Morris and Pratt). Java compares the whole
 * word at every place, which a hostile text makes slow. Thread-safe.
 */
final class Search {

    // Comparing a short word at every place is faster, and still linear.
    private static final int SHORT = 32;

    private final String word;
    private final int[] borders;

    private Search(String word, int[] borders) {
        this.word = word;
        this.borders = borders;
    }

    static Search forWord(String word) {
        return new Search(word, word.length() <= SHORT ? new int[0] : borders(word));
    }

    /** {@return where the word occurs first from a place on, or -1} */
    int in(String text, int from) {
        if (word.length() <= SHORT) {
            return text.indexOf(word, from);
        }
        int matched = 0;
        for (int i = from; i < text.length(); i++) {
            matched = next(word, borders, matched, text.charAt(i));
            if (matched == word.length()) {
                return i - matched + 1;
            }
        }
        return -1;
    }

    // How long the longest start of the word is that also ends each of its starts.
    private static int[] borders(String word) {
        int[] borders = new int[word.length()];
        int matched = 0;
        for (int i = 1; i < borders.length; i++) {
            matched = next(word, borders, matched, word.charAt(i));
            borders[i] = matched;
        }
        return borders;
    }

    private static int next(String word, int[] borders, int matched, char c) {
        int length = matched;
        while (length > 0 && word.charAt(length) != c) {
            length = borders[length - 1];
        }
        return word.charAt(length) == c ? length + 1 : 0;
    }
}
