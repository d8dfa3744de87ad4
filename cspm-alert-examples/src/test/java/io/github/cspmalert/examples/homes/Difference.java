package io.github.cspmalert.examples.homes;

import java.util.List;

/** Tells the first thing in which two lists differ, and where in it. */
final class Difference {

    private static final int AROUND = 300;

    private Difference() {}

    /** {@return the difference in words; empty if there is none} */
    static String of(String what, List<?> here, List<?> there) {
        for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
            String one = i < here.size() ? here.get(i).toString() : "nothing";
            String other = i < there.size() ? there.get(i).toString() : "nothing";
            if (!one.equals(other)) {
                return "%s %d of %d here, of %d there:%nhere:  %s%nthere: %s"
                        .formatted(what, i + 1, here.size(), there.size(), around(one, other), around(other, one));
            }
        }
        return "";
    }

    private static String around(String text, String other) {
        int at = 0;
        while (at < text.length() && at < other.length() && text.charAt(at) == other.charAt(at)) {
            at++;
        }
        String begin = text.substring(0, Math.min(60, text.length()));
        return begin + " ... at character " + at + ": "
                + text.substring(Math.max(0, at - AROUND), Math.min(text.length(), at + AROUND));
    }
}
