package io.github.cspmalert.testkit.sls.internal.query.search;

import io.github.cspmalert.common.Cursor;
import io.github.cspmalert.testkit.sls.internal.query.Rejections;
import io.github.cspmalert.testkit.sls.internal.query.search.SearchToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a search into tokens. */
final class SearchLexer {

    private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\])");

    private final String search;
    private final List<SearchToken> tokens = new ArrayList<>();
    private final Cursor cursor;

    private SearchLexer(String search) {
        this.search = search;
        this.cursor = new Cursor(search);
    }

    static List<SearchToken> tokens(String search) {
        return new SearchLexer(search).run();
    }

    private List<SearchToken> run() {
        cursor.skipWhile(Character::isWhitespace);
        while (!cursor.atEnd()) {
            token(cursor.at());
            cursor.skipWhile(Character::isWhitespace);
        }
        tokens.add(new SearchToken(Kind.END, "", search.length()));
        return tokens;
    }

    private void token(int start) {
        switch (cursor.peek()) {
            case '(' -> single(Kind.OPEN_PARENTHESIS, start);
            case ')' -> single(Kind.CLOSE_PARENTHESIS, start);
            case '[' -> single(Kind.OPEN_BRACKET, start);
            case ']' -> single(Kind.CLOSE_BRACKET, start);
            case ':' -> single(Kind.COLON, start);
            case '=' -> single(Kind.COMPARISON, start);
            case '<', '>' -> comparison(start);
            default -> {
                if (cursor.accept('"')) {
                    quoted(Kind.QUOTED, start);
                } else if (cursor.accept("#\"")) {
                    quoted(Kind.PHRASE, start);
                } else {
                    word(start);
                }
            }
        }
    }

    private void single(Kind kind, int start) {
        cursor.next();
        tokens.add(new SearchToken(kind, cursor.since(start), start));
    }

    private void comparison(int start) {
        cursor.next();
        cursor.accept('=');
        tokens.add(new SearchToken(Kind.COMPARISON, cursor.since(start), start));
    }

    private void quoted(Kind kind, int start) {
        int from = cursor.at();
        while (!cursor.atEnd() && cursor.peek() != '"') {
            skipCharacter();
        }
        String text = unescaped(from);
        if (!cursor.accept('"')) {
            throw Rejections.invalid(
                    "search, " + Place.of(search, start) + ": the quotation mark is not closed; add \" at the end");
        }
        tokens.add(new SearchToken(kind, text, start));
    }

    private void word(int start) {
        while (!cursor.atEnd() && !endsWord(cursor.peek())) {
            skipCharacter();
        }
        tokens.add(new SearchToken(Kind.WORD, unescaped(start), start));
    }

    /** A backslash stands before a quotation mark, or another backslash; before anything else it is itself. */
    private void skipCharacter() {
        if (cursor.next() == '\\' && (cursor.peek() == '"' || cursor.peek() == '\\')) {
            cursor.next();
        }
    }

    private String unescaped(int from) {
        String text = cursor.since(from);
        return text.indexOf('\\') < 0 ? text : ESCAPED.matcher(text).replaceAll("$1");
    }

    private static boolean endsWord(char c) {
        return Character.isWhitespace(c) || "()[]:=<>\"".indexOf(c) >= 0;
    }
}
