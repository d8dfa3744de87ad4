package io.github.cspmalert.state;

import io.github.cspmalert.definition.policy.Waiver;
import java.time.Instant;
import java.util.Objects;

/**
 * A waiver that was added at run time. One that was ended early ends at that instant.
 *
 * @param waiver the waiver
 * @param addedAt when it was added
 */
public record WaiverEntry(Waiver waiver, Instant addedAt) implements StateValue {

    /**
     * Checks that no part is null.
     *
     * @param waiver the waiver
     * @param addedAt when it was added
     */
    public WaiverEntry {
        Objects.requireNonNull(waiver, "waiver");
        Objects.requireNonNull(addedAt, "addedAt");
    }
}
