package io.github.cspmalert.state;

import io.github.cspmalert.posture.SourceHealth;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the health of results.
 *
 * @param failingSince since when they could not be read; null if the last read succeeded
 * @param failure why, without anything confidential; empty if it succeeded
 * @param told what was told last
 * @param toldAt when; null if nothing was
 * @param watchedSince since when they are watched; null if they are not yet
 */
public record HealthState(
        @Nullable Instant failingSince,
        String failure,
        SourceHealth.Status told,
        @Nullable Instant toldAt,
        @Nullable Instant watchedSince)
        implements StateValue {

    /** Nothing is known. */
    public static final HealthState EMPTY = new HealthState(null, "", SourceHealth.Status.STARTING, null, null);

    /**
     * Checks that no part is missing.
     *
     * @param failingSince since when they could not be read, or null
     * @param failure why
     * @param told what was told last
     * @param toldAt when, or null
     * @param watchedSince since when they are watched, or null
     */
    public HealthState {
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(told, "told");
    }
}
