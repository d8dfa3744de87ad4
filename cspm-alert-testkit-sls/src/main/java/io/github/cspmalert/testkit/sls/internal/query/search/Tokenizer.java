package io.github.cspmalert.testkit.sls.internal.query.search;

import java.util.ArrayList;
import java.util.List;

/** Cuts text into tokens, as an index does. */
final class Tokenizer {

    private final String delimiters;
    private final boolean caseSensitive;
    private final boolean chinese;

    Tokenizer(String delimiters, boolean caseSensitive, boolean chinese) {
        this.delimiters = delimiters;
        this.caseSensitive = caseSensitive;
        this.chinese = chinese;
    }

    /**
     * One token.
     *
     * @param text its text, in lower case if the index ignores case
     * @param fuzzy whether {@code *} and {@code ?} in it are wildcards
     * @param part whether it is Chinese, found wherever it stands in a text
     */
    record Token(String text, boolean fuzzy, boolean part) {}

    /** Tokens of a search: unquoted, {@code *} and {@code ?} are wildcards and never delimiters. */
    List<Token> tokens(String text, boolean quoted) {
        List<Token> tokens = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || delimits(text.charAt(i), quoted)) {
                if (i > start) {
                    add(folded(text.substring(start, i)), quoted, tokens);
                }
                start = i + 1;
            }
        }
        return tokens;
    }

    private void add(String token, boolean quoted, List<Token> tokens) {
        boolean fuzzy = !quoted && isFuzzy(token);
        if (chinese && !fuzzy) {
            Chinese.addTo(tokens, token);
        } else {
            tokens.add(new Token(token, fuzzy, false));
        }
    }

    private boolean delimits(char c, boolean quoted) {
        boolean wildcard = !quoted && (c == '*' || c == '?');
        return !wildcard && delimiters.indexOf(c) >= 0;
    }

    private static boolean isFuzzy(String token) {
        return token.indexOf('*') >= 0 || token.indexOf('?') >= 0;
    }

    /** Code point by code point, as the engine's own lower() does it; it never changes the length. */
    private String folded(String text) {
        if (caseSensitive) {
            return text;
        }
        return text.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
