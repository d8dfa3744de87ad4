package io.github.cspmalert.testkit.sls.internal.query.search;

import io.github.cspmalert.testkit.sls.internal.query.Rejections;
import io.github.cspmalert.testkit.sls.internal.query.search.SearchToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a search into tokens. */
final class SearchLexer {

    private final String search;
    private final List<SearchToken> tokens = new ArrayList<>();
    private int next;

    private SearchLexer(String search) {
        this.search = search;
    }

    static List<SearchToken> tokens(String search) {
        return new SearchLexer(search).run();
    }

    private List<SearchToken> run() {
        while (next < search.length()) {
            if (Character.isWhitespace(search.charAt(next))) {
                next++;
            } else {
                token();
            }
        }
        tokens.add(new SearchToken(Kind.END, "", search.length()));
        return tokens;
    }

    private void token() {
        switch (search.charAt(next)) {
            case '(' -> single(Kind.OPEN_PARENTHESIS);
            case ')' -> single(Kind.CLOSE_PARENTHESIS);
            case '[' -> single(Kind.OPEN_BRACKET);
            case ']' -> single(Kind.CLOSE_BRACKET);
            case ':' -> single(Kind.COLON);
            case '=' -> single(Kind.COMPARISON);
            case '<', '>' -> comparison();
            case '"' -> quoted(Kind.QUOTED, next + 1);
            default -> {
                if (search.startsWith("#\"", next)) {
                    quoted(Kind.PHRASE, next + 2);
                } else {
                    word();
                }
            }
        }
    }

    private void single(Kind kind) {
        tokens.add(new SearchToken(kind, search.substring(next, next + 1), next));
        next++;
    }

    private void comparison() {
        int length = search.startsWith("=", next + 1) ? 2 : 1;
        tokens.add(new SearchToken(Kind.COMPARISON, search.substring(next, next + length), next));
        next += length;
    }

    private void quoted(Kind kind, int start) {
        StringBuilder text = new StringBuilder();
        int i = start;
        while (i < search.length() && search.charAt(i) != '"') {
            if (escapes(i)) {
                i++;
            }
            text.append(search.charAt(i++));
        }
        if (i == search.length()) {
            throw Rejections.invalid(
                    "search, " + Place.of(search, next) + ": the quotation mark is not closed; add \" at the end");
        }
        tokens.add(new SearchToken(kind, text.toString(), next));
        next = i + 1;
    }

    private void word() {
        StringBuilder text = new StringBuilder();
        int start = next;
        while (next < search.length() && !endsWord(search.charAt(next))) {
            if (escapes(next)) {
                next++;
            }
            text.append(search.charAt(next++));
        }
        tokens.add(new SearchToken(Kind.WORD, text.toString(), start));
    }

    /** A backslash stands before a quotation mark, or another backslash; before anything else it is itself. */
    private boolean escapes(int i) {
        return search.charAt(i) == '\\' && (search.startsWith("\"", i + 1) || search.startsWith("\\", i + 1));
    }

    private static boolean endsWord(char c) {
        return Character.isWhitespace(c) || "()[]:=<>\"".indexOf(c) >= 0;
    }
}
