package io.github.cspmalert.internal.expression;

import java.util.Set;

/** Reads the numbers of rows, which are text, as SLS's query engine writes them. */
final class Numbers {

    // A plain whole number of as many digits is exact, and read without the machinery for fractions.
    private static final int EXACT_DIGITS = 15;
    private static final Set<String> NAMED = Set.of("NaN", "Infinity", "+Infinity", "-Infinity");

    private Numbers() {}

    /** A text is no number. Made once, since rows without a number are no rarity. */
    static final class NoNumber extends Exception {

        private static final long serialVersionUID = 1;
        private static final NoNumber INSTANCE = new NoNumber();

        private NoNumber() {
            super("no number", null, false, false);
        }
    }

    static double parse(String text) throws NoNumber {
        int length = text.length();
        int at = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        if (length - at > EXACT_DIGITS || length == at) {
            return parseAny(text);
        }
        long whole = 0;
        for (int i = at; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return parseAny(text);
            }
            whole = whole * 10 + digit;
        }
        return at == 1 && text.charAt(0) == '-' ? -(double) whole : whole;
    }

    // Java reads more than numbers of decimal digits: blanks around them, a letter for the type, hexadecimal ones.
    private static double parseAny(String text) throws NoNumber {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return named(text);
            }
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw NoNumber.INSTANCE;
        }
    }

    private static double named(String text) throws NoNumber {
        if (!NAMED.contains(text)) {
            throw NoNumber.INSTANCE;
        }
        return Double.parseDouble(text);
    }
}
