package io.github.cspmalert.internal;

import java.time.Duration;
import java.util.regex.Pattern;

/** Checks of single arguments. Each names the argument and the value. */
public final class Checks {

    // The characters of an SLS alert's name, so that definitions can be provisioned as they are; SLS wants four at
    // least.
    private static final Pattern ID = Pattern.compile("[0-9a-z][0-9a-z_-]{0,62}[0-9a-z]");

    // As long as SLS keeps logs at most.
    private static final Duration LONGEST = Duration.ofDays(3650);

    private Checks() {}

    /** {@return the text, which is not blank} */
    public static String notBlank(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        return value;
    }

    /** {@return the text, which is one line without control characters} */
    public static String oneLine(String name, String value) {
        int at = firstControl(value);
        if (at >= 0) {
            throw new IllegalArgumentException(
                    "%s must be one line without control characters, but has U+%04X at index %d"
                            .formatted(name, (int) value.charAt(at), at));
        }
        return value;
    }

    /** {@return the identifier, which may serve as the name of an SLS resource} */
    public static String id(String name, String value) {
        if (!ID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "%s must be 2 to 64 lower-case letters, digits, '-' or '_', and begin and end with a letter or digit, but is '%s'"
                            .formatted(name, printable(value)));
        }
        return value;
    }

    /** {@return the duration, which is positive, and short enough to be added to any instant of these times} */
    public static Duration positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, but is " + value);
        }
        if (value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s must be at most %d days, but is %s".formatted(name, LONGEST.toDays(), value));
        }
        return value;
    }

    /** {@return the text with its control characters replaced, cut to what a message can show} */
    public static String printable(String value) {
        String cut = value.length() > 80 ? value.substring(0, 80) + "…" : value;
        return cut.replaceAll("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", "?");
    }

    /** {@return the text as one line: runs of line breaks and control characters have become a space} */
    public static String oneLineOf(String value) {
        return value.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
    }

    private static int firstControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                return i;
            }
        }
        return -1;
    }
}
