package io.github.cspmalert.testkit.sls.internal.query.search;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed search. Where a part names a place, it is the offset in the search text, for messages. */
sealed interface Search {

    /** Finds every log: an empty search, or {@code *}. */
    record All() implements Search {}

    /**
     * Finds what all parts find.
     *
     * @param parts the parts, two or more
     */
    record And(List<Search> parts) implements Search {}

    /**
     * Finds what any part finds.
     *
     * @param parts the parts, two or more
     */
    record Or(List<Search> parts) implements Search {}

    /**
     * Finds what its part does not.
     *
     * @param part the part
     */
    record Not(Search part) implements Search {}

    /**
     * Finds the logs that have all the words, in any order.
     *
     * @param key the field, or null to look in the whole log
     * @param text the words, not yet cut into tokens
     * @param quoted whether it stood in quotation marks, where {@code *} and {@code ?} are ordinary characters
     * @param at where it stands
     */
    record Match(@Nullable String key, String text, boolean quoted, int at) implements Search {}

    /**
     * Finds the logs that have the field.
     *
     * @param key the field
     * @param at where it stands
     */
    record Exists(String key, int at) implements Search {}

    /**
     * Compares a number.
     *
     * @param key the field
     * @param operator one of {@code > >= < <=}
     * @param value the number
     * @param at where it stands
     */
    record Compare(String key, String operator, BigDecimal value, int at) implements Search {}
}
