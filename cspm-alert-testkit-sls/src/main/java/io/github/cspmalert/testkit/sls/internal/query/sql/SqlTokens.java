package io.github.cspmalert.testkit.sls.internal.query.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts SQL into tokens, just well enough to tell words from text, names and comments. */
final class SqlTokens {

    private static final Pattern TOKEN = Pattern.compile("(?<skip>\\s+|--[^\\n]*|/\\*[\\s\\S]*?\\*/)"
            + "|(?<quoted>'[^']*'|\"[^\"]*\"|`[^`]*`)"
            + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_@:]*)"
            + "|(?<number>[0-9]+)"
            + "|(?<other>[\\s\\S])");

    private SqlTokens() {}

    /**
     * One token.
     *
     * @param text its text
     * @param start its offset
     */
    record Token(String text, int start) {

        boolean is(String word) {
            return text.equalsIgnoreCase(word);
        }

        boolean isNumber() {
            return Character.isDigit(text.charAt(0));
        }

        int end() {
            return start + text.length();
        }
    }

    static List<Token> of(String sql) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            if (matcher.group("skip") == null) {
                tokens.add(new Token(matcher.group(), matcher.start()));
            }
        }
        return tokens;
    }
}
