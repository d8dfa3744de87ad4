package io.github.cspmalert.testkit.sls.internal.query.search;

/**
 * One token of a search.
 *
 * @param kind what it is
 * @param text its text; of a quoted word, without quotation marks and escapes
 * @param at its offset in the search
 */
record SearchToken(Kind kind, String text, int at) {

    enum Kind {
        WORD,
        QUOTED,
        PHRASE,
        COLON,
        COMPARISON,
        OPEN_PARENTHESIS,
        CLOSE_PARENTHESIS,
        OPEN_BRACKET,
        CLOSE_BRACKET,
        END
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** Keywords are words without quotation marks, in any case. */
    boolean isKeyword(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isKeyword() {
        return isKeyword("and") || isKeyword("or") || isKeyword("not");
    }

    String described() {
        return kind == Kind.END ? "the end of the search" : "'" + text + "'";
    }
}
