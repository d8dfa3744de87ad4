package io.github.cspmalert.notify.report;

import io.github.cspmalert.definition.policy.Waiver;
import io.github.cspmalert.posture.Finding;
import java.util.List;

/**
 * A finding with what the ledger does not know of it.
 *
 * @param finding the finding; it is open or was so
 * @param owners the ids of its owners; empty if nobody owns it
 * @param waivers the waivers in force that hold it back; none unless it is open
 */
record LedgerEntry(Finding finding, List<String> owners, List<Waiver> waivers) {

    boolean isWaived() {
        return !waivers.isEmpty();
    }
}
