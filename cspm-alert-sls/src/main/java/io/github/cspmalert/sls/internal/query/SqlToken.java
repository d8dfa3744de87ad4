package io.github.cspmalert.sls.internal.query;

/** A piece of SQL: its kind, its text without quotes, and how many parentheses enclose it. */
public record SqlToken(Kind kind, String text, int depth) {

    enum Kind {
        /** A keyword, a name or a function. */
        WORD,
        /** A name in double quotes, never a keyword. */
        QUOTED,
        /** A text in single quotes. */
        STRING,
        /** A whole or decimal number. */
        NUMBER,
        /** Any other character. */
        SYMBOL
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }
}
