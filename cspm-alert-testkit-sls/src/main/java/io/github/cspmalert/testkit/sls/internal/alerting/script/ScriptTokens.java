package io.github.cspmalert.testkit.sls.internal.alerting.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a policy script, with the indentation of each line; inside parentheses lines do not count. */
final class ScriptTokens {

    /** What begins a line, with its blanks. */
    static final String LINE = "line";

    static final String TEXT = "text";
    static final String NUMBER = "number";
    static final String WORD = "word";
    static final String SIGN = "sign";

    private static final Pattern PIECE = Pattern.compile("(?<line>\\r?\\n[ \\t]*)|[ \\t]+|#[^\\n]*"
            + "|(?<text>\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\\n]|\\\\.)*+')"
            + "|(?<number>-?\\d+(?:\\.\\d+)?)"
            + "|(?<word>[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*)"
            + "|(?<sign>==|!=|>=|<=|[<>=(),:\\[\\]{}])");

    private ScriptTokens() {}

    /** A token. */
    record Token(String kind, String text) {

        int indentation() {
            return text.replace("\r", "")
                    .replace("\n", "")
                    .replace("\t", "    ")
                    .length();
        }
    }

    static List<Token> of(String script) {
        List<Token> tokens = new ArrayList<>();
        Matcher piece = PIECE.matcher("\n" + script);
        int end = 0;
        int depth = 0;
        while (piece.find() && piece.start() == end) {
            end = piece.end();
            for (String kind : List.of(LINE, TEXT, NUMBER, WORD, SIGN)) {
                String text = piece.group(kind);
                if (text == null || kind.equals(LINE) && depth > 0) {
                    continue;
                }
                depth += "([{".contains(text) ? 1 : ")]}".contains(text) ? -1 : 0;
                boolean blank = kind.equals(LINE)
                        && !tokens.isEmpty()
                        && tokens.get(tokens.size() - 1).kind().equals(LINE);
                if (blank) {
                    tokens.remove(tokens.size() - 1);
                }
                tokens.add(new Token(kind, text));
            }
        }
        if (end != script.length() + 1) {
            throw new IllegalArgumentException("the script cannot be read at character " + end);
        }
        if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).kind().equals(LINE)) {
            tokens.remove(tokens.size() - 1);
        }
        return tokens;
    }

    /** {@return what stands between the quotes} */
    static String unquoted(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                char escaped = text.charAt(i);
                if (escaped == 'u' && i + 4 < text.length()) {
                    plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                    i += 4;
                } else {
                    plain.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
                }
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
