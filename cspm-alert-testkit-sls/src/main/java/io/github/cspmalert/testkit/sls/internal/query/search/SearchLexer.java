package io.github.cspmalert.testkit.sls.internal.query.search;

import io.github.cspmalert.common.Cursor;
import io.github.cspmalert.testkit.sls.internal.query.QueryRejectedException;
import io.github.cspmalert.testkit.sls.internal.query.search.SearchToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a search into tokens. */
final class SearchLexer {

    private static final Cursor.Kind SPACE = new Cursor.Kind(Character::isWhitespace);
    private static final Cursor.Kind WORD =
            new Cursor.Kind(c -> !Character.isWhitespace(c) && "\\()[]:=<>\"".indexOf(c) < 0);
    private static final Cursor.Kind QUOTED = new Cursor.Kind(c -> c != '"' && c != '\\');

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
        cursor.skipWhile(SPACE);
        while (!cursor.atEnd()) {
            token(cursor.at());
            cursor.skipWhile(SPACE);
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
        String text = take(QUOTED);
        if (!cursor.accept('"')) {
            throw QueryRejectedException.invalid(
                    "search, " + Place.of(search, start) + ": the quotation mark is not closed; add \" at the end");
        }
        tokens.add(new SearchToken(kind, text, start));
    }

    private void word(int start) {
        tokens.add(new SearchToken(Kind.WORD, take(WORD), start));
    }

    /** Takes plain and escaped characters. Before anything but a quotation mark or a backslash, a backslash is itself. */
    private String take(Cursor.Kind plain) {
        StringBuilder text = new StringBuilder(cursor.takeWhile(plain));
        while (cursor.accept('\\')) {
            text.append(cursor.peek() == '"' || cursor.peek() == '\\' ? cursor.next() : '\\');
            text.append(cursor.takeWhile(plain));
        }
        return text.toString();
    }
}
