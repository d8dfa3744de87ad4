package io.github.cspmalert.testkit.sls.internal.query.search;

import io.github.cspmalert.testkit.sls.internal.query.search.Tokenizer.Token;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chinese has no delimiters. The service cuts it into words by a dictionary that is not published; here a text is found
 * by each two characters that stand side by side in it, and by each one, so by every word and by some that are none.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/sls/user-guide/create-indexes">Create indexes</a>
 */
final class Chinese {

    /** In a pattern of the engine: Chinese characters and punctuation, where a word of another language ends. */
    static final String CHARACTERS = "\\p{Han}\\x{3000}-\\x{303f}\\x{ff00}-\\x{ff0f}\\x{ff1a}-\\x{ff20}";

    private static final Pattern RUN =
            Pattern.compile("(?<han>\\p{IsHan}+)|[\\u3000-\\u303f\\uff00-\\uff0f\\uff1a-\\uff20]+|(?<other>"
                    + "[^\\p{IsHan}\\u3000-\\u303f\\uff00-\\uff0f\\uff1a-\\uff20]+)");

    private Chinese() {}

    static boolean startsIn(String text) {
        return Character.UnicodeScript.of(text.codePointAt(0)) == Character.UnicodeScript.HAN;
    }

    /** Cuts text between delimiters: Chinese into pairs of characters, all else at Chinese. */
    static void addTo(List<Token> tokens, String text) {
        Matcher run = RUN.matcher(text);
        while (run.find()) {
            if (run.group("han") != null) {
                addPairs(tokens, run.group().codePoints().toArray());
            } else if (run.group("other") != null) {
                tokens.add(new Token(run.group(), false, false));
            }
        }
    }

    private static void addPairs(List<Token> tokens, int[] characters) {
        for (int i = 0; i == 0 || i < characters.length - 1; i++) {
            int length = Math.min(2, characters.length);
            tokens.add(new Token(new String(characters, i, length), false, true));
        }
    }
}
