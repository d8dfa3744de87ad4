package io.github.cspmalert.testkit.sls.internal.query;

/** Writes text into SQL. All text of a user that reaches the engine passes through here. */
public final class SqlText {

    private SqlText() {}

    /**
     * {@return a string literal}
     *
     * @param text any text
     */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /**
     * {@return a quoted identifier}
     *
     * @param name any name
     */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
