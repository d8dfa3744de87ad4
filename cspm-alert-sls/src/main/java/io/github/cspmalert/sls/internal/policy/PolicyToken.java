package io.github.cspmalert.sls.internal.policy;

import io.github.cspmalert.sls.internal.Texts;

/**
 * A token of the policy language.
 *
 * @param kind what it is
 * @param text the name, the sign, the digits, or the text without its quotes
 * @param line the line that it stands on, from 1
 */
record PolicyToken(Kind kind, String text, int line) {

    enum Kind {
        NAME,
        TEXT,
        NUMBER,
        SIGN,
        /** The end of a statement. */
        NEW_LINE,
        /** The statements after it stand further in. */
        INDENT,
        /** The statements after it stand further out. */
        DEDENT,
        END
    }

    boolean is(String sign) {
        return (kind == Kind.SIGN || kind == Kind.NAME) && text.equals(sign);
    }

    PolicyScriptException unknown() {
        return new PolicyScriptException(line, words() + " is not known here");
    }

    private String words() {
        return switch (kind) {
            case NEW_LINE -> "the end of the line";
            case INDENT -> "a line further in";
            case DEDENT -> "a line further out";
            case END -> "the end";
            case TEXT -> "a text";
            default -> "'" + Texts.brief(text) + "'";
        };
    }
}
