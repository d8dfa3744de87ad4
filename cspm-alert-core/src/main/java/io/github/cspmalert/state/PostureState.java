package io.github.cspmalert.state;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a posture rule. Immutable.
 *
 * @param evaluatedTo the instant of the last evaluation; null if there was none
 * @param sources the names of the results whose first summary was told
 * @param waivers what identifies the waivers that were in force then; empty if there were none
 */
public record PostureState(@Nullable Instant evaluatedTo, Set<String> sources, String waivers) implements StateValue {

    /** The state of a rule that was never evaluated. */
    public static final PostureState EMPTY = new PostureState(null, Set.of(), "");

    /**
     * Copies the set.
     *
     * @param evaluatedTo the instant of the last evaluation, or null
     * @param sources the names of the results whose first summary was told
     * @param waivers what identifies the waivers
     */
    public PostureState {
        sources = Set.copyOf(sources);
        Objects.requireNonNull(waivers, "waivers");
    }
}
