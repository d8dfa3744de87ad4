package io.github.cspmalert.internal;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Checks of single arguments. Each names the argument and the value. */
public final class Checks {

    // The characters of an SLS alert's name, so that definitions can be provisioned as they are; SLS wants four at
    // least.
    private static final Pattern ID = Pattern.compile("[0-9a-z][0-9a-z_-]{0,62}[0-9a-z]");

    private static final Pattern RECORD_ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_.-]{0,126}");

    /** Marks that turn the direction of writing, and with it what a line seems to say. */
    private static final Pattern TURNING = Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]+");

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

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

    /** {@return the identifier, which may serve as the id of an SLS resource record} */
    public static String recordId(String name, String value) {
        if (!RECORD_ID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "%s must be 1 to 127 letters, digits, '_', '-' or '.', and begin with a letter or digit, but is '%s'"
                            .formatted(name, printable(value)));
        }
        return value;
    }

    /** {@return the id of something that is defined elsewhere, perhaps by the service, which has forms of its own} */
    public static String reference(String name, String id) {
        return notBlank(name, oneLine(name, id));
    }

    /** {@return the ids, each of which may be the id of something} */
    public static List<String> references(String name, List<String> ids) {
        ids.forEach(id -> reference("an id in " + name, id));
        return ids;
    }

    /** {@return a copy of the list, which names nothing twice} */
    public static <T> List<T> eachOnce(String name, List<T> values) {
        if (values.stream().distinct().count() != values.size()) {
            throw new IllegalArgumentException("%s must name each once, but is %s".formatted(name, values));
        }
        return List.copyOf(values);
    }

    /** {@return the number, which is within its bounds} */
    public static int inRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s must be %d to %d, but is %d".formatted(name, least, most, value));
        }
        return value;
    }

    /** {@return the number, which is not negative} */
    public static long notNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + value);
        }
        return value;
    }

    /** {@return the duration, which is not negative, and short enough to be added to any instant of these times} */
    public static Duration notNegative(String name, Duration value) {
        return value.isZero() ? value : positive(name, value);
    }

    /** {@return the duration, which is positive and whole seconds, as SLS writes it} */
    public static Duration wholeSeconds(String name, Duration value) {
        if (positive(name, value).getNano() != 0) {
            throw new IllegalArgumentException(name + " must be whole seconds, but is " + value);
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
        return firstControl(value) < 0
                ? value.strip()
                : CONTROLS.matcher(value).replaceAll(" ").strip();
    }

    /** {@return what others wrote, as a log or a report may show it: one line, in which nothing turns the direction of writing} */
    public static String told(String value) {
        return TURNING.matcher(oneLineOf(value)).replaceAll(" ").strip();
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
