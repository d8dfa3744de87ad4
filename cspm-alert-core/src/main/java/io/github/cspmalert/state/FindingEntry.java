package io.github.cspmalert.state;

import io.github.cspmalert.posture.Finding;
import java.util.Objects;

/**
 * A finding of the ledger.
 *
 * @param finding the finding
 */
public record FindingEntry(Finding finding) implements StateValue {

    /**
     * Checks that it is there.
     *
     * @param finding the finding
     */
    public FindingEntry {
        Objects.requireNonNull(finding, "finding");
    }
}
