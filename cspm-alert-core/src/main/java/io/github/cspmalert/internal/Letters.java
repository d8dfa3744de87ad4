package io.github.cspmalert.internal;

import java.util.Locale;
import java.util.function.IntUnaryOperator;

/**
 * Changes the case of text that tenants write, character by character. The JDK's methods take quadratic time where one
 * character becomes two, such as U+0130 and U+00DF; here such a character stays one.
 */
public final class Letters {

    // Short texts are safe with the JDK, which is faster.
    private static final int SHORT = 1000;

    private Letters() {}

    /** {@return the text in lower case} */
    public static String lower(String text) {
        return text.length() <= SHORT ? text.toLowerCase(Locale.ROOT) : each(text, Character::toLowerCase);
    }

    /** {@return the text in upper case} */
    public static String upper(String text) {
        return text.length() <= SHORT ? text.toUpperCase(Locale.ROOT) : each(text, Character::toUpperCase);
    }

    private static String each(String text, IntUnaryOperator change) {
        return text.codePoints()
                .map(change)
                .collect(() -> new StringBuilder(text.length()), StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
