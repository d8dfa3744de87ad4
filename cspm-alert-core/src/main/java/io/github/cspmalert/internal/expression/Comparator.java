package io.github.cspmalert.internal.expression;

/** An operator that compares. */
enum Comparator {
    GREATER_OR_EQUAL(">="),
    LESS_OR_EQUAL("<="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    GREATER(">"),
    LESS("<");

    private final String symbol;

    Comparator(String symbol) {
        this.symbol = symbol;
    }

    String symbol() {
        return symbol;
    }

    boolean ordering() {
        return this != EQUAL && this != NOT_EQUAL;
    }

    /** Compares as IEEE 754 does, so nothing but {@code !=} holds for NaN. */
    boolean holds(double a, double b) {
        return switch (this) {
            case GREATER_OR_EQUAL -> a >= b;
            case LESS_OR_EQUAL -> a <= b;
            case EQUAL -> a == b;
            case NOT_EQUAL -> a != b;
            case GREATER -> a > b;
            case LESS -> a < b;
        };
    }

    /** Compares by code points, which is the order of the bytes of UTF-8. */
    boolean holds(String a, String b) {
        return switch (this) {
            case EQUAL -> a.equals(b);
            case NOT_EQUAL -> !a.equals(b);
            case GREATER_OR_EQUAL -> byCodePoints(a, b) >= 0;
            case LESS_OR_EQUAL -> byCodePoints(a, b) <= 0;
            case GREATER -> byCodePoints(a, b) > 0;
            case LESS -> byCodePoints(a, b) < 0;
        };
    }

    private static int byCodePoints(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char c = a.charAt(i);
            char d = b.charAt(i);
            if (c != d) {
                // A surrogate belongs to a code point above all others.
                boolean oneIsSurrogate = Character.isSurrogate(c) != Character.isSurrogate(d);
                return oneIsSurrogate ? (Character.isSurrogate(c) ? 1 : -1) : c - d;
            }
        }
        return a.length() - b.length();
    }
}
