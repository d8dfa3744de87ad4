package io.github.cspmalert.sls;

/** Words from outside, made fit for a message. */
final class Texts {

    private static final int LONGEST = 600;

    private Texts() {}

    /** Replaces what a log or a terminal would act on, and cuts what is too long. */
    static String printable(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return cut.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ")
                .strip();
    }

    /** Counts in words: {@code 1 row}, {@code 2 rows}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
