package io.github.cspmalert.faults;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tells one window of one rule from all others, in a row, and so in a message. */
final class Marker {

    private static final Pattern PATTERN = Pattern.compile("\\[m:([a-z0-9@#-]+):m\\]");

    private Marker() {}

    static String of(String window) {
        return "[m:" + window + ":m]";
    }

    /** {@return the windows that a text tells of} */
    static Set<String> in(String text) {
        Set<String> windows = new TreeSet<>();
        Matcher matcher = PATTERN.matcher(text);
        while (matcher.find()) {
            windows.add(matcher.group(1));
        }
        return windows;
    }
}
