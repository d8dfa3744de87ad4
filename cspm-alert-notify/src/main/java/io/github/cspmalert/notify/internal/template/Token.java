package io.github.cspmalert.notify.internal.template;

import org.jspecify.annotations.Nullable;

/**
 * A word of an expression or a tag.
 *
 * @param kind what it is
 * @param text as it stands in the template
 * @param value the value of a literal, else null
 * @param offset where it starts in the template
 */
record Token(Kind kind, String text, @Nullable Object value, int offset) {

    enum Kind {
        NAME,
        LITERAL,
        SYMBOL,
        END
    }

    boolean is(String symbolOrWord) {
        return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbolOrWord);
    }

    /** {@return the token as a message shows it} */
    String shown() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
