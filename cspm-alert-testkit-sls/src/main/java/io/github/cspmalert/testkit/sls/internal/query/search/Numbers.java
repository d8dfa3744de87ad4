package io.github.cspmalert.testkit.sls.internal.query.search;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of a search. */
final class Numbers {

    // Bounded, because a number such as 1e999999999 would be written out in full.
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,19}(\\.\\d{1,19})?");

    private Numbers() {}

    /** The number, or null if the text is none. */
    static @Nullable BigDecimal parse(String text) {
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }
}
