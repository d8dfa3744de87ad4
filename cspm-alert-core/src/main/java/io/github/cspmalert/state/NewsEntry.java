package io.github.cspmalert.state;

import io.github.cspmalert.posture.Stand;
import java.time.Instant;
import java.util.Objects;

/**
 * A finding of which a posture rule has still to tell something. It is written again whenever the finding changes, so that
 * whoever tells of it notices.
 *
 * @param before how the finding stood when the rule told of it last
 * @param source where its records come from
 * @param since when the first change that was not told was read
 */
public record NewsEntry(Stand before, String source, Instant since) implements StateValue {

    /**
     * Checks that no part is null.
     *
     * @param before how the finding stood
     * @param source where its records come from
     * @param since when the first change that was not told was read
     */
    public NewsEntry {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(since, "since");
    }
}
