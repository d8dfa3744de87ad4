package io.github.cspmalert.internal.expression;

/**
 * A field as an expression names it.
 *
 * @param query the query that {@code $0.}, {@code $1.} or {@code $2.} names, or {@value #ANY} if none is named
 * @param name the name without prefix and brackets
 */
public record Field(int query, String name) {

    /** No query is named. */
    public static final int ANY = -1;

    /** {@return a field that names no query} */
    public static Field of(String name) {
        return new Field(ANY, name);
    }

    /** {@return the field that a text names, which may begin with {@code $0.}, {@code $1.} or {@code $2.}} */
    public static Field parse(String text) {
        return text.matches("\\$[0-2]\\..+") ? new Field(text.charAt(1) - '0', text.substring(3)) : of(text);
    }

    /** {@return the field as an expression writes it} */
    @Override
    public String toString() {
        return query == ANY ? name : "$" + query + "." + name;
    }
}
