package io.github.cspmalert.testkit.sls.internal.query.search;

import io.github.cspmalert.testkit.sls.internal.query.SqlText;
import io.github.cspmalert.testkit.sls.internal.query.search.Tokenizer.Token;

/**
 * Compiles "this text has that token" to SQL. The cheap test stands first: most values either are the token or do not
 * contain it, and the regular expression sees only the few between.
 */
final class TokenCondition {

    private final String delimiters;
    private final boolean caseSensitive;
    private final boolean chinese;

    TokenCondition(String delimiters, boolean caseSensitive, boolean chinese) {
        this.delimiters = delimiters;
        this.caseSensitive = caseSensitive;
        this.chinese = chinese;
    }

    /** True, or false, or NULL where the text is NULL. */
    String sql(String column, Token token) {
        String text = caseSensitive ? column : "lower(" + column + ")";
        if (token.fuzzy()) {
            String pattern = fuzzy(token.text());
            String anywhere = chinese && Chinese.startsIn(token.text()) ? pattern : bounded(pattern);
            return "regexp_matches(" + text + ", " + SqlText.literal(anywhere) + ")";
        }
        String whole = SqlText.literal(token.text());
        if (token.part()) {
            return "contains(" + text + ", " + whole + ")";
        }
        if (isWhole()) {
            return text + " = " + whole;
        }
        String pattern = SqlText.literal(bounded(quoted(token.text())));
        return "(" + text + " = " + whole + " OR (contains(" + text + ", " + whole + ") AND regexp_matches(" + text
                + ", " + pattern + ")))";
    }

    private String bounded(String pattern) {
        return isWhole()
                ? "\\A(?s:" + pattern + ")\\z"
                : "(\\A|" + anyDelimiter() + ")" + pattern + "(\\z|" + anyDelimiter() + ")";
    }

    private boolean isWhole() {
        return delimiters.isEmpty() && !chinese;
    }

    private String fuzzy(String token) {
        String character = delimiters.isEmpty() ? "." : "[^" + quoted(delimiters) + "]";
        StringBuilder pattern = new StringBuilder();
        token.codePoints().forEach(c -> {
            switch (c) {
                case '*' -> pattern.append(character).append('*');
                case '?' -> pattern.append(character);
                default -> pattern.append(quoted(Character.toString(c)));
            }
        });
        return pattern.toString();
    }

    private String anyDelimiter() {
        return "[" + quoted(delimiters) + (chinese ? Chinese.CHARACTERS : "") + "]";
    }

    /** Letters and digits stand for themselves in a pattern; everything else is written as its code point. */
    private static String quoted(String text) {
        StringBuilder pattern = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || c == '_') {
                pattern.appendCodePoint(c);
            } else {
                pattern.append("\\x{").append(Integer.toHexString(c)).append('}');
            }
        });
        return pattern.toString();
    }
}
