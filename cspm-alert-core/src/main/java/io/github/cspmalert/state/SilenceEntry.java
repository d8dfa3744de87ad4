package io.github.cspmalert.state;

import io.github.cspmalert.definition.policy.Silence;
import java.time.Instant;
import java.util.Objects;

/**
 * A silence that was added at run time. One that was ended early ends at that instant.
 *
 * @param silence the silence
 * @param addedAt when it was added
 */
public record SilenceEntry(Silence silence, Instant addedAt) implements StateValue {

    /**
     * Checks that no part is null.
     *
     * @param silence the silence
     * @param addedAt when it was added
     */
    public SilenceEntry {
        Objects.requireNonNull(silence, "silence");
        Objects.requireNonNull(addedAt, "addedAt");
    }
}
