package io.github.cspmalert.sls.internal;

import java.util.regex.Pattern;

/** Words from outside, made fit for a message. */
public final class Texts {

    private static final int LONGEST = 600;
    private static final int LONGEST_VALUE = 80;

    /** Controls, also those beyond ASCII, line separators, and marks that turn the direction of writing. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069\\uFEFF]+");

    private Texts() {}

    /** Replaces what a log or a terminal would act on, and cuts what is too long. */
    public static String printable(String text) {
        return printable(text, LONGEST);
    }

    /** Does the same for a value within a sentence. */
    public static String brief(String value) {
        return printable(value, LONGEST_VALUE);
    }

    /** Does the same with a limit of its own. */
    public static String printable(String text, int longest) {
        String cut = text.length() > longest ? text.substring(0, longest) + "…" : text;
        return UNPRINTABLE.matcher(cut).replaceAll(" ").strip();
    }

    /** Counts in words: {@code 1 row}, {@code 2 rows}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
