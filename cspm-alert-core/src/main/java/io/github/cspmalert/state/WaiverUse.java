package io.github.cspmalert.state;

import java.util.Objects;

/**
 * Whether a waiver meets any finding, as of the last look through the ledger.
 *
 * @param filter what identifies its filter; with another filter this is void
 * @param meets whether it meets any
 * @param told whether somebody was told that it meets none
 */
public record WaiverUse(String filter, boolean meets, boolean told) implements StateValue {

    /**
     * Checks that the filter is there.
     *
     * @param filter what identifies its filter
     * @param meets whether it meets any
     * @param told whether somebody was told that it meets none
     */
    public WaiverUse {
        Objects.requireNonNull(filter, "filter");
    }
}
