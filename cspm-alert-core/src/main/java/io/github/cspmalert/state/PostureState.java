package io.github.cspmalert.state;

import io.github.cspmalert.internal.Checks;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a posture rule. Immutable.
 *
 * @param evaluatedTo the instant of the last evaluation; null if there was none
 * @param sources the names of the results whose first summary was told
 * @param waivers what identifies the waivers that were known then; empty if there were none
 * @param waived how many open findings waivers hold back
 * @param filter what identifies the filter and grouping that the rule had then; empty if that is not known
 */
public record PostureState(
        @Nullable Instant evaluatedTo, Set<String> sources, String waivers, long waived, String filter)
        implements StateValue {

    /** The state of a rule that was never evaluated. */
    public static final PostureState EMPTY = new PostureState(null, Set.of(), "", 0, "");

    /**
     * Copies the set.
     *
     * @param evaluatedTo the instant of the last evaluation, or null
     * @param sources the names of the results whose first summary was told
     * @param waivers what identifies the waivers
     * @param waived how many open findings waivers hold back
     * @param filter what identifies the rule's filter and grouping
     * @throws IllegalArgumentException if the number is negative
     */
    public PostureState {
        sources = Set.copyOf(sources);
        Objects.requireNonNull(waivers, "waivers");
        Objects.requireNonNull(filter, "filter");
        Checks.notNegative("waived", waived);
    }
}
