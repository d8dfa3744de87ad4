package io.github.cspmalert.state;

import java.util.Objects;

/**
 * What is remembered of a silence that has been in force.
 *
 * @param silence what identifies its condition and its time; with others this is void
 * @param used whether it met any alert
 * @param endTold whether somebody was told that it is about to end
 * @param unusedTold whether somebody was told that it met no alert
 */
public record SilenceUse(String silence, boolean used, boolean endTold, boolean unusedTold) implements StateValue {

    /**
     * Checks that it says of which silence.
     *
     * @param silence what identifies its condition and its time
     * @param used whether it met any alert
     * @param endTold whether somebody was told that it is about to end
     * @param unusedTold whether somebody was told that it met no alert
     */
    public SilenceUse {
        Objects.requireNonNull(silence, "silence");
    }
}
